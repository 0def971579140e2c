"""The contract of the engines: the same tests on both, with the database as the oracle of filters and counts."""

import random

import pytest
from django.db.models import Q

from practices.fact_values import CARRIERS, COSTS, EVIDENCE, STATES
from practices.models import PracticePage
from search import indexes, journal
from search.criteria import AnyOf, AtLeast, Phrase, Token, Value
from search.documents import make_document
from search.engines import NoIndexError, Request
from search.facets import FACET_NAMES, FACETS
from tests.factories import make_sheet
from tests.search.generated import make_sheets, tell_facts

LOOKUPS = {
    "category": "category__slug",
    "target_group": "target_groups__slug",
    "policy_domain": "policy_domains__slug",
    "tag": "tagged_items__tag__slug",
    "municipality": "implementations__municipalities__slug",
    "province": "implementations__municipalities__province__slug",
}
# The facets whose values are rows of no table.
CONDITIONS = {
    "cost": {code: Q(cost=code) for code, _name in COSTS},
    "carried_by": {code: Q(carried_by__contains=code) for code, _name in CARRIERS},
    "evidence": {code: Q(evidence=code) for code, _name in EVIDENCE},
    "status": {code: Q(implementations__status=code) for code, _name in STATES},
    "size": {
        code: Q(implementations__municipalities__figures__inhabitants__range=(least, most))
        for code, least, most in (
            ("small", 0, 10000),
            ("medium", 10001, 20000),
            ("large", 20001, 50000),
            ("city", 50001, 10**8),
        )
    },
    "with": {"contact": Q(implementations__contacts__gt=""), "photo": Q(image__isnull=False)},
}


def build(engine):
    engine.build(indexes.documents("nl"), applied=journal.latest()).swap()


class Oracle:
    """What the database says: the sheets of every value, asked once for each facet, and sets of them for a selection."""

    def __init__(self):
        sheets = PracticePage.objects.live().order_by()
        self.all = set(sheets.values_list("pk", flat=True))
        self.of = {facet: {} for facet in LOOKUPS}
        for facet, lookup in LOOKUPS.items():
            for key, slug in sheets.values_list("pk", lookup):
                self.of[facet].setdefault(slug, set()).add(key)
        for facet, conditions in CONDITIONS.items():
            found = {slug: set(sheets.filter(condition).values_list("pk", flat=True)) for slug, condition in conditions.items()}
            self.of[facet] = found

    def __call__(self, selection):
        """OR inside a facet, AND between facets."""
        found = set(self.all)
        for facet, slugs in selection.items():
            found &= set().union(*(self.of[facet].get(slug, set()) for slug in slugs))
        return found


def slugs_of(facet):
    if facet.vocabulary is None:
        return [slug for slug, _label in facet.own]
    return list(facet.vocabulary.model._default_manager.order_by("pk").values_list("slug", flat=True))


def test_each_facet_is_held_against_the_database():
    assert set(FACET_NAMES) == {*LOOKUPS, *CONDITIONS}


def ids(found):
    return {card["id"] for card in found.cards}


def test_an_engine_without_an_index_says_so(engine):
    assert engine.applied() is None
    with pytest.raises(NoIndexError):
        engine.search(Request())


@pytest.mark.any_database
def test_counts_equal_the_hits_after_the_click_and_the_database_in_500_random_states(engine, index):
    tell_facts(make_sheets(index, 1000))
    build(engine)
    in_database = Oracle()
    chance = random.Random(4)  # noqa: S311 - the same every time
    values = {facet.name: slugs_of(facet) for facet in FACETS}
    for state in range(500):
        chosen = chance.sample(FACET_NAMES, chance.choice([0, 1, 1, 2, 2, 3]))
        selection = {facet: chance.sample(values[facet][:60], chance.randint(1, 2)) for facet in chosen}
        found = engine.search(Request(selection=selection, limit=1000, facets=FACET_NAMES))
        assert ids(found) == in_database(selection), selection
        assert found.total == len(found.cards)
        facet = chance.choice(FACET_NAMES)
        slug = chance.choice(values[facet][:60])
        clicked = {**selection, facet: [slug]}
        assert found.counts[facet].get(slug, 0) == len(in_database(clicked)), (state, selection, facet, slug)


