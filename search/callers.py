"""Whom to call about the sheets of a result, in the chosen places only."""

from collections.abc import Iterator
from typing import NamedTuple

from municipalities.models import Municipality
from practices.models import Implementation
from practices.whom_to_call import Contact
from search.index_cards import Card
from search.parameters import SearchState


class Caller(NamedTuple):
    """A municipality of a sheet, with what it says there."""

    place: Municipality
    card: Card
    implementation: Implementation

    @property
    def url(self) -> str:
        """The address of its part of the sheet."""
        return f"{self.card['url']}#{self.place.slug}"

    @property
    def contacts(self) -> list[Contact]:
        return self.implementation.whom_to_call


def callers(cards: list[Card], address: SearchState) -> Iterator[Caller]:
    """A row for each municipality of each sheet, in the order of the sheets; four queries for any number of them."""
    by_key = {card["id"]: card for card in cards}
    order = {key: rank for rank, key in enumerate(by_key)}
    rows = Implementation.objects.filter(page__in=by_key).prefetch_related(
        "municipalities__province", "municipalities__figures"
    )
    for each in sorted(rows.order_by("sort_order", "pk"), key=lambda row: order[row.page_id]):
        for place in filter(address.is_in_chosen_places, each.municipality_list):
            yield Caller(place, by_key[each.page_id], each)
