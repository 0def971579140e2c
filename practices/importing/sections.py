"""The headings of a sheet, however they are written, and the lines under each."""

import re
from dataclasses import dataclass, field
from enum import Enum

from municipalities.text import normal_form
from practices.importing.lines import Line


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
)
_TERMS = {Section.CATEGORY, Section.TARGET_GROUPS, Section.POLICY_DOMAINS}
_LISTS = {Section.GOALS, Section.TARGET_GROUPS, Section.SUCCESS_FACTORS, Section.CHALLENGES, Section.POLICY_DOMAINS}
_CLOSING = re.compile(
    r"^(Staat jouw praktijk nog niet in de databank\? Vul dan deze fiche in\.?"
    r"|Deze databank bouwen we samen met jullie! Wil je een wijziging, foto, update of opmerking doorgeven\?"
    r" Mail samenleven@vvsg\.be\.?)$"
)
_LONGEST_HEADING = 40
_PROVIDER = re.compile(r"^Provider image$", re.IGNORECASE)


@dataclass
class Sections:
    """The lines of a sheet by part, in the order of the text.

    `repeated` holds headings that came more than once, `perhaps_headings` lines of a list that may be a heading.
    """

    lines: dict[Section, list[Line]] = field(default_factory=dict)
    repeated: list[Section] = field(default_factory=list)
    perhaps_headings: list[tuple[str, Section]] = field(default_factory=list)

    def of(self, section: Section) -> list[Line]:
        return self.lines.get(section, [])

    def open(self, section: Section, content: Line | None) -> None:
        """Start a part, with what stood behind its heading."""
        if self.of(section) and section not in {Section.AFTER, Section.UNKNOWN}:
            self.repeated.append(section)
        self.lines.setdefault(section, []).extend([content] if content else [])

    def add(self, section: Section, line: Line) -> None:
        inside_text = section is Section.DESCRIPTION and not line.bullet and normal_form(line.text) in _OTHER_HEADINGS
        if inside_text or (section in _LISTS and _looks_like_heading(line, self.of(section))):
            self.perhaps_headings.append((line.text, section))
        self.lines[section].append(line)


def split_sections(lines: list[Line]) -> Sections:
    """Put each line under its heading; the site's own closing lines and the word "Provider image" are left out."""
    sections, current = Sections({Section.TOP: []}), Section.TOP
    for line in lines:
        if _PROVIDER.match(line.text) and not line.bullet:
            continue
        opened, content = _opened(line, current, sections.of(current))
        if opened is None:
            sections.add(current, line)
            continue
        current = opened
        sections.open(current, content)
    return sections


def _opened(line: Line, current: Section, before: list[Line]) -> tuple[Section | None, Line | None]:
    """The part that a line opens, or None, and what of the line belongs in it."""
    if _CLOSING.match(line.text):
        return Section.AFTER, None
    if _opens_other_part(line, current, before):
        return Section.UNKNOWN, line
    heading = _heading(line, current)
    if heading is None:
        return None, None
    return heading[0], Line(heading[1]) if heading[1] else None


def is_heading(text: str) -> bool:
    """Whether a line is nothing but a heading of a sheet."""
    return normal_form(text) in _BY_NAME


def _heading(line: Line, current: Section) -> tuple[Section, str] | None:
    """The section that this line opens, and what stands behind the colon on the same line."""
    if line.bullet:
        return None
    text = line.text.lstrip("#").strip().strip("*_").strip()
    name, colon, rest = text.partition(":")
    section = _BY_NAME.get(normal_form(name))
    if section is None or (len(name) > 60 and rest):  # noqa: PLR2004 - longer than any heading
        return None
    if current is Section.IMPLEMENTATIONS and _belongs_to_implementation(name, colon, section):
        return None
    return section, rest.strip().strip("*_").strip()


def _opens_other_part(line: Line, current: Section, before: list[Line]) -> bool:
    """Whether a line is the heading of a part that no sheet has, outside of running text and of the implementations.

    Where terms stand without bullets, *Personeel* may be one of them.
    """
    if line.bullet or current in {Section.TOP, Section.DESCRIPTION, Section.IMPLEMENTATIONS, Section.AFTER}:
        return False
    if current in _TERMS and not (before and all(other.bullet for other in before)):
        return False
    return normal_form(line.text) in _OTHER_HEADINGS


def _looks_like_heading(line: Line, before: list[Line]) -> bool:
    """A short line without bullet behind a list: perhaps a heading, perhaps one more line of the list."""
    is_short = len(line.text) <= _LONGEST_HEADING and line.text[:1].isupper() and line.text[-1:] not in ".!?,;"
    return is_short and line.after_blank and not line.bullet and bool(before) and all(other.bullet for other in before)


def _belongs_to_implementation(name: str, colon: str, section: Section) -> bool:
    """Partners of one municipality; and the village of Doel, which is no goal."""
    if section is Section.PARTNERS:
        return not name.isupper()
    return name.strip() == "Doel" and not colon
