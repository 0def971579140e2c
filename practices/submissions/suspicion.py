"""What makes a submission look like a machine's. It goes to quarantine, never to the bin, and mails nobody."""

import re

from django.utils.translation import gettext as _

from practices.submissions.models import LABELS

_FASTEST = 4  # seconds in which a person may fill in a form
_MOST_LINKS = 3
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def suspicion(data: dict) -> str:
    """Why the cleaned data of a form look like a machine's; empty when they do not."""
    texts = " ".join(data.get(name, "") for name in LABELS if name != "website")
    reasons = []
    if data["title"]:
        reasons.append(_("filled in what nobody sees"))
    if data["key"].seconds < _FASTEST:
        reasons.append(_("sent within %(seconds)s seconds") % {"seconds": _FASTEST})
    if len(_LINK.findall(texts)) > _MOST_LINKS:
        reasons.append(_("many links"))
    return ", ".join(reasons)
