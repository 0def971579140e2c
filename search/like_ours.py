"""Which municipality of a sheet among the results is most like one's own, and why."""

from municipalities.figures import Likeness, likest_first
from municipalities.models import Municipality
from search.facet_labels import FacetLabels
from search.index_cards import Card


def likest_places(cards: list[Card], own: Municipality | None, names: FacetLabels) -> dict[int, Likeness]:
    """By the id of a card the municipality on it that is most like one's own; one query, none without one of one's own."""
    if own is None:
        return {}
    there = {slug for card in cards for slug in _places_on(card)}
    places = [place for place in names.gazetteer.official.values() if place.slug in there and place.pk != own.pk]
    like = {found.place.slug: found for found in likest_first(own, places).values()}
    return {card["id"]: like[slug] for card in cards if (slug := _first(like, _places_on(card)))}


def _places_on(card: Card) -> set[str]:
    return {place["value"] for place in card["values"]["municipalities"]}


def _first(like: dict[str, Likeness], slugs: set[str]) -> str:
    """The likest of these; "" when none has figures."""
    return next((slug for slug in like if slug in slugs), "")
