"""The form in which names, headings and terms are compared, however they are written."""

import re
import unicodedata


def normal_form(written: str) -> str:
    """Without accents, case, punctuation; *St.* written as *Sint*.

    >>> normal_form("St.-Job-in-'t-Goor")
    'sint job in t goor'
    """
    plain = unicodedata.normalize("NFKD", written)
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = re.sub(r"[^a-z0-9]+", " ", plain.casefold()).strip()
    return re.sub(r"\bst\b", "sint", plain)
