"""Separable verbs: found by the whole verb where a sentence has it in two, and the other way round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.finding import Finder, Question
from search.language.analysis import token
from search.language.separable import joined, separated
from search.presenting import shown_results
from tests.factories import make_sheet


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        ("Wie nodigt nieuwkomers uit?", ["uitnodigen"]),
        ("De gemeente nodigt alle nieuwe inwoners uit voor een gesprek", ["uitnodigen"]),
        ("We doen dit om buren uit te nodigen", ["uitnodigen"]),
        ("Ze lezen elke week voor aan kinderen", ["voorlezen"]),
        ("De vrijwilliger las thuis voor, en ging mee naar het loket.", ["voorlezen", "meegaan"]),
        ("Ze legde de regels uit", ["uitleggen"]),
        ("Zij nam deel aan de raad", ["deelnemen"]),
        ("wie vangt kinderen op na school", ["opvangen"]),
        ("Een buddy trekt enkele maanden op met een nieuwkomer", ["optrekken"]),
        ("ik nodig je uit", ["uitnodigen"]),
        ("hoe ga je om met diversiteit", ["omgaan"]),
        ("ze doe mee", ["meedoen"]),
        # a particle that is none
        ("een plek om te praten", []),
        ("ze leren door te spelen", []),
        ("wonen in en om Gent", []),
        ("lessen op en naast school", []),
        ("We trekken uit de buurt naar de stad", []),
        ("Zo vinden meer gezinnen de weg", []),
        ("Ze lezen. Voor wie dat wil is er koffie", []),
        ("Brieven worden begrepen, door wie ze krijgt", []),
        ("een winkel in de buurt van het station", []),
        ("uit", []),
        ("", []),
    ],
)
def test_a_verb_in_two_places_is_one(sentence, verbs):
    assert [each.infinitive for each in separated(sentence)] == verbs


@pytest.mark.parametrize(
    "forms",
    [
        "uitnodigen uitnodigt uitnodigde uitgenodigd uitgenodigde uitgenodigden",
        "opstarten opstart opgestart opgestarte",
        "uitleggen uitgelegd",
        "deelnemen deelneemt deelgenomen",
        "doorverwijzen doorverwezen doorverwijst",
        "langsgaan langsgaat langsgegaan",
        "rondleiden rondgeleid",
        "overschakelen overgeschakeld",
        "terugkomen teruggekomen",
        "samenbrengen samengebracht",
        "kennismaken kennisgemaakt",
        "uitschelden uitgescholden",
        "voorstellen voorgestelde",
        "meedoen meegedaan",
    ],
)
def test_a_participle_belongs_to_its_verb(forms):
    assert len({token(form, "nl") for form in forms.split()}) == 1, [(form, token(form, "nl")) for form in forms.split()]


@given(st.lists(st.sampled_from(["nodigt", "uit", "te", "nodigen", "de", ".", ",", "voor", "doen", "een", "om", "é", "'s"])))
def test_no_other_word_of_a_text_is_lost(typed):
    text = " ".join(typed)
    verbs = separated(text)

    assert len(joined(text)) + len(verbs) <= len(typed)
    assert all(each.verb != each.particle for each in verbs)


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["uitnodigen", "uitgenodigd", "wie nodigt nieuwkomers uit", "nieuwkomers uit te nodigen"])
def test_a_sheet_is_found_and_its_verb_is_marked(index, asked):
    make_sheet(index, "Gesprekken", introduction="De burgemeester nodigt nieuwkomers uit op het stadhuis.")
    make_sheet(index, "Iets anders", introduction="Nodig: een zaal. Nieuwkomers komen uit de buurt.")

    answer = Finder("nl").find(Question(asked))
    first = shown_results(answer)[0]

    assert first.title == "Gesprekken"
    assert "<mark>nodigt</mark>" in first.text
    assert "<mark>uit</mark> op" in first.text
