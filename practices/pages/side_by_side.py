"""*Hoe doen 10 gemeenten dit?*: the implementations of a sheet beside each other, a question a row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

from municipalities.figures import Likeness, likest_first
from municipalities.models import Municipality
from municipalities.text import normal_form
from practices.implementations import Implementation
from practices.models import PracticePage
from practices.parts import IMPLEMENTATION, Part, Shown, value_of
from practices.richtext import read_blocks
from practices.whom_to_call import Contact

_LONGEST_TEXT = 60  # words of an explanation, the rest of which stands on the sheet


@dataclass(frozen=True)
class Column:
    """An implementation; `likeness` is why its municipality is like one's own, the likest of several."""

    implementation: Implementation
    likeness: Likeness | None = None

    @property
    def reason(self) -> str:
        """Why it is like one's own; with the municipality that is meant, where this is one of several, or a part of one."""
        if self.likeness is None:
            return ""
        place = self.likeness.place.name
        is_it = normal_form(str(self.implementation)) == normal_form(place)
        return self.likeness.reason if is_it else f"{place}: {self.likeness.reason}"

    @property
    def key(self) -> str:
        """By which it is chosen in the address."""
        return self.implementation.anchors[0]

    @property
    def address(self) -> str:
        return f"#{self.key}"


@dataclass(frozen=True)
class Answers:
    """What each of the columns says in a part, in their order; `in_common` when all say the same."""

    part: Part
    values: list[Any]

    @property
    def in_common(self) -> bool:
        first = self.values[0]
        return len(self.values) > 1 and bool(first) and all(value == first for value in self.values)


@dataclass(frozen=True)
class Comparison:
    """The chosen columns, all that there are, and the rows in which somebody says something."""

    columns: list[Column]
    every: list[Column]
    rows: list[Answers]

    @property
    def chosen(self) -> list[str]:
        """The keys of the columns where those are not all."""
        return [] if len(self.columns) == len(self.every) else [column.key for column in self.columns]

    @property
    def contacts(self) -> list[Contact]:
        return [contact for column in self.columns for contact in column.implementation.whom_to_call]


def compare(page: PracticePage, chosen: Iterable[str], own: Municipality | None) -> Comparison:
    """The implementations in which one of these municipalities is, or all; one's own first, then those most like it."""
    every = _in_order(page, own)
    wanted = set(chosen)
    columns = [column for column in every if wanted & column.implementation.keys] or every
    return Comparison(columns, every, list(_rows(columns)))


def _in_order(page: PracticePage, own: Municipality | None) -> list[Column]:
    like = likest_first(own, page.municipality_list) if own else {}
    columns = [Column(each, _likest(each, like)) for each in page.implementation_list]
    return sorted(columns, key=lambda column: _unlikeness(column, own)) if own else columns


def _unlikeness(column: Column, own: Municipality) -> float:
    """What the columns are sorted by: one's own municipality before all, one without figures after all."""
    if own in column.implementation.municipality_list:
        return -1
    return column.likeness.distance if column.likeness else float("inf")


def _likest(implementation: Implementation, like: dict[int, Likeness]) -> Likeness | None:
    found = [like[place.pk] for place in implementation.municipality_list if place.pk in like]
    return min(found, key=lambda each: each.distance, default=None)


def _rows(columns: list[Column]) -> Iterator[Answers]:
    for part in IMPLEMENTATION:
        if part.shown in {Shown.SECTION, Shown.FACT}:
            row = Answers(part, [value_of(column.implementation, part) for column in columns])
            if any(row.values):
                yield row


def in_brief(html: str) -> str:
    """An explanation as plain text, as long as fits beside others."""
    return Truncator(in_full(html)).words(_LONGEST_TEXT, truncate=" …")


def in_full(html: str) -> str:
    """The same with nothing left out; between the items of a list stands a point."""
    told = ""
    for block in read_blocks(html):
        told += (" · " if told and block.kind == "li" else " ") + block.text
    return told.strip()
