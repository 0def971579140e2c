"""Finding in French and English: the same sheets with the same counts as in Dutch, by the words of each language."""

import pytest
from django.core.management import call_command
from wagtail.models import Locale

from practices.models import Category
from practices.translations.demo import translate
from search.finding import Finder, Question
from tests.factories import make_sheet

pytestmark = pytest.mark.django_db
FRENCH = {
    "Praattafels": "Tables de conversation",
    "Samen Nederlands oefenen.": "Pratiquer le néerlandais avec des bénévoles.",
    "Onthaalbeleid": "Politique d’accueil",
}


@pytest.fixture
def sheets(index, django_capture_on_commit_callbacks):
    """One that is translated into French, and one that is not."""
    talk = make_sheet(index, "Praattafels", {"Gent": ["Gent"]}, category="Taal", introduction="Samen Nederlands oefenen.")
    make_sheet(index, "Onthaalgesprekken")
    french = Locale.objects.get(language_code="fr")
    with django_capture_on_commit_callbacks(execute=True):
        translate(talk, french, FRENCH)
        translate(Category.objects.sources().get(slug="onthaalbeleid"), french, FRENCH)
    return talk


def titles(text, language="fr"):
    from django.utils.translation import override

    with override(language):
        return [card["title"] for card in Finder(language).find(Question(text)).found.cards]


@pytest.mark.parametrize("words", ["conversations", "table de conversation", "bénévole", "volontaires", "conversaton"])
def test_french_words_find_the_translation(sheets, words):
    assert titles(words) == ["Tables de conversation"]


def test_a_sheet_without_a_translation_is_found_by_its_dutch_words(sheets):
    assert titles("onthaalgesprekken") == ["Onthaalgesprekken"]


def test_dutch_finds_no_french_and_french_no_dutch_of_what_is_translated(sheets):
    assert titles("conversation", "nl") == []
    assert titles("samen", "fr") == []
    assert titles("praattafels", "nl") == ["Praattafels"]


def test_the_dutch_name_of_a_thing_finds_what_is_called_so_in_french(sheets):
    assert titles("praattafels", "fr") == ["Tables de conversation"]


def test_the_counts_are_those_of_the_dutch_site(sheets):
    counts = {language: Finder(language).find(Question()).found.counts for language in ("nl", "fr", "en")}

    assert counts["nl"]["category"] == {"taal": 1, "onthaalbeleid": 1}
    assert counts["fr"] == counts["en"] == counts["nl"]


def test_the_filters_have_the_names_of_the_language_and_the_values_of_the_dutch_one(client, sheets):
    facets = client.get("/fr/api/v1/practices/?category=onthaalbeleid").json()["facets"]["category"]

    assert [(each["label"], each["count"]) for each in facets if each["selected"]] == [("Politique d’accueil", 1)]


def test_a_renamed_translation_of_a_term_is_in_the_filters_and_found_at_the_next_request(sheets):
    term = Category.objects.get(locale__language_code="fr", slug="onthaalbeleid")
    assert titles("politique") == ["Onthaalgesprekken"]
    term.name = "Bienvenue"
    term.save()

    assert Finder("fr").names.labels["category"]["onthaalbeleid"] == "Bienvenue"
    assert titles("bienvenue") == ["Onthaalgesprekken"]


def test_a_withdrawn_translation_gives_way_to_the_dutch_sheet(sheets):
    sheets.get_translation(Locale.objects.get(language_code="fr")).unpublish()

    assert titles("praattafels") == ["Praattafels"]
    assert titles("bénévoles") == []


def test_every_index_is_checked_and_built(sheets, capsys):
    call_command("search_rebuild")
    call_command("search_check")
    said = capsys.readouterr().out

    for language in ("nl", "fr", "en"):
        assert f"({language})" in said
