"""A whole sheet out of text. Nothing is lost: what fits nowhere is kept for editors, who find a place for it."""

import re

from django.utils.translation import gettext as _

from municipalities.labels import read_places
from municipalities.names import Gazetteer
from practices.importing.blocks import read_implementations
from practices.importing.content import HEADED, Reading, SheetContent
from practices.importing.lines import Line, clean_lines, continues
from practices.importing.lists import list_html, read_items, text_html
from practices.importing.personal import has_number, is_of_writer
from practices.importing.sections import AFTER, TOP, UNKNOWN, Sections, heading_of, is_heading, split_sections
from practices.importing.tidying import tidy
from practices.importing.titles import first_words, is_name, slug_of, spoken, title_of
from practices.parts import SHEET, Kind, Part
from practices.photos.models import FILE_NAME
from practices.vocabularies import terms_in

_CREDIT_WORD = r"(?:foto(?:graaf|graaf:|'s)?|photo|beeld|copyright)\s*[:©]|©"
_CREDIT = re.compile(rf"^\(?(?:{_CREDIT_WORD})\s*(?P<who>.{{1,150}}?)\)?\.?$", re.IGNORECASE)
_CREDIT_BEHIND = re.compile(rf"\s*\((?:{_CREDIT_WORD})\s*(?P<who>[^()]{{1,150}})\)\s*$", re.IGNORECASE)
_SHORT_TERMS = re.compile(r"[^,;:.]{1,40}(?:,\s+[^,;:.]{1,40})+\.?")
_COMMAS = re.compile(r",\s+(?:en\s+|of\s+)?|\s+en\s+(?=[^,]+$)")
_OF_WRITER = re.compile(r"^(?:auteur|ingevuld door|ingediend door|versie|datum|contactpersoon|functie)\s*:", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-ZÀ-Ý][\w'’-]*|van|de|der|den|en)(?:\s+(?:[A-ZÀ-Ý][\w'’-]*|van|de|der|den|en)){1,4}")
_TITLE_LABEL = re.compile(r"^(?:titel|naam|naam van de praktijk|praktijk)\s*:\s*(?=\S)", re.IGNORECASE)
_LONGEST_SIGNATURE, _SHORT = 6, 60  # lines, and signs of each
_LONGEST_TITLE = 120
_FEWEST_TWICE = 3  # parts that come again where another sheet begins
_LONGEST_TERM = 100
_LONGEST_SOURCE = 200
_EXPECTED = [part.name for part in SHEET if part.expected and part.headings]


def read_sheet(text: str, file_name: str, gazetteer: Gazetteer) -> Reading:
    """Read a sheet; raises ValueError when there is nothing in the text."""
    tidied = tidy(text)
    lines = clean_lines(tidied.text)
    if not lines:
        raise ValueError(_("The file contains no text"))
    lines, signature = _without_signature(lines, gazetteer)
    reading = Reading(SheetContent(slug=slug_of(file_name), title=title_of(file_name) or _("Untitled")))
    reading.leftovers += [*tidied.aside, *signature]
    reading.doubts += tidied.doubts
    sections = split_sections(lines)
    reading.is_signed = bool(tidied.aside or sections.of(AFTER))
    _read_top(sections.of(TOP), reading)
    if not is_name(file_name):
        _name_by_itself(reading, sections.of(TOP))
    _read_parts(sections, reading)
    implementations = read_implementations(sections.of("implementations"), gazetteer)
    reading.content.implementations = implementations.found
    unplaced = sections.of(UNKNOWN) + sections.of(AFTER)
    reading.leftovers += implementations.leftovers + [line.text for line in unplaced]
    reading.doubts += implementations.doubts
    _report_structure(sections, reading)
    _keep_leftovers(reading)
    return reading


def _without_signature(lines: list[Line], gazetteer: Gazetteer) -> tuple[list[Line], list[str]]:
    """The lines without a name with a number or address below the sheet, apart from it; and the lines of that."""
    start = max((place for place, line in enumerate(lines) if line.after_blank and place), default=0)
    last = lines[start:]
    if start and _is_signature(last) and not read_places(last[0].text, gazetteer).municipalities:
        return lines[:start], [line.text for line in last]
    return lines, []


