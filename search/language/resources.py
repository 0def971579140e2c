"""The word lists of `data/`, read once."""

from functools import cache
from pathlib import Path

from search.language.words import fold

_DATA = Path(__file__).parent / "data"
STOP_WORDS = frozenset(path.stem.removeprefix("stopwords_") for path in _DATA.glob("stopwords_*.txt"))  # languages with a list


@cache
def known_words() -> frozenset[str]:
    """Dutch words and parts of words, folded: what a compound may consist of, and what is not split."""
    return frozenset(fold(line) for name in ("words_nl.txt", "words_own_nl.txt") for line in _lines(name))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Words that a query in a language does without, folded."""
    return frozenset(fold(line) for line in _lines(f"stopwords_{language}.txt"))


@cache
def frame_words(language: str) -> frozenset[str]:
    """Words of the frame of a question in a language, folded: *welke gemeenten doen iets rond …*."""
    return frozenset(fold(word) for line in _lines(f"frame_words_{language}.txt") for word in line.split())


@cache
def affixes() -> frozenset[str]:
    """What is no half of a Dutch compound, although it looks like a word."""
    return frozenset(fold(word) for line in _lines("affixes_nl.txt") for word in line.split())


@cache
def particles() -> frozenset[str]:
    """What stands apart from a Dutch verb, and before it."""
    return frozenset(word for line in _lines("particles_nl.txt") for word in line.split())


@cache
def clause_openers() -> frozenset[str]:
    """What may follow the end of a Dutch clause."""
    return frozenset(word for line in _lines("clause_openers_nl.txt") for word in line.split())


@cache
def irregular_verbs() -> dict[str, str]:
    """A form of an irregular verb and its infinitive, folded: *nam* to *nemen*, *las* to *lezen*."""
    forms = {}
    for line in _lines("irregular_nl.txt"):
        word, _colon, others = line.partition(":")
        infinitive = others.split()[0] if word.startswith("=") else word.strip()
        if infinitive.endswith("n"):
            forms.update(dict.fromkeys(map(fold, others.split()), fold(infinitive)))
    return forms


@cache
def irregular_forms(language: str) -> dict[str, str]:
    """A form in a language and the word that it belongs to, folded: *schreef* to *schrijven*, *steden* to *stad*."""
    forms = {}
    for line in _lines(f"irregular_{language}.txt"):
        word, _colon, others = line.partition(":")
        forms.update(dict.fromkeys((fold(form) for form in others.split()), fold(word.strip())))
    return forms


def _lines(name: str) -> list[str]:
    lines = (line.strip() for line in (_DATA / name).read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]
