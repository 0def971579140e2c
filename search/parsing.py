"""What a query asks for: from what somebody types to a criterion.

A query is read as groups, each of which is one thing that is asked for: a phrase between quotes, a place under any of its
names, a term of the sector with everything else that it is called, or a word. A word that no sheet has is looked for as the
parts of a compound, as the beginning of a word, or as a typing error, in that order. What a sheet must have: groups.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice, pairwise

from municipalities.text import normal_form
from search.criteria import AnyOf, AtLeast, Criterion, Phrase, Token, Value
from search.facet_labels import FacetLabels
from search.groups import PART, WEIGHTS, Group, ParsedQuery, fields, matching
from search.index_words import IndexWords
from search.language.analysis import analyse, compound, token
from search.language.resources import frame_words, known_words, stop_words
from search.language.words import words
from search.named_places import place_length
from search.thesaurus.meanings import Meaning, OtherName

LONGEST_QUERY = 300  # characters
_MOST_GROUPS = 24
_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]+)[\"“”„»]")
_GUESS = 0.4  # what a match by what was meant counts, beside one of the word itself
_THERE, _NAMED, _SECOND_PLACE = 6.0, 3.0, 0.5
_COMMON = 0.3  # of the sheets: another name that so many have tells nothing
_ALONE, _BESIDE = (1.0, 1.0), (0.7, 0.3)  # of other names, where no sheet has the word itself, and where some have
_MOST_OTHERS = 10
_SENTENCE = 5  # words
_BETWEEN = 4  # other words between those of a name, in a query
_NEAR = 4  # tokens between the parts of a compound that was written apart
_OFFICES = {"stad", "gemeente", "ocmw", "provincie"}


def parse(
    text: str, names: FacetLabels, vocabulary: IndexWords, language: str, *, literal: bool = False, wide: bool = False
) -> ParsedQuery:
    """Read a query in a language; `literal` when other names of the same thing are not meant, `wide` with what is near it too.

    One of nothing but stop words is taken at its word.
    """
    reader = _Reader(names, vocabulary, language, is_literal=literal, is_wide=wide)
    return ParsedQuery(reader.read(text[:LONGEST_QUERY])[:_MOST_GROUPS], wide, reader.is_sentence(text))


@dataclass(frozen=True)
class _Reader:
    """What a query is read with: the names of places, the words of the index, and the language."""

    names: FacetLabels
    vocabulary: IndexWords
    language: str
    is_literal: bool = False
    is_wide: bool = False

    def read(self, text: str) -> list[Group]:
        groups = [group for quoted in _QUOTED.findall(text) for group in self._quoted(quoted)]
        typed = words(_QUOTED.sub(" ", text))
        runs = list(self._runs(typed))
        if not groups and not any(isinstance(run, Group) or self._meaningful(run) for run in runs):
            return self._words(typed, typed)
        for run in runs:
            groups += [run] if isinstance(run, Group) else self._words(run, self._meaningful(run))
        return groups

    def is_sentence(self, text: str) -> bool:
        """Whether a text has as many words as a sentence, and at least two of the small ones that hold one together."""
        typed = words(text)
        small = [word for word in typed if word in stop_words(self.language) or word in frame_words(self.language)]
        return len(typed) >= _SENTENCE and len(small) > 1

    def _token(self, word: str) -> str:
        return token(word, self.language)

    def _meaningful(self, run: list[str]) -> list[str]:
        return [word for word in run if word not in stop_words(self.language)]

    def _quoted(self, text: str) -> list[Group]:
        tokens = analyse(text, self.language).whole
        if not tokens:
            return []
        parts = tuple(
            Token(f"{name}_whole", tokens[0], weight) if len(tokens) == 1 else Phrase(f"{name}_whole", tuple(tokens), 0, weight)
            for name, weight in WEIGHTS.items()
        )
        return [Group(f"“{text.strip()}”", AnyOf(parts), whole=set(tokens), is_phrase=True)]

    def _runs(self, typed: list[str]) -> Iterator[Group | list[str]]:
        """The places in a query, and the words between them."""
        run: list[str] = []
        start = 0
        while start < len(typed):
            length = place_length(typed, start, self.names, self.language)
            if not length:
                run.append(typed[start])
                start += 1
                continue
            office = run.pop() if run and run[-1] in _OFFICES else ""
            if run:
                yield run
            yield self._place(typed[start : start + length], office)
            run, start = [], start + length
        if run:
            yield run

    def _place(self, written: list[str], office: str) -> Group:
        """The sheets of a place, before those that only name it; an alias may also be an ordinary word."""
        key = normal_form(" ".join(written))
        parts: list[Criterion] = []
        if office == "provincie" and key in self.names.provinces:
            return Group(f"{office} {key}", AnyOf((Value("province", self.names.provinces[key]),)), is_place=True)
        for rank, (facet, slug) in enumerate(self.names.places[key]):
            parts.append(Value(facet, slug, _THERE if rank == 0 else _THERE * _SECOND_PLACE))
        if len(written) == 1:
            parts.append(Token("places", written[0], _NAMED))
        else:
            parts.append(Phrase("places", tuple(written), 0, _NAMED))
        if key not in self.names.official and len(written) == 1:
            parts.append(Token("words", written[0]))
        whole = {self._token(word) for word in written}
        return Group(" ".join(written), AnyOf(tuple(parts)), whole=whole, is_place=True)

    def _words(self, run: list[str], asked: list[str]) -> list[Group]:
        """A group for each word of a run that is asked for, with what else it is called, alone or with other words."""
        meanings = self._meanings(run, asked)
        groups = [self._word(word, [each for each in meanings if word in each.words]) for word in asked]
        for first, second in pairwise(groups):
            self._join(first, second)
        return groups

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

    def _meanings(self, run: list[str], asked: list[str]) -> list[Meaning]:
        """What words mean, alone and near each other; those of the frame of a question mean something with others only."""
        frame = frame_words(self.language) if any(word not in frame_words(self.language) for word in asked) else frozenset()
        found = self.names.thesaurus.meanings(run, {word: self._token(word) for word in asked})
        return [each for each in found if not each.words <= frame and _are_near(each.words, run)]

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
        group = Group(word, AnyOf(()), whole={own}, parts={own}, share=share, reach=share, is_frame=is_frame)
        group.is_known = bool(share)
        group.concepts = tuple(each for meaning in meanings for each in meaning.concepts)
        parts = [*fields((own,), whole=True), *fields((own,), factor=PART), Token("places", word, _NAMED)]
        self._name(group, meanings)
        group.criterion = AnyOf(tuple(parts))
        return group

    def _name(self, group: Group, meanings: list[Meaning]) -> None:
        """Tell a group what else it is called, as far as a sheet has that."""
        own = {self._token(word) for meaning in meanings for word in meaning.words} | group.whole
        beside = _BESIDE if group.share else _ALONE
        for other in islice(self._others(meanings, own), _MOST_OTHERS):
            phrase = other.name.phrase
            group.is_known = True
            group.reach = max(group.reach, other.name.share)
            group.names.append(other.weighed(beside[other.near]))
            if len(phrase) == 1:
                group.whole.add(phrase[0])
                group.parts.add(phrase[0])
            else:
                group.phrases.add(phrase)

    def _others(self, meanings: list[Meaning], own: set[str]) -> Iterator[OtherName]:
        """The other names that sheets have; not those of which all words were typed."""
        if self.is_literal:
            return
        thesaurus = self.names.thesaurus
        names_of = partial(self.vocabulary.names_of, thesaurus=thesaurus)
        for other in thesaurus.others(meanings, names_of, widely=self.is_wide):
            if not own.issuperset(other.name.phrase):
                yield other

    def _written_apart(self, word: str, group: Group) -> Iterator[Criterion]:
        """A compound that no sheet has as one word: its parts near each other, in either order, or what has both."""
        parts = compound(word, self.language)
        tokens = tuple(map(self._token, parts))
        orders = [order for order in (tokens, tokens[::-1]) if tokens and self.vocabulary.are_near(order, _NEAR)]
        for order in orders:
            group.is_known = True
            group.parts |= set(tokens)
            yield from fields(order, factor=PART, slop=_NEAR)
        if parts and all(name.near for name in group.names):
            yield from self._about_all(parts, group)

    def _about_all(self, parts: tuple[str, ...], group: Group) -> Iterator[Criterion]:
        """Sheets that have each part of a compound, or another name of it, if each tells something."""
        found = [self._known(part, self._meanings([part], [part])) for part in parts]
        if all(each.is_telling for each in found) and min(each.reach for each in found) < _COMMON:
            group.is_known = True
            group.reach = min(each.reach for each in found)
            for each in found:
                group.whole |= each.whole
                group.parts |= each.parts
                group.phrases |= each.phrases
            yield AtLeast(len(found), tuple(map(matching, found)))

    def _guessed(self, word: str, group: Group) -> Iterator[Criterion]:
        """A word that no sheet has in any form: the beginning of one, or a typing error; a word that exists is none."""
        meant = self.vocabulary.completions(word)
        if not meant and not self._exists(word):
            meant = group.corrections = self.vocabulary.corrections(word, tuple(self.names.official))
        group.is_known = bool(meant)
        for other in meant:
            own = (self._token(other),)
            group.whole.add(own[0])
            yield from (*fields(own, whole=True, factor=_GUESS), *fields(own, factor=_GUESS * PART))
            places = self.names.places.get(normal_form(other), [])
            yield from (Value(facet, slug, _THERE * _GUESS) for facet, slug in places[:1])

    def _exists(self, word: str) -> bool:
        return word in known_words() or word in self.names.thesaurus.words or bool(compound(word, self.language))


def _are_near(some: frozenset[str], run: list[str]) -> bool:
    """Whether these words stand near each other."""
    places = [place for place, word in enumerate(run) if word in some]
    return len(some) == 1 or max(places) - min(places) < len(some) + _BETWEEN
