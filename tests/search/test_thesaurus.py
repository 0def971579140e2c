"""What else things are called: read into a search, owned by the editors, in use at the next search."""

from datetime import timedelta

import pytest
from django.urls import reverse

from search import journal
from search.facet_labels import labels_at
from search.finding import Finder, Question
from search.models import Concept, ConceptName
from search.thesaurus.concept_mergers import merge_concepts, move_names
from search.thesaurus.names_in_memory import thesaurus_of
from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def sheets(index):
    make_sheet(index, "Winteropvang", introduction="Een bed voor wie geen huis heeft: dakloosheid in de stad.")
    make_sheet(index, "Samentuin", introduction="Tuinieren met de buurt, tegen eenzaamheid.")
    return make_sheet(index, "Taalcafé", introduction="Nederlands oefenen bij een kop koffie.")


@pytest.fixture
def concept(db):
    """Makes a concept: `concept("kruiwagen", "karretje")`."""

    def make(title, *names, **how):
        made = Concept.objects.create(title=title)
        ConceptName.objects.bulk_create([ConceptName(concept=made, text=name, **how) for name in names])
        made.save()
        return made

    return make


def found(text, language="nl", **how):
    return [card["title"] for card in Finder(language).find(Question(text, **how)).found.cards]


def test_every_site_has_the_concepts_of_the_project(db):
    homeless = Concept.objects.get(key="homelessness")

    assert Concept.objects.count() > 1000
    assert {"nl", "fr", "en"} == set(homeless.names.values_list("language", flat=True))
    assert not ConceptName.objects.filter(text="").exists()


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("thuisloos", "Winteropvang"),  # another name
        ("zwervers", "Winteropvang"),  # an older one
        ("sans-abri", "Winteropvang"),  # in French
        ("homelessness", "Winteropvang"),  # in English
        ("vereenzaming", "Samentuin"),
        ("mensen die niemand kennen", "Samentuin"),  # how somebody says it
    ],
)
def test_other_words_for_the_same_find_it(sheets, asked, title):
    assert found(asked)[0] == title


def test_the_word_itself_comes_before_another_name_of_it(index, concept):
    concept("kruiwagen", "karretje")
    make_sheet(index, "Andere naam", introduction="Met een karretje door de wijk.")
    make_sheet(index, "Het woord zelf", introduction="Met een kruiwagen door de wijk.")

    assert found("kruiwagen") == ["Het woord zelf", "Andere naam"]
    assert found("karretje") == ["Andere naam", "Het woord zelf"]
    assert found("kruiwagen", literal=True) == ["Het woord zelf"]


@pytest.mark.parametrize(
    ("how", "others"),
    [
        ({"kind": "everyday"}, ["De eerste", "De tweede"]),
        ({"use": "within"}, []),
        ({"is_avoided": True}, ["De eerste"]),  # understood, and not looked for
        ({"language": "fr"}, ["De eerste"]),
    ],
)
def test_what_a_name_is_used_for(index, concept, how, others):
    concept("kruiwagen", "zwalpkar", **how)
    make_sheet(index, "De eerste", introduction="Een kruiwagen vol, en nog een kruiwagen en twee kruiwagens.")
    make_sheet(index, "De tweede", introduction="Een zwalpkar vol, en nog een zwalpkar en twee zwalpkarren.")

    assert found("zwalpkar")[0] == "De tweede"
    assert [*found("zwalpkar")[1:], *found("kruiwagen")[1:]] == others


def test_a_name_of_several_words_is_meant_by_those_words_near_each_other_in_any_order(index, concept):
    concept("zwalpstoet", "wagen met gras")
    make_sheet(index, "Boerderij", introduction="De zwalpstoet rijdt uit.")

    assert found("gras op een wagen") == ["Boerderij"]
    assert found("wagen met gras") == ["Boerderij"]
    assert found("gras") == []
    assert found("een wagen voor mensen die op een lange reis naar een ander land niet over het gras lopen") == []
    assert found("een wagen met gras voor mensen die op een lange reis naar een ander land niet lopen") == ["Boerderij"]
    assert found("gras op een wagen, en dan heel veel later nog een tweede wagen") == ["Boerderij"]


def test_a_literal_name_counts_in_these_words_only(index, concept):
    concept("sans-papiers", "zonder wagen")
    make_sheet(index, "Loket", introduction="Voor sans-papiers.")

    assert found("iemand zonder wagen") == ["Loket"]
    assert found("wagen") == []


