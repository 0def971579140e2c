"""Stems in French and English: Snowball's, after what it leaves apart.

French texts are compared without accents, and an *-er* that Snowball takes for an infinitive is often a noun: *étranger*,
*étrangers* and *étrangère* would be three words.
"""

import re

from Stemmer import Stemmer

from search.language.resources import irregular_forms

STEMMERS = {"fr": Stemmer("french"), "en": Stemmer("english")}
_SHORTEST = 3
_FEMININE = re.compile(r"(?:(?<=\w{3}er)|(?<=e)|(?<=[oa]is))e$")  # *étrangère*, *protégée*, *chinoise*, folded; not *mère*
_PLURAL = re.compile(r"(?<![sx])s$")


def stem_of(word: str, language: str) -> str:
    """The stem of a folded word in French or English.

    >>> stem_of("etrangeres", "fr") == stem_of("etranger", "fr"), stem_of("children", "en")
    (True, 'child')
    """
    regular = irregular_forms(language).get(word) or (_masculine(word) if language == "fr" else word)
    return STEMMERS[language].stemWord(regular)


def _masculine(word: str) -> str:
    """A French word as one man, as far as the ending says: words that end in s by themselves are irregular."""
    return _PLURAL.sub("", _FEMININE.sub("", _PLURAL.sub("", word))) if len(word) > _SHORTEST else word