def test_a_joint_implementation_counts_for_each_of_its_municipalities(engine, index):
    make_sheet(index, places={"Affligem & Liedekerke": ["Affligem", "Liedekerke"]})
    build(engine)
    counts = engine.search(Request(facets=("municipality", "province"))).counts

    assert counts == {"municipality": {"affligem": 1, "liedekerke": 1}, "province": {"vlaams-brabant": 1}}


def test_what_matches_and_in_which_order(engine, index):
    title = make_sheet(index, "Praattafels", introduction="Koffie.")
    body = make_sheet(index, "Iets anders", introduction="Aan een praattafel zitten.", places={"Gent": ["Gent"]})
    make_sheet(index, "Niets", introduction="Geen.")
    build(engine)
    praattafel = AnyOf((Token("title_whole", "praattafel", 6), Token("main_whole", "praattafel", 2.5)))

    assert [card["id"] for card in engine.search(Request(praattafel)).cards] == [title.pk, body.pk]
    assert ids(engine.search(Request(praattafel, without=Value("key", str(title.pk))))) == {body.pk}
    assert ids(engine.search(Request(Value("municipality", "gent")))) == {body.pk}
    assert body.pk not in ids(engine.search(Request(without=Value("municipality", "gent"))))
    assert ids(engine.search(Request(praattafel, without=Value("municipality", "gent")))) == {title.pk}
    assert ids(engine.search(Request(AnyOf(())))) == set()
    both = (praattafel, Token("main_whole", "koffie"))
    assert ids(engine.search(Request(AtLeast(2, both)))) == {title.pk}
    assert ids(engine.search(Request(AtLeast(1, both)))) == {title.pk, body.pk}
    near = Phrase("main_parts", ("praat", "zit"), 1)
    assert ids(engine.search(Request(Phrase("main_parts", ("prat", "tafel"))))) == {body.pk}
    assert ids(engine.search(Request(near))) == set()


def test_pages_and_orders(engine, index):
    for title in ("Banaan", "Appel", "Citroen"):
        make_sheet(index, title)
    build(engine)

    def titles(**options):
        return [card["title"] for card in engine.search(Request(**options)).cards]

    assert titles(sort="title") == ["Appel", "Banaan", "Citroen"]
    assert titles(sort="title", offset=1, limit=1) == ["Banaan"]
    assert titles(sort="title", offset=9) == []
    assert set(titles(sort="recent")) == {"Appel", "Banaan", "Citroen"}


def test_applying_puts_in_takes_out_and_notes_the_number(engine, index):
    first, second = make_sheet(index, "Een"), make_sheet(index, "Twee")
    build(engine)
    PracticePage.objects.filter(pk=first.pk).update(title="Eén, maar anders")
    changed = make_document(PracticePage.objects.published().for_index().get(pk=first.pk), "nl")
    number = journal.latest() + 5

    engine.apply(documents=[changed], gone=[second.pk], applied=number)

    found = engine.search(Request())
    assert [card["title"] for card in found.cards] == ["Eén, maar anders"]
    assert (engine.applied(), found.applied) == (number, number)
    assert list(engine.contents()) == [(first.pk, changed.fingerprint)]
    assert engine.search(Request(facets=("municipality",))).counts == {"municipality": {"ninove": 1}}
    assert engine.counts_hold()


def test_a_new_index_is_not_seen_before_it_is_swapped_in(engine, index):
    make_sheet(index, "Een")
    build(engine)
    make_sheet(index, "Twee")
    fresh = engine.build(indexes.documents("nl"), applied=journal.latest())

    assert engine.search(Request()).total == 1
    fresh.swap()
    assert engine.search(Request()).total == 2


@pytest.mark.elasticsearch
def test_of_two_writers_the_one_that_read_last_wins(elasticsearch, settings, index):
    engine = indexes.remote("nl")
    page = make_sheet(index, "Oud")
    build(engine)
    old = make_document(PracticePage.objects.published().for_index().get(pk=page.pk), "nl")
    PracticePage.objects.filter(pk=page.pk).update(title="Nieuw")
    new = make_document(PracticePage.objects.published().for_index().get(pk=page.pk), "nl")
    number = journal.latest()

    engine.apply(documents=[new], gone=[], applied=number + 2)
    engine.apply(documents=[old], gone=[], applied=number + 1)

    assert [card["title"] for card in engine.search(Request()).cards] == ["Nieuw"]
    assert engine.applied() == number + 2
