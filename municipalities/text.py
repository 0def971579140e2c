"""The form in which names, headings and terms are compared, however they are written."""

import re
import unicodedata

# Letters that are drawn as one and read as two, or with a stroke that is no accent; and signs that nobody sees.
_AS_READ = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", "")
)


def normal_form(written: str) -> str:
    """Without accents, case, punctuation; *St.* written as *Sint*.

    >>> normal_form("St.-Job-in-'t-Goor")
    'sint job in t goor'
    """
    plain = unicodedata.normalize("NFKD", written.casefold().translate(_AS_READ))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = re.sub(r"[^a-z0-9]+", " ", plain.casefold()).strip()
    return re.sub(r"\bst\b", "sint", plain)
