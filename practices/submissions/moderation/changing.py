"""The parts of a sheet that anybody can propose other words for, and putting those words on the live sheet.

Rich text is proposed as plain lines, a list item with a dash before it. Paragraphs and items that stay as they are keep their
links and emphasis; those that change are plain.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.compare import TextDiff

from practices.models import Implementation, PracticePage
from practices.richtext import read_blocks
from practices.sheets.lines import clean_lines
from practices.sheets.lists import list_html, read_items, text_html
from practices.submissions.moderation.live import publish_change
from practices.submissions.moderation.locking import RefusedError

_SHEET = ("introduction", "goals", "description", "success_factors", "challenges")
_IMPLEMENTATION = ("description", "contacts", "website", "partners")
_LISTS = {"goals", "success_factors", "challenges"}
_RICH = {"description", *_LISTS}


@dataclass(frozen=True)
class Part:
    """A field of a sheet or of one of its implementations, with its text as somebody without an account edits it."""

    name: str
    label: str
    text: str


@dataclass(frozen=True)
class Change:
    """Other words for a part, beside what it says now. It is a conflict when that is no longer what the sender saw."""

    part: Part
    before: str
    after: str

    @property
    def is_conflict(self) -> bool:
        return self.part.text not in {self.before, self.after}

    @property
    def difference(self) -> SafeString:
        """Word by word, as Wagtail shows the difference of two revisions; an address is one word."""
        old, new = (re.split(r"(\s+)", text) for text in (self.before, self.after))
        changes = []
        for _kind, i, j, k, n in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if old[i:j] == new[k:n]:
                changes.append(("equal", "".join(old[i:j])))
                continue
            changes += [("deletion", "".join(old[i:j]) + " ")] if old[i:j] else []
            changes += [("addition", "".join(new[k:n]))] if new[k:n] else []
        return TextDiff(changes).to_html()

    @property
    def is_done(self) -> bool:
        return self.part.text == self.after


def implementation_named(page: PracticePage, name: str) -> Implementation | None:
    """The implementation with this name; None for another name, which means the sheet as a whole."""
    return next((each for each in page.implementations.all() if name and str(each) == name), None)


def parts_of(page: PracticePage, implementation: Implementation | None) -> list[Part]:
    """What can be said in other words, of an implementation or of the sheet."""
    owner = implementation or page
    return [Part(name, _label(owner, name), _typed(owner, name)) for name in (_IMPLEMENTATION if implementation else _SHEET)]


def changes_of(page: PracticePage, proposal: dict) -> list[Change]:
    """What somebody proposed, beside what the sheet says now; none when the implementation is gone."""
    owner = _owner(page, proposal)
    if owner is None:
        return []
    proposed = proposal.get("changes", {})  # PostgreSQL does not keep their order
    parts = parts_of(page, owner if isinstance(owner, Implementation) else None)
    return [Change(part, **proposed[part.name]) for part in parts if part.name in proposed]


def publish_changes(page: PracticePage, proposal: dict, names: Iterable[str], moderator) -> None:
    """Publish the sheet as it is live with the proposed words for these parts. Raises RefusedError for a conflict."""
    chosen = [change for change in changes_of(page, proposal) if change.part.name in set(names)]
    for change in chosen:
        if change.is_conflict:
            text = _("“%(part)s” was changed since. Change it by hand, then tell the sender.")
            raise RefusedError(text % {"part": change.part.label})
    publish_change(
        page=page,
        moderator=moderator,
        change=lambda live: _apply(live, proposal, chosen),
        change_draft=lambda draft: _apply(draft, proposal, chosen),
    )


def _label(owner: PracticePage | Implementation, name: str) -> str:
    return capfirst(str(owner._meta.get_field(name).verbose_name))


def _apply(page: PracticePage, proposal: dict, chosen: list[Change]) -> None:
    """Put the words on a sheet, wherever it still says what the sender saw: a draft may say something else by now."""
    owner = _owner(page, proposal)
    if owner is None:
        return
    for change in chosen:
        name = change.part.name
        if _typed(owner, name) == change.before:
            setattr(owner, name, _as_kept(change.after, getattr(owner, name), name))
    if isinstance(owner, Implementation):
        owner.confirmed_on = timezone.localdate()
        page.implementations.add(owner)


def _owner(page: PracticePage, proposal: dict) -> PracticePage | Implementation | None:
    key = proposal.get("implementation")
    if not key:
        return page
    return next((each for each in page.implementations.all() if str(each.translation_key) == key), None)


def _typed(owner: PracticePage | Implementation, name: str) -> str:
    value = getattr(owner, name)
    if name not in _RICH:
        return "\n".join(line.strip() for line in value.strip().splitlines())
    lines = []
    for block in read_blocks(value):
        if block.kind != "li":
            lines.append("")
        lines.append(f"{'  ' * block.depth}- {block.text}" if block.kind == "li" else block.text)
    return "\n".join(lines).strip()


def _as_kept(text: str, old: str, name: str) -> str:
    if name not in _RICH:
        return text
    lines = clean_lines(text)
    fresh = BeautifulSoup(list_html(read_items(lines)) if name in _LISTS else text_html(lines), "html.parser")
    known = {element.get_text(" ", strip=True): element for element in _leaves(BeautifulSoup(old, "html.parser"))}
    for element in _leaves(fresh):
        same = known.get(element.get_text(" ", strip=True))
        if same is None:
            continue
        if element.name == "p":
            element.name = same.name if same.name != "li" else "p"  # a heading
        element.clear()
        element.extend(list(same.contents))
    return str(fresh)


def _leaves(soup: BeautifulSoup) -> list[Tag]:
    """Paragraphs, headings and items without a list in them."""
    return [element for element in soup.find_all(["p", "li", "h3"]) if not element.find(["ul", "ol"])]
