"""What a query asks for: from what somebody types to a criterion.

A query is read as groups, each of which is one thing that is asked for: a phrase between quotes, a place under any of its
names, a term of the sector with everything else that it is called, or a word. A word that no sheet has is looked for as the
parts of a compound, as the beginning of a word, or as a typing error, in that order. What a sheet must have: groups.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from municipalities.text import normal_form
from search.criteria import AnyOf, Criterion, Phrase, Token, Value
from search.facet_labels import FacetLabels
from search.groups import WEIGHTS, Group, ParsedQuery, fields
from search.index_words import IndexWords
from search.language.analysis import analyse, part_tokens, token
from search.language.resources import frame_words, stop_words
from search.language.synonyms import thesaurus
from search.language.words import words
from search.named_places import place_length

LONGEST_QUERY = 300  # characters
_MOST_GROUPS = 24
_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]+)[\"“”„»]")
_PART, _SYNONYM, _GUESS = 0.55, 0.5, 0.4  # what a match by these counts, beside one of the word itself
_THERE, _NAMED, _SECOND_PLACE = 6.0, 3.0, 0.5
_LOOSE = 3  # tokens between the words of a term
_NEAR = 4  # tokens between the parts of a compound that was written apart
_OFFICES = {"stad", "gemeente", "ocmw", "provincie"}


def parse(text: str, names: FacetLabels, vocabulary: IndexWords, language: str) -> ParsedQuery:
    """Read a query in a language. One of nothing but stop words is taken at its word."""
    return ParsedQuery(_Reader(names, vocabulary, language).read(text[:LONGEST_QUERY])[:_MOST_GROUPS])


@dataclass(frozen=True)
class _Reader:
    """What a query is read with: the names of places, the words of the index, and the language."""

    names: FacetLabels
    vocabulary: IndexWords
    language: str

    def read(self, text: str) -> list[Group]:
        groups = [group for quoted in _QUOTED.findall(text) for group in self._quoted(quoted)]
        typed = words(_QUOTED.sub(" ", text))
        runs = list(self._runs(typed))
        if not groups and not any(isinstance(run, Group) or self._meaningful(run) for run in runs):
            groups += [self._word(word) for word in typed]
        for run in runs:
            groups += [run] if isinstance(run, Group) else self._words(self._meaningful(run))
        return groups

    def _token(self, word: str) -> str:
        return token(word, self.language)

    def _others(self, word: str) -> list[tuple[str, ...]]:
        """What else a word is called."""
        return thesaurus(self.language).others.get((self._token(word),), [])

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

    def _words(self, run: list[str]) -> Iterator[Group]:
        tokens = [self._token(word) for word in run]
        start = 0
        while start < len(run):
            length, others = thesaurus(self.language).match(tokens, start)
            if length > 1:
                yield self._term(run[start : start + length], others)
            else:
                yield self._word(run[start])
            start += max(length, 1)

    def _term(self, run: list[str], others: list[tuple[str, ...]]) -> Group:
        """Several words that are a term together. (Who has them as words has them as parts of words too.)"""
        parts = fields(tuple(part for word in run for part in part_tokens(word, self.language)), slop=_LOOSE)
        whole = {self._token(word) for word in run}
        return _with_synonyms(Group(" ".join(run), AnyOf(()), whole=whole), parts, others)

    def _word(self, word: str) -> Group:
        own = self._token(word)
        others = self._others(word)
        share = self.vocabulary.share_of(own)
        group = Group(word, AnyOf(()), whole={own}, parts={own}, share=share, is_frame=word in frame_words(self.language))
        parts = [*fields((own,), whole=True), *fields((own,), factor=_PART), Token("places", word, _NAMED)]
        if share or others:
            group.is_known = bool(share) or any(all(map(self.vocabulary.has_token, other)) for other in others)
            return _with_synonyms(group, parts, others)
        return self._unknown(word, group, parts)

    def _unknown(self, word: str, group: Group, parts: list[Criterion]) -> Group:
        """A word that no sheet has: a compound written apart there, the beginning of a word, or a typing error."""
        compound = part_tokens(word, self.language)
        if len(compound) > 1 and all(self.vocabulary.has_token(part) for part in compound):
            for order in (compound, compound[::-1]):
                parts += fields(order, factor=_PART, slop=_NEAR)
            group.parts |= set(compound)
        else:
            meant = self.vocabulary.completions(word)
            if not meant:
                meant = group.corrections = self.vocabulary.corrections(word, tuple(self.names.official))
            group.is_known = bool(meant)
            for other in meant:
                own = (self._token(other),)
                group.whole.add(own[0])
                parts += [*fields(own, whole=True, factor=_GUESS), *fields(own, factor=_GUESS * _PART)]
                places = self.names.places.get(normal_form(other), [])
                parts += [Value(facet, slug, _THERE * _GUESS) for facet, slug in places[:1]]
        group.criterion = AnyOf(tuple(parts))
        return group


def _with_synonyms(group: Group, parts: list[Criterion], others: list[tuple[str, ...]]) -> Group:
    for other in others:
        parts += fields(other, whole=True, factor=_SYNONYM, slop=1)
        if len(other) == 1:
            parts += fields(other, factor=_SYNONYM * _PART)
            group.parts.add(other[0])
        group.whole.update(other)
    group.criterion = AnyOf(tuple(parts))
    return group
