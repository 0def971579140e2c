"""The groups of a query, and what a sheet must have of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from search.criteria import AnyOf, AtLeast, Criterion, Phrase, Token

WEIGHTS = {"title": 6.0, "main": 2.5, "body": 1.0}
_COMMON = 0.5  # of the sheets: a word that so many have tells nothing
_ALL_OF = 2  # groups of which a sheet has all


@dataclass
class Group:
    """One thing that is asked for. `typed` is how it was typed; the tokens are what is marked in the results.

    `share` is the part of the sheets that have the word itself. A word of the frame of a question asks for nothing; one that is
    not known is in no sheet, whatever else it is called.
    """

    typed: str
    criterion: AnyOf
    whole: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    corrections: list[str] = field(default_factory=list)
    is_place: bool = False
    is_phrase: bool = False
    is_frame: bool = False
    is_known: bool = True
    share: float = 0.0

    @property
    def is_telling(self) -> bool:
        """Whether it tells sheets apart."""
        return self.is_known and not self.is_frame and self.share < _COMMON

    @property
    def is_missing(self) -> bool:
        """Whether it is asked for, and in no sheet."""
        return not self.is_known and not self.is_frame


@dataclass
class ParsedQuery:
    """The groups of a query, in its order."""

    groups: list[Group] = field(default_factory=list)

    @property
    def left_out(self) -> list[Group]:
        """What no sheet has."""
        return [group for group in self.groups if group.is_missing]

    @property
    def criterion(self) -> Criterion | None:
        """What a sheet must have; None for an empty query."""
        return combine(self.groups)


def combine(groups: list[Group]) -> Criterion | None:
    """Every place and phrase; and of what else is asked for, what is telling: all of one or two, half of more or the rarest.

    In a question, of two the rarest is enough too. Not required are words of its frame, what half of the sheets have, and what
    none has; where nothing else is asked, those are.
    """
    if not groups:
        return None
    fixed = [group for group in groups if group.is_place or group.is_phrase]
    asked = [group for group in groups if group not in fixed]
    needed = [_matching(group.criterion) for group in fixed] + _telling(asked, is_alone=not fixed)
    return AtLeast(len(needed), tuple(needed), (*(group.criterion for group in groups), *_neighbours(groups)))


def _telling(asked: list[Group], *, is_alone: bool) -> list[Criterion]:
    """What is required of the words; `is_alone` when nothing else is."""
    telling = [group for group in asked if group.is_telling]
    unknown = [group for group in asked if group.is_missing]
    if len(unknown) > len(telling):  # what is left is not what was asked
        return [_matching(group.criterion) for group in unknown]
    if telling:
        return [_most_of(telling, _ALL_OF - _is_question(asked))]
    return [_most_of(asked, _ALL_OF)] if is_alone else []


def _is_question(groups: list[Group]) -> bool:
    return any(group.is_frame for group in groups)


def _most_of(groups: list[Group], all_of: int) -> Criterion:
    """All of at most so many groups; of more half of them, or the rarest."""
    parts = tuple(_matching(group.criterion) for group in groups)
    total = len(parts)
    if total <= all_of:
        return AtLeast(total, parts)
    rarest = min(range(total), key=lambda number: groups[number].share or 1)
    half = AtLeast(max(-(-total // 2), _ALL_OF), parts)
    return AtLeast(1, (half, parts[rarest]))


def _matching(criterion: AnyOf) -> AnyOf:
    """What matches the same in the text as a whole: one field in place of six."""
    either = _tokens(criterion, "whole") & _tokens(criterion, "parts")
    return AnyOf(tuple(dict.fromkeys(_in_all(part, either) for part in criterion.parts)))


def _tokens(criterion: AnyOf, row: str) -> set[str]:
    return {part.token for part in criterion.parts if isinstance(part, Token) and part.field.endswith(row)}


def _in_all(part: Criterion, either: set[str]) -> Criterion:
    """The same in `all`; one of the tokens that may be a word or a part of one, in `tokens`."""
    if isinstance(part, Token | Phrase) and part.field.partition("_")[0] in WEIGHTS:
        if isinstance(part, Token) and part.token in either:
            return Token("tokens", part.token)
        return replace(part, field=f"all_{part.field.partition('_')[2]}", boost=1.0)
    return part


def fields(tokens: tuple[str, ...], *, whole: bool = False, factor: float = 1.0, slop: int = 0) -> list[Criterion]:
    """A token, or tokens in a row, in every field by its weight."""
    row = "whole" if whole else "parts"
    if len(tokens) == 1:
        return [Token(f"{name}_{row}", tokens[0], weight * factor) for name, weight in WEIGHTS.items()]
    return [Phrase(f"{name}_{row}", tokens, slop, weight * factor) for name, weight in WEIGHTS.items()]


def _neighbours(groups: list[Group]) -> Iterator[Criterion]:
    """Words that stand beside each other in the query say more where they do so in a sheet."""
    for first, second in pairwise(groups):
        if len(first.whole) == len(second.whole) == 1:
            yield AnyOf(tuple(fields((*first.whole, *second.whole), whole=True, slop=2)))
