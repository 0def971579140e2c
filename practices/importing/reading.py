"""A whole sheet out of text. Nothing is lost: what fits nowhere goes into the description, marked."""

import re
from pathlib import PurePath

from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext as _

from municipalities.names import Gazetteer
from practices.importing.blocks import read_implementations
from practices.importing.content import Reading, SheetContent
from practices.importing.lines import Line, clean_lines, continues
from practices.importing.lists import list_html, read_items, text_html
from practices.importing.sections import Section, Sections, is_heading, split_sections
from practices.photos.models import FILE_NAME

_CREDIT_WORD = r"(?:foto(?:graaf|graaf:|'s)?|photo|beeld|copyright)\s*[:©]|©"
_CREDIT = re.compile(rf"^\(?(?:{_CREDIT_WORD})\s*(?P<who>.{{1,150}}?)\)?\.?$", re.IGNORECASE)
_CREDIT_BEHIND = re.compile(rf"\s*\((?:{_CREDIT_WORD})\s*(?P<who>[^()]{{1,150}})\)\s*$", re.IGNORECASE)
_LONGEST_TITLE = 120
_LONGEST_TERM = 100
_LONGEST_SOURCE = 200
_EXPECTED = [section for section in Section if section not in {Section.TOP, Section.PARTNERS, Section.UNKNOWN, Section.AFTER}]


def read_sheet(text: str, file_name: str, gazetteer: Gazetteer) -> Reading:
    """Read a sheet; raises ValueError when there is nothing in the text."""
    lines = clean_lines(text)
    if not lines:
        raise ValueError(_("The file has no text"))
    sections = split_sections(lines)
    reading = Reading(SheetContent(slug=slug_of(file_name), title=title_of(file_name)))
    _read_top(sections.of(Section.TOP), reading)
    _read_parts(sections, reading)
    implementations = read_implementations(sections.of(Section.IMPLEMENTATIONS), gazetteer)
    reading.content.implementations = implementations.found
    unplaced = sections.of(Section.UNKNOWN) + sections.of(Section.AFTER)
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
    sources: list[str] = []
    if lines and _is_title(lines[0]):
        reading.content.title = lines[0].text
        lines = lines[1:]
    paragraphs: list[str] = []
    for line in lines:
        credit, text = _credit(line.text)
        sources += [credit] if credit else []
        if paragraphs and text and not line.after_blank and continues(paragraphs[-1], text):
            paragraphs[-1] += " " + text
        elif text:
            paragraphs.append(text)
    reading.content.introduction = "\n\n".join(paragraphs)
    source = " · ".join(sources)
    reading.content.image_credit = source[:_LONGEST_SOURCE]
    if len(source) > _LONGEST_SOURCE:
        reading.leftovers.append(source)
    if not paragraphs:
        reading.doubts.append(_("There is no introduction"))


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
    content = reading.content
    content.goals = list_html(read_items(sections.of(Section.GOALS)))
    content.success_factors = list_html(read_items(sections.of(Section.SUCCESS_FACTORS)))
    content.challenges = list_html(read_items(sections.of(Section.CHALLENGES)))
    content.description = text_html(sections.of(Section.DESCRIPTION))
    content.partners = ", ".join(item.text for item in read_items(sections.of(Section.PARTNERS)))
    content.target_groups = _read_terms(Section.TARGET_GROUPS, sections, reading)
    content.policy_domains = _read_terms(Section.POLICY_DOMAINS, sections, reading)
    categories = _read_terms(Section.CATEGORY, sections, reading)
    if categories:
        content.category = categories[0]
    for extra in categories[1:]:
        reading.leftovers.append(f"{Section.CATEGORY.value}: {extra}")


def _read_terms(section: Section, sections: Sections, reading: Reading) -> list[str]:
    """The terms of a part, each once; what is behind a colon, and what is too long for a term, is left over."""
    terms: list[str] = []
    lines = [part.strip() for line in sections.of(section) for part in line.text.split(";") if part.strip()]
    for text in lines:
        name, _colon, addition = (part.strip() for part in text.partition(":"))
        if len(name) > _LONGEST_TERM or not name or name.endswith("."):
            reading.leftovers.append(f"{section.value}: {text}")
            continue
        if addition:
            reading.leftovers.append(f"{section.value}: {text}")
            reading.doubts.append(_("“%(text)s” was read as %(term)s") % {"text": text, "term": name})
        if name.casefold() not in (term.casefold() for term in terms):
            terms.append(name)
    return terms


def _report_structure(sections: Sections, reading: Reading) -> None:
    reading.doubts += [
        _("The part “%(name)s” is missing") % {"name": section.value} for section in _EXPECTED if not sections.of(section)
    ]
    reading.doubts += [
        _("The part “%(name)s” stands there more than once: put together") % {"name": section.value}
        for section in dict.fromkeys(sections.repeated)
    ]
    reading.doubts += [
        _("“%(text)s” looks like a heading; it was read as a line of “%(name)s”") % {"text": text, "name": section.value}
        for text, section in sections.perhaps_headings
    ]


def _keep_leftovers(reading: Reading) -> None:
    mark = _("[To be placed]")
    for text in reading.leftovers:
        reading.content.description += f"<p><b>{escape(mark)}</b> {escape(text)}</p>"
        reading.doubts.append(_("Fits nowhere, kept in the description: “%(text)s”") % {"text": text})
