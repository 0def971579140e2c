"""Municipalities with their practices: the map, the list, and what neighbours do that this one does not."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import ngettext

from municipalities.models import Municipality
from municipalities.names import Gazetteer
from municipalities.shapes import HEIGHT, WIDTH, context_paths, province_borders
from practices.models import PracticePage
from practices.output.cards import CardView, card_of
from practices.querysets import PracticeQuerySet, published_counts
from practices.translations.localised import cards

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


def all_places(published: PracticeQuerySet) -> list[Place]:
    """Every municipality by name, with its number of published practices; two queries."""
    totals = published_counts(published)
    return [
        Place(municipality, totals.get(municipality.pk, 0), municipality.get_absolute_url())
        for municipality in Municipality.objects.current().select_related("province")
    ]


def map_context(published: PracticeQuerySet) -> dict:
    """What the map and its list need."""
    return _map_of(all_places(published))


def map_of(totals: dict[str, int], link: Callable[[Municipality], str]) -> dict:
    """The same for numbers of practices by the slug of the municipality, with links of one's own; one query."""
    places = Municipality.objects.current().select_related("province")
    return _map_of([Place(place, totals.get(place.slug, 0), link(place)) for place in places])


def _shades(totals: list[int]) -> list[int]:
    """The lower bounds of the shades, the first of which is for none: so that each has its share, however many there are.

    >>> _shades([1, 1, 1, 2, 2, 3, 9])
    [0, 1, 2, 3, 9]
    """
    some = sorted(total for total in totals if total)
    bounds = [some[int(share * len(some))] for share in _SHARES] if some else []
    return [0, *dict.fromkeys(bounds)]


def _map_of(places: list[Place]) -> dict:
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


def practices_nearby(municipality: Municipality, own: list[PracticePage], limit: int = 6) -> list[CardView]:
    """What most neighbours do and this municipality does not, the most common first; the reason is who does it."""
    neighbours = {neighbour.pk: neighbour for neighbour in municipality.neighbours.defer("shape")}
    sheets = (
        PracticePage.objects.published()
        .filter(implementations__municipalities__in=neighbours)
        .exclude(pk__in=[page.pk for page in own])
        .distinct()
    )
    nearby = [(page, [place for place in page.municipality_list if place.pk in neighbours]) for page in cards(sheets)]
    nearby.sort(key=lambda each: (-len(each[1]), each[0].title))
    return [card_of(page, here=there[0], reason=_nearby_in(there)) for page, there in nearby[:limit]]


def _nearby_in(there: list[Municipality]) -> str:
    text = ngettext("%(names)s does this already", "%(names)s do this already", len(there))
    return text % {"names": ", ".join(place.name for place in there)}
