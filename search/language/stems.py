"""Stems: the form that all inflections of a word share.

French and English have Snowball's. That for Dutch (Kraaij and Pohlmann) knows *huizen* and *brieven*. It also takes *ge*
for a participle's wherever it stands, so that *begeleiden* would be *beleid* and *gemeente* would be *menen*; here *ge* only
goes from the front, and only where a known verb is left. Its stems tell a long vowel from a short one (*sociaal*, *sociale*);
here they do not.
"""

import re
from functools import cache, lru_cache

from Stemmer import Stemmer

from search.language.inflections import base_of, infinitives
from search.language.resources import irregular_forms, known_words, stop_words

_SNOWBALL = Stemmer("dutch")
STEMMERS = {"fr": Stemmer("french"), "en": Stemmer("english")}
_LONG_VOWEL = re.compile(r"aa|ee|oo|uu")
_PARTICIPLE = re.compile(r"^ge(?P<verb>\w{2,}?)(?:t|d)$")
_PREFIXES = ("her", "be", "ver", "ont", "op", "aan", "af", "uit", "in", "door", "mee", "over", "voor", "om", "toe", "bij", "na")
_KEPT = re.compile(r"^ge|ge(?=\w{4})")  # nearer to the end it is an ending: *wegen*, *woningen*
_STRANGE = "qe"  # stands for a *ge* that must stay; no Dutch word has it
_SHORTEST = 3
_NO_PARTICIPLES = {
    "gezond",
    "geweld",
    "gebied",
    "geduld",
    "geluid",
    "gezicht",
    "gerecht",
    "gedicht",
    "gewicht",
    "gebit",
    "gebed",
}


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a folded word.

    >>> stem("gesprekken") == stem("gesprek"), stem("herschreven") == stem("herschrijven")
    (True, True)
    >>> stem("begeleiding") == stem("beleid")
    False
    """
    if len(word) < _SHORTEST or word.isdigit():
        return word
    found = _snowball(word)
    if found in _stop_tokens() and word not in stop_words("nl"):  # *overheid* is not *over*
        less = _less(word)
        return less if _short_vowels(less) in _stop_tokens() else _short_vowels(less)
    return found


@cache
def _stop_tokens() -> frozenset[str]:
    return frozenset(_snowball(word) for word in stop_words("nl")) | stop_words("nl")


def _less(word: str) -> str:
    """A word that would be a stop word without its ending, with less taken off."""
    if word.endswith("heden"):
        return f"{word.removesuffix('heden')}heid"
    singles = (word.removesuffix("en"), word.removesuffix("s"), word.removesuffix("e"))
    kept = (single for single in singles if single != word and single in known_words() and single not in stop_words("nl"))
    return next((single for single in kept if len(single) > _SHORTEST), word)


def _snowball(word: str) -> str:
    word = _regular(base_of(word))
    if "=" in word:
        return word.replace("=", "")
    return _short_vowels(_SNOWBALL.stemWord(_KEPT.sub(_STRANGE, word)).replace(_STRANGE, "ge"))


def _short_vowels(word: str) -> str:
    return _LONG_VOWEL.sub(lambda vowel: vowel[0][0], word)


def stem_of(word: str, language: str) -> str:
    """The stem of a folded word in French or English."""
    return STEMMERS[language].stemWord(word)


def _regular(word: str) -> str:
    """The regular word behind a form: of an irregular verb with or without a prefix, or of a participle."""
    forms = irregular_forms()
    if word in forms:
        return forms[word]
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and rest in forms:
            return prefix + forms[rest]
    participle = _PARTICIPLE.match(word)
    for verb in infinitives(participle["verb"]) if participle and word not in _NO_PARTICIPLES else ():
        if verb in known_words():
            return verb
    return word
