"""What an index keeps of a text, and what a query compares with it: the same function for both.

It is read in the reader's language, which is that of the index while a document is made. A text becomes two rows of
tokens. `whole` has a token for each word. `parts` has the parts of compounds in their place, so that *discriminatie op de
huurmarkt* has *discriminatie* near *huur*, and *gesprek* is found in *onthaalgesprekken*.
"""

from dataclasses import dataclass
from functools import lru_cache

from practices.languages import reader_language
from search.language.compounds import split
from search.language.resources import stop_words_of
from search.language.stems import stem, stem_of
from search.language.words import words

LONGEST_TOKEN = 60  # a word of more letters is an address or noise


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text, in its order."""

    whole: list[str]
    parts: list[str]


def stop_words() -> frozenset[str]:
    """Words that a query in the reader's language does without, folded."""
    return stop_words_of(reader_language())


def token(word: str) -> str:
    """The token of a folded word: its stem; of a Dutch compound only the last part is inflected.

    >>> token("zwemlessen") == token("zwemles")
    True
    """
    return _token(word, reader_language())


def part_tokens(word: str) -> tuple[str, ...]:
    """The tokens of the parts of a folded word; of a word that is no compound its own."""
    return _part_tokens(word, reader_language())


@lru_cache(maxsize=200_000)
def _token(word: str, language: str) -> str:
    if language != "nl":
        return stem_of(word, language)[:LONGEST_TOKEN]
    parts = split(word)
    return ("".join(parts[:-1]) + stem(parts[-1]) if parts else stem(word))[:LONGEST_TOKEN]


@lru_cache(maxsize=200_000)
def _part_tokens(word: str, language: str) -> tuple[str, ...]:
    parts = split(word) if language == "nl" else ()
    return tuple(stem(part) for part in parts) or (_token(word, language),)


def analyse(text: str) -> Tokens:
    """The tokens of a text.

    >>> analyse("Onthaalgesprekken in Ninove")
    Tokens(whole=['onthaalgesprek', 'in', 'ninove'], parts=['onthal', 'gesprek', 'in', 'ninove'])
    """
    found, language = words(text), reader_language()
    whole = [_token(word, language) for word in found]
    return Tokens(whole, [part for word in found for part in _part_tokens(word, language)])
