"""What Dutch asks of search: compounds, stems, accents, errors, synonyms and every name of a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.fragments import Marker
from search.language.analysis import analyse as analyse_in
from search.language.analysis import token as token_in
from search.language.compounds import split
from search.language.stems import stem
from search.language.synonyms import thesaurus
from search.language.words import fold
from search.parsing import Group


def token(word):
    return token_in(word, "nl")


def analyse(text):
    return analyse_in(text, "nl")


@pytest.mark.parametrize(
    "forms",
    [
        "gesprek gesprekken",
        "nieuwkomer nieuwkomers",
        "brief brieven",
        "huis huizen",
        "herschrijven herschreven",
        "discriminatie discrimineren gediscrimineerd",
        "bemiddelaar bemiddelaars bemiddelen bemiddeling",
        "sociaal sociale",
        "divers diverse",
        "kind kinderen",
        "stad steden",
        "wonen woning woningen",
        "zwemmen zwom gezwommen",
        "inburgering inburgeren inburgeraar",
        "organisatie organiseren georganiseerd",
    ],
)
def test_forms_of_a_word_share_their_token(forms):
    assert len({token(fold(form)) for form in forms.split()}) == 1, [(form, token(form)) for form in forms.split()]


@pytest.mark.parametrize(
    "words",
    [
        "begeleiding beleid",
        "gemeente menen",
        "gesprek spreken",
        "gezin zin",
        "onthaal taal",
        "mechelen machelen",
        "ouders ouderen",
        "lezen lessen",
        "gezond zon",
        "voorlezen voorlessen",
    ],
)
def test_different_words_do_not(words):
    assert len({token(word) for word in words.split()}) == 2


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("onthaalgesprekken", ["onthaal", "gesprekken"]),
        ("vrijwilligerswerk", ["vrijwilligers", "werk"]),
        ("zomertaalkampen", ["zomer", "taal", "kampen"]),
        ("voedseloverschotten", ["voedsel", "overschotten"]),
        ("samentuin", ["samen", "tuin"]),
        ("inburgeringstraject", []),
        ("bibliotheek", []),
        ("gemeente", []),
        ("nieuwkomers", []),
        ("verantwoordelijkheid", []),
        ("mechelen", []),
    ],
)
def test_a_compound_is_split_and_another_word_is_not(word, parts):
    assert list(split(word)) == parts


def test_accents_case_and_apostrophes_do_not_count():
    assert analyse("OEKRAÏNE Oudercafé foto's").whole == analyse("oekraine oudercafe fotos").whole


def test_an_abbreviation_finds_what_it_stands_for_and_the_reverse():
    others = thesaurus("nl").others
    assert ("nt2",) in others[tuple(stem(word) for word in ("nederlands", "tweede", "taal"))]
    assert others["okan",]


@given(st.text(max_size=60))
def test_any_text_has_tokens_without_spaces(text):
    tokens = analyse(text)
    assert all(each and " " not in each and len(each) <= 60 for each in [*tokens.whole, *tokens.parts])
    assert len(tokens.whole) <= len(tokens.parts)


@given(st.text(max_size=300), st.text("abe<>&\"'", min_size=1, max_size=4))
def test_a_marked_text_says_the_same_and_executes_nothing(text, word):
    import html
    import re

    marker = Marker([Group(word, None, whole={token(fold(word))}, parts={token(fold(word))})], "nl")
    marked = marker.mark(text)
    assert html.unescape(re.sub(r"</?mark>", "", marked)) == html.unescape(html.escape(text))
    assert "<" not in re.sub(r"</?mark>", "", marked)


def test_a_word_behind_a_long_one_is_in_the_fragment_and_marked():
    card = {"passages": [{"where": "", "text": f"{'x' * 200}/taal en nog wat", "tokens": "tal"}]}
    marker = Marker([Group("taal", None, whole={token("taal")}, parts={token("taal")})], "nl")

    assert "<mark>taal</mark>" in marker.fragment(card).text