def test_where_nothing_is_found_a_kind_of_what_was_asked_is_looked_for_and_said(client, index, concept):
    kind = concept("bakfietstocht")
    kind.relations.create(kind="broader", other=concept("tochtkunde"))
    kind.save()
    make_sheet(index, "Bakfietstocht met de buurt")

    page = client.get("/praktijken/?q=tochtkunde").content.decode()
    assert "<mark>Bakfietstocht</mark> met de buurt" in page
    assert "Geen praktijk noemt dit zelf. Dit hoort erbij: bakfietstocht." in page


def test_other_names_are_said_and_can_be_switched_off(client, sheets):
    page = client.get("/praktijken/?q=vereenzaming").content.decode()
    literal = client.get("/praktijken/?q=vereenzaming&literal=1").content.decode()

    assert "Ook gezocht op: eenzaamheid" in page
    assert 'href="?q=vereenzaming&amp;literal=1"' in page
    assert "Samentuin" in page
    assert "Er is alleen op je eigen woorden gezocht." in literal
    assert 'href="?q=vereenzaming"' in literal
    assert "Samentuin" not in literal


def test_a_wrong_spelling_is_looked_for_and_not_shown(client, index, concept):
    concept("zwalpkar", "zwalp kar", kind="spelling")
    make_sheet(index, "Stoet", introduction="Een zwalp kar rijdt uit.")
    page = client.get("/praktijken/?q=zwalpkar").content.decode()

    assert "Stoet" in page
    assert "Ook gezocht op" not in page


def test_a_word_of_the_frame_of_a_question_is_not_marked(client, index):
    make_sheet(index, "Stoet", introduction="Andere gemeenten doen een stoet.")
    page = client.get("/praktijken/?q=wat doen andere gemeenten met een stoet").content.decode()

    assert "<mark>Stoet</mark>" in page
    assert "<mark>Andere</mark>" not in page


def test_a_phrase_is_marked_only_as_a_phrase(client, index, concept):
    concept("zwalpkar", "rode wagen")
    make_sheet(index, "Stoet", introduction="Een rode wagen rijdt voor de andere wagen uit, langs het rode huis.")

    page = client.get("/praktijken/?q=zwalpkar").content.decode()
    assert page.count("<mark>") == 2
    assert "<mark>rode</mark> <mark>wagen</mark>" in page


def test_a_word_that_exists_is_not_corrected(index):
    make_sheet(index, "Leren lezen", introduction="Samen leren.")

    assert found("lenen") == []  # is neither leren nor lezen
    assert found("lerren") == ["Leren lezen"]


def test_a_search_that_finds_little_leads_on_to_near_concepts(client, index, concept):
    near = concept("zwalpkar")
    near.relations.create(kind="related", other=concept("bakfietstocht"))
    near.save()
    make_sheet(index, "Bakfietstocht met de buurt")

    page = client.get("/praktijken/?q=zwalpkar").content.decode()
    assert "Niets gevonden" in page
    assert '<a href="?q=bakfietstocht" rel="nofollow">bakfietstocht</a>: 1 praktijk' in page


def test_a_change_is_in_use_at_the_next_search(sheets, concept):
    kar = concept("zwalpkar")
    assert found("zwalpkar") == []
    kar.names.create(text="Taalcafé", kind="everyday")
    kar.save()

    assert found("zwalpkar") == ["Taalcafé"]
    kar.delete()
    assert found("zwalpkar") == []


def test_reading_the_names_again_asks_one_question_where_no_concept_changed(sheets, django_assert_max_num_queries):
    known = labels_at(journal.latest(), "nl").thesaurus
    with django_assert_max_num_queries(1):
        assert thesaurus_of("nl") is known


def test_moving_names_keeps_each_once(concept):
    one, other = concept("kar", "wagen", "karretje"), concept("voertuig", "wagen")
    move_names(one.names.all(), other)

    assert sorted(other.names.values_list("text", flat=True)) == ["karretje", "wagen"]
    assert not one.names.exists()


def test_a_merged_concept_leaves_its_names_and_relations(concept):
    one, other, third = concept("kar", "karretje"), concept("voertuig"), concept("rijden")
    one.relations.create(kind="related", other=third)
    third.relations.create(kind="helps", other=one)
    third.relations.create(kind="related", other=other)
    one.save()
    third.save()
    merge_concepts(Concept.objects.get(pk=one.pk), other)

    assert not Concept.objects.filter(title="kar").exists()
    assert sorted(other.names.values_list("text", flat=True)) == ["kar", "karretje"]
    assert [relation.other for relation in Concept.objects.get(pk=other.pk).relations.all()] == [third]
    assert set(third.related_from.model.objects.filter(concept=third).values_list("kind", "other")) == {
        ("helps", other.pk),
        ("related", other.pk),
    }


