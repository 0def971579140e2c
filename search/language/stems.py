"""Stems in Dutch: the form that all inflections of a word share.

Snowball's for Dutch (Kraaij and Pohlmann) knows *huizen* and *brieven*. It also takes *ge*
for a participle's wherever it stands, so that *begeleiden* would be *beleid* and *gemeente* would be *menen*; here *ge* only
goes from the front, and only where a known verb is left. Its stems tell a long vowel from a short one (*sociaal*, *sociale*);
here they do not.
"""

import re
from functools import cache, lru_cache

from Stemmer import Stemmer

from practices.languages import SOURCE
from search.language.inflections import base_of, infinitives
from search.language.resources import irregular_forms, known_words, particles, stop_words

_SNOWBALL = Stemmer("dutch")
_LONG_VOWEL = re.compile(r"aa|ee|oo|uu")
_PARTICIPLE = re.compile(r"^ge(?P<verb>\w{2,}?)(?:t|d)$")
_INSEPARABLE = ("her", "be", "ver", "ont")
_LENGTHS = range(9, 1, -1)  # of what stands before a verb, in letters
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
    irregular = irregular_forms(SOURCE).get(word)
    word = base_of(irregular or _regular(base_of(word)))
    if "=" in word:
        return word.replace("=", "")
    return _short_vowels(_SNOWBALL.stemWord(_KEPT.sub(_STRANGE, word)).replace(_STRANGE, "ge"))


@cache
def _prefixes() -> frozenset[str]:
    return particles() | set(_INSEPARABLE)


def _prefixed(prefix: str, rest: str) -> str:
    """The regular word behind a form with a prefix; "" when there is none."""
    forms = irregular_forms(SOURCE)
    if rest in forms:
        return prefix + forms[rest]
    verbs = (prefix + verb for verb in _verbs_of(rest)) if prefix in particles() else iter(())
    return next((verb for verb in verbs if verb != prefix + rest and (verb in known_words() or "=" in verb)), "")


def _verbs_of(form: str) -> list[str]:
    """What may follow a particle in the infinitive: of *genodigde* in uitgenodigde, of *verwezen* in doorverwezen."""
    bare = next((form.removesuffix(ending) for ending in ("en", "e") if form.endswith((f"d{ending}", f"t{ending}"))), form)
    participle = _PARTICIPLE.match(bare)
    roots = (participle["verb"], bare.removeprefix("ge")) if participle else ()  # *ge*leg*d*, *ge*start
    return [verb for root in roots for verb in infinitives(root)] or [_regular(bare)]


def _short_vowels(word: str) -> str:
    return _LONG_VOWEL.sub(lambda vowel: vowel[0][0], word)


def _regular(word: str) -> str:
    """The regular word behind a form: of an irregular verb with or without a prefix, or of a participle."""
    forms = irregular_forms(SOURCE)
    if word in forms:
        return forms[word]
    for length in _LENGTHS:
        if word[:length] in _prefixes() and (regular := _prefixed(word[:length], word[length:])):
            return regular
    participle = _PARTICIPLE.match(word)
    for verb in infinitives(participle["verb"]) if participle and word not in _NO_PARTICIPLES else ():
        if verb in known_words():
            return verb
    return word
