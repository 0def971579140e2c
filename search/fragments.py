"""Why a sheet was found: a fragment of its text with the words marked, and where in the sheet it stands."""

import html
from dataclasses import dataclass
from functools import lru_cache

from search.language.analysis import part_tokens, token
from search.language.words import spans
from search.understanding import Group

_BEFORE = 60  # characters of the fragment before the first marked word
_LENGTH = 190


@dataclass(frozen=True)
class Fragment:
    """`text` is HTML, escaped, with `<mark>` around the words; `where` the part of the sheet, "" for the introduction."""

    where: str
    text: str


class Marker:
    """Marks the words of a query in texts."""

    def __init__(self, groups: list[Group]) -> None:
        self.wanted = [(group.whole, group.parts) for group in groups]
        self.all_whole = frozenset().union(*(group.whole for group in groups))
        self.all_parts = frozenset().union(*(group.parts for group in groups))

    def mark(self, text: str) -> str:
        """A whole text, escaped, with its words marked."""
        return self._marked(text, 0, len(text))

    def fragment(self, card: dict) -> Fragment:
        """The passage of a card in which most of the groups are found, the first one of those; else its introduction."""
        best, most = ("", card["introduction"]), self._groups_in(card["introduction"])
        for where, text in card["passages"]:
            count = self._groups_in(text)
            if count > most:
                best, most = (where, text), count
        return Fragment(best[0], self._cut(best[1]))

    def _groups_in(self, text: str) -> int:
        found = {found for _start, _end, word in spans(text) if (found := self._hit(word))}
        if not found:
            return 0
        tokens = set().union(*(_tokens(word)[0] for word in found))
        parts = set().union(*(_tokens(word)[1] for word in found))
        return sum(1 for whole, wanted in self.wanted if tokens & whole or parts & wanted)

    def _hit(self, word: str) -> str:
        """The word when it is one of those looked for, else nothing."""
        whole, parts = _tokens(word)
        return word if not whole.isdisjoint(self.all_whole) or not parts.isdisjoint(self.all_parts) else ""

    def _cut(self, text: str) -> str:
        """As much of the text as fits around the first word that is marked, cut between words."""
        first = next((start for start, _end, word in spans(text) if self._hit(word)), 0)
        start = max(first - _BEFORE, 0)
        start = text.find(" ", start) + 1 if start else 0
        end = start + _LENGTH
        end = len(text) if end >= len(text) else max(text.rfind(" ", start, end), first + 1)
        before, after = "… " if start else "", " …" if end < len(text) else ""
        return before + self._marked(text, start, end) + after

    def _marked(self, text: str, start: int, end: int) -> str:
        parts, done = [], start
        for first, last, word in spans(text):
            if first < start or not self._hit(word):
                continue
            if last > end:
                break
            parts += [html.escape(text[done:first]), "<mark>", html.escape(text[first:last]), "</mark>"]
            done = last
        return "".join([*parts, html.escape(text[done:end])])


@lru_cache(maxsize=200_000)
def _tokens(word: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset((token(word),)), frozenset(part_tokens(word))
