"""The words of a text, and the form in which they are compared."""

import re
import unicodedata
from functools import lru_cache

# Letters and digits; an apostrophe belongs to a plural (foto's) and to nothing else.
WORD = re.compile(r"[^\W_]+(?:['’](?:s|er|en)(?![^\W_]))?")


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Without case, accents and apostrophes.

    >>> fold("Oekraïne"), fold("foto's")
    ('oekraine', 'fotos')
    """
    if word.isascii():
        return word.lower().replace("'", "")
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character) and character not in "'’")


def words(text: str) -> list[str]:
    """The folded words of a text, in order.

    >>> words("Eén-op-één met Sint-Niklaas")
    ['een', 'op', 'een', 'met', 'sint', 'niklaas']
    """
    return [fold(word) for word in WORD.findall(text)]