def _is_signature(block: list[Line]) -> bool:
    """A few short lines without bullets: a name, and somebody's number or address below it."""
    is_short = 1 < len(block) <= _LONGEST_SIGNATURE and all(len(line.text) <= _SHORT and not line.bullet for line in block)
    is_of_somebody = is_short and any(has_number(line.text) for line in block[1:])
    return is_of_somebody and bool(_NAME.fullmatch(block[0].text)) and not is_heading(block[0].text)


def _name_by_itself(reading: Reading, top: list[Line]) -> None:
    """A title that is not the name of a file which says nothing: the first line, the name of the photo, or the first words."""
    content = reading.content
    if not (top and content.title == spoken(top[0].text)):
        photo = next((part for part in content.image_credit.split(" · ") if FILE_NAME.match(part)), "")
        content.title = title_of(photo) if photo and is_name(photo) else first_words(content.introduction) or content.title
        reading.doubts.append(
            _("The file is not called after the practice; its title became “%(title)s”") % {"title": content.title}
        )
    content.slug = slug_of(f"{content.title}.txt")


def _read_top(lines: list[Line], reading: Reading) -> None:
    """Title, picture, credit and introduction, which have no headings."""
    read = [(line, *_credit(line.text)) for line in _after_title(_without_numbers(lines, reading), reading)]
    paragraphs = _paragraphs([(line, text) for line, _written, text in read if text])
    reading.content.introduction = "\n\n".join(paragraphs)
    if not paragraphs:
        reading.doubts.append(_("There is no introduction"))
    source = " · ".join(written for _line, written, _text in read if written)
    reading.content.image_credit = source[:_LONGEST_SOURCE]
    if len(source) > _LONGEST_SOURCE:
        reading.leftovers.append(source)


def _without_numbers(lines: list[Line], reading: Reading) -> list[Line]:
    """The lines without those that have somebody's number or address in them, which are no title and no introduction."""
    personal = [line for line in lines if _is_personal(line.text) and not _credit(line.text)[0]]
    reading.leftovers += [line.text for line in personal]
    return [line for line in lines if line not in personal]


def _is_personal(text: str) -> bool:
    return has_number(text) or bool(_OF_WRITER.match(text))


def _after_title(lines: list[Line], reading: Reading) -> list[Line]:
    """Read the title, where there is one; the lines after it."""
    if _begins_with_a_word_to_us(lines) and reading.is_signed:
        reading.leftovers.append(lines[0].text)
        lines = lines[1:]
    if lines and _is_title(lines[0]):
        reading.content.title = spoken(_TITLE_LABEL.sub("", lines[0].text))
        return lines[1:]
    return lines


def _begins_with_a_word_to_us(lines: list[Line]) -> bool:
    """Whether a sentence stands alone above what is a title, as *Hieronder onze aanvulling.* in a mail."""
    return len(lines) > 1 and not _is_title(lines[0]) and lines[1].after_blank and _is_title(lines[1])


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
        if part.choices:
            _read_choice(part, sections.of(part.name), reading)
        else:
            reading.content.parts[part.name] = _read_part(part, sections, reading)


def _read_part(part: Part, sections: Sections, reading: Reading) -> str | list[str]:
    """What stands under a heading, as its kind of part keeps it."""
    lines = sections.of(part.name)
    if part.kind in {Kind.LIST, Kind.RICH}:
        _doubt_numbers(part, lines, reading)
    if part.kind is Kind.LIST:
        return list_html(read_items(lines))
    if part.kind is Kind.RICH:
        return text_html(lines)
    if part.kind is Kind.TERMS:
        return _read_terms(part, sections, reading)
    if part.kind is Kind.NAMES:
        return ", ".join(item.text for item in read_items(_names_only(lines, reading)))
    return "\n".join(item.text for item in read_items(lines))


def _read_choice(part: Part, lines: list[Line], reading: Reading) -> None:
    """The codes of what a line says by their names; the other lines are the note, or are left over where there is none."""
    reading.content.parts[part.name], rest = part.read_choice([item.text for item in read_items(lines)])
    if part.note:
        reading.content.parts[part.note] = "\n".join(rest)
    else:
        reading.leftovers += [f"{heading_of(part.name)}: {text}" for text in rest]


