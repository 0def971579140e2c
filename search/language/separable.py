"""Separable verbs: *nodigt buren uit* is about *uitnodigen*.

A particle belongs to the nearest verb before it in its clause, if the word list has both as one verb, and if the clause ends
there: a particle before *de* or a noun is a preposition. With *te* it stands before the verb: *uit te nodigen*.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from search.language.inflections import infinitives
from search.language.resources import clause_openers, irregular_verbs, known_words, particles
from search.language.words import WORD, fold

_FURTHEST = 12  # words between a verb and its particle
_CLAUSE_ENDS = frozenset('.,;:!?()\n\r"“”')
_PAST = ("den", "ten", "de", "te")
_BEFORE_A_NOUN = frozenset(("de", "een", "hun", "onze", "mijn", "jouw", "elke"))  # *de weg*
_OPENERS = frozenset(("om", "door"))  # *om te praten*, *door te lezen*
_NO_VERBS = _BEFORE_A_NOUN | {"zijn"}


class Separated(NamedTuple):
    """A verb that stands in two places of a text: the numbers of its words, and its infinitive."""

    verb: int
    particle: int
    infinitive: str


class _Clause(NamedTuple):
    start: int  # the number of its first word
    words: list[str]


def separated(text: str) -> list[Separated]:
    """The separable verbs of a text that stand apart in it, by their particle.

    >>> separated("Wie nodigt nieuwkomers uit?"), separated("We trekken uit de buurt")
    ([Separated(verb=1, particle=3, infinitive='uitnodigen')], [])
    """
    return [found for clause in _clauses(text) if not particles().isdisjoint(clause.words) for found in _in_clause(clause)]


def joined(text: str) -> list[str]:
    """The folded words of a text, with each separable verb as its infinitive in the place of the verb.

    >>> joined("hoe nodig je nieuwkomers uit"), joined("een brief om buren uit te nodigen")
    (['hoe', 'uitnodigen', 'je', 'nieuwkomers'], ['een', 'brief', 'om', 'buren', 'te', 'uitnodigen'])
    """
    found = [fold(word) for word in WORD.findall(text)]
    if particles().isdisjoint(found):  # as in most searches
        return [word for word in found if word]
    for verb, particle, infinitive in separated(text):
        found[verb], found[particle] = infinitive, ""
    return [word for word in found if word]


def begins_with_particle(word: str) -> bool:
    """Whether a folded word may be a form of a separable verb."""
    return word.startswith(tuple(particles()))


def _clauses(text: str) -> Iterator[_Clause]:
    matches = list(WORD.finditer(text))
    between = (text[one.end() : other.start()] for one, other in pairwise(matches))
    ends = [place for place, signs in enumerate(between, 1) if not _CLAUSE_ENDS.isdisjoint(signs)]
    for start, end in pairwise((0, *ends, len(matches))):
        yield _Clause(start, [fold(match[0]) for match in matches[start:end]])


def _in_clause(clause: _Clause) -> Iterator[Separated]:
    for place, word in enumerate(clause.words):
        if word in particles() and (found := _with_te(clause, place) or _apart(clause, place)):
            yield found


def _with_te(clause: _Clause, place: int) -> Separated | None:
    if clause.words[place] in _OPENERS:
        return None
    following = clause.words[place + 1 : place + 3]
    infinitive = clause.words[place] + following[-1] if following[:1] == ["te"] else ""
    return Separated(clause.start + place + 2, clause.start + place, infinitive) if infinitive in known_words() else None


def _apart(clause: _Clause, place: int) -> Separated | None:
    if not _ends_clause(clause.words, place):
        return None
    for verb in range(place - 1, max(place - _FURTHEST, 0) - 1, -1):
        whole = (clause.words[place] + infinitive for infinitive in _infinitives(clause.words[verb]))
        if infinitive := next((each for each in whole if each in known_words()), ""):
            return Separated(clause.start + verb, clause.start + place, infinitive)
    return None


def _ends_clause(words: list[str], place: int) -> bool:
    """Whether a particle stands at the end of a clause, and is no noun."""
    if place and words[place - 1] in _BEFORE_A_NOUN:
        return False
    after = words[place + 1 : place + 3]
    if words[place] in _OPENERS and after[:1] == ["te"]:
        return False
    if after[:1] in (["en"], ["of"]) and after[1:] and after[1] in clause_openers() | particles():  # *in en om de stad*
        return False
    return not after or after[0] in clause_openers()


def _infinitives(word: str) -> Iterator[str]:
    """What a finite form may be of: *nodig* and *nodigt* of nodigen, *legde* of leggen, *nam* of nemen."""
    if word in _NO_VERBS:
        return
    if word in irregular_verbs():
        yield irregular_verbs()[word]
    if word.endswith("n"):
        yield word
    roots = [word, *(word.removesuffix(ending) for ending in ("t", *_PAST) if word.endswith(ending))]
    for root in roots:
        if len(root) > 1:
            yield from infinitives(root)
