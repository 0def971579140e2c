"""The parts of a compound: *onthaalgesprekken* is *onthaal* and *gesprekken*.

A word is cut where Dutch hyphenation allows it and the word list knows every part; a word that is in the list, also as an
inflection of one that is, stays whole. Asked: the fewest parts, and then the longest last one, which carries the meaning.
"""

from functools import cache, lru_cache

from pyphen import Pyphen

from search.language.resources import affixes, known_words, stop_words
from search.language.stems import stem

_SHORTEST_COMPOUND = 7
_SHORTEST_HALF = 4
_SHORT_ENDS = ("les", "bad", "pas", "bus", "tas", "job", "bed", "pad", "bos")  # of three letters, and still one half
_SHORTEST_PART = 3
_MOST_PARTS = 4
_LINKS = ("", "s", "e", "en", "n")
_HYPHENATION = Pyphen(lang="nl_NL")


@cache
def _known_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in known_words() if len(word) >= _SHORTEST_COMPOUND)


@lru_cache(maxsize=200_000)
def split(word: str) -> tuple[str, ...]:
    """The parts of a folded word, in order; empty when it is no compound.

    >>> split("vrijwilligerswerk"), split("gemeente")
    (('vrijwilligers', 'werk'), ())
    """
    if len(word) < _SHORTEST_COMPOUND or not word.isalpha() or word in known_words() or stem(word) in _known_stems():
        return ()
    cuts = (*_HYPHENATION.positions(word), len(word))
    return _parts(word, 0, cuts, _MOST_PARTS) or ()


@lru_cache(maxsize=200_000)
def halves(word: str) -> tuple[str, ...]:
    """The two parts of a folded compound that the word list has as one word; empty for any other.

    Both are words of at least four letters, but for a few that end one, and none of those that only lead or end another
    one: *onder*wijs, gezond*heid*.

    >>> halves("woonwagen"), halves("onderwijs")
    (('woon', 'wagen'), ())
    """
    if len(word) < _SHORTEST_COMPOUND or word not in known_words():
        return ()
    last = len(word) - (_SHORTEST_PART if word.endswith(_SHORT_ENDS) else _SHORTEST_HALF)
    cuts = [cut for cut in _HYPHENATION.positions(word) if _SHORTEST_HALF <= cut <= last]
    found = ((word[:cut], word[cut:]) for cut in reversed(cuts))
    return next((pair for pair in found if affixes().isdisjoint(pair) and all(map(_is_half, pair, (False, True)))), ())


def _is_half(part: str, last: bool) -> bool:  # noqa: FBT001 - for map
    return part not in stop_words("nl") and _is_part(part, last=last)


def _parts(word: str, start: int, cuts: tuple[int, ...], most: int) -> tuple[str, ...] | None:
    """The parts from `start` on; None when the rest can't be read as known words."""
    best: tuple[str, ...] | None = None
    for cut in cuts:
        if cut - start < _SHORTEST_PART:
            continue
        part = word[start:cut]
        if not _is_part(part, last=cut == len(word)):
            continue
        if cut == len(word):
            rest: tuple[str, ...] | None = ()
            if start == 0:
                continue
        else:
            rest = _parts(word, cut, cuts, most - 1) if most > 1 else None
        if rest is not None and (best is None or len(rest) + 1 < len(best)):
            best = (part, *rest)
    return best


def _is_part(part: str, *, last: bool) -> bool:
    if part in known_words():
        return True
    return not last and any(
        part.endswith(link) and len(part) - len(link) > _SHORTEST_PART and part[: len(part) - len(link)] in known_words()
        for link in _LINKS[1:]
    )
