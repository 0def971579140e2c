"""The part "Deze praktijk in": one implementation per heading, with the lines under it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.translation import gettext as _

from municipalities.labels import begins_with_places, read_places
from municipalities.names import Gazetteer
from municipalities.text import normal_form
from practices.contacts import split_contacts
from practices.importing.content import ImplementationContent
from practices.importing.details import Detail, DetailKind, is_address, read_detail
from practices.importing.lines import Line
from practices.importing.lists import list_html, read_items, text_html

_LONGEST_HEADING = 110
_MOST = 100  # municipalities of one sheet; what comes after them is left over


@dataclass
class _Block:
    """A heading and the lines under it."""

    label: str
    lines: list[Line] = field(default_factory=list)


@dataclass
class Implementations:
    """The implementations of a sheet, the lines above the first heading, and what is doubtful."""

    found: list[ImplementationContent] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def read_implementations(lines: list[Line], gazetteer: Gazetteer) -> Implementations:
    """Read the part; two blocks under the same name become one."""
    result = Implementations()
    blocks = _split(lines, gazetteer, result.leftovers)
    merged: dict[str, _Block] = {}
    for block in blocks[_MOST:]:
        result.leftovers += [block.label, *(line.text for line in block.lines)]
    for block in blocks[:_MOST]:
        key = normal_form(block.label)
        if key in merged:
            merged[key].lines += block.lines
            result.doubts.append(_("“%(name)s” appears twice: merged into one") % {"name": block.label})
        else:
            merged[key] = block
    result.found = [_read_block(block, gazetteer, result.doubts) for block in merged.values()]
    return result


def _split(lines: list[Line], gazetteer: Gazetteer, leftovers: list[str]) -> list[_Block]:
    blocks: list[_Block] = []
    # Some paste the whole part as one list: then the outer bullets are the headings.
    outer = min((line.indent for line in lines), default=0) if all(line.bullet for line in lines) else None
    for line in lines:
        if _is_heading(line, gazetteer, bool(blocks), outer):
            blocks.append(_Block(line.text))
        elif blocks:
            blocks[-1].lines.append(line)
        else:
            leftovers.append(line.text)
    return blocks


def _is_heading(line: Line, gazetteer: Gazetteer, inside: bool, outer: int | None) -> bool:  # noqa: FBT001 - two facts
    if len(line.text) > _LONGEST_HEADING or read_detail(line.text).kind is not DetailKind.TEXT:
        return False
    if line.bullet:
        return outer is not None and line.indent == outer and bool(read_places(line.text, gazetteer).municipalities)
    if not inside or (line.after_blank and not line.text.endswith((".", "!", "?"))):
        return True
    return begins_with_places(line.text, gazetteer)


def _read_block(block: _Block, gazetteer: Gazetteer, doubts: list[str]) -> ImplementationContent:
    places = read_places(block.label, gazetteer)
    doubts.extend(places.doubts)
    implementation = ImplementationContent(block.label, [place.nis_code for place in places.municipalities])
    text: list[Line] = [Line(places.rest, mark="•")] if places.rest else []
    partners: list[str] = []
    for line, detail in _details(block.lines):
        _add_detail(implementation, line, detail, text, partners, doubts)
    implementation.partners = ", ".join(partners)
    implementation.description = _description(text)
    if not (text or implementation.contacts or partners or implementation.facts or implementation.website is not None):
        doubts.append(_("%(name)s has no text, contact or website") % {"name": block.label})
    return implementation


def _details(lines: list[Line]) -> Iterator[tuple[Line, Detail]]:
    """What each line says; one under a heading like "Contact:" that is further to the right belongs to that heading."""
    waiting: DetailKind | None = None
    waiting_indent = 0
    for line in lines:
        detail = read_detail(line.text)
        if detail.kind is DetailKind.FACT:
            waiting = None
        elif detail.kind is not DetailKind.TEXT:
            waiting = detail.kind if not detail.value and detail.kind is not DetailKind.WEBSITE else None
            waiting_indent = line.indent
        elif waiting and line.indent > waiting_indent:
            detail = Detail(waiting, line.text)
        else:
            waiting = None
        yield line, detail


def _add_detail(
    implementation: ImplementationContent,
    line: Line,
    detail: Detail,
    text: list[Line],
    partners: list[str],
    doubts: list[str],
) -> None:
    name = {"name": implementation.label, "value": detail.value}
    if detail.kind is DetailKind.CONTACT:
        implementation.contacts += split_contacts(detail.value)
        if detail.glued:
            doubts.append(_("%(name)s: “Contact” was run together with the address; read as %(value)s") % name)
    elif detail.kind is DetailKind.FACT and detail.part not in implementation.facts:
        implementation.facts[detail.part] = detail.value
    elif detail.kind is DetailKind.PARTNERS:
        partners += [detail.value] if detail.value else []
    elif detail.kind in {DetailKind.TEXT, DetailKind.FACT} or not _take_website(implementation, detail.value, doubts):
        text.append(line)


def _take_website(implementation: ImplementationContent, address: str, doubts: list[str]) -> bool:
    """Keep the first address; False for text that is no address, and for a second one, which belong in the description."""
    name = {"name": implementation.label, "value": address}
    if not address:
        if implementation.website is None:
            implementation.website = ""
            doubts.append(_("%(name)s: a website without its address") % name)
        return True
    if not is_address(address):
        doubts.append(_("%(name)s: “%(value)s” is not a website address; kept as text") % name)
        return False
    if implementation.website:
        return False
    implementation.website = address
    if not address.lower().startswith("http"):
        doubts.append(_("%(name)s: the website address did not start with https://; it was added") % name)
    return True


def _description(text: list[Line]) -> str:
    """One bullet is a paragraph; more are a list. Plain lines stay paragraphs."""
    if all(line.bullet for line in text):
        items = read_items(text)
        if len(items) == 1 and not items[0].items:
            return f"<p>{escape(items[0].text)}</p>"
        return list_html(items)
    return text_html(text)