def _names_only(lines: list[Line], reading: Reading) -> list[Line]:
    """The lines without those about who wrote it or whom to call."""
    reading.leftovers += [line.text for line in lines if is_of_writer(line.text)]
    return [line for line in lines if not is_of_writer(line.text)]


def _doubt_numbers(part: Part, lines: list[Line], reading: Reading) -> None:
    """Say where somebody's number or address stands in what readers will see."""
    reading.doubts += [
        _("“%(text)s” stands in “%(name)s”: is this number or address for readers?")
        % {"text": line.text, "name": heading_of(part.name)}
        for line in lines
        if has_number(line.text)
    ]


def _read_terms(part: Part, sections: Sections, reading: Reading) -> str | list[str]:
    """The terms of a part, each once, or the only one; what is behind a colon, or too long for a term, is left over."""
    heading = heading_of(part.name)
    terms: dict[str, str] = {}
    for text in _pieces(_terms_only(sections.of(part.name), heading, reading), reading):
        name, _colon, addition = (piece.strip() for piece in text.partition(":"))
        is_term = 0 < len(name) <= _LONGEST_TERM and not name.endswith(".")
        if addition or not is_term:
            reading.leftovers.append(f"{heading}: {text}")
        if addition and is_term:
            reading.doubts.append(_("“%(text)s” was read as %(term)s") % {"text": text, "term": name})
        if is_term:
            terms.setdefault(name.casefold(), name)
    return _first_of(list(terms.values()), heading, reading) if terms_in(part.name).single else list(terms.values())


def _terms_only(lines: list[Line], heading: str, reading: Reading) -> list[Line]:
    """The lines without choices that were not ticked, and without who wrote them."""
    unticked = [line.text for line in lines if line.left_out]
    reading.doubts += [_("“%(text)s” was not ticked: left out") % {"text": text} for text in unticked]
    reading.leftovers += [f"{heading}: {text}" for text in unticked]
    kept: list[Line] = []
    for block in _blocks([line for line in lines if not line.left_out]):
        said = _without_writer(block)
        kept += said
        reading.leftovers += [line.text for line in block if line not in said]
    return kept


def _without_writer(block: list[Line]) -> list[Line]:
    """The lines of a block that say nothing about who wrote it; a name stands above its phone number, without a bullet."""
    end = next((place for place, line in enumerate(block) if not line.bullet and is_of_writer(line.text)), len(block))
    while end < len(block) and end and not block[end - 1].bullet and _NAME.fullmatch(block[end - 1].text):
        end -= 1
    return [line for line in block[:end] if not is_of_writer(line.text)]


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Lines that stand together, without a blank one between them."""
    blocks: list[list[Line]] = []
    for line in lines:
        if line.after_blank or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _pieces(lines: list[Line], reading: Reading) -> list[str]:
    """What stands on the lines, also where several share one with semicolons, or the only one with commas."""
    texts = [line.text for line in lines]
    if len(texts) == 1 and _SHORT_TERMS.fullmatch(texts[0]):
        pieces = [piece.strip() for piece in _COMMAS.split(texts[0].rstrip("."))]
        reading.doubts.append(_("“%(text)s” was read as %(term)s") % {"text": texts[0], "term": " · ".join(pieces)})
        return pieces
    return [piece.strip() for text in texts for piece in text.split(";") if piece.strip()]


def _first_of(terms: list[str], heading: str, reading: Reading) -> str:
    reading.leftovers += [f"{heading}: {extra}" for extra in terms[1:]]
    return terms[0] if terms else ""


def _report_structure(sections: Sections, reading: Reading) -> None:
    if len(set(sections.repeated)) >= _FEWEST_TWICE:
        reading.doubts.append(_("There seems to be more than one sheet in this file: make a file of each"))
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
    """What fits nowhere may be anybody's name or number: editors see it, readers never."""
    reading.content.to_place = "\n".join(reading.leftovers)
    reading.doubts += [_("Fits nowhere; kept to be placed: “%(text)s”") % {"text": text} for text in reading.leftovers]
