"""The headings of a sheet, however they are written, and the lines under each."""

import re
from dataclasses import dataclass, field

from municipalities.text import normal_form
from practices.importing.headings import HEADINGS, PLACE_HEADINGS, section_of
from practices.importing.lines import Line
from practices.importing.personal import is_sign_off
from practices.parts import SHEET, Kind, Shown, named
from practices.vocabularies import TERMS

# Under which the lines of a sheet are put, beside the names of its parts.
TOP = ""  # above the first heading
UNKNOWN = "?"  # under a heading that no sheet has
AFTER = "-"  # behind the closing lines

# Parts that other forms have. (A heading that is not here stays in the list that it stands in, with a doubt.)
_OTHER_HEADINGS = frozenset(
    re.split(
        r";\s+",
        """aanleiding; achtergrond; bijlage; bijlagen; bronnen; budget; communicatie; context; contact; contactgegevens;
        evaluatie; financieel; financien; financiering; impact; inzet; kosten; kostprijs; materiaal; meer info;
        meer informatie; meer weten; methodiek; middelen; nazorg; personeel; planning; randvoorwaarden; resultaat;
        resultaten; stappenplan; subsidie; subsidies; timing; tijdlijn; tijdspad; toekomst; voorbereiding; vragen;
        werkwijze; wettelijk kader""",
    )
) - frozenset(normal_form(heading) for part in SHEET for heading in part.headings)
# What stands under these is about somebody, wherever they come.
_WHOM_TO_CALL = frozenset(
    {"contact", "contactgegevens", "contactpersoon", "contactpersonen", "contactgegevens van de indiener"}
)
_TERMS = {vocabulary.part for vocabulary in TERMS}
_LISTS = {vocabulary.part for vocabulary in TERMS if not vocabulary.single} | {
    part.name for part in SHEET if part.kind is Kind.LIST
}
_RUNNING_TEXT = {part.name for part in SHEET if part.kind is Kind.RICH}
_BLOCKS = {part.name for part in SHEET if part.kind is Kind.BLOCKS}
_CLOSING = re.compile(
    r"^(Staat jouw praktijk nog niet in de databank\? Vul dan deze fiche in\.?"
    r"|Deze databank bouwen we samen met jullie! Wil je een wijziging, foto, update of opmerking doorgeven\?"
    r" Mail samenleven@vvsg\.be\.?)$"
)
_COMMENT = re.compile(r"^\[[a-z]{1,2}\]\s*\S")  # of somebody beside the text of a Google document
_LONGEST_HEADING = 40
_PROVIDER = re.compile(r"^Provider image$", re.IGNORECASE)


@dataclass
class Sections:
    """The lines of a sheet by part, in the order of the text.

    `repeated` holds headings that came more than once, `perhaps_headings` lines of a list that may be a heading.
    """

    lines: dict[str, list[Line]] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)
    perhaps_headings: list[tuple[str, str]] = field(default_factory=list)

    def of(self, section: str) -> list[Line]:
        return self.lines.get(section, [])

    def open(self, section: str, content: Line | None) -> None:
        """Start a part, with what stood behind its heading."""
        if self.of(section) and section not in {AFTER, UNKNOWN}:
            self.repeated.append(section)
        self.lines.setdefault(section, []).extend([content] if content else [])

    def add(self, section: str, line: Line) -> None:
        inside_text = section in _RUNNING_TEXT and not line.bullet and normal_form(line.text) in _OTHER_HEADINGS
        if inside_text or (section in _LISTS and _looks_like_heading(line, self.of(section))):
            self.perhaps_headings.append((line.text, section))
        self.lines[section].append(line)


def heading_of(section: str) -> str:
    """The heading of a part on the sheet."""
    return named(SHEET, section).headings[0]


