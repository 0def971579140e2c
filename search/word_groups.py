"""The words of a query: as sheets have them, by what else they are called, as parts of each other, or as what was meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import NamedTuple

from municipalities.text import normal_form
from search.criteria import AnyOf, AtLeast, Criterion, Token, Value
from search.facet_labels import FacetLabels
from search.groups import NAMED, PART, THERE, Group, fields
from search.index_words import IndexWords
from search.language.analysis import compound, token
from search.language.resources import frame_words, known_words, stop_words
from search.thesaurus.meanings import Meaning, Name, OtherName, longest

_GUESS = 0.4  # what a match by what was meant counts, beside one of the word itself
_MOST_OTHERS = 10
_NEAR = 4  # tokens between the parts of a compound that was written apart
_BETWEEN = 4  # other words between those of a name, in a query
_RARE_PART = 0.3  # of the sheets: one part of a compound, or another name of it, is in no more


class _Counts(NamedTuple):
    """What a match by another name counts, and by one of what was only hinted at; which part of the sheets may have a name."""

    name: float
    hinted: float
    most: float


_ALONE, _BESIDE = _Counts(1.0, 1.0, 0.6), _Counts(0.7, 0.3, 0.3)  # where no sheet has the word itself, and where some have


@dataclass(frozen=True)
class WordGroups:
    """Makes groups of words: with the names of places and concepts, the words of the index, and the language.

    `is_literal` when other names are not meant, `is_wide` when what is a kind of a concept is looked for too.
    """

    names: FacetLabels
    vocabulary: IndexWords
    language: str
    is_literal: bool = False
    is_wide: bool = False

    def of(self, run: list[str], asked: list[str]) -> list[Group]:
        """A group for each word of a run that is asked for, with what else it is called, alone or with other words."""
        meanings = self._meanings(run, asked)
        groups = [self._word(word, [each for each in meanings if word in each.words]) for word in asked]
        for first, second in pairwise(groups):
            self._join(first, second)
        return groups

    def _token(self, word: str) -> str:
        return token(word, self.language)

    def _meanings(self, run: list[str], asked: list[str]) -> list[Meaning]:
        """What words mean, alone and near each other; those of the frame of a question mean something with others only."""
        frame = frame_words(self.language)
        if frame.issuperset(asked):  # nothing else is said
            frame = frozenset()
        found = self.names.thesaurus.meanings(run, {word: self._token(word) for word in asked})
        near = [each for each in found if not each.words <= frame and _are_near(each, run)]
        told = [each for each in near if any(map(self._names_of, each.concepts))]
        return [*longest(told), *(each for each in near if each not in told)]

    def _names_of(self, concept: int) -> list[Name]:
        return self.vocabulary.names_of(concept, self.names.thesaurus)

    def _join(self, first: Group, second: Group) -> None:
        """Two words that sheets have as one: *woon wagen*."""
        own = self._token(first.typed + second.typed)
        for group in (first, second) if self.vocabulary.has_token(own) else ():
            group.criterion = AnyOf((*group.criterion.parts, *fields((own,), whole=True), *fields((own,), factor=PART)))
            group.is_known = True
            group.corrections = []
            group.reach = self.vocabulary.share_of(own)
            group.whole.add(own)
            group.parts.add(own)

    def _word(self, word: str, meanings: list[Meaning]) -> Group:
        group = self._known(word, meanings)
        more = [] if group.share else list(self._written_apart(word, group))
        if not group.is_known:
            more += self._guessed(word, group)
        group.criterion = AnyOf((*group.criterion.parts, *more))
        return group

    def _known(self, word: str, meanings: list[Meaning]) -> Group:
        """A word as far as sheets have it, or another name of what it means."""
        own = self._token(word)
        share = self.vocabulary.share_of(own)
        is_frame = word in frame_words(self.language)
        group = Group(word, AnyOf(()), whole={own}, parts={own}, own={own}, share=share, reach=share, is_frame=is_frame)
        group.is_known = bool(share)
        group.concepts = tuple(each for meaning in meanings for each in meaning.concepts)
        parts = [*fields((own,), whole=True), *fields((own,), factor=PART), Token("places", word, NAMED)]
        self._name(group, meanings)
        group.criterion = AnyOf(tuple(parts))
        return group

    def _name(self, group: Group, meanings: list[Meaning]) -> None:
        """Tell a group what else it is called, as far as a sheet has that."""
        own = {self._token(word) for meaning in meanings for word in meaning.words} | group.whole
        counts = _BESIDE if group.share else _ALONE
        others = (each for each in self._others(meanings, own) if len(each.name.phrase) > 1 or each.name.share < counts.most)
        for other in islice(others, _MOST_OTHERS):
            phrase = other.name.phrase
            group.is_known = True
            group.reach = max(group.reach, other.name.share)
            group.names.append(other.weighed(counts.hinted if other.hinted else counts.name))
            if len(phrase) == 1:
                group.whole.add(phrase[0])
                group.parts.add(phrase[0])
            else:
                group.phrases.add(phrase)

    def _others(self, meanings: list[Meaning], own: set[str]) -> Iterator[OtherName]:
        """The other names that sheets have; not those of which all words were typed."""
        if self.is_literal:
            return
        for other in self.names.thesaurus.others(meanings, self._names_of, widely=self.is_wide):
            if not own.issuperset(other.name.phrase):
                yield other

    def _written_apart(self, word: str, group: Group) -> Iterator[Criterion]:
        """A compound that no sheet has as one word: its parts near each other, in either order, or what has both."""
        parts = compound(word, self.language)
        tokens = tuple(map(self._token, parts))
        orders = [order for order in (tokens, tokens[::-1]) if tokens and self.vocabulary.are_near(order, _NEAR)]
        for order in orders:
            group.is_known = True
            group.reach = min(map(self.vocabulary.share_of, tokens))
            group.parts |= set(tokens)
            yield from fields(order, factor=PART, slop=_NEAR)
        if parts and all(name.hinted for name in group.names):
            yield from self._about_all(parts, group)

    def _about_all(self, parts: tuple[str, ...], group: Group) -> Iterator[Criterion]:
        """Sheets that have each part of a compound, or another name of it, if each tells something, or all are one thing."""
        meanings = self._meanings(list(parts), list(parts))
        found = [self._known(part, [each for each in meanings if part in each.words]) for part in parts]
        is_one = any(each.words.issuperset(parts) for each in meanings)
        if all(each.is_telling for each in found) and (is_one or _is_rare(found)):
            group.take_over(found)
            yield AtLeast(len(found), tuple(each.matching for each in found))

    def _guessed(self, word: str, group: Group) -> Iterator[Criterion]:
        """A word that no sheet has in any form: the beginning of one, or a typing error; a word that exists is none."""
        meant = self.vocabulary.completions(word)
        if not meant and not self._exists(word):
            meant = group.corrections = self.vocabulary.corrections(word, tuple(self.names.official))
        group.is_known = bool(meant)
        for other in meant:
            own = (self._token(other),)
            group.whole.add(own[0])
            group.parts.add(own[0])
            group.reach = max(group.reach, self.vocabulary.share_of(own[0]))
            yield from (*fields(own, whole=True, factor=_GUESS), *fields(own, factor=_GUESS * PART))
            places = self.names.places.get(normal_form(other), [])
            yield from (Value(facet, slug, THERE * _GUESS) for facet, slug in places[:1])

    def _exists(self, word: str) -> bool:
        if word in frame_words(self.language) or word in stop_words(self.language):
            return True
        return word in known_words() or word in self.names.thesaurus.words or bool(compound(word, self.language))


def _is_rare(parts: list[Group]) -> bool:
    return min(each.reach for each in parts) < _RARE_PART


def _are_near(meaning: Meaning, run: list[str]) -> bool:
    """Whether the words of a name stand near each other, each once, somewhere in a run."""
    most = meaning.size + _BETWEEN
    starts = range(len(run)) if meaning.size > 1 else range(1)
    return any(meaning.words.issubset(run[start : start + most]) for start in starts) or meaning.size == 1
