"""The lines of a translation that are still Dutch, marked with their language for what reads them aloud."""

from collections.abc import Iterable, Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag

from practices.languages import SOURCE
from practices.parts import ROWS, SHEET, Part
from practices.richtext import own_text

_LINES = ["p", "li", "h2", "h3", "h4"]


def lines_in(sheet: Any) -> set[str]:
    """Every line that a reader sees of a sheet: each plain text as a whole, and each paragraph, heading and list item."""
    plain = [getattr(owner, part.name) for owner, part in _texts(sheet) if not part.is_rich]
    return {*plain, *lines_in_texts(getattr(owner, part.name) for owner, part in _texts(sheet) if part.is_rich)} - {""}


def lines_in_texts(texts: Iterable[str]) -> set[str]:
    """Each paragraph, heading and list item of rich texts."""
    return {own_text(tag) for text in texts for tag in _lines(_parsed(text))} - {""}


def mark_lines(html: str, dutch: set[str], language: str) -> str:
    """The same rich text in which each of these lines says that it is Dutch, and a line under one of them that it is not."""
    if not dutch:
        return html
    text = _parsed(html)
    for tag in _lines(text):
        if own_text(tag) in dutch:
            tag["lang"] = SOURCE
        elif tag.find_parent(lang=SOURCE):
            tag["lang"] = language
    return str(text)


def _texts(sheet: Any) -> Iterator[tuple[Any, Part]]:
    """Each text that is translated, with what it is said of: the sheet, or a row of it."""
    rows = [(row, table) for name, table in ROWS.items() for row in getattr(sheet, name).all()]
    for owner, table in [(sheet, SHEET), *rows]:
        yield from ((owner, part) for part in table if part.translated and part.is_text)


def _parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html or "", "html.parser")


def _lines(text: BeautifulSoup) -> Iterator[Tag]:
    yield from text.find_all(_LINES)
