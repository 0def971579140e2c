"""Which municipalities are like another one, by their figures."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.models import Figures, Municipality

_EQUAL, _ALMOST = 0.15, 0.45  # of the logarithm of one number of inhabitants by the other
_UNLIKE = 0.5  # what another kind of place counts, beside the logarithms


# The sizes of municipalities by their codes, as the VVSG groups them: up to how many inhabitants, and what they are called.
SIZES: tuple[tuple[str, float, str | Promise], ...] = (
    ("small", 10_000, gettext_lazy("up to 10,000 inhabitants")),
    ("medium", 20_000, gettext_lazy("10,000 to 20,000 inhabitants")),
    ("large", 50_000, gettext_lazy("20,000 to 50,000 inhabitants")),
    ("city", float("inf"), gettext_lazy("more than 50,000 inhabitants")),
)


def size_of(inhabitants: int) -> str:
    """The code of the size of a municipality.

    >>> size_of(16_742), size_of(20_000), size_of(20_001)
    ('medium', 'medium', 'large')
    """
    return next(code for code, most, _name in SIZES if inhabitants <= most)


def size_of_place(place: Municipality) -> str:
    """The same of a municipality; "" of one without figures."""
    return size_of(place.figures.inhabitants) if hasattr(place, "figures") else ""


@dataclass(frozen=True)
class Likeness:
    """A municipality beside another one: how far they are apart (0 is the same), and in words why."""

    place: Municipality
    distance: float
    reason: str
    brief: str  # the same without its number of inhabitants


def places_like(municipality: Municipality, most: int) -> list[Likeness]:
    """The municipalities of today that are most like one, by inhabitants, density, ages and kind; none without its figures."""
    own = Figures.objects.filter(municipality=municipality).first()
    if own is None:
        return []
    others = Figures.objects.exclude(pk=own.pk).filter(municipality__successor=None).select_related("municipality")
    nearest = sorted(others.defer("municipality__shape"), key=lambda each: _distance(own, each))[:most]
    return [beside(own, each) for each in nearest]


def likest_first(municipality: Municipality, places: Iterable[Municipality]) -> dict[int, Likeness]:
    """By primary key what these places are beside one, the likest first; without those that have no figures."""
    figures = {each.municipality_id: each for each in Figures.objects.filter(municipality__in=[municipality, *places])}
    own = figures.pop(municipality.pk, None)
    if own is None:
        return {}
    by_id = {place.pk: place for place in places}
    for key, each in figures.items():
        each.municipality = by_id[key]
    ordered = sorted(figures.values(), key=lambda each: _distance(own, each))
    return {each.municipality_id: beside(own, each) for each in ordered}


def beside(own: Figures, other: Figures) -> Likeness:
    """What another place is beside one's own, with why."""
    brief = ", ".join(filter(None, (_size(own, other), _kind(own, other))))
    return Likeness(other.municipality, _distance(own, other), f"{other.in_words}, {brief}", brief)


def _distance(own: Figures, other: Figures) -> float:
    ages = abs(own.share_0_14 - other.share_0_14) + abs(own.share_65_plus - other.share_65_plus)
    unlike = len(own.kinds ^ other.kinds)
    return (
        2 * _apart(own.inhabitants, other.inhabitants)
        + _apart(own.density, other.density)
        + float(ages) / 20
        + unlike * _UNLIKE
    )


def _apart(one: int, other: int) -> float:
    return abs(log(max(other, 1) / max(one, 1)))


def _size(own: Figures, other: Figures) -> str:
    apart = _apart(own.inhabitants, other.inhabitants)
    if apart <= _EQUAL:
        return _("about the same size")
    if other.inhabitants < own.inhabitants:
        return _("a little smaller") if apart <= _ALMOST else _("smaller")
    return _("a little larger") if apart <= _ALMOST else _("larger")


def _kind(own: Figures, other: Figures) -> str:
    words = {
        "centre": _("a centre city too"),
        "brussels": _("close to Brussels too"),
        "rural": _("rural too"),
        "dense": _("densely built too"),
    }
    return next((said for kind, said in words.items() if kind in own.kinds & other.kinds), "")
