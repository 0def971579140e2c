"""What words mean: the concepts that they name, alone or together, and what else those are called."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

Phrase = tuple[str, ...]  # tokens
NAME_SLOP = 1  # other words between those of a name in a text
# What a match by another name counts beside one of the word itself; by one of what was hinted at; by one of a kind of it.
_SAME, _HINTED, _KIND = 0.5, 0.4, 0.04


class Name(NamedTuple):
    """A name as a text has it: its tokens, how readers see it (or ""), and about the part of the sheets that have it."""

    phrase: Phrase
    text: str
    share: float = 0.0


class OtherName(NamedTuple):
    """A name of a concept to look for, and what a match counts.

    It is `hinted` when what was typed is no name of the concept, but something that leads to it; `joint` when several words
    mean it together.
    """

    name: Name
    factor: float
    concept: int
    hinted: bool = False
    joint: bool = False

    def weighed(self, factor: float) -> "OtherName":
        """The same, counting less by a factor."""
        return self._replace(factor=self.factor * factor)


class Meaning(NamedTuple):
    """The concepts that some of the words of a query name together: the folded words, and how many the name has.

    It is `hinted` when they are no name of a concept, but how people ask for it.
    """

    words: frozenset[str]
    size: int
    concepts: tuple[int, ...]
    hinted: bool = False


def longest(meanings: Iterable[Meaning]) -> list[Meaning]:
    """Without what is part of a longer name: it means nothing by itself."""
    found = list(meanings)
    return [each for each in found if not any(each.words < other.words for other in found)]


class Names:
    """Concepts by the words of their names, in any order; each name is kept under the rarest of its words."""

    def __init__(self, named: Iterable[tuple[frozenset[str], int]] = ()) -> None:
        concepts: dict[frozenset[str], dict[int, None]] = {}
        for name, concept in named:
            concepts.setdefault(name, {})[concept] = None
        often = Counter(word for name in concepts for word in name)
        self._by_word: dict[str, list[tuple[tuple[str, ...], tuple[int, ...]]]] = {}
        for name, found in concepts.items():
            rarest = min(name, key=lambda word: (often[word], word))
            self._by_word.setdefault(rarest, []).append((tuple(name - {rarest}), tuple(found)))

    def among(self, asked: set[str]) -> Iterator[tuple[frozenset[str], tuple[int, ...]]]:
        """The names of which all words are among these, with their concepts."""
        for word in asked:
            for others, concepts in self._by_word.get(word, ()):
                if asked.issuperset(others):
                    yield frozenset((word, *others)), concepts


@dataclass
class Thesaurus:
    """The names of all concepts, in the tokens of a language.

    `free` has the concepts by the tokens of a name, in any order, `literal` by its folded words, small ones too, where only
    those count; each with what is only how people ask for it in a row of its own. `names` has what each concept is called in a
    text, `narrower` the concepts that are a kind of it, `near` those that help who looks for it.
    """

    titles: dict[int, str] = field(default_factory=dict)
    title_words: dict[str, list[str]] = field(default_factory=dict)  # folded, by title
    free: Names = field(default_factory=Names)
    free_hints: Names = field(default_factory=Names)
    literal: Names = field(default_factory=Names)
    literal_hints: Names = field(default_factory=Names)
    names: dict[int, list[Name]] = field(default_factory=dict)
    narrower: dict[int, list[int]] = field(default_factory=dict)
    near: dict[int, list[int]] = field(default_factory=dict)
    words: frozenset[str] = frozenset()  # folded, that are a name by themselves

    def meanings(self, run: list[str], asked: dict[str, str]) -> Iterator[Meaning]:
        """What folded words mean, alone and together; `asked` are those that tell something, with their tokens."""
        for names, hinted in ((self.literal, False), (self.literal_hints, True)):
            for name, concepts in names.among(set(run)):
                yield Meaning(name, len(name), concepts, hinted)
        by_token: dict[str, set[str]] = defaultdict(set)
        for word, own in asked.items():
            by_token[own].add(word)
        for names, hinted in ((self.free, False), (self.free_hints, True)):
            for name, concepts in names.among(set(by_token)):
                yield Meaning(frozenset(word for each in name for word in by_token[each]), len(name), concepts, hinted)

    def called(self, word: str, own: str) -> list[Name]:
        """What else a word is called."""
        meanings = [meaning for meaning in self.meanings([word], {word: own}) if not meaning.hinted]
        return [name for meaning in meanings for concept in meaning.concepts for name in self.names.get(concept, ())]

    def beside(self, concepts: Iterable[int]) -> list[str]:
        """The titles of what helps who looks for these concepts, or is a kind of one."""
        meant = dict.fromkeys(concepts)
        found = dict.fromkeys(other for each in meant for row in (self.near, self.narrower) for other in row.get(each, ()))
        return [self.titles[other] for other in found if other not in meant]

    def others(
        self, meanings: Iterable[Meaning], names_of: Callable[[int], list[Name]], *, widely: bool = False
    ) -> Iterator[OtherName]:
        """What is meant, and `widely` also what is a kind of it, by the names that `names_of` gives; what counts most first."""
        told = set()
        for factor, concept, hinted, joint in sorted(self._senses(meanings, widely=widely), reverse=True):
            for name in names_of(concept):
                if name.phrase not in told:
                    told.add(name.phrase)
                    yield OtherName(name, factor, concept, hinted, joint)

    def _senses(self, meanings: Iterable[Meaning], *, widely: bool) -> Iterator[tuple[float, int, bool, bool]]:
        """What each concept counts, whether it was only hinted at, and whether several words mean it."""
        for meaning in meanings:
            counts, joint = (_HINTED if meaning.hinted else _SAME) * meaning.size, meaning.size > 1
            for concept in meaning.concepts:
                yield counts, concept, meaning.hinted, joint
                for kind in self.narrower.get(concept, ()) if widely else ():
                    yield _KIND, kind, True, joint
