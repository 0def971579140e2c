"""What a note is made of: headings, paragraphs, lists and tables of plain text; a `Gap` is what only its writer knows."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Gap:
    """What the writer fills in, with what is asked."""

    asked: str


Run = str | Gap
Paragraph = tuple[Run, ...]
Cell = tuple[Paragraph, ...]


@dataclass(frozen=True)
class Bullets:
    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Table:
    """Rows under a head; the first cell of each is the head of its row."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Section:
    title: str
    blocks: tuple[Paragraph | Bullets | Table, ...]


@dataclass(frozen=True)
class Note:
    """A note: who writes it, what it is, its facts by label, numbered sections, and where it comes from."""

    language: str
    organisation: Paragraph
    service: Paragraph
    kind: str
    title: str
    facts: tuple[tuple[str, Paragraph], ...]
    sections: tuple[Section, ...]
    source: str = field(default="")


def leads(paragraph: Paragraph) -> bool:
    """Whether it announces what comes next, and so stays with it on one page."""
    last = paragraph[-1] if paragraph else ""
    return isinstance(last, str) and last.endswith(":")
