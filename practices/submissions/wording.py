"""What a sheet says as somebody without an account reads and types it: plain lines, a list item with a dash before it.

Typed again, paragraphs and items that stayed as they were keep their links and emphasis; those that changed are plain.
"""

from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from practices.importing.lines import clean_lines
from practices.importing.lists import list_html, read_items, text_html
from practices.models import Implementation, PracticePage
from practices.parts import IMPLEMENTATION, SHEET, Kind, Part
from practices.richtext import read_blocks


@dataclass(frozen=True)
class Wording:
    """A part of a sheet or of one of its implementations, with its text as somebody without an account edits it.

    Of a choice that is its codes.
    """

    part: Part
    text: str
    longest: int | None = None  # signs, of a line

    @property
    def name(self) -> str:
        return self.part.name

    @property
    def label(self) -> str:
        return str(self.part.label)


def implementation_named(page: PracticePage, name: str) -> Implementation | None:
    """The implementation with this name; None for another name, which means the sheet as a whole."""
    return next((each for each in page.implementations.all() if name and str(each) == name), None)


def wordings_of(page: PracticePage, implementation: Implementation | None) -> list[Wording]:
    """What can be said in other words, of an implementation or of the sheet."""
    owner, table = (implementation, IMPLEMENTATION) if implementation else (page, SHEET)
    return [Wording(part, typed(owner, part), _longest(owner, part)) for part in table if part.correctable]


def _longest(owner: PracticePage | Implementation, part: Part) -> int | None:
    return owner._meta.get_field(part.name).max_length if part.kind is Kind.LINE else None


def typed(owner: PracticePage | Implementation, part: Part) -> str:
    """What a part says, as plain lines."""
    value = getattr(owner, part.name)
    if not part.is_rich:
        return "\n".join(line.strip() for line in value.strip().splitlines())
    return as_lines(value)


def as_lines(html: str) -> str:
    """Rich text as plain lines."""
    lines = []
    for block in read_blocks(html):
        if block.kind != "li":
            lines.append("")
        lines.append(f"{'  ' * block.depth}- {block.text}" if block.kind == "li" else block.text)
    return "\n".join(lines).strip()


def as_kept(text: str, part: Part) -> str:
    """What was typed, as the part keeps it."""
    if part.kind is Kind.LIST:
        return as_list(text)
    return as_text(text) if part.is_rich else text


def as_text(text: str) -> str:
    """Lines as running text: paragraphs, and lists where there are bullets."""
    return text_html(clean_lines(text))


def as_list(text: str) -> str:
    """Lines as a list; the bullets that somebody typed or pasted are no part of them."""
    return list_html(read_items(clean_lines(text)))


def as_changed(text: str, old: str, part: Part) -> str:
    """The same, with the markup of what it said before where nothing changed."""
    if not part.is_rich:
        return text
    fresh = BeautifulSoup(as_kept(text, part), "html.parser")
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
