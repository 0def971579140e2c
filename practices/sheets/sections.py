"""The headings of a sheet, however they are written, and the lines under each."""

import itertools
import re
from dataclasses import dataclass, field
from enum import Enum

from municipalities.names import place_key
from practices.sheets.lines import Line


class Section(Enum):
    """A part of a sheet. The value is its heading on the sheet."""

    TOP = ""
    CATEGORY = "Categorie"
    GOALS = "Doelen"
    TARGET_GROUPS = "Doelgroep"
    DESCRIPTION = "Beschrijving"
    SUCCESS_FACTORS = "Succesfactoren"
    CHALLENGES = "Uitdagingen"
    PARTNERS = "Partners"
    IMPLEMENTATIONS = "Deze praktijk in"
    POLICY_DOMAINS = "Beleidsdomeinen"
    UNKNOWN = "?"  # under a heading that no sheet has
    AFTER = "-"  # behind the closing lines


_HEADINGS = {
    Section.CATEGORY: "categorie|categorieen|rubriek",
    Section.GOALS: "doel|doelen|doelstelling|doelstellingen|doel van de praktijk|doelen van de praktijk",
    Section.TARGET_GROUPS: "doelgroep|doelgroepen|voor wie",
    Section.DESCRIPTION: "beschrijving|omschrijving|beschrijving van de praktijk|korte beschrijving",
    Section.SUCCESS_FACTORS: (
        "succesfactor|succesfactoren|succesfactoren en tips|tips en succesfactoren|tips|wat helpt|succes factoren"
    ),
    Section.CHALLENGES: "uitdaging|uitdagingen|knelpunt|knelpunten|uitdagingen en knelpunten|waar je op botst",
    Section.PARTNERS: "partner|partners|partners van de praktijk",
    Section.IMPLEMENTATIONS: "deze praktijk in|deze praktijk ook in|praktijk in|deze praktijk in andere gemeenten",
    Section.POLICY_DOMAINS: "beleidsdomein|beleidsdomeinen|beleids domeinen|beleidsdomein en",
}
_BY_NAME = {name: section for section, names in _HEADINGS.items() for name in names.split("|")}
_CLOSING = re.compile(
    r"^(Staat jouw praktijk nog niet in de databank\? Vul dan deze fiche in\.?"
    r"|Deze databank bouwen we samen met jullie! Wil je een wijziging, foto, update of opmerking doorgeven\?"
    r" Mail samenleven@vvsg\.be\.?)$"
)
_LONGEST_HEADING = 40
_PROVIDER = re.compile(r"^Provider image$", re.IGNORECASE)


@dataclass
class Sections:
    """The lines of a sheet by part, in the order of the text; `repeated` holds headings that came more than once."""

    lines: dict[Section, list[Line]] = field(default_factory=dict)
    repeated: list[Section] = field(default_factory=list)

    def of(self, section: Section) -> list[Line]:
        return self.lines.get(section, [])


def split_sections(lines: list[Line]) -> Sections:
    """Put each line under its heading; the site's own closing lines and the word "Provider image" are left out."""
    sections, current = Sections({Section.TOP: []}), Section.TOP
    for line, following in itertools.zip_longest(lines, lines[1:]):
        if _PROVIDER.match(line.text) and not line.bullet:
            continue
        if _CLOSING.match(line.text):
            current = Section.AFTER
            sections.lines.setdefault(current, [])
            continue
        if _is_unknown_heading(line, following, current, sections.of(current)):
            current = Section.UNKNOWN
            sections.lines.setdefault(current, [])
        heading = _heading(line, current)
        if heading is None:
            sections.lines[current].append(line)
            continue
        current, rest = heading
        if sections.of(current):
            sections.repeated.append(current)
        sections.lines.setdefault(current, [])
        if rest:
            sections.lines[current].append(Line(rest))
    return sections


def is_heading(text: str) -> bool:
    """Whether a line is nothing but a heading of a sheet."""
    return place_key(text) in _BY_NAME


def _heading(line: Line, current: Section) -> tuple[Section, str] | None:
    """The section that this line opens, and what stands behind the colon on the same line."""
    if line.bullet:
        return None
    text = line.text.lstrip("#").strip().strip("*_").strip()
    name, colon, rest = text.partition(":")
    section = _BY_NAME.get(place_key(name))
    if section is None or (len(name) > 60 and rest):  # noqa: PLR2004 - longer than any heading
        return None
    if current is Section.IMPLEMENTATIONS and _belongs_to_implementation(name, colon, section):
        return None
    return section, rest.strip().strip("*_").strip()


def _is_unknown_heading(line: Line, following: Line | None, current: Section, before: list[Line]) -> bool:
    """A short line by itself behind a list, with something under it: *Financiering* between *Uitdagingen* and the rest.

    In running text such a line is a heading of that text, and among the implementations it is a municipality.
    """
    if current in {Section.TOP, Section.DESCRIPTION, Section.IMPLEMENTATIONS, Section.AFTER} or following is None:
        return False
    text = line.text.rstrip(":")
    alone = line.after_blank and not line.bullet and not is_heading(text) and not following.after_blank
    is_short = len(text) <= _LONGEST_HEADING and text[:1].isupper() and not text.endswith((".", "!", "?", ",", ";"))
    after_list = current is Section.CATEGORY or (bool(before) and all(other.bullet for other in before))
    return alone and is_short and after_list


def _belongs_to_implementation(name: str, colon: str, section: Section) -> bool:
    """Partners of one municipality; and the village of Doel, which is no goal."""
    if section is Section.PARTNERS:
        return not name.isupper()
    return name.strip() == "Doel" and not colon
