"""What changed between two plain texts, word by word."""

import difflib
import re

from django.utils.safestring import SafeString
from wagtail.admin.compare import TextDiff


def word_difference(before: str, after: str) -> SafeString:
    """As Wagtail shows the difference of two revisions; an address is one word."""
    old, new = (re.split(r"(\s+)", text) for text in (before, after))
    changes = []
    for _kind, i, j, k, n in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[i:j] == new[k:n]:
            changes.append(("equal", "".join(old[i:j])))
            continue
        changes += [("deletion", "".join(old[i:j]) + " ")] if old[i:j] else []
        changes += [("addition", "".join(new[k:n]))] if new[k:n] else []
    return TextDiff(changes).to_html()
