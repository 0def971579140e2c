"""Why a sheet was found: a fragment of its text with the words marked, and where in the sheet it stands."""

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from django.utils.text import Truncator

from municipalities.text import normal_form
from practices.languages import SOURCE
from search.index_cards import Card, Passage
from search.language.analysis import part_tokens, token
from search.language.separable import begins_with_particle, separated
from search.language.words import LONGEST_WORD, WORD, fold
from search.parsing import Group

_BEFORE = 60  # characters of the fragment before the first marked word
_LENGTH = 190
_NEXT = 2  # words from one of a phrase to the next


class Fragment(NamedTuple):
    """`text` is HTML, escaped, with `<mark>` around the words; `where` the part of the sheet, "" for the introduction."""

    where: str
    text: str


class Marker:
    """Marks the words of a query in texts."""

    def __init__(self, groups: list[Group], language: str) -> None:
        self._groups = [_spaced(group.whole | group.parts) for group in groups]
        self._typed = [_spaced(group.typed_tokens) for group in groups]
        self._phrases = {phrase for group in groups for phrase in group.phrases}
        self._whole = frozenset().union(*(group.whole for group in groups))
        self._parts = frozenset().union(*(group.parts for group in groups))
        self._own = frozenset().union(*(group.typed_tokens for group in groups))
        self._has_verbs = language == SOURCE and any(begins_with_particle(group.typed) for group in groups)
        self._known: dict[str, bool] = {}
        self._language = language

    def mark(self, text: str) -> str:
        """A whole text, escaped, with its words marked."""
        return self._marked(text, 0, len(text))

    def fragment(self, card: Card) -> Fragment:
        """The passage of a card with most of what was typed, and then most of what was meant; else its introduction."""
        passage = max(card["passages"], key=self._groups_in)
        return Fragment(passage["where"], self._cut(passage["text"]))

    def fragment_at(self, card: Card, place: str) -> Fragment | None:
        """What is said of a municipality that was asked for, with whom to call there; None when nothing is."""
        told = [each for each in card["passages"] if each["part"] == "implementations" and _names(each["where"], place)]
        contact = next((each["text"] for each in told if "@" in each["text"]), "")
        rest = " · ".join(each["text"] for each in told if each["text"] not in {"", contact})
        text = " · ".join(filter(None, (Truncator(rest).chars(_LENGTH - _BEFORE, truncate=" …"), contact)))
        return Fragment(told[0]["where"], self.mark(text)) if text else None

    def _groups_in(self, passage: Passage) -> tuple[int, int]:
        """Of how many groups the passage has what was typed, and of how many anything, phrases too.

        (To look for a few tokens is faster than to split them all.)
        """
        tokens = f" {passage['tokens']} "
        typed = sum(any(each in tokens for each in group) for group in self._typed)
        meant = sum(any(each in tokens for each in group) for group in self._groups)
        return typed, meant + sum(all(f" {each} " in tokens for each in phrase) for phrase in self._phrases)

    def _hits(self, text: str, start: int, end: int) -> Iterator[re.Match]:
        """The words between two places of a text that are looked for, however they are written."""
        known = self._known
        found = list(WORD.finditer(text, start, end)) if self._whole or self._phrases else []
        together = self._in_phrases(found) if self._phrases else set()
        if self._has_verbs:
            together |= self._in_verbs(text[start:end])
        for place, match in enumerate(found):
            word = match[0]
            if word not in known:
                whole, parts = _tokens(word[:LONGEST_WORD], self._language)
                known[word] = not whole.isdisjoint(self._whole) or not parts.isdisjoint(self._parts)
            if known[word] or place in together:
                yield match

    def _in_verbs(self, text: str) -> set[int]:
        """The places of the words that are one verb together."""
        verbs = (each for each in separated(text) if token(each.infinitive, self._language) in self._whole)
        return {place for each in verbs for place in (each.verb, each.particle)}

    def _in_phrases(self, found: list[re.Match]) -> set[int]:
        """The places of the words that stand beside each other as a phrase that is looked for, at most one word between."""
        own = [next(iter(_tokens(match[0], self._language)[0])) for match in found]
        where: dict[str, list[int]] = {}
        for place, each in enumerate(own):
            where.setdefault(each, []).append(place)
        return {place for phrase in self._phrases for places in _runs_of(phrase, where) for place in places}

    def _cut(self, text: str) -> str:
        """As much of the text as fits around the first word that was typed, or else that is marked, cut between words."""
        hits = list(self._hits(text, 0, len(text)))
        first = next((match.start() for match in (*filter(self._is_typed, hits), *hits)), 0)
        start = max(first - _BEFORE, 0)
        start = text.find(" ", start, first) + 1 or first if start else 0
        end = start + _LENGTH
        space = text.rfind(" ", first + 1, end)
        end = len(text) if end >= len(text) else end if space < 0 else space
        before, after = "… " if start else "", " …" if end < len(text) else ""
        return before + self._marked(text, start, end) + after

    def _is_typed(self, match: re.Match) -> bool:
        whole, parts = _tokens(match[0][:LONGEST_WORD], self._language)
        return not self._own.isdisjoint(whole | parts)

    def _marked(self, text: str, start: int, end: int) -> str:
        """The text between two places, escaped, with its words marked."""
        parts, done = [], start
        for match in self._hits(text, start, end):
            parts += [html.escape(text[done : match.start()]), "<mark>", html.escape(match[0]), "</mark>"]
            done = match.end()
        return "".join([*parts, html.escape(text[done:end])])


def _spaced(tokens: set[str]) -> list[str]:
    return [f" {each} " for each in tokens]


def _names(where: str, place: str) -> bool:
    """Whether the name of an implementation is, or has, that of a municipality."""
    told, asked = normal_form(where).split(), normal_form(place).split()
    return any(told[start : start + len(asked)] == asked for start in range(len(told) - len(asked) + 1))


def _runs_of(phrase: tuple[str, ...], where: dict[str, list[int]]) -> Iterator[list[int]]:
    """Each run of places where the tokens of a phrase stand in order, at most one word between two."""
    for first in where.get(phrase[0], ()):
        places = [first]
        for each in phrase[1:]:
            following = next((place for place in where.get(each, ()) if 0 < place - places[-1] <= _NEXT), None)
            if following is None:
                break
            places.append(following)
        else:
            yield places


@lru_cache(maxsize=200_000)
def _tokens(word: str, language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The tokens of a word as it is written in a language."""
    folded = fold(word)
    return frozenset((token(folded, language),)), frozenset(part_tokens(folded, language))
