"""Lines as rich text: paragraphs and nested lists. Everything that was read is escaped; no markup of it survives."""

from dataclasses import dataclass, field

from django.utils.html import escape

from practices.importing.lines import Line, continues

_NESTING_MARKS = {"-", "*", "+", "–"}  # signs that people use for every level; others change with the level


@dataclass
class Item:
    """A line of a list, with the lines under it."""

    text: str
    mark: str = ""
    indent: int = 0
    items: list["Item"] = field(default_factory=list)


def read_items(lines: list[Line]) -> list[Item]:
    """Lines as items of a list: a line without bullet is an item too, unless it goes on with the one before."""
    tops: list[Item] = []
    trail: list[Item] = []
    for line in lines:
        if trail and not line.bullet and not line.after_blank and _goes_on(trail[-1], line):
            trail[-1].text += " " + line.text
            continue
        item = Item(line.text, line.mark, line.indent)
        while trail and not _is_under(item, trail[-1]):
            trail.pop()
        (trail[-1].items if trail else tops).append(item)
        trail.append(item)
    return tops


def list_html(items: list[Item]) -> str:
    """`<ul>` of the items; empty without any."""
    if not items:
        return ""
    return "<ul>" + "".join(f"<li>{escape(item.text)}{list_html(item.items)}</li>" for item in items) + "</ul>"


def text_html(lines: list[Line]) -> str:
    """Running text: paragraphs, with lists where there are bullets."""
    html: list[str] = []
    bullets: list[Line] = []
    paragraph = ""
    for line in lines:
        if line.bullet:
            html.append(_paragraph(paragraph))
            paragraph = ""
            bullets.append(line)
            continue
        html.append(list_html(read_items(bullets)))
        bullets = []
        if paragraph and not line.after_blank and continues(paragraph, line.text):
            paragraph += " " + line.text
        else:
            html.append(_paragraph(paragraph))
            paragraph = line.text
    return "".join([*html, _paragraph(paragraph), list_html(read_items(bullets))])


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _goes_on(item: Item, line: Line) -> bool:
    return bool(item.mark) and (line.text[:1].islower() or continues(item.text, line.text))


def _is_under(item: Item, parent: Item) -> bool:
    """Deeper, and with another sign: pasted text often has one bullet of a list further to the right by accident."""
    if not item.mark or not parent.mark or item.indent <= parent.indent:
        return False
    return item.mark != parent.mark or item.mark in _NESTING_MARKS