def test_a_concept_whose_title_is_its_name_in_two_languages_is_merged(concept):
    sport, other = Concept.objects.get(title="sport"), concept("bewegingsleer")
    sport.names.get_or_create(text="sport", language="fr")
    sport.names.get_or_create(text="sport", language="en")

    assert merge_concepts(sport, other)
    assert set(other.names.filter(text="sport").values_list("language", flat=True)) >= {"nl", "fr"}


def test_a_change_counts_in_whatever_order_changes_are_committed(sheets, concept):
    """One that was saved earlier by the clock may be committed later."""
    early, late = concept("zwalpkar"), concept("zwalpstoet")
    late.save()
    assert found("taalkar") == []
    for text in ("taalkar", "Taalcafé"):
        ConceptName.objects.create(concept=early, text=text)
    Concept.objects.get(pk=early.pk).save()
    Concept.objects.filter(pk=early.pk).update(changed_at=late.changed_at - timedelta(minutes=1))

    assert found("taalkar") == ["Taalcafé"]


def test_a_filter_that_empties_a_search_does_not_widen_it(index, concept):
    kind = concept("bakfietstocht")
    kind.relations.create(kind="broader", other=concept("tochtkunde"))
    kind.save()
    make_sheet(index, "Bakfietstocht", {"Gent": ["Gent"]})
    make_sheet(index, "Tochtkunde voor allen", {"Ninove": ["Ninove"]})

    assert found("tochtkunde") == ["Tochtkunde voor allen"]
    assert found("tochtkunde", selection={"municipality": ["gent"]}) == []


def test_a_typing_error_in_a_common_word_finds_no_more_than_the_word(index):
    for number in range(12):
        make_sheet(index, f"Straatfeesten {number}")
    make_sheet(index, "Zwemles met koekjes en straatfeesten")

    assert found("straatfeesten zwemles koekjes")[0] == "Zwemles met koekjes en straatfeesten"
    assert len(found("straatfeestem zwemles koekjes")) == len(found("straatfeesten zwemles koekjes"))


def test_what_is_only_hinted_at_stands_in_the_title_or_by_two_names(index, concept):
    made = concept("bakfietstocht", "fietsfeest", "trapfeest")
    made.names.create(text="zwalpzin", kind="phrase")
    made.save()
    make_sheet(index, "Terloops", introduction="Ooit was er een fietsfeest, ja een fietsfeest.")
    assert found("zwalpzin") == []
    make_sheet(index, "Erover", introduction="Een fietsfeest, en later een trapfeest.")
    make_sheet(index, "Het fietsfeest")

    assert sorted(found("zwalpzin")) == ["Erover", "Het fietsfeest"]


