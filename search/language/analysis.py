"""What an index keeps of a text, and what a query compares with it: the same function for both.

A text becomes two rows of tokens. `whole` has a token for each word. `parts` has the parts of compounds in their place, so
that *discriminatie op de huurmarkt* has *discriminatie* near *huur*, and *gesprek* is found in *onthaalgesprekken*.
"""

from dataclasses import dataclass
from functools import lru_cache

from search.language.compounds import split
from search.language.stems import stem
from search.language.words import words

LONGEST_TOKEN = 60  # a word of more letters is an address or noise


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text, in its order."""

    whole: list[str]
    parts: list[str]


@lru_cache(maxsize=200_000)
def token(word: str) -> str:
    """The token of a folded word: its stem; of a compound only the last part is inflected.

    >>> token("zwemlessen") == token("zwemles")
    True
    """
    parts = split(word)
    return ("".join(parts[:-1]) + stem(parts[-1]) if parts else stem(word))[:LONGEST_TOKEN]


@lru_cache(maxsize=200_000)
def part_tokens(word: str) -> tuple[str, ...]:
    """The tokens of the parts of a folded word; of a word that is no compound its own."""
    return tuple(stem(part) for part in split(word)) or (token(word),)


def analyse(text: str) -> Tokens:
    """The tokens of a text.

    >>> analyse("Onthaalgesprekken in Ninove")
    Tokens(whole=['onthaalgesprek', 'in', 'ninove'], parts=['onthal', 'gesprek', 'in', 'ninove'])
    """
    found = words(text)
    return Tokens([token(word) for word in found], [part for word in found for part in part_tokens(word)])
