"""The groups of a query, and what a sheet must have of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from math import log

from search.criteria import AnyOf, AtLeast, Criterion, Phrase, Token, Value, Whether
from search.thesaurus.meanings import NAME_SLOP, OtherName

WEIGHTS = {"title": 3.0, "main": 1.5, "body": 1.0}
THERE, NAMED = 6.0, 3.0  # what a place counts, where it is and where it is named
PART = 0.55  # what a match in a part of a word counts, beside one of the word itself
OTHER_WEIGHTS = {"title": 3.0, "main": 1.2, "body": 0.3}  # of another name
_COMMON = 0.5  # of the sheets: a word that so many have tells nothing
_RARE, _LEAST = 0.05, 0.1
_ALL_OF, _ALL_OF_A_QUESTION = 2, 1  # groups of which a sheet has all


@dataclass
class Group:
    """One thing that is asked for. `typed` is how it was typed; the tokens are what is marked in the results.

    `share` is the part of the sheets that have the word itself, `reach` about that which has it by any name.
    A word of the frame of a question asks for nothing; one that is not known is in no sheet, whatever else it is called.
    """

    typed: str
    criterion: AnyOf
    whole: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)  # of these, those of what was typed; without any, all are
    phrases: set[tuple[str, ...]] = field(default_factory=set)  # tokens that are marked only beside each other
    names: list[OtherName] = field(default_factory=list)  # by which it is looked for too, what counts most first
    part_names: list[OtherName] = field(default_factory=list)  # the same of the parts of a compound that no sheet has
    concepts: tuple[int, ...] = ()  # that it names, alone or with other words
    corrections: list[str] = field(default_factory=list)
    is_place: bool = False
    is_phrase: bool = False
    is_frame: bool = False
    is_known: bool = True
    share: float = 0.0
    reach: float = 0.0

    @property
    def typed_tokens(self) -> set[str]:
        """The tokens of what was typed, without those of what else it is called."""
        return self.own or self.whole | self.parts

    @property
    def is_fixed(self) -> bool:
        """Whether it is never left out: a place, or a phrase between quotes."""
        return self.is_place or self.is_phrase

    @property
    def is_telling(self) -> bool:
        """Whether it tells sheets apart."""
        return self.is_known and not self.is_frame and self.reach < _COMMON

    @cached_property
    def matching(self) -> AnyOf:
        """What a sheet must have to match; asked for when the group is complete."""
        return _matching(self)

    @property
    def is_missing(self) -> bool:
        """Whether it is asked for, and in no sheet."""
        return not self.is_known and not self.is_frame

    def take_over(self, parts: list["Group"]) -> None:
        """Be found by what its parts are found by, all of them."""
        self.is_known = True
        self.reach = min(each.reach for each in parts)
        for each in parts:
            self.whole |= each.whole
            self.parts |= each.parts
            self.phrases |= each.phrases
            self.part_names += each.names


@dataclass
class ParsedQuery:
    """The groups of a query, in its order."""

    groups: list[Group] = field(default_factory=list)
    is_wide: bool = False  # with what belongs to what is asked, for that itself is nowhere
    is_sentence: bool = False  # said as to somebody, with the small words of a question

    @property
    def left_out(self) -> list[Group]:
        """What no sheet has."""
        return [group for group in self.groups if group.is_missing]

    @property
    def criterion(self) -> Criterion | None:
        """What a sheet must have; None for an empty query."""
        return combine(self.groups, is_sentence=self.is_sentence)


def combine(groups: list[Group], *, is_sentence: bool = False) -> Criterion | None:
    """Every place and phrase; and of what else is asked for, what is telling: all of one or two, of more half or one of the
    rarer half. Of a sentence one is enough: who says it in many words says it in others too.

    Not required are words of the frame of a question, what half of the sheets have, and what none has; where nothing else is
    asked, those are.
    """
    if not groups:
        return None
    fixed = [group for group in groups if group.is_fixed]
    asked = [group for group in groups if not group.is_fixed]
    needed = [group.matching for group in fixed] + _telling(asked, is_alone=not fixed, is_sentence=is_sentence)
    scoring = (*map(_scoring, groups), *_together(groups), *_neighbours(groups), *_covered(asked))
    return AtLeast(len(needed), tuple(needed), scoring)


def _scoring(group: Group) -> AnyOf:
    """What a group counts: more when fewer sheets have it, wherever they have it. (An engine asks how rare it is in titles.)"""
    if group.is_fixed:
        return group.criterion
    rarity = _rarity_of(group)
    own = (_scaled(part, rarity) for part in group.criterion.parts)
    return AnyOf((*own, *(part for name in group.names if not name.joint for part in _called(name))))


def _together(groups: list[Group]) -> list[AnyOf]:
    """What several words mean together counts once."""
    joint: dict[int, dict[OtherName, None]] = {}
    for name in (name for group in groups for name in group.names if name.joint):
        joint.setdefault(name.concept, {}).setdefault(name)
    return [AnyOf(tuple(part for name in names for part in _called(name))) for names in joint.values()]


def _covered(asked: list[Group]) -> list[Whether]:
    """Of several things that are asked for, a sheet that has more of them says more than one that has one of them often."""
    telling = [group for group in asked if group.is_telling]
    if len(telling) == 1:
        return []
    return [Whether(group.matching, _rarity_of(group)) for group in telling]


def _scaled(part: Criterion, factor: float) -> Criterion:
    if factor == 1.0 or not isinstance(part, Token | Phrase | Value):
        return part
    return replace(part, boost=part.boost * factor)


def _rarity_of(group: Group) -> float:
    return _LEAST if group.is_frame else _rarity(group.share or group.reach)


def _rarity(share: float) -> float:
    return min(max(log(share or _RARE) / log(_RARE), _LEAST), 1.0)


def _called(other: OtherName) -> list[Criterion]:
    """Another name, wherever it stands."""
    phrase, factor = other.name.phrase, other.factor * _rarity(other.name.share)
    found = fields(phrase, whole=True, factor=factor, slop=NAME_SLOP, weights=OTHER_WEIGHTS)
    if len(phrase) == 1:  # as a part of a compound it says something in a title
        found += fields(phrase, factor=factor * PART, weights={"title": OTHER_WEIGHTS["title"]})
    return found


def _telling(asked: list[Group], *, is_alone: bool, is_sentence: bool) -> list[Criterion]:
    """What is required of the words; `is_alone` when nothing else is."""
    telling, unknown = _split(asked)
    if telling and is_sentence:
        return [AtLeast(1, tuple(group.matching for group in telling))]
    if len(unknown) > len(telling):  # what is left is not what was asked
        return [group.matching for group in unknown]
    if telling:
        return [_most_of(telling, _all_of(asked))]
    return [_most_of(asked, _ALL_OF)] if is_alone else []


def _split(asked: list[Group]) -> tuple[list[Group], list[Group]]:
    """Those that tell sheets apart, and those that are in none."""
    return [group for group in asked if group.is_telling], [group for group in asked if group.is_missing]


def _all_of(asked: list[Group]) -> int:
    return _ALL_OF_A_QUESTION if any(group.is_frame for group in asked) else _ALL_OF


def _most_of(groups: list[Group], all_of: int) -> Criterion:
    """All of at most so many groups; of more half of them, or one of the rarer half."""
    parts = tuple(group.matching for group in groups)
    total = len(parts)
    if total <= all_of:
        return AtLeast(total, parts)
    rarest = sorted(range(total), key=lambda number: groups[number].reach)[: total // 2]
    half = AtLeast(max(-(-total // 2), _ALL_OF), parts)
    return AtLeast(1, (half, *(parts[number] for number in rarest)))


def _matching(group: Group) -> AnyOf:
    """What matches the same in the text as a whole, one field in place of six; and what is about it, by any other name."""
    either = _tokens(group.criterion, "whole") & _tokens(group.criterion, "parts")
    return AnyOf((*dict.fromkeys(_in_all(part, either) for part in group.criterion.parts), *_about(group.names)))


def _about(names: list[OtherName]) -> list[Criterion]:
    """What a sheet is about by another name; what was only hinted at stands in its title, or by two of its names."""
    same = dict.fromkeys(_in_words(name) for name in names if not name.hinted)
    hinted = [name for name in names if name.hinted]
    by_two = tuple(dict.fromkeys(map(_anywhere, hinted)))
    return [*same, *(_anywhere(name, "title") for name in hinted), *([AtLeast(2, by_two)] if len(by_two) > 1 else [])]


def _in_words(other: OtherName) -> Criterion:
    """Anywhere, also as a part of a word."""
    phrase = other.name.phrase
    return Token("tokens", phrase[0]) if len(phrase) == 1 else _anywhere(other)


def _anywhere(other: OtherName, row: str = "all") -> Criterion:
    return fields(other.name.phrase, whole=True, slop=NAME_SLOP, weights={row: 1.0})[0]


def _tokens(criterion: AnyOf, row: str) -> set[str]:
    return {part.token for part in criterion.parts if isinstance(part, Token) and part.field.endswith(row)}


def _in_all(part: Criterion, either: set[str]) -> Criterion:
    """The same in `all`; one of the tokens that may be a word or a part of one, in `tokens`."""
    if isinstance(part, Token | Phrase) and part.field.partition("_")[0] in WEIGHTS:
        if isinstance(part, Token) and part.token in either:
            return Token("tokens", part.token)
        return replace(part, field=f"all_{part.field.partition('_')[2]}", boost=1.0)
    return part


def fields(
    tokens: tuple[str, ...], *, whole: bool = False, factor: float = 1.0, slop: int = 0, weights: dict[str, float] = WEIGHTS
) -> list[Criterion]:
    """A token, or tokens in a row, in every field by its weight."""
    row = "whole" if whole else "parts"
    if len(tokens) == 1:
        return [Token(f"{name}_{row}", tokens[0], weight * factor) for name, weight in weights.items()]
    return [Phrase(f"{name}_{row}", tokens, slop, weight * factor) for name, weight in weights.items()]


def _neighbours(groups: list[Group]) -> Iterator[Criterion]:
    """Words that stand beside each other in the query say more where they do so in a sheet, if each tells something."""
    for first, second in pairwise(groups):
        if len(first.whole) == len(second.whole) == 1:
            rarity = min(_rarity_of(first), _rarity_of(second))
            yield AnyOf(tuple(fields((*first.whole, *second.whole), whole=True, factor=rarity, slop=2)))