class TestScreens:
    """*Woordenlijst*, as a redacteur."""

    def test_a_concept_of_six_hundred_names_is_one_form(self, editor, concept):
        one = concept("kar", *(f"karretje {number}" for number in range(600)))
        answer = self.send(editor, one, new=["wagentje"])

        assert answer.status_code == 200
        assert one.names.count() == 601

    def test_the_same_form_sent_twice_adds_a_name_once_and_says_so(self, editor, concept):
        one = concept("kar", "wagen")
        before = Concept.objects.get(pk=one.pk)
        self.send(editor, one, new=["koets"])
        data = {
            "title": "kar",
            "note": "",
            "names-TOTAL_FORMS": 2,
            "names-INITIAL_FORMS": 1,
            "names-0-id": before.names.first().pk,
        }
        data |= {f"names-{number}-{key}": value for number, text in enumerate(("wagen", "koets")) for key, value in
                 {"text": text, "language": "nl", "kind": "everyday", "use": "free"}.items()}  # fmt: skip
        data |= {"relations-TOTAL_FORMS": 0, "relations-INITIAL_FORMS": 0}
        page = editor.post(reverse("woordenlijst:edit", args=[one.pk]), data)

        assert "De naam staat daar al." in page.content.decode()
        assert one.names.count() == 2

    def test_who_saves_over_somebody_elses_change_hears_of_it_first(self, editor, concept):
        one = concept("kar", "wagen")
        opened = editor.get(reverse("woordenlijst:edit", args=[one.pk])).context["form"]["stamp"].value()
        Concept.objects.get(pk=one.pk).save()
        page = self.send(editor, one, new=["koets"], stamp=opened)
        again = page.context["form"]["stamp"].value()

        assert "Iemand anders wijzigde dit begrip sinds je het opende." in page.content.decode()
        assert 'value="koets"' in page.content.decode()
        assert one.names.count() == 1
        self.send(editor, one, new=["koets"], stamp=again)
        assert one.names.count() == 2

    def test_deleting_says_what_goes(self, editor, concept):
        page = editor.get(reverse("woordenlijst:delete", args=[concept("kar", "wagen", "koets").pk])).content.decode()
        assert "“kar” verdwijnt met zijn 2 andere namen" in page

    @pytest.fixture
    def editor(self, client, writer):
        client.force_login(writer)
        return client

    def send(self, editor, concept, **changes):
        """The form of a concept as it is, with changes; new names under `new`."""
        names = list(concept.names.all())
        rows = [
            {"id": name.pk, "text": name.text, "language": name.language, "kind": name.kind, "use": name.use} for name in names
        ]
        rows += [{"text": text, "language": "nl", "kind": "everyday", "use": "free"} for text in changes.pop("new", [])]
        data = {"title": concept.title, "note": ""}
        for number, row in enumerate(rows):
            data |= {f"names-{number}-{key}": value for key, value in row.items()}
        data |= {"names-TOTAL_FORMS": len(rows), "names-INITIAL_FORMS": len(names)}
        relations = changes.pop("relations", [])
        for number, (kind, other) in enumerate(relations):
            data |= {f"relations-{number}-kind": kind, f"relations-{number}-other": other}
        data |= {"relations-TOTAL_FORMS": len(relations), "relations-INITIAL_FORMS": 0}
        return editor.post(reverse("woordenlijst:edit", args=[concept.pk]), data | changes, follow=True)

    def test_a_concept_is_found_by_any_of_its_names(self, editor):
        everything = editor.get(reverse("woordenlijst:index")).content.decode()
        found_by_name = editor.get(reverse("woordenlijst:index"), {"q": "vereenzaming"}).content.decode()

        assert Concept.objects.first().title in everything
        assert Concept.objects.first().title not in found_by_name
        assert "eenzaamheid" in found_by_name

    def test_a_new_name_is_in_use_at_once(self, editor, sheets):
        loneliness = Concept.objects.get(key="loneliness")
        assert found("zwalpwoord") == []
        self.send(editor, loneliness, new=["zwalpwoord"])

        assert found("zwalpwoord") == ["Samentuin"]

    def test_a_name_moves_to_another_concept_by_any_of_its_names(self, editor, concept):
        one, other = concept("kar", "wagen"), concept("voertuig", "gevaarte")
        self.send(editor, one, **{"names-0-moved_to": "Gevaarte"})

        assert not one.names.exists()
        assert other.names.filter(text="wagen").exists()

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"names-0-moved_to": "bestaatniet"}, "Geen begrip heet “bestaatniet”. Kies er een uit de lijst."),
            ({"names-0-moved_to": "kar"}, "De naam staat daar al."),
            ({"title": "VOERTUIG"}, "“VOERTUIG” is al een naam van “voertuig”."),
            ({"title": "Gevaarte"}, "“Gevaarte” is al een naam van “voertuig”."),
            ({"title": "🎉"}, "Een titel heeft een woord nodig."),
            ({"new": ["Wagen"]}, "De naam staat daar al."),
            ({"new": ["as", "As"]}, "De naam staat daar al."),
            ({"names-0-moved_to": "voertuig", "names-0-DELETE": "on"}, "“wagen”: verplaats of verwijder het, niet allebei."),
            ({"relations": [("related", "kar")]}, "Een begrip hoort niet bij zichzelf."),
        ],
    )
    def test_what_makes_no_sense_is_said_and_changes_nothing(self, editor, concept, changes, said):
        one, _other = concept("kar", "wagen"), concept("voertuig", "gevaarte")
        page = self.send(editor, one, **changes).content.decode()

        assert said in page
        assert one.names.get().text == "wagen"
        assert Concept.objects.get(pk=one.pk).title == "kar"

    def test_a_relation_is_added_by_any_name_of_the_other(self, editor, concept):
        one, other = concept("kar"), concept("voertuig", "gevaarte")
        self.send(editor, one, relations=[("helps", "gevaarte")])

        assert [(each.kind, each.other) for each in Concept.objects.get(pk=one.pk).relations.all()] == [("helps", other)]

    def test_merging_leads_to_the_other(self, editor, concept):
        one, other = concept("kar"), concept("voertuig")
        page = editor.post(reverse("merge_concept", args=[one.pk]), {"target": "voertuig"}, follow=True)

        assert page.redirect_chain[-1][0] == reverse("woordenlijst:edit", args=[other.pk])
        assert "“kar” is samengevoegd met “voertuig”" in page.content.decode()

    def test_a_concept_is_not_merged_into_itself(self, editor, concept):
        one = concept("kar")
        page = editor.post(reverse("merge_concept", args=[one.pk]), {"target": "kar"}).content.decode()

        assert "Kies een ander begrip." in page
        assert Concept.objects.filter(pk=one.pk).exists()
