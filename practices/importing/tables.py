"""A table of a file as lines: a form part by part, municipalities one by one, facts row by row."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from bs4 import BeautifulSoup, Tag

from municipalities.text import normal_form
from practices.importing.headings import section_of

_LINES = ["p", "ul", "ol", "div", "h1", "h2", "h3", "h4"]
_PLACE = frozenset(
    {
        "gemeente", "gemeenten", "stad", "stad of gemeente", "stad gemeente", "lokaal bestuur", "lokale besturen", "bestuur",
        "naam gemeente", "naam van de gemeente", "welke gemeente", "waar",
    }
)  # fmt: skip
# What the other columns of a table of municipalities are called, by how the word begins, and as a sheet has it.
_COLUMNS = {
    "contact": "Contact",
    "mail": "Contact",
    "e mail": "Contact",
    "tel": "Contact",
    "gsm": "Contact",
    "site": "Website",
    "web": "Website",
    "link": "Website",
    "partner": "Partners",
}
_TEXT_COLUMNS = (
    "toelichting",
    "uitleg",
    "beschrijving",
    "omschrijving",
    "aanpak",
    "info",
    "wat",
    "hoe",
    "werking",
    "opmerking",
)
_NOTHING = frozenset({"", "nvt", "n v t", "geen", "nihil", "idem"})
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def unfold(table: Tag, soup: BeautifulSoup) -> None:
    """A table as what stands in it, in the order of reading."""
    rows = [list(row.find_all(["td", "th"], recursive=False)) for row in table.find_all("tr")]
    rows = [cells for cells in rows if cells]
    places = _place_column(rows)
    lines = _read_places(rows, places, soup) if places is not None else _read_rows(rows, soup)
    inside = soup.new_tag("div")
    for line in list(lines):
        inside.append(line)
    table.replace_with(inside)


def _place_column(rows: list[list[Tag]]) -> int | None:
    """In which column the municipalities stand, of a table with a line above that says what its columns are."""
    if len(rows) < 2 or _is_form(rows[1:]):  # noqa: PLR2004 - a line of headings and another one
        return None
    heads = [normal_form(cell.get_text(" ")) for cell in rows[0]]
    found = [place for place, head in enumerate(heads) if head in _PLACE]
    is_known = any(head.startswith((*_COLUMNS, *_TEXT_COLUMNS)) for head in heads)
    return found[0] if found and is_known else None


def _read_places(rows: list[list[Tag]], column: int, soup: BeautifulSoup) -> Iterator[Tag]:
    """A heading for each municipality, with a line for each of the other columns."""
    heads = [cell.get_text(" ", strip=True) for cell in rows[0]]
    if "deze praktijk" not in normal_form(soup.get_text(" ")):
        yield _tag(soup, "h2", "Deze praktijk in")
    for cells in rows[1:]:
        name = ", ".join(_lines_of(cells[column])) if column < len(cells) else ""
        if name:
            yield _tag(soup, "h3", name)
        items = soup.new_tag("ul")
        for place, cell in enumerate(cells):
            head = heads[place] if place < len(heads) else ""
            for text in _lines_of(cell) if place != column else ():
                items.append(_tag(soup, "li", _said(head, text)))
        yield items


def _lines_of(cell: Tag) -> list[str]:
    """What stands in a cell, line by line, without what says that there is nothing."""
    for end in cell.find_all("br"):
        end.replace_with("\n")
    blocks = cell.find_all(["p", "li", "div"]) or [cell]
    lines = [" ".join(line.split()) for block in blocks for line in block.get_text(" ").split("\n")]
    return [line for line in lines if normal_form(line) not in _NOTHING]


def _said(head: str, text: str) -> str:
    """What a cell says, behind what its column is called where that means something."""
    key = normal_form(head)
    known = next((label for word, label in _COLUMNS.items() if key.startswith(word)), "")
    address = _ADDRESS.search(text) if known == "Website" else None
    if not known or normal_form(text).startswith(normal_form(known)):
        return text
    return f"{known}: {address[0] if address else text}"


def _read_rows(rows: list[list[Tag]], soup: BeautifulSoup) -> Iterator[Tag]:
    """The cells of a form below each other, those of a list of short facts on a line."""
    rows = _turned(rows) if _is_by_columns(rows) else rows
    is_form = len(rows) == 1 or _is_form(rows)
    for cells in rows:
        texts = list(filter(None, map(_text_of, cells)))
        if is_form and len(texts) > 1 and normal_form(texts[0]) in _PLACE:
            yield from (_tag(soup, "h2", "Deze praktijk in"), _tag(soup, "h3", ", ".join(texts[1:])))
        elif _is_form([cells]) or any(map(_has_many_lines, cells)):
            yield from map(_as_block, cells)
        else:
            yield _tag(soup, "div", _fact(texts))


def _fact(texts: list[str]) -> str:
    """A short line of facts: the first says of what."""
    return ": ".join(filter(None, [*texts[:1], ", ".join(texts[1:])]))


def _text_of(cell: Tag) -> str:
    return " ".join(cell.get_text(" ").split())


def _as_block(cell: Tag) -> Tag:
    cell.name = "div"
    return cell


def _is_form(rows: list[list[Tag]]) -> bool:
    """Whether some cell begins with the heading of a part."""
    return any(_opens(cell) for cells in rows for cell in cells)


def _turned(rows: list[list[Tag]]) -> list[list[Tag]]:
    """The cells by column."""
    return [[cell for cell in column if cell is not None] for column in zip_longest(*rows)]


def _is_by_columns(rows: list[list[Tag]]) -> bool:
    """Whether the first row names parts and what is under each is in the rows below."""
    named = [cell for cell in rows[0] if section_of(_text_of(cell))] if len(rows) > 1 else []
    return len(named) > 1 and not _is_form(rows[1:])


def _opens(cell: Tag) -> str:
    """The part that the first line of a cell is the heading of."""
    first = next((line.strip() for line in cell.get_text("\n").split("\n") if line.strip()), "")
    if normal_form(first.partition(":")[0]) in _PLACE:  # which also stands above a column of figures
        return ""
    return section_of(first) or section_of(first.partition(":")[0])


def _has_many_lines(cell: Tag) -> bool:
    return bool(cell.find(["li", "br"])) or len(cell.find_all(_LINES)) > 1


def _tag(soup: BeautifulSoup, name: str, text: str) -> Tag:
    tag = soup.new_tag(name)
    tag.string = text
    return tag
