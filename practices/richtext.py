"""HTML read back as text: as paragraphs and list items for PDF and reports, or as plain lines for mails and imports."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from inscriptis import get_text
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig


@dataclass(frozen=True)
class Block:
    """A paragraph (`kind` "p"), a heading ("h") or a list item ("li") at a depth of nesting from 0; text without markup."""

    kind: str
    text: str
    depth: int = 0


def read_blocks(html: str) -> list[Block]:
    """The blocks of a rich text field, in order."""
    if not html:
        return []
    return [block for block in _walk(BeautifulSoup(html, "html.parser"), depth=0) if block.text]


def count_items(html: str) -> int:
    """The number of lines of a list, nested ones not counted; paragraphs count when there is no list."""
    blocks = read_blocks(html)
    items = [block for block in blocks if block.kind == "li"]
    return sum(1 for block in items or blocks if block.depth == 0)


def _walk(node: Tag, depth: int) -> Iterator[Block]:
    for child in node.children:
        if not isinstance(child, Tag):
            yield Block("p", " ".join(str(child).split()))
        elif child.name in {"ul", "ol"}:
            for item in child.find_all("li", recursive=False):
                yield Block("li", own_text(item), depth)
                yield from (block for block in _walk_lists(item, depth + 1))
        elif child.name in {"h2", "h3", "h4"}:
            yield Block("h", child.get_text(" ", strip=True))
        elif child.name == "p":
            yield Block("p", " ".join(child.get_text(" ").split()))
        else:
            yield from _walk(child, depth)


def _walk_lists(item: Tag, depth: int) -> Iterator[Block]:
    for inner in item.find_all(["ul", "ol"], recursive=False):
        for sub in inner.find_all("li", recursive=False):
            yield Block("li", own_text(sub), depth)
            yield from _walk_lists(sub, depth + 1)


def own_text(item: Tag) -> str:
    """The text of a block without the lists inside it."""
    parts = [
        child.get_text(" ") if isinstance(child, Tag) else str(child)
        for child in item.children
        if not (isinstance(child, Tag) and child.name in {"ul", "ol"})
    ]
    return " ".join(" ".join(parts).split())


def plain_text(html: str) -> str:
    """HTML as lines: lists keep their bullets, and a link keeps its address behind its text."""
    soup = BeautifulSoup(html, "html.parser")
    for dead in soup(["script", "style", "head", "noscript"]):
        dead.decompose()
    for link in soup.find_all("a", href=True):
        address, text = str(link["href"]).strip(), link.get_text(" ", strip=True)
        kept = re.sub(r"^(?:mailto|tel):([^?]*).*$", r"\1", address, flags=re.IGNORECASE)
        if re.match(r"(?:https?://|mailto:|tel:)", address, re.IGNORECASE) and kept and kept not in text:
            link.string = f"{text}: {kept}" if text else kept
    return get_text(str(soup), ParserConfig(css=CSS_PROFILES["strict"].copy()))
