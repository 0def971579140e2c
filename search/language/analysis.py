"""What an index keeps of a text, and what a query compares with it: the same function for both.

The language is that of the index, or of who asks. A text becomes two rows of tokens. `whole` has a token for each word. `parts`
has the parts of compounds in their place, so that *discriminatie op de huurmarkt* has *discriminatie* near *huur*, and
*gesprek* is found in *onthaalgesprekken*.
"""

from dataclasses import dataclass
from functools import lru_cache

from practices.languages import SOURCE
from search.language.compounds import halves, split
from search.language.neighbours import stem_of
from search.language.separable import separated
from search.language.stems import stem
from search.language.words import LONGEST_WORD, words


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text, in its order."""

    whole: list[str]
    parts: list[str]


@lru_cache(maxsize=200_000)
def token(word: str, language: str) -> str:
    """The token of a folded word: its stem; of a Dutch compound only the last part is inflected.

    >>> token("zwemlessen", "nl") == token("zwemles", "nl")
    True
    """
    if language != SOURCE:
        return stem_of(word, language)[:LONGEST_WORD]
    parts = split(word) or (halves(word) if word.endswith("les") else ())  # which Snowball takes for an ending
    return ("".join(parts[:-1]) + stem(parts[-1]) if parts else stem(word))[:LONGEST_WORD]


@lru_cache(maxsize=200_000)
def part_tokens(word: str, language: str) -> tuple[str, ...]:
    """The tokens of the parts of a folded word; of a word that is no Dutch compound its own.

    A compound that the word list has as one word is there as that, and in two: *speelpleinwerking* has *speelplein*, *speel*,
    *plein* and *werking*.
    """
    if language != SOURCE:
        return (token(word, language),)
    return tuple(each for part in split(word) or (word,) for each in (stem(part), *map(stem, halves(part))))


def compound(word: str, language: str) -> tuple[str, ...]:
    """The parts of a folded word that are words themselves, in order; empty when it is no Dutch compound.

    >>> compound("vrijwilligerswerk", "nl"), compound("woonwagen", "nl"), compound("gemeente", "nl")
    (('vrijwilligers', 'werk'), ('woon', 'wagen'), ())
    """
    return (split(word) or halves(word)) if language == SOURCE else ()


def analyse(text: str, language: str) -> Tokens:
    """The tokens of a text.

    >>> analyse("Onthaalgesprekken in Ninove", "nl")
    Tokens(whole=['onthaalgesprek', 'in', 'ninove'], parts=['onthal', 'gesprek', 'in', 'ninove'])
    """
    found = words(text)
    whole = [token(word, language) for word in found]
    parts = [part for word in found for part in part_tokens(word, language)]
    verbs = separated(text) if language == SOURCE else []
    return Tokens(whole, parts + [token(each.infinitive, language) for each in verbs])
