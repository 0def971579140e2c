"""What people look for is counted without persons, and an editor mends what finds nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from search.asked import counting
from search.asked.counting import forget_unasked, note_asked
from search.finding import Finder
from search.models import AskedWords, Concept
from tests.factories import make_sheet

pytestmark = pytest.mark.django_db
OWN = {"headers": {"sec-fetch-site": "same-origin"}}


def ask(text, days=1, *, clicked=False):
    """As somebody asked on so many days, today the last."""
    for _day in range(days):
        AskedWords.objects.update(last_on=timezone.localdate() - timedelta(days=1))
        note_asked(text, Finder("nl"), asked=True, clicked=clicked)


def test_words_are_kept_once_they_were_asked_on_three_days(index):
    ask("Sneeuw  Ruimen", days=2)
    assert AskedWords.objects.get().text == ""
    for _again in range(5):
        note_asked("sneeuw ruimen", Finder("nl"), asked=True, clicked=False)
    assert AskedWords.objects.get().text == ""
    ask("sneeuw ruimen!")

    asked = AskedWords.objects.get()
    assert (asked.text, asked.times, asked.days, asked.found, asked.clicked) == ("sneeuw ruimen!", 8, 3, 0, 0)


def test_a_search_that_shows_what_is_a_kind_of_it_is_not_in_vain(index):
    kind = Concept.objects.create(title="bakfietstocht")
    kind.relations.create(kind="broader", other=Concept.objects.create(title="tochtkunde"))
    kind.save()
    make_sheet(index, "Bakfietstocht met de buurt")
    ask("tochtkunde", days=3)

    assert AskedWords.objects.get().found == 1


def test_until_then_nothing_tells_what_was_asked(index):
    ask("geheimzinnig in ternat")
    row = AskedWords.objects.values().get()

    assert "ternat" not in str(row)
    assert row["last_on"] == timezone.localdate()  # a day, and no hour


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "🎉", "jan@demo.example", "jan＠demo.example", "jan at demo.be", "0470 12 34 56", "mijn nummer is 0470123456",
        "0470–12–34–56", "(0)470,12,34,56", "04\u200b70\u200b12\u200b34\u200b56", "93.05.18-223.61", "93·05·18·223·61",
        "①②③④⑤⑥⑦⑧", "kerkstraat 12 in aalst", "Jan Janszoons", "wat met Piet Pieterszoons uit Aalst", "x" * 81,
    ],
)  # fmt: skip
def test_what_may_be_somebodys_is_not_counted(index, text):
    ask(text, days=3)
    assert not AskedWords.objects.exists()


@pytest.mark.parametrize("text", ["meerjarenplan 2026-2031", "zomer 2024", "top 100", "zwalpwoord", "praattafel Aalst"])
def test_years_numbers_and_one_new_word_are_counted(index, text):
    ask(text, days=3)
    assert AskedWords.objects.get().text == text


@pytest.mark.parametrize("limit", ["_MOST_ROWS", "_MOST_NEW_A_DAY"])
def test_a_stranger_cannot_fill_the_table(index, monkeypatch, limit):
    monkeypatch.setattr(counting, limit, 2)
    for text in ("een", "twee", "drie", "een", "vier"):
        note_asked(f"zoekvraag {text}", Finder("nl"), asked=True, clicked=False)

    assert AskedWords.objects.count() == 2
    assert sorted(AskedWords.objects.values_list("times", flat=True)) == [1, 2]


def test_the_page_tells_what_was_asked_and_chosen(client, index):
    make_sheet(index, "Praattafels")
    client.post("/gezocht/", {"q": "praattafels", "asked": "1"}, **OWN)
    client.post("/gezocht/", {"q": "praattafels", "clicked": "1"}, **OWN)
    client.post("/gezocht/", {"q": "praattafels", "asked": "1", "clicked": "1"}, **OWN)

    asked = AskedWords.objects.get()
    assert (asked.times, asked.clicked, asked.found, asked.language) == (2, 2, 1, "nl")


def test_each_language_is_counted_for_itself(client, index):
    client.post("/gezocht/", {"q": "tables", "asked": "1"}, **OWN)
    client.post("/fr/gezocht/", {"q": "tables", "asked": "1"}, **OWN)

    assert sorted(AskedWords.objects.values_list("language", "times")) == [("fr", 1), ("nl", 1)]


@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}])
def test_another_site_counts_nothing(client, index, headers):
    answer = client.post("/gezocht/", {"q": "praattafels", "asked": "1"}, headers=headers)

    assert answer.status_code == 204
    assert not AskedWords.objects.exists()


def test_a_long_story_is_not_even_read(client, index):
    client.post("/gezocht/", {"q": "abcd " * 100_000, "asked": "1"}, **OWN)
    assert not AskedWords.objects.exists()


def test_telling_sets_no_cookie(client, index):
    assert not client.post("/gezocht/", {"q": "praattafels", "asked": "1"}, **OWN).cookies


def test_rare_words_are_forgotten_in_a_month_and_others_in_a_year(index):
    ask("zeldzaam")
    ask("gewoon", days=3)
    for days, left in ((31, ["gewoon"]), (366, [])):
        AskedWords.objects.update(last_on=timezone.localdate() - timedelta(days=days))
        forget_unasked()
        assert list(AskedWords.objects.values_list("text", flat=True)) == left


class TestScreens:
    """*Zoekvragen*, as a redacteur."""

    @pytest.fixture
    def editor(self, client, writer):
        client.force_login(writer)
        return client

    @pytest.fixture
    def asked(self, index):
        make_sheet(index, "Samentuin", introduction="Tegen eenzaamheid.")
        make_sheet(index, "Praattafels")
        ask("zwalpeenzaam", days=3)
        ask("praattafels", days=3, clicked=True)
        ask("samentuin", days=3)
        return AskedWords.objects.get(text="zwalpeenzaam")

    @pytest.mark.parametrize(
        ("kind", "listed"),
        [
            ("", {"zwalpeenzaam", "praattafels", "samentuin"}),
            ("in_vain", {"zwalpeenzaam"}),
            ("hardly", {"praattafels", "samentuin"}),
            ("passed_over", {"samentuin"}),
        ],
    )
    def test_the_list_has_each_kind(self, editor, asked, kind, listed):
        page = editor.get(reverse("zoekvragen:index"), {"kind": kind} if kind else {}).content.decode()
        assert {words for words in ("zwalpeenzaam", "praattafels", "samentuin") if f"q={words}" in page} == listed

    def test_one_click_makes_it_a_name_and_the_next_search_finds(self, editor, asked, client):
        assert "Niets gevonden" in client.get("/praktijken/?q=zwalpeenzaam").content.decode()
        screen = editor.get(reverse("name_asked", args=[asked.pk])).content.decode()
        assert 'name="concept" value="eenzaamheid">' in screen
        page = editor.post(
            reverse("name_asked", args=[asked.pk]), {"concept": "eenzaamheid", "name": asked.text}, follow=True
        ).content.decode()

        assert "“zwalpeenzaam” is nu een naam van “eenzaamheid”. De zoekvraag vindt nu 1 praktijk." in page
        assert "Samentuin" in client.get("/praktijken/?q=zwalpeenzaam").content.decode()
        asked.refresh_from_db()
        assert (asked.is_done, asked.text) == (True, "")

    def test_what_still_finds_nothing_stays_on_the_list(self, editor, asked):
        page = editor.post(
            reverse("name_asked", args=[asked.pk]), {"title": "Zwalpkunde", "name": asked.text}, follow=True
        ).content.decode()

        assert "De zoekvraag vindt nu 0 praktijken." in page
        assert not AskedWords.objects.get(pk=asked.pk).is_done

    def test_a_name_that_counted_otherwise_counts_now(self, editor, asked):
        loneliness = Concept.objects.get(key="loneliness")
        loneliness.names.create(text="Zwalpeenzaam", use="within")
        loneliness.save()
        editor.post(reverse("name_asked", args=[asked.pk]), {"concept": "eenzaamheid", "name": "zwalpeenzaam"})

        assert loneliness.names.get(text="Zwalpeenzaam").use == "free"

    def test_it_says_of_what_the_words_are_a_name_already(self, editor, index):
        ask("thuisloos", days=3)
        page = editor.get(reverse("name_asked", args=[AskedWords.objects.get().pk])).content.decode()
        assert "“thuisloos” is al een naam van" in page

    def test_or_a_name_of_a_new_concept(self, editor, asked):
        editor.post(reverse("name_asked", args=[asked.pk]), {"title": "Zwalpkunde", "only_asked": "on", "name": "zwalpeenzaam"})

        concept = Concept.objects.get(title="Zwalpkunde")
        assert [(name.text, name.kind) for name in concept.names.all()] == [("zwalpeenzaam", "phrase")]

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({}, "Kies een begrip, of geef een nieuw begrip een titel; niet allebei."),
            (
                {"concept": "eenzaamheid", "title": "Nog een"},
                "Kies een begrip, of geef een nieuw begrip een titel; niet allebei.",
            ),
            ({"title": "Vereenzaming"}, "“Vereenzaming” is een naam van “eenzaamheid”: kies dat begrip."),
            ({"title": "🎉"}, "Een titel heeft een woord nodig."),
            ({"concept": "bestaatniet"}, "Geen begrip heet “bestaatniet”. Kies er een uit de lijst."),
        ],
    )
    def test_what_makes_no_sense_is_said(self, editor, asked, typed, said):
        page = editor.post(reverse("name_asked", args=[asked.pk]), {"name": asked.text, **typed}).content.decode()

        assert said in page
        assert not AskedWords.objects.get(pk=asked.pk).is_done

    def test_nothing_to_be_done_takes_it_off_the_list(self, editor, asked):
        page = editor.post(reverse("close_asked", args=[asked.pk]), follow=True).content.decode()

        assert "“zwalpeenzaam” is afgehandeld; de woorden worden niet bewaard." in page
        assert "q=zwalpeenzaam" not in page
        ask("zwalpeenzaam", days=3)
        assert AskedWords.objects.get(pk=asked.pk).text == ""

    def test_what_a_stranger_typed_runs_nowhere(self, editor, index):
        ask("<b>taal</b> {{ 7*7 }}", days=3)
        asked = AskedWords.objects.get()
        for page in (reverse("zoekvragen:index"), reverse("name_asked", args=[asked.pk])):
            shown = editor.get(page).content.decode()
            assert "<b>taal" not in shown
            assert "{{ 7*7 }}" in shown
