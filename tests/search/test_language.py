"""What Dutch asks of search: compounds, stems, accents, errors, synonyms and every name of a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from municipalities.text import normal_form
from search.fragments import Marker
from search.language.analysis import analyse as analyse_in
from search.language.analysis import token as token_in
from search.language.compounds import split
from search.language.resources import known_words, stop_words
from search.language.words import fold, words
from search.parsing import Group


def token(word):
    return token_in(word, "nl")


def analyse(text):
    return analyse_in(text, "nl")


@pytest.mark.parametrize("mark", "'’‘`´＇ʼ")
@pytest.mark.parametrize(
    "word",
    [
        "foto",
        "collega",
        "programma",
        "agenda",
        "vzw",
        "LOI",
        "ngo",
        "baby",
        "oma",
        "video",
        "taxi",
        "menu",
        "cd",
        "gsm",
        "CLB",
        "kimono",
        "A4",
        "sms",
        "OCMW",
    ],
)
def test_a_plural_or_a_diminutive_with_an_apostrophe_is_the_word(word, mark):
    for ending in ("s", "tje", "tjes", "je"):
        assert analyse(f"{word}{mark}{ending}") == analyse(word), ending


@pytest.mark.parametrize("plural", ["fotos", "collegas", "programmas", "agendas", "babys"])
def test_a_plural_without_its_apostrophe_is_the_word_too(plural):
    assert analyse(plural) == analyse(plural[:-1])


@pytest.mark.parametrize("name", ["Claes", "Lois", "Thomas", "Vos", "Delfos"])
def test_a_name_keeps_its_s(name):
    assert token(fold(name)).endswith("s")


@pytest.mark.parametrize(("text", "tokens"), [("zo'n", 2), ("d'Aremberg", 2), ("O’Brien", 2), ("'s avonds", 2), ("pa'nas", 2)])
def test_another_apostrophe_stands_between_words(text, tokens):
    assert len(analyse(text).whole) == tokens


@pytest.mark.parametrize(
    "pair",
    ["cœur coeur", "Œuvre oeuvre", "Ægidius aegidius", "Łódź lodz", "Møller moller", "Đức duc", "kadın kadin", "ﬁets fiets"],
)
def test_letters_that_are_drawn_otherwise_are_read_the_same_in_words_and_in_places(pair):
    drawn, plain = pair.split()
    assert fold(drawn) == fold(plain)
    assert normal_form(drawn) == normal_form(plain)


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u200e"])
@pytest.mark.parametrize("word", ["integratieloket", "foto's", "Sint-Niklaas", "e\u0301cole"])
def test_a_sign_that_nobody_sees_is_no_part_of_a_word(sign, word):
    assert words(sign.join(word)) == words(word) or "\u0301" in word
    assert words(f"{sign}{word}{sign}") == words(word)
    assert normal_form(sign.join("Gent")) == "gent"


@pytest.mark.parametrize("written", ["1-op-1", "één-op-één", "een op een", "Een-op-een", "1 op 1", "één op 1", "1‑op‑1"])
def test_one_to_one_is_a_term_in_every_spelling(written):
    assert words(f"Een {written}-contact in de buurt") == ["een", "eenopeen", "contact", "in", "de", "buurt"]


def inflected():
    """Pairs out of the word list, by kind: made by rule, where both are words."""
    listed = known_words()
    adjectives = (
        ("aam", "ame"),
        ("loos", "loze"),
        ("baar", "bare"),
        ("eus", "euze"),
        ("eel", "ele"),
        ("isch", "ische"),
        ("lijk", "lijke"),
        ("ief", "ieve"),
    )
    for bare, ending in adjectives:
        yield ending, [(w, w[: -len(bare)] + ending) for w in listed if w.endswith(bare) and w[: -len(bare)] + ending in listed]
    verbs = [(w, f"{w[:-2]}t") for w in listed if w.endswith("en") and len(w) > 5 and f"{w[:-2]}t" in listed]
    yield "third person", verbs
    yield "diminutive", [(w, f"{w}je") for w in listed if len(w) > 3 and f"{w}je" in listed]
    yield "plural", [(w, f"{w}en") for w in listed if len(w) > 3 and f"{w}en" in listed]


@pytest.mark.any_database
@pytest.mark.parametrize(("kind", "pairs"), [pytest.param(kind, pairs, id=kind) for kind, pairs in inflected()])
def test_of_each_kind_of_inflection_nineteen_in_twenty_share_their_token(kind, pairs):
    apart = [pair for pair in pairs if token(pair[0]) != token(pair[1])]

    assert len(pairs) > 50
    assert len(apart) <= len(pairs) * 0.05, sorted(apart)[:20]


def test_no_word_with_a_meaning_has_the_token_of_a_stop_word():
    of_stop_words = {token(word) for word in stop_words("nl")}

    assert not [word for word in known_words() - stop_words("nl") if token(word) in of_stop_words]


@pytest.mark.parametrize(
    "forms",
    [
        "woord woorden",
        "overheid overheden",
        "kans kansen",
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
        "maatje maat",
        "kort koor",
        "gekost gekozen",
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
