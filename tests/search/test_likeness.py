"""A practice that is on a sheet already is recognised by whatever name somebody gives it; one that is new is not."""

from pathlib import Path

import pytest

from municipalities.models import Municipality
from practices.importing.saving import import_files
from search.language.words import words
from search.likeness import alike
from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SHEETS = Path(__file__).parents[2] / "practices" / "data" / "sheets"
JUDGED = [
    line.split("\t") for line in (Path(__file__).parent / "judged" / "other_names.tsv").read_text(encoding="utf-8").splitlines()
]
_ENOUGH = 0.9
_MOST_FALSE = 2


def slugs(title, said=""):
    return [card["url"].strip("/").split("/")[-1] for card in alike(title, "nl", said)]


def test_forty_other_names_and_fifteen_new_practices(index):
    import_files(sorted(SHEETS.glob("*.txt")), index=index, publish=True)
    named = [(title, said, slug) for title, said, slug in JUDGED if slug]
    new = [(title, said) for title, said, slug in JUDGED if not slug]
    missed = [(title, slug) for title, said, slug in named if slug not in slugs(title, said)]
    false = [(title, found) for title, said in new if (found := slugs(title, said))]
    false_while_typing = [(title, found) for title, _said in new if (found := slugs(title))]

    assert len(named) == 40
    assert len(new) == 15
    assert len(missed) <= len(named) * (1 - _ENOUGH), missed
    assert len(false) <= _MOST_FALSE, false
    assert len(false_while_typing) <= _MOST_FALSE, false_while_typing


TITLES = [
    "Onthaalgesprekken voor nieuwe inwoners",
    "onthaalgesprek",
    "Gesprekken bij het onthaal",
    "ONTHAALGESPREKKEN!",
    "Ons onthaalgesprek",
]


@pytest.mark.parametrize("title", TITLES)
def test_the_title_of_a_sheet_in_other_words(title, index):
    make_sheet(index)
    for number in range(5):
        make_sheet(index, f"Zwemlessen {number}", category="Taal", introduction="Leren zwemmen.", description="", goals="")

    assert slugs(title) == ["onthaalgesprekken"]


@pytest.mark.parametrize("title", ["", " ", "de het een", "!?", "🍲", "a" * 5000, "\u202e\u0000"])
def test_a_title_that_says_nothing_is_like_nothing(title, index):
    make_sheet(index)

    assert alike(title, "nl") == []


def test_without_any_sheet_nothing_is_like_it(index):
    assert alike("Onthaalgesprekken", "nl") == []


def test_it_asks_the_index_as_often_whatever_the_number_of_words(index, monkeypatch):
    from search.engines.tantivy import TantivyEngine

    make_sheet(index)
    asked = []
    search = TantivyEngine.search
    monkeypatch.setattr(TantivyEngine, "search", lambda self, request: asked.append(request) or search(self, request))
    alike(" ".join(f"woord{number}" for number in range(500)), "nl", "lange tekst " * 500)

    assert len(asked) <= 100


def test_each_says_which_words_it_has_too_the_rarest_first(index):
    make_sheet(index, "Praattafels", introduction="Samen Nederlands oefenen in de bibliotheek.")
    make_sheet(index, "Onthaalgesprekken", introduction="Wij heten nieuwe inwoners welkom.")
    [found] = alike("Praattafels in de bibliotheek", "nl", "Elke week.")

    assert sorted(found["shared"]) == ["bibliotheek", "praattafels"]


def test_the_name_of_a_municipality_says_nothing_of_what_is_done(index):
    make_sheet(index, "Onthaalgesprekken", {"Ninove": ["Ninove"]})
    for number in range(5):
        make_sheet(index, f"Zwemlessen {number}", category="Taal", introduction="Leren zwemmen.", description="", goals="")

    for title in ("Onthaalgesprek Sint-Pieters-Leeuw", "Gesprekken bij het onthaal in Diegem", "Onthaalgesprekken te Alost"):
        assert slugs(title) == ["onthaalgesprekken"], title
    assert slugs("Ninove") == slugs("Iets in Ninove") == []


WAYS = {
    "in the title": ("Praten over taal in Ninove", "", ""),
    "in what is said": ("Praten over taal", "Wij doen dit in Ninove.", ""),
    "as its municipality": ("Praten over taal", "", "Aalst, Ninove"),
    "by another name": ("Praten over taal", "", "Meerbeke"),
}


@pytest.mark.parametrize("way", WAYS)
def test_of_two_sheets_that_are_alike_the_one_in_its_municipality_comes_first(way, index):
    for number, place in enumerate(("Gent", "Ninove", "Mechelen")):
        make_sheet(index, f"Praten over taal {number}", {place: [place]}, introduction="Zo.", description="", goals="")
    for number in range(5):
        make_sheet(index, f"Zwemlessen {number}", category="Taal", introduction="Leren zwemmen.", description="", goals="")
    title, said, places = WAYS[way]

    first = alike(title, "nl", said, places)[0]
    assert first["title"] == "Praten over taal 1"
    assert first["there"] == ["Ninove"]


def test_that_many_municipalities_do_both_makes_no_two_practices_alike(index):
    four = ["Ninove", "Aalst", "Gent", "Mechelen"]
    make_sheet(index, "Werking rond zwemmen", {name: [name] for name in four}, introduction="Leren zwemmen.", description="")
    for number in range(5):
        make_sheet(index, f"Praten {number}", introduction="Praten over taal.", description="", goals="")

    assert alike("Werking rond fietsherstel", "nl", "Samen fietsen herstellen.", ", ".join(four)) == []


def test_a_title_with_the_name_of_a_place_in_it_is_recognised(index):
    make_sheet(index, "Gent kookt", introduction="Zo.", description="", goals="")
    for number in range(5):
        make_sheet(index, f"Praten {number}", introduction="Praten over taal.", description="", goals="")

    assert slugs("Gent kookt") == slugs("Ninove kookt") == ["gent-kookt"]


def test_a_text_full_of_places_costs_no_more_questions(index, monkeypatch):
    from search.engines.tantivy import TantivyEngine

    make_sheet(index)
    asked = []
    search = TantivyEngine.search
    monkeypatch.setattr(TantivyEngine, "search", lambda self, request: asked.append(request) or search(self, request))
    places = " ".join(Municipality.objects.values_list("name", flat=True))
    alike(f"Onthaalgesprekken {places}", "nl", places, places)

    assert len(asked) <= 100


def test_words_without_an_end_are_read_no_further_than_a_word_goes(index):
    make_sheet(index)
    for letters in ("ba", "straat", "é", "한"):
        assert alike(letters * 200_000, "nl", letters * 200_000, letters * 200_000) == []
        assert {len(word) for word in words(letters * 200_000)} == {60}
