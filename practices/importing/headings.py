"""The headings of a sheet, however an office words, numbers or letters them."""

import re

from municipalities.text import normal_form
from practices.parts import IMPLEMENTATION, SHEET

HEADINGS = {normal_form(heading): part.name for part in SHEET for heading in part.headings}
# Of a fact of a municipality, which stands behind it on the same line.
PLACE_HEADINGS = {normal_form(heading): part for part in IMPLEMENTATION for heading in part.headings}
# 1.  1)  1.1  A.  a)  II.  and a sign of a list.
_NUMBER = re.compile(
    r"^(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]{1,4})[.):]|\d{1,2}(?:\.\d{1,2})+|\d{1,2}\s*[°–-]?|[IVX]{2,4}"
    r"|(?:deel|stap|vraag)\s+\d{1,2}\s*[:.–-]|[•▪●◦■–*·>§-])\s+",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_QUESTION = re.compile(
    r"^(?:wat|wie|welke?|waar|hoe)\s+(?:is|zijn|luidt|luiden)?\s*(?:er\s+)?"
    r"(?:de|het|jullie|je|jouw|onze)?\s*(?P<about>.+?)\s*\?$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:&|/|\+|,|\ben\b|\bof\b)\s*", re.IGNORECASE)
_BESIDE = frozenset({"valkuilen", "tricks", "kansen", "adviezen", "aanbevelingen", "trucs", "drempels", "hindernissen"})
_HOW_MANY = re.compile(r"\s+\d+\s+gemeenten?$", re.IGNORECASE)  # as the site itself has it
_LONGEST = 60


def section_of(text: str) -> str:
    """The name of the part that a line is the heading of; empty for any other line."""
    if len(text) > _LONGEST:
        return ""
    bare = _NUMBER.sub("", text.strip().lstrip("#").strip().strip("*_").strip()).strip("*_ ").rstrip(":").strip()
    question = _QUESTION.match(bare)
    found = {section for name in _spellings(question["about"] if question else bare) if (section := _exact(name))}
    return found.pop() if len(found) == 1 else _joined(bare)


def _exact(name: str) -> str:
    return HEADINGS.get(normal_form(name), "")


def _spellings(name: str) -> tuple[str, ...]:
    """The name as it is; with what is in brackets as a part of the word, as in Doel(en); and without it, or a number."""
    return name, _BRACKETS.sub(r"\1", name), _BRACKETS.sub("", name), _HOW_MANY.sub("", name)


def _joined(name: str) -> str:
    """The part of a heading that names it in two ways, as *knelpunten en uitdagingen*; none for one that names two parts."""
    bare = _BRACKETS.sub("", name).strip()
    pieces = [piece for piece in _AND.split(bare) if piece]
    if len(pieces) < 2 or bare[-1:] in ".!;":  # noqa: PLR2004 - two ways
        return ""
    found = {_exact(piece) for piece in pieces if normal_form(piece) not in _BESIDE}
    return found.pop() if len(found) == 1 else ""
