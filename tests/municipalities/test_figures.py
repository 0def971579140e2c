"""Figures of a municipality, and which are like it."""

import pytest
from django.utils import translation

from municipalities.figures import likest_first, places_like
from municipalities.models import Figures, Municipality

pytestmark = pytest.mark.django_db


def place(name):
    return Municipality.objects.get(name=name)


def test_every_municipality_of_today_has_figures():
    assert Figures.objects.count() == Municipality.objects.current().count() == 285
    assert place("Merchtem").figures.inhabitants == 18467
    assert place("Merchtem").figures.brussels_km < 20 < place("Maldegem").figures.brussels_km


@pytest.mark.parametrize(
    ("name", "first", "reason"),
    [
        ("Merchtem", "Meise", "20.592 inwoners, ongeveer even groot, ook dicht bij Brussel"),
        ("Gent", "Leuven", "105.357 inwoners, kleiner, ook een centrumstad"),
        ("Leuven", "Mechelen", "90.355 inwoners, iets kleiner, ook een centrumstad"),
        ("Maldegem", "Oostkamp", "24.102 inwoners, ongeveer even groot"),
    ],
)
def test_what_is_like_it_stands_first_with_the_reason(name, first, reason):
    with translation.override("nl"):
        found = places_like(place(name), 5)

    assert len(found) == 5
    assert (found[0].place.name, found[0].reason) == (first, reason)
    assert [each.distance for each in found] == sorted(each.distance for each in found)


def test_some_places_are_put_in_order_beside_ones_own():
    found = likest_first(place("Merchtem"), [place("Gent"), place("Ternat"), place("Halle")])

    assert [each.place.name for each in found.values()] == ["Ternat", "Halle", "Gent"]


def test_a_new_municipality_without_figures_is_like_none():
    Figures.objects.filter(municipality=place("Merchtem")).delete()

    assert places_like(place("Merchtem"), 5) == []
    assert likest_first(place("Merchtem"), [place("Gent")]) == {}
    assert place("Merchtem") not in [each.place for each in places_like(place("Londerzeel"), 300)]


def test_a_share_says_nothing_of_single_persons():
    assert place("Herstappe").figures.shares == []
    assert len(place("Gent").figures.shares) == 2
