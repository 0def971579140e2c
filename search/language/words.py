"""The words of a text, and the form in which they are compared."""

import re
import unicodedata
from functools import lru_cache

from municipalities.text import AS_READ, UNSEEN

LONGEST_WORD = 60  # letters
_APOSTROPHES = "'’‘‛`´ʼʹ′＇"
_LETTER = r"[^\W_]"
_INSIDE = rf"[{UNSEEN}\u0300-\u036f]"  # and accents that stand as signs of their own
# What is written with an apostrophe is one word with it: foto's, sms'je, LOI'er. Nothing else is: zo'n, O'Brien.
_ENDING = rf"(?:{_INSIDE}*[{_APOSTROPHES}]{_INSIDE}*(?:s|er|ers|en|t?jes?)(?!{_LETTER}))?"
_ONE = r"(?:1|[ée]{1,2}[\u0301]?[ée]?[\u0301]?n)"
# Of stop words only, and yet a term: 1-op-1, één op één.
_TERM = rf"(?<!{_LETTER}){_ONE}[-‐‑–\s]?op[-‐‑–\s]?{_ONE}(?!{_LETTER})"
WORD = re.compile(rf"{_TERM}|{_LETTER}+(?:{_INSIDE}+{_LETTER}*)*{_ENDING}", re.IGNORECASE)
_IS_TERM = re.compile(_TERM, re.IGNORECASE)
_DROPPED = re.compile(rf"[{_APOSTROPHES}](?:s|t?jes?)$", re.IGNORECASE)
_NOT_SEEN = re.compile(f"[{UNSEEN}]")
_NO_LETTERS = re.compile(f"[{_APOSTROPHES}]")


def fold(word: str) -> str:
    """Without case, accents, strokes and apostrophes; a plural or a diminutive with an apostrophe is the word itself.

    What is longer than `LONGEST_WORD` is an address or noise, of which the beginning is enough: every step after this one takes
    longer for a longer word, and keeps what it was asked.

    >>> fold("Oekraïne"), fold("foto's"), fold("Cœur"), fold("1-op-1")
    ('oekraine', 'foto', 'coeur', 'eenopeen')
    """
    return _folded(word[:LONGEST_WORD])


@lru_cache(maxsize=200_000)
def _folded(word: str) -> str:
    if _IS_TERM.fullmatch(word):
        return "eenopeen"
    word = _NOT_SEEN.sub("", word)
    word = _DROPPED.sub("", word) or word
    if not word.isascii():
        plain = unicodedata.normalize("NFKD", word.casefold().translate(AS_READ))
        word = "".join(character for character in plain if not unicodedata.combining(character))
    return _NO_LETTERS.sub("", word.lower())[:LONGEST_WORD]


def fold_signs(text: str) -> str:
    """A text with every sign as its plainest, and none that nobody sees: a wide @ is a plain one."""
    return unicodedata.normalize("NFKC", _NOT_SEEN.sub("", text))


def words(text: str) -> list[str]:
    """The folded words of a text, in order.

    >>> words("Samen met Sint-Niklaas")
    ['samen', 'met', 'sint', 'niklaas']
    """
    return [folded for word in WORD.findall(text) if (folded := fold(word))]
