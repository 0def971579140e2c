"""Stems: the form that all inflections of a word share.

French and English have Snowball's. That for Dutch (Kraaij and Pohlmann) knows *huizen* and *brieven*. It also takes *ge*
for a participle's wherever it stands, so that *begeleiden* would be *beleid* and *gemeente* would be *menen*; here *ge* only
goes from the front, and only where a known verb is left. Its stems tell a long vowel from a short one (*sociaal*, *sociale*);
here they do not.
"""

import re
from functools import lru_cache

from Stemmer import Stemmer

from search.language.resources import irregular_forms, known_words

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
    word = _regular(word)
    if "=" in word:
        return word.replace("=", "")
    found = _SNOWBALL.stemWord(_KEPT.sub(_STRANGE, word)).replace(_STRANGE, "ge")
    return _LONG_VOWEL.sub(lambda vowel: vowel[0][0], found)


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
    for verb in _infinitives(participle["verb"]) if participle and word not in _NO_PARTICIPLES else ():
        if verb in known_words():
            return verb
    return word


def _infinitives(root: str) -> tuple[str, str, str]:
    """How a verb is spelled in full: *werk*en, *zet*ten, *maak* as maken."""
    return f"{root}en", f"{root}{root[-1]}en", re.sub(r"([aeou])\1(\w)$", r"\1\2", root) + "en"
