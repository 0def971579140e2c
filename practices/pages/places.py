"""Municipalities with their numbers of practices: the map and the list."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import ngettext

from municipalities.models import Municipality
from municipalities.names import Gazetteer
from municipalities.shapes import HEIGHT, WIDTH, context_paths, province_borders

_SHARES = (0, 0.4, 0.7, 0.9)  # of the municipalities with practices: where each shade of the map begins
# What is written on the map: the capitals of the provinces, each in its middle.
_NAMED = (("Brugge", 202, 121), ("Gent", 348, 203), ("Antwerpen", 540, 121), ("Leuven", 642, 298), ("Hasselt", 828, 293))


@dataclass
class Place:
    """A municipality with its number of practices, where that leads, and the other name that it was found by."""

    municipality: Municipality
    total: int
    link: str
    found_as: str = ""
    shade: int = 0  # the step on the map's scale, 0 to 4

    @property
    def sentence(self) -> str:
        """How many practices it has, in words."""
        return how_many(self.total)


def how_many(total: int) -> str:
    """A number of practices, in words."""
    return ngettext("%(total)s practice", "%(total)s practices", total) % {"total": total}


def how_many_municipalities(total: int) -> str:
    """A number of municipalities, in words."""
    return ngettext("%(total)s municipality", "%(total)s municipalities", total) % {"total": total}


def map_of(totals: dict[str, int], link: Callable[[Municipality], str]) -> dict:
    """What the map and its list need, for numbers of practices by the slug of the municipality; one query."""
    places = Municipality.objects.current().select_related("province")
    return _shaded([Place(place, totals.get(place.slug, 0), link(place)) for place in places])


def _shades(totals: list[int]) -> list[int]:
    """The lower bounds of the shades, the first of which is for none: so that each has its share, however many there are.

    >>> _shades([1, 1, 1, 2, 2, 3, 9])
    [0, 1, 2, 3, 9]
    """
    some = sorted(total for total in totals if total)
    bounds = [some[int(share * len(some))] for share in _SHARES] if some else []
    return [0, *dict.fromkeys(bounds)]


def _shaded(places: list[Place]) -> dict:
    bounds = _shades([place.total for place in places])
    for place in places:
        place.shade = bisect_right(bounds, place.total) - 1
    return {
        "places": places,
        "active_places": [place for place in places if place.total],
        "place_total": sum(1 for place in places if place.total),
        "map_width": WIDTH,
        "map_height": HEIGHT,
        "brussels": context_paths()["Brussel"],
        "legend": [(step, low, bounds[step + 1] - 1 if step + 1 < len(bounds) else None) for step, low in enumerate(bounds)],
        "province_borders": province_borders(),
        "map_names": _NAMED,
    }


def find_places(places: list[Place], text: str) -> list[Place]:
    """The places one of whose names begins with the text, sub-municipalities and former names included, or its postcode."""
    by_id = {place.municipality.pk: place for place in places}
    hits = Gazetteer.from_database().hits(text, limit=len(places))
    return [replace(by_id[hit.place.pk], found_as=hit.other_name) for hit in hits if hit.place.pk in by_id]
