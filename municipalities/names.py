"""From a written place name to the official municipality: never a wrong guess.

The answer to a name is a `Resolution`: found, ambiguous (with the candidates) or unknown (with a suggestion where one
official or other name is close). An official name beats an other name: *Halle* is the town, not the village in Zoersel.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from municipalities.models import Municipality, MunicipalityAlias
from municipalities.text import normal_form

_OFFICE = re.compile(r"^(de )?(stad en ocmw|gemeente en ocmw|stad|gemeente|lokaal bestuur|stadsbestuur|gemeentebestuur|ocmw) ")
_AREAS = {MunicipalityAlias.Kind.SUBMUNICIPALITY, MunicipalityAlias.Kind.FORMER}
_HINT = re.compile(r"^(?P<name>.+?)\s*\((?P<hint>[^()]+)\)$")
_CLOSE_ENOUGH = 0.84


class Outcome(Enum):
    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Resolution:
    """What a written name stands for. `official` is false when it was reached by another name."""

    written: str
    outcome: Outcome
    municipality: Municipality | None = None
    candidates: tuple[Municipality, ...] = ()
    suggestion: Municipality | None = None
    official: bool = True
    area: str = ""  # the part of the municipality that the name stands for, as it is spelled: *Diegem*

    @property
    def place(self) -> Municipality:
        """The municipality of a name that was found; LookupError for any other."""
        if self.municipality is None:
            raise LookupError(self.written)
        return self.municipality


@dataclass(frozen=True)
class Hit:
    """A municipality found while typing, and the other name that it was found by ("" for its own name or postcode)."""

    place: Municipality
    other_name: str = ""


@dataclass
class Gazetteer:
    """All names in memory (about 1,350), for resolving many of them. Names are in `normal_form`; `written` spells them."""

    official: dict[str, Municipality] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    other: dict[str, list[Municipality]] = field(default_factory=dict)
    provinces: dict[str, list[Municipality]] = field(default_factory=dict)
    areas: set[str] = field(default_factory=set)

    @classmethod
    def from_database(cls) -> "Gazetteer":
        """Two queries: the current municipalities and their other names."""
        gazetteer = cls()
        for municipality in Municipality.objects.current().select_related("province").defer("shape"):
            gazetteer.official[normal_form(municipality.name)] = municipality
            gazetteer.provinces.setdefault(normal_form(municipality.province.name), []).append(municipality)
        by_id = {municipality.pk: municipality for municipality in gazetteer.official.values()}
        for name, owner, kind in MunicipalityAlias.objects.values_list("name", "municipality_id", "kind"):
            if owner in by_id:
                gazetteer.areas |= {normal_form(name)} if kind in _AREAS else set()
                gazetteer.written.setdefault(normal_form(name), name)
                owners = gazetteer.other.setdefault(normal_form(name), [])
                if by_id[owner] not in owners:
                    owners.append(by_id[owner])
        for owners in gazetteer.other.values():
            owners.sort(key=lambda place: place.name)  # databases sort names in different ways
        return gazetteer

    def candidates(self, written: str) -> list[Municipality]:
        """Every municipality that this name can stand for, the official one first."""
        key = normal_form(written)
        if key not in self.official and key not in self.other:
            key = _OFFICE.sub("", key)
        found = [self.official[key]] if key in self.official else []
        return found + [other for other in self.other.get(key, []) if other not in found]

    def resolve(self, written: str) -> Resolution:
        """The one municipality that a written name stands for, or why there is no such one."""
        written = " ".join(written.split())
        hinted = _HINT.match(written)
        whole = self._resolve_plain(written)
        if whole.outcome is Outcome.UNKNOWN and hinted:
            return self._resolve_hinted(written, hinted["name"], hinted["hint"])
        return whole

    def search(self, text: str, limit: int = 12) -> list[Municipality]:
        """Municipalities that have this postcode, or a name in which a word starts with the text; official names first."""
        return [hit.place for hit in self.hits(text, limit)]

    def hits(self, text: str, limit: int = 12) -> list[Hit]:
        """The same with the name that was found; a postcode finds too."""
        key = normal_form(text)
        if not key:
            return []
        ranked: dict[Municipality, tuple[int, str, str]] = {}
        for name, municipality in self.official.items():
            self._rank(ranked, _closeness(key, name), [municipality], "")
            if key in municipality.postcodes:
                self._rank(ranked, 0, [municipality], "")
        for name, owners in self.other.items():
            closeness = _closeness(key, name)
            self._rank(ranked, None if closeness is None else closeness + 2, owners, self.written.get(name, name))
        places = sorted(ranked, key=lambda municipality: ranked[municipality])
        return [Hit(place, ranked[place][2]) for place in places[:limit]]

    @staticmethod
    def _rank(
        ranked: dict[Municipality, tuple[int, str, str]], rank: int | None, owners: Iterable[Municipality], name: str
    ) -> None:
        if rank is None:
            return
        for owner in owners:
            ranked[owner] = min(ranked.get(owner, (9, "", "")), (rank, owner.name, name))

    def _resolve_plain(self, written: str) -> Resolution:
        key = normal_form(written)
        if key not in self.official and key not in self.other:
            key = _OFFICE.sub("", key)
        if key in self.official:
            return Resolution(written, Outcome.FOUND, self.official[key])
        owners = self.other.get(key, [])
        if len(owners) == 1:
            return Resolution(written, Outcome.FOUND, owners[0], official=False, area=self._area(key))
        if owners:
            return Resolution(written, Outcome.AMBIGUOUS, candidates=tuple(owners))
        return Resolution(written, Outcome.UNKNOWN, suggestion=self._suggest(key))

    def _resolve_hinted(self, written: str, name: str, hint: str) -> Resolution:
        """*Moerzeke (Hamme)*, *Beveren (Waregem)*, *Tielt (West-Vlaanderen)*: the hint picks among the candidates."""
        named = self.candidates(name)
        hinted = self.candidates(hint) or self.provinces.get(normal_form(hint), [])
        if not named:
            return Resolution(written, Outcome.UNKNOWN, suggestion=self._suggest(normal_form(name)))
        if not hinted:
            return self._resolve_plain(name)
        both = [municipality for municipality in named if municipality in hinted]
        if len(both) == 1:
            key = normal_form(name)
            official = key == normal_form(both[0].name)
            return Resolution(written, Outcome.FOUND, both[0], official=official, area="" if official else self._area(key))
        return Resolution(written, Outcome.AMBIGUOUS, candidates=tuple(both or dict.fromkeys(named + hinted)))

    def _area(self, key: str) -> str:
        return self.written[key] if key in self.areas else ""

    def _suggest(self, key: str) -> Municipality | None:
        if len(key) < 4:  # noqa: PLR2004 - three letters are close to too many names
            return None
        close = difflib.get_close_matches(key, [*self.official, *self.other], n=1, cutoff=_CLOSE_ENOUGH)
        if not close:
            return None
        owners = [self.official[close[0]]] if close[0] in self.official else self.other[close[0]]
        return owners[0] if len(owners) == 1 else None


def _closeness(key: str, name: str) -> int | None:
    """0 when the name starts with the key, 1 when a word in it does, None when neither."""
    if name.startswith(key):
        return 0
    return 1 if f" {key}" in f" {name}" else None
