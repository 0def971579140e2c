"""What a sheet says as somebody without an account reads and types it: plain lines, a list item with a dash before it.

Typed again, paragraphs and items that stayed as they were keep their links and emphasis; those that changed are plain.
"""

from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from django.utils.text import capfirst

from practices.importing.lines import clean_lines
from practices.importing.lists import list_html, read_items, text_html
from practices.models import Implementation, PracticePage
from practices.richtext import read_blocks

LISTS = ("goals", "success_factors", "challenges")
_SHEET = ("introduction", "goals", "description", "success_factors", "challenges")
_IMPLEMENTATION = ("description", "contacts", "website", "partners")
_RICH = {"description", *LISTS}


@dataclass(frozen=True)
class Part:
    """A field of a sheet or of one of its implementations, with its text as somebody without an account edits it."""

    name: str
    label: str
    text: str


def implementation_named(page: PracticePage, name: str) -> Implementation | None:
    """The implementation with this name; None for another name, which means the sheet as a whole."""
    return next((each for each in page.implementations.all() if name and str(each) == name), None)


def parts_of(page: PracticePage, implementation: Implementation | None) -> list[Part]:
    """What can be said in other words, of an implementation or of the sheet."""
    owner = implementation or page
    return [Part(name, _label(owner, name), typed(owner, name)) for name in (_IMPLEMENTATION if implementation else _SHEET)]


def typed(owner: PracticePage | Implementation, name: str) -> str:
    """What a field says, as plain lines."""
    value = getattr(owner, name)
    if name not in _RICH:
        return "\n".join(line.strip() for line in value.strip().splitlines())
    lines = []
    for block in read_blocks(value):
        if block.kind != "li":
            lines.append("")
        lines.append(f"{'  ' * block.depth}- {block.text}" if block.kind == "li" else block.text)
    return "\n".join(lines).strip()


def as_text(text: str) -> str:
    """Lines as running text: paragraphs, and lists where there are bullets."""
    return text_html(clean_lines(text))


def as_list(text: str) -> str:
    """Lines as a list; the bullets that somebody typed or pasted are no part of them."""
    return list_html(read_items(clean_lines(text)))


def as_kept(text: str, old: str, name: str) -> str:
    """What was typed, as the field keeps it, with the markup of what it said before where nothing changed."""
    if name not in _RICH:
        return text
    fresh = BeautifulSoup(as_list(text) if name in LISTS else as_text(text), "html.parser")
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


def _label(owner: PracticePage | Implementation, name: str) -> str:
    return capfirst(str(owner._meta.get_field(name).verbose_name))
