"""A whole sheet out of text. Nothing is lost: what fits nowhere goes into the description, marked."""

import re
from pathlib import PurePath

from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext as _

from municipalities.names import Gazetteer
from practices.importing.blocks import read_implementations
from practices.importing.content import HEADED, Reading, SheetContent
from practices.importing.lines import Line, clean_lines, continues
from practices.importing.lists import list_html, read_items, text_html
from practices.importing.sections import AFTER, TOP, UNKNOWN, Sections, heading_of, is_heading, split_sections
from practices.parts import SHEET, Kind, Part
from practices.photos.models import FILE_NAME
from practices.vocabularies import terms_in

_CREDIT_WORD = r"(?:foto(?:graaf|graaf:|'s)?|photo|beeld|copyright)\s*[:©]|©"
_CREDIT = re.compile(rf"^\(?(?:{_CREDIT_WORD})\s*(?P<who>.{{1,150}}?)\)?\.?$", re.IGNORECASE)
_CREDIT_BEHIND = re.compile(rf"\s*\((?:{_CREDIT_WORD})\s*(?P<who>[^()]{{1,150}})\)\s*$", re.IGNORECASE)
_LONGEST_TITLE = 120
_LONGEST_TERM = 100
_LONGEST_SOURCE = 200
_EXPECTED = [part.name for part in SHEET if part.expected and part.headings]


def read_sheet(text: str, file_name: str, gazetteer: Gazetteer) -> Reading:
    """Read a sheet; raises ValueError when there is nothing in the text."""
    lines = clean_lines(text)
    if not lines:
        raise ValueError(_("The file contains no text"))
    sections = split_sections(lines)
    reading = Reading(SheetContent(slug=slug_of(file_name), title=title_of(file_name)))
    _read_top(sections.of(TOP), reading)
    _read_parts(sections, reading)
    implementations = read_implementations(sections.of("implementations"), gazetteer)
    reading.content.implementations = implementations.found
    unplaced = sections.of(UNKNOWN) + sections.of(AFTER)
    reading.leftovers += implementations.leftovers + [line.text for line in unplaced]
    reading.doubts += implementations.doubts
    _report_structure(sections, reading)
    _keep_leftovers(reading)
    return reading


def slug_of(file_name: str) -> str:
    """The address of a sheet: the name of its file without a number in front."""
    stem = PurePath(file_name).stem
    return slugify(re.sub(r"^\d+[\s._-]*", "", stem)) or slugify(stem) or "fiche"


def title_of(file_name: str) -> str:
    """A title for a file that has none: its name with a capital and spaces."""
    words = re.sub(r"[\s._-]+", " ", re.sub(r"^\d+[\s._-]*", "", PurePath(file_name).stem)).strip()
    return words[:1].upper() + words[1:] or _("Untitled")


def _read_top(lines: list[Line], reading: Reading) -> None:
    """Title, picture, credit and introduction, which have no headings."""
    if lines and _is_title(lines[0]):
        reading.content.title = lines[0].text
        lines = lines[1:]
    read = [(line, *_credit(line.text)) for line in lines]
    paragraphs = _paragraphs([(line, text) for line, _written, text in read if text])
    reading.content.introduction = "\n\n".join(paragraphs)
    if not paragraphs:
        reading.doubts.append(_("There is no introduction"))
    source = " · ".join(written for _line, written, _text in read if written)
    reading.content.image_credit = source[:_LONGEST_SOURCE]
    if len(source) > _LONGEST_SOURCE:
        reading.leftovers.append(source)


def _paragraphs(read: list[tuple[Line, str]]) -> list[str]:
    """Lines as paragraphs; one that was wrapped goes on with the line before."""
    paragraphs: list[str] = []
    for line, text in read:
        if paragraphs and not line.after_blank and continues(paragraphs[-1], text):
            paragraphs[-1] += " " + text
        else:
            paragraphs.append(text)
    return paragraphs


def _is_title(line: Line) -> bool:
    text = line.text
    if line.bullet or len(text) > _LONGEST_TITLE or text.endswith((".", "…", ";", ",", ":")):
        return False
    return not (FILE_NAME.match(text) or _CREDIT.match(text) or is_heading(text))


def _credit(text: str) -> tuple[str, str]:
    """The credit or file name of a picture in a line, and the rest of the line."""
    if FILE_NAME.match(text) and " " not in text.strip():
        return text, ""
    alone = _CREDIT.match(text)
    if alone:
        return text.strip("()"), ""
    behind = _CREDIT_BEHIND.search(text)
    if behind:
        return behind[0].strip().strip("()"), text[: behind.start()]
    return "", text


def _read_parts(sections: Sections, reading: Reading) -> None:
    for part in HEADED:
        reading.content.parts[part.name] = _read_part(part, sections, reading)


def _read_part(part: Part, sections: Sections, reading: Reading) -> str | list[str]:
    """What stands under a heading, as its kind of part keeps it."""
    lines = sections.of(part.name)
    if part.kind is Kind.LIST:
        return list_html(read_items(lines))
    if part.kind is Kind.RICH:
        return text_html(lines)
    if part.kind is Kind.TERMS:
        return _read_terms(part, sections, reading)
    return (", " if part.kind is Kind.NAMES else "\n").join(item.text for item in read_items(lines))


def _read_terms(part: Part, sections: Sections, reading: Reading) -> str | list[str]:
    """The terms of a part, each once, or the only one; what is behind a colon, or too long for a term, is left over."""
    heading = heading_of(part.name)
    terms: dict[str, str] = {}
    for text in _pieces(sections.of(part.name)):
        name, _colon, addition = (piece.strip() for piece in text.partition(":"))
        is_term = 0 < len(name) <= _LONGEST_TERM and not name.endswith(".")
        if addition or not is_term:
            reading.leftovers.append(f"{heading}: {text}")
        if addition and is_term:
            reading.doubts.append(_("“%(text)s” was read as %(term)s") % {"text": text, "term": name})
        if is_term:
            terms.setdefault(name.casefold(), name)
    return _first_of(list(terms.values()), heading, reading) if terms_in(part.name).single else list(terms.values())


def _pieces(lines: list[Line]) -> list[str]:
    """What stands on the lines, also where several share one with semicolons."""
    return [piece.strip() for line in lines for piece in line.text.split(";") if piece.strip()]


def _first_of(terms: list[str], heading: str, reading: Reading) -> str:
    reading.leftovers += [f"{heading}: {extra}" for extra in terms[1:]]
    return terms[0] if terms else ""


def _report_structure(sections: Sections, reading: Reading) -> None:
    reading.doubts += [
        _("The part “%(name)s” is missing") % {"name": heading_of(section)} for section in _EXPECTED if not sections.of(section)
    ]
    reading.doubts += [
        _("The part “%(name)s” appears more than once: put together") % {"name": heading_of(section)}
        for section in dict.fromkeys(sections.repeated)
    ]
    reading.doubts += [
        _("“%(text)s” looks like a heading; it was read as a line of “%(name)s”") % {"text": text, "name": heading_of(section)}
        for text, section in sections.perhaps_headings
    ]


def _keep_leftovers(reading: Reading) -> None:
    mark = _("[To be placed]")
    for text in reading.leftovers:
        reading.content.parts["description"] += f"<p><b>{escape(mark)}</b> {escape(text)}</p>"
        reading.doubts.append(_("Fits nowhere; kept in the description: “%(text)s”") % {"text": text})
