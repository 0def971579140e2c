"""What a query asks for: from what somebody types to a criterion.

A query is read as groups, each of which is one thing that is asked for: a phrase between quotes, a place under any of its
names, or a word with everything else that it is called (word_groups.py). What a sheet must have of them: groups.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from municipalities.text import normal_form
from practices.languages import SOURCE
from search.criteria import AnyOf, Criterion, Phrase, Token, Value
from search.facet_labels import FacetLabels
from search.groups import NAMED, THERE, WEIGHTS, Group, ParsedQuery
from search.index_words import IndexWords
from search.language.analysis import analyse, token
from search.language.resources import frame_words, stop_words
from search.language.separable import joined
from search.language.words import words
from search.named_places import place_length
from search.word_groups import WordGroups

LONGEST_QUERY = 300  # characters
_MOST_GROUPS = 24
_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]+)[\"“”„»]")
_SECOND_PLACE = 0.5
_SENTENCE = 5  # words
_OFFICES = {"stad", "gemeente", "ocmw", "provincie"}


def parse(
    text: str, names: FacetLabels, vocabulary: IndexWords, language: str, *, literal: bool = False, wide: bool = False
) -> ParsedQuery:
    """Read a query in a language; `literal` when other names of the same thing are not meant, `wide` with what is near it too.

    One of nothing but stop words is taken at its word.
    """
    text = text[:LONGEST_QUERY]
    reader = _Reader(names, language, WordGroups(names, vocabulary, language, is_literal=literal, is_wide=wide))
    return ParsedQuery(reader.read(text)[:_MOST_GROUPS], wide, reader.is_sentence(text))


@dataclass(frozen=True)
class _Reader:
    """What a query is read with: the names of places, the language, and what makes groups of words."""

    names: FacetLabels
    language: str
    word_groups: WordGroups

    def read(self, text: str) -> list[Group]:
        groups = [group for quoted in _QUOTED.findall(text) for group in self._quoted(quoted)]
        typed = self._typed(_QUOTED.sub(" ", text))
        runs = list(self._runs(typed))
        if not groups and not any(isinstance(run, Group) or self._meaningful(run) for run in runs):
            return self.word_groups.of(typed, typed)
        for run in runs:
            groups += [run] if isinstance(run, Group) else self.word_groups.of(run, self._meaningful(run))
        return groups

    def _typed(self, text: str) -> list[str]:
        return joined(text) if self.language == SOURCE else words(text)

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
            parts.append(Value(facet, slug, THERE if rank == 0 else THERE * _SECOND_PLACE))
        if len(written) == 1:
            parts.append(Token("places", written[0], NAMED))
        else:
            parts.append(Phrase("places", tuple(written), 0, NAMED))
        if key not in self.names.official and len(written) == 1:
            parts.append(Token("words", written[0]))
        whole = {self._token(word) for word in written}
        return Group(" ".join(written), AnyOf(tuple(parts)), whole=whole, is_place=True)
