"""The heading of an implementation: which municipalities it names, and what else it says."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from municipalities.models import Municipality
from municipalities.names import Gazetteer, Outcome, Resolution

_JOINED = re.compile(r"\s*(?:&|\+|/|,|;|\ben\b|\bet\b)\s*", re.IGNORECASE)
_BEHIND = re.compile(r":\s|\s[-–—]\s")
_HINT = re.compile(r"\s*\([^()]*\)$")
LONGEST_NAME = 200  # signs of a display name
_DASH = re.compile(r"\s+[-–—]\s+")


@dataclass
class Places:
    """The municipalities of a heading, the text behind them, and what is doubtful. All may be empty.

    `ambiguous` are the names that can be several municipalities, of which none was chosen.
    """

    municipalities: list[Municipality] = field(default_factory=list)
    rest: str = ""
    doubts: list[str] = field(default_factory=list)
    ambiguous: list[Resolution] = field(default_factory=list)


def read_places(label: str, gazetteer: Gazetteer) -> Places:
    """Read a heading as it was written; an actor that is no municipality gives none, never a guess."""
    whole = gazetteer.resolve(label)
    if whole.outcome is not Outcome.UNKNOWN:
        return _gather([whole])
    return (
        _with_text(label, gazetteer)
        or _joined(label, gazetteer)
        or _hyphenated(label, gazetteer)
        or Places(doubts=[doubt_about(whole)])
    )


def begins_with_places(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a line is exact names of places, or begins with them and goes on behind a colon or a dash. It is cheap."""
    head = _BEHIND.split(text.rstrip(":"), maxsplit=1)[0]
    names = [_HINT.sub("", name) for name in _JOINED.split(head)]
    return text[:1].isupper() and all(name and gazetteer.candidates(name) for name in names)


def display_name(resolutions: list[Resolution]) -> str:
    """How to name these places so that the parts of municipalities that were written are not lost: *Diegem (Machelen)*.

    Empty when their official names say as much, or when it would be longer than a display name may be.
    """
    names = [full_name(each.area, each.place) if each.area else each.place.name for each in resolutions]
    name = " & ".join(dict.fromkeys(names))
    return name if any(each.area for each in resolutions) and len(name) <= LONGEST_NAME else ""


def full_name(other_name: str, place: Municipality) -> str:
    """Another name of a place with its official one, as both are read (names.py) and shown."""
    return f"{other_name} ({place.name})"


def doubt_about(resolution: Resolution) -> str:
    """A doubt about a written name, for the report; empty when there is none."""
    names = {"name": resolution.written}
    if resolution.outcome is Outcome.AMBIGUOUS:
        names["places"] = ", ".join(place.name for place in resolution.candidates)
        return _("“%(name)s” could be %(places)s: no municipality was chosen") % names
    if resolution.outcome is Outcome.UNKNOWN and resolution.suggestion:
        names["places"] = resolution.suggestion.name
        return _("“%(name)s” is not a municipality; did you mean %(places)s? Nothing was chosen") % names
    if resolution.outcome is Outcome.UNKNOWN:
        return _("“%(name)s” is not a municipality: kept as a name") % names
    if not resolution.official:
        names["places"] = resolution.place.name
        return _("“%(name)s” was read as %(places)s") % names
    return ""


def _gather(resolutions: list[Resolution], rest: str = "") -> Places:
    found = [resolution.municipality for resolution in resolutions if resolution.municipality]
    doubts = [doubt for doubt in map(doubt_about, resolutions) if doubt]
    ambiguous = [resolution for resolution in resolutions if resolution.outcome is Outcome.AMBIGUOUS]
    return Places(list(dict.fromkeys(found)), rest, doubts, ambiguous)


def _parts(text: str, gazetteer: Gazetteer) -> list[Resolution]:
    return [gazetteer.resolve(part) for part in _JOINED.split(text) if part.strip()]


def _all_found(resolutions: list[Resolution]) -> bool:
    return bool(resolutions) and all(resolution.outcome is Outcome.FOUND for resolution in resolutions)


def _all_places(resolutions: list[Resolution]) -> bool:
    """Whether these are names of places, at least one of them without doubt."""
    outcomes = [resolution.outcome for resolution in resolutions]
    return Outcome.FOUND in outcomes and Outcome.UNKNOWN not in outcomes


def _with_text(label: str, gazetteer: Gazetteer) -> Places | None:
    """*Streek X: Aalst, Ninove* (a name and its municipalities) or *Turnhout: sinds 2023* (a municipality and a text)."""
    for left, right in [
        label.partition(":")[::2],
        *([_DASH.split(label, maxsplit=1)] if _DASH.search(label) else []),
    ]:
        if not right.strip():
            continue
        behind, before = _parts(right, gazetteer), _parts(left, gazetteer)
        if _all_found(before):
            if _all_found(behind):
                return _gather(before + behind)
            return _gather(before, right.strip())
        if _all_places(behind):
            return _gather(behind)
    return None


def _joined(label: str, gazetteer: Gazetteer) -> Places | None:
    parts = _parts(label, gazetteer)
    if len(parts) > 1 and any(part.outcome is Outcome.FOUND for part in parts):
        return _gather(parts)
    return None


def _hyphenated(label: str, gazetteer: Gazetteer) -> Places | None:
    """*Affligem-Liedekerke*: a hyphen between two municipalities that are not one."""
    pieces = label.split("-")
    for cut in range(1, len(pieces)):
        halves = [gazetteer.resolve("-".join(pieces[:cut])), gazetteer.resolve("-".join(pieces[cut:]))]
        if _all_found(halves):
            places = _gather(halves)
            names = ", ".join(place.name for place in places.municipalities)
            places.doubts.append(_("“%(name)s” was read as %(places)s") % {"name": label, "places": names})
            return places
    return None