def split_sections(lines: list[Line]) -> Sections:
    """Put each line under its heading; the site's own closing lines and the word "Provider image" are left out."""
    sections, current = Sections({TOP: []}), TOP
    last = max((place for place, line in enumerate(lines) if is_heading(line.text) and not line.bullet), default=0)
    for place, line in enumerate(lines):
        if _PROVIDER.match(line.text) and not line.bullet:
            continue
        opened, content = _opened(line, current, sections.of(current), may_end=place > last)
        if opened is None:
            sections.add(current, line)
            continue
        current = opened
        sections.open(current, content)
    return sections


def _opened(line: Line, current: str, before: list[Line], *, may_end: bool) -> tuple[str | None, Line | None]:
    """The part that a line opens, or None, and what of the line belongs in it."""
    if _CLOSING.match(line.text):
        return AFTER, None
    ends = may_end and current not in {TOP, AFTER} and not line.bullet and is_sign_off(line.text)
    if _COMMENT.match(line.text) or ends:
        return AFTER, line
    if _opens_other_part(line, current, before):
        return UNKNOWN, line
    heading = _heading(line, current)
    if heading is None:
        return None, None
    return heading[0], Line(heading[1]) if heading[1] else None


def is_heading(text: str) -> bool:
    """Whether a line is nothing but a heading of a sheet."""
    return bool(section_of(text))


def _heading(line: Line, current: str) -> tuple[str, str] | None:
    """The section that this line opens, and what stands behind the colon on the same line."""
    name, colon, rest = line.text.lstrip("#").strip().strip("*_").strip().partition(":")
    section, more = section_of(name), bool(rest.strip())
    if not section or (current == AFTER and more):
        return None
    if line.bullet and (more or not _may_be_marked(line, name, section, current)):
        return None
    apart = line.after_blank and not line.bullet
    if _belongs_where_it_stands(name, colon, section, current, more=more, apart=apart):
        return None
    return section, rest.strip().strip("*_").strip()


def _may_be_marked(line: Line, name: str, section: str, current: str) -> bool:
    """Whether a line with a bullet or a number is a heading all the same, and no line of the list that it stands in.

    *Partners* may be a target group, and *tips* a factor of success.
    """
    is_numbered = line.mark in {"1", "a"}
    if named(SHEET, section).shown is Shown.SHORT:  # *Kostprijs* is often what is hard
        return is_numbered
    return is_numbered or (normal_form(name) in HEADINGS and section not in {current, "partners"})


def _opens_other_part(line: Line, current: str, before: list[Line]) -> bool:
    """Whether a line is the heading of a part that no sheet has, outside of running text and of the implementations.

    Where terms stand without bullets, *Personeel* may be one of them.
    """
    if current not in {TOP, AFTER} | _BLOCKS and normal_form(line.text) in _WHOM_TO_CALL:
        return True
    if line.bullet or current in {TOP, AFTER} | _RUNNING_TEXT | _BLOCKS:
        return False
    if current in _TERMS and not (before and all(other.bullet for other in before)):
        return False
    return normal_form(line.text) in _OTHER_HEADINGS


def _looks_like_heading(line: Line, before: list[Line]) -> bool:
    """A short line without bullet behind a list: perhaps a heading, perhaps one more line of the list."""
    is_short = len(line.text) <= _LONGEST_HEADING and line.text[:1].isupper() and line.text[-1:] not in ".!?,;"
    return is_short and line.after_blank and not line.bullet and bool(before) and all(other.bullet for other in before)


def _belongs_where_it_stands(name: str, colon: str, section: str, current: str, *, more: bool, apart: bool) -> bool:
    """The head of a table of figures in a text; partners of one municipality; and the village of Doel, which is no goal."""
    if more and current in _RUNNING_TEXT and section in _BLOCKS:
        return True
    if current not in _BLOCKS:
        return False
    if section == "partners":
        return not name.isupper()
    if more and not apart and normal_form(name) in PLACE_HEADINGS:  # behind an empty line the sheet goes on
        return True
    return name.strip() == "Doel" and not colon
