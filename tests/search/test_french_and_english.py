"""Inflection in French and English: pairs made by rule out of the names that the project has in these languages."""

import pytest

from search.language.analysis import token
from search.language.words import fold, words
from search.models import ConceptName

KINDS = {
    "fr": {
        "plural": [("", "s"), ("al", "aux"), ("eau", "eaux")],
        "feminine": [("", "e"), ("", "es"), ("er", "ère"), ("if", "ive"), ("eux", "euse"), ("el", "elle")],
        "verb": [("er", "e"), ("er", "es"), ("er", "é")],
    },
    "en": {
        "plural": [("", "s"), ("y", "ies")],
        "verb": [("", "ing"), ("e", "ing"), ("", "ed"), ("e", "ed")],
    },
}
# Words that only look like a pair.
APART = {("dans", "danse"), ("pas", "pass"), ("cours", "courses"), ("new", "news"), ("car", "caring"), ("out", "outing")}


def pairs(language, kind):
    listed = {word for name in ConceptName.objects.filter(language=language) for word in words(name.text)}
    for bare, ending in KINDS[language][kind]:
        for word in sorted(listed):
            other = word[: len(word) - len(bare)] + fold(ending)
            if word.endswith(bare) and len(word) - len(bare) > 2 and other in listed and (word, other) not in APART:
                yield word, other


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "kind"), [(language, kind) for language, kinds in KINDS.items() for kind in kinds])
def test_of_each_kind_nineteen_in_twenty_share_their_token(language, kind):
    found = list(pairs(language, kind))
    apart = [pair for pair in found if token(pair[0], language) != token(pair[1], language)]

    assert len(found) > 5
    assert len(apart) <= len(found) * 0.05, apart


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("fr", "étranger étrangers étrangère étrangères"),
        ("fr", "œil yeux"),
        ("fr", "journal journaux"),
        ("fr", "travail travaux"),
        ("fr", "nouveau nouvelle nouveaux"),
        ("fr", "idée idées"),
        ("fr", "chinois chinoise chinoises"),
        ("fr", "accueillir accueille accueilli"),
        ("fr", "vélo vélos"),
        ("fr", "loyer loyers"),
        ("en", "child children"),
        ("en", "woman women"),
        ("en", "person people"),
        ("en", "city cities"),
        ("en", "teach taught teaching"),
        ("en", "neighbour's neighbour neighbours"),
    ],
)
def test_forms_of_a_word_share_their_token(language, forms):
    assert len({token(word, language) for form in forms.split() for word in words(form)}) == 1


@pytest.mark.parametrize(("language", "pair"), [("fr", "cours course"), ("fr", "temps temple"), ("en", "new news")])
def test_different_words_do_not(language, pair):
    one, other = words(pair)
    assert token(one, language) != token(other, language)
