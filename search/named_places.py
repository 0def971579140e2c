"""Where words that somebody typed are the name of a place."""

from municipalities.text import normal_form
from search.facet_labels import FacetLabels
from search.language.resources import stop_words

_LONGEST = 6  # words


def place_length(typed: list[str], start: int, names: FacetLabels, language: str) -> int:
    """How many words from here on are the name of a place; a stop word is none, nor a number beside other words."""
    if typed[start].isdigit() and len(typed) > 1:
        return 0
    for length in range(min(_LONGEST, len(typed) - start), 0, -1):
        written = typed[start : start + length]
        is_place = normal_form(" ".join(written)) in names.places
        if is_place and not (length == 1 and _is_rather_a_word(written[0], names, language)):
            return length
    return 0


def _is_rather_a_word(word: str, names: FacetLabels, language: str) -> bool:
    """*Werken* and *Melden* are villages too: an alias that is a word of the sector or of every day is read as the word."""
    if normal_form(word) in names.official:
        return False
    return word in stop_words(language) or word in names.thesaurus.words
