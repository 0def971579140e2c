"""The form in which names, headings and terms are compared, however they are written."""

import re
import unicodedata

# Signs that nobody sees: where a word may be cut, of no width, marks of direction. No part of a word, wherever they stand.
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
# Letters that are drawn as one and read as two, or with a stroke that is no accent.
AS_READ = str.maketrans(
    {"œ": "oe", "æ": "ae", "ĳ": "ij", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "þ": "th", "ı": "i", "ŋ": "n"}
)
_NOT_SEEN = str.maketrans(dict.fromkeys(UNSEEN, ""))


def normal_form(written: str) -> str:
    """Without accents, case, punctuation; *St.* written as *Sint*.

    >>> normal_form("St.-Job-in-'t-Goor")
    'sint job in t goor'
    """
    plain = written.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(AS_READ).translate(_NOT_SEEN))
        plain = "".join(character for character in plain if not unicodedata.combining(character)).casefold()
    plain = re.sub(r"[^a-z0-9]+", " ", plain).strip()
    return re.sub(r"\bst\b", "sint", plain)
