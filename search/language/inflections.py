"""Inflections that the stemmer of Dutch leaves apart, or takes too far: by rules of the language, checked with the word list.

*Waardeloze* is *waardeloos*, *leest* is of *lezen*, *krantje* is a *krant*. A rule holds only where what it leads to is a word.
"""

import re

from practices.languages import SOURCE
from search.language.resources import irregular_forms, known_words

_SHORTEST = 3
# An adjective with its -e, and without: a vowel that was long is written twice again, and a voiced sound is voiceless.
_ADJECTIVES = (
    ("zame", "zaam"),
    ("name", "naam"),
    ("kwame", "kwaam"),
    ("loze", "loos"),
    ("bare", "baar"),
    ("euze", "eus"),
    ("ele", "eel"),
    ("ijke", "ijk"),
)
_DIMINUTIVES = ("je", "tje", "pje", "etje")
_LONG = re.compile(r"([aeou])\1([^aeiou])$")
_VOICED = {"f": "v", "s": "z"}


def base_of(word: str) -> str:
    """The word that a folded word is a form of; itself when no rule leads to a word that the list has.

    >>> base_of("waardeloze"), base_of("leest"), base_of("krantjes"), base_of("buurt")
    ('waardeloos', 'lezen', 'krant', 'buurt')
    """
    single = _single(word) or word
    return _diminished(single) or _adjective(single) or _singular(single) or _infinitive(single) or single


def infinitives(root: str) -> tuple[str, ...]:
    """How a verb is spelled in full: *werk*en, *zet*ten, *maak* as maken, *lees* as lezen."""
    open_root = _LONG.sub(r"\1\2", root)
    voiced = open_root[:-1] + _VOICED.get(open_root[-1], open_root[-1])
    return f"{root}en", f"{root}{root[-1]}en", f"{open_root}en", f"{voiced}en"


def _single(word: str) -> str:
    """The word behind a plural in *-den* or *-ten*, which is no past tense: *voorbeelden*."""
    return word[:-2] if word.endswith(("den", "ten")) and word[:-2] in known_words() else ""


def _diminished(word: str) -> str:
    single = word.removesuffix("s")
    bases = (single.removesuffix(ending) for ending in _DIMINUTIVES if single.endswith(ending))
    return next((base for base in bases if len(base) > _SHORTEST and base in known_words()), "")


def _adjective(word: str) -> str:
    bases = (word[: -len(ending)] + bare for ending, bare in _ADJECTIVES if word.endswith(ending))
    return next((base for base in bases if base in known_words()), "")


def _singular(word: str) -> str:
    """The word behind a plural that lost its apostrophe: *fotos*, *collegas*. A name keeps its s, as *Claes* does."""
    single = word[:-1]
    is_plural = word.endswith("s") and len(single) > _SHORTEST and single[-1] in "aiouy" and word not in known_words()
    return single if is_plural and single in known_words() else ""


def _infinitive(word: str) -> str:
    """The verb of a third person: *werkt*, *leest*. A noun has a plural or a diminutive, and no past: *buurt*, *krant*."""
    root = word[:-1]
    if not word.endswith("t") or len(root) < _SHORTEST or _is_no_verb(word, root):
        return ""
    verbs = (verb for verb in infinitives(root) if verb in known_words())
    return next((verb for verb in verbs if verb not in irregular_forms(SOURCE)), "")  # *gekost* is not of *gekozen*


def _is_no_verb(word: str, root: str) -> bool:
    has_past = f"{word}e" in known_words() or f"{root}de" in known_words()
    if {f"{word}e", f"{word}er"} <= known_words():  # an adjective: *kort*
        return True
    return f"{word}je" in known_words() or (f"{word}en" in known_words() and not has_past)
