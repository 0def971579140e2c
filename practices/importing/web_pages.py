"""HTML made ready to be read as lines: tables row by row, boxes as signs, links to where they lead."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from municipalities.text import normal_form
from practices.importing.headings import section_of
from practices.importing.lines import TICKED, UNTICKED

# What begins on a line of its own, and a reader of HTML takes for a part of a line.
_BLOCKS = [
    "section", "article", "aside", "header", "footer", "main", "nav", "details", "summary", "fieldset", "legend", "label",
    "center", "caption", "dl", "dt", "dd", "figure", "figcaption", "address", "blockquote", "form",
]  # fmt: skip
_MANY_LINES = ["p", "ul", "ol", "div", "h1", "h2", "h3", "h4", "br"]
_PLACE = frozenset({"gemeente", "gemeenten", "stad", "stad of gemeente", "stad gemeente", "lokaal bestuur", "welke gemeente"})
_COLUMNS = {"contact": "Contact", "site": "Website", "website": "Website", "link": "Website", "partner": "Partners"}
_WRAPPED = re.compile(r"https?://[^\s<>\"]+")


def prepared(html: str) -> str:
    """The HTML as a reader of lines can take it."""
    soup = BeautifulSoup(html, "html.parser")
    for box in soup.select("input[type=checkbox], input[type=radio]"):
        box.replace_with(f"{TICKED if box.has_attr('checked') else UNTICKED} ")
    for mark in soup.select('a[id^="cmnt_ref"]'):
        mark.decompose()
    for block in soup.find_all(_BLOCKS):
        block.name = "div"
    for link in soup.find_all("a", href=True):
        link["href"] = unwrapped(str(link["href"]))
    for table in reversed(soup.find_all("table")):  # the inner ones first
        _unfold(table, soup)
    return str(soup)


def unwrapped(text: str) -> str:
    """A text with the addresses behind the links of mail programs and documents that lead there by a detour."""
    return _WRAPPED.sub(lambda found: _target(found[0]), text)


def _target(address: str) -> str:
    """Where a link leads: that of Google, of Outlook, of Facebook and of Proofpoint name it in themselves."""
    try:
        parts = urlsplit(address.replace("&amp;", "&"))
        host = parts.hostname or ""
    except ValueError:
        return address
    wrapped = re.search(r"/v3/__(.+?)__;", address) if host.endswith("urldefense.com") else None
    found = wrapped[1] if wrapped else _named(host, parts.path, parse_qs(parts.query))
    return found if found.startswith(("http://", "https://")) else address


def _named(host: str, path: str, query: dict[str, list[str]]) -> str:
    if re.search(r"(^|\.)google\.[a-z.]+$", host) and path == "/url":
        return (query.get("q") or query.get("url") or [""])[0]
    if host.endswith("safelinks.protection.outlook.com"):
        return query.get("url", [""])[0]
    if host in {"l.facebook.com", "lm.facebook.com"} and path == "/l.php":
        return query.get("u", [""])[0]
    if host.startswith("urldefense."):
        return unquote(query.get("u", [""])[0].replace("-", "%").replace("_", "/"))
    return ""


def _unfold(table: Tag, soup: BeautifulSoup) -> None:
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
    """In which column the municipalities stand, of a table with a line of headings above its columns."""
    heads = [normal_form(cell.get_text(" ")) for cell in rows[0]] if len(rows) > 1 else []
    found = [place for place, head in enumerate(heads) if head in _PLACE]
    return found[0] if found and len(heads) > 1 else None


def _read_places(rows: list[list[Tag]], column: int, soup: BeautifulSoup) -> Iterator[Tag]:
    """A heading for each municipality, with a line for each of the other columns."""
    heads = [cell.get_text(" ", strip=True) for cell in rows[0]]
    if "deze praktijk" not in normal_form(soup.get_text(" ")):
        yield _tag(soup, "h2", "Deze praktijk in")
    for cells in rows[1:]:
        name = cells[column].get_text(" ", strip=True) if column < len(cells) else ""
        if name:
            yield _tag(soup, "h3", name)
        items = soup.new_tag("ul")
        for place, cell in enumerate(cells):
            text = " ".join(cell.get_text(" ").split())
            if place != column and text:
                items.append(_tag(soup, "li", _said(heads[place] if place < len(heads) else "", text)))
        yield items


def _said(head: str, text: str) -> str:
    """What a cell says, behind what its column is called where that means something."""
    key = normal_form(head)
    known = next((label for word, label in _COLUMNS.items() if key.startswith(word)), "")
    return f"{known}: {text}" if known and not normal_form(text).startswith(normal_form(known)) else text


def _read_rows(rows: list[list[Tag]], soup: BeautifulSoup) -> Iterator[Tag]:
    """The cells of a form below each other, those of a list of short facts on a line."""
    for cells in rows:
        texts = [text for cell in cells if (text := " ".join(cell.get_text(" ").split()))]
        if any(map(section_of, texts)) or any(map(_has_many_lines, cells)):
            for cell in cells:
                cell.name = "div"
                yield cell
        elif texts:
            yield _tag(soup, "div", ": ".join([texts[0], ", ".join(texts[1:])]) if len(texts) > 1 else texts[0])


def _has_many_lines(cell: Tag) -> bool:
    return len(cell.find_all(_MANY_LINES)) > 1


def _tag(soup: BeautifulSoup, name: str, text: str) -> Tag:
    tag = soup.new_tag(name)
    tag.string = text
    return tag
