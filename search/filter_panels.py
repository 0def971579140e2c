"""The filters of the results: the values of each facet that can be chosen, with what a click gives."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest
from typing import NamedTuple

from django.utils.safestring import SafeString

from municipalities.labels import LONGEST_NAME
from search.facets import FACETS, Facet
from search.finding import Answer, Finder

SHOWN = 8  # values of a facet before "more"
_MOST_SHOWN = 60
_LONG = 16
_ONLY_WITH_SHEETS = {"municipality", "tag"}  # of the others also a value without sheets is shown, off


class Choice(NamedTuple):
    """A value of a facet: how many sheets a click gives, and whether it is chosen."""

    slug: str
    label: str
    total: int
    chosen: bool


class UnknownPlace(NamedTuple):
    """What was typed as a municipality and is none; the name and slug of the one that may be meant."""

    typed: str
    meant: str
    slug: str


@dataclass(frozen=True)
class Panel:
    """A facet in the filters; of its values all after the first SHOWN are behind "more"."""

    name: str
    label: str
    choices: list[Choice]
    places: SafeString  # all of them, for the field in which a municipality is typed
    dutch: set[str]  # the values that have no name in the reader's language
    unknown: UnknownPlace | None = None  # what was typed in that field, and is none

    @property
    def is_opened(self) -> bool:
        """Whether something behind "more" is chosen."""
        return any(choice.chosen for choice in self.choices[SHOWN:])

    @property
    def is_long(self) -> bool:
        """Whether its values are so many that one looks for one among them."""
        return len(self.choices) >= _LONG


def panels(answer: Answer, finder: Finder) -> list[Panel]:
    """The filters, in the order of the list of facets; where nothing was found only what was chosen, to be taken off."""
    offered = [facet for facet in FACETS if _is_offered(answer, facet)]
    totals = finder.counts(*(facet.name for facet in offered))
    return [_panel(answer, facet, totals.get(facet.name, {})) for facet in offered]


def _is_offered(answer: Answer, facet: Facet) -> bool:
    """Whether there is something to choose: of a few values of ours some result has one."""
    if answer.question.selection.get(facet.name):
        return True
    return bool(answer.found.total) and (not facet.own or any(answer.found.counts.get(facet.name, {}).values()))


def choices(answer: Answer, facet: str, slugs: Iterable[str]) -> list[Choice]:
    """These values of a facet."""
    labels, counts = answer.names.labels[facet], answer.found.counts.get(facet, {})
    chosen = answer.question.selection.get(facet, ())
    return [Choice(slug, labels[slug], counts.get(slug, 0), slug in chosen) for slug in slugs]


def _panel(answer: Answer, facet: Facet, totals: dict[str, int]) -> Panel:
    """A facet, whose values keep their places whatever is chosen: those of ours as they are listed, else the commonest first.

    What was chosen is always there, to be taken off.
    """
    name, offered, chosen = facet.name, _offered(answer, facet.name), answer.question.selection.get(facet.name, ())
    is_typed = name == "municipality"
    most = SHOWN if is_typed else _MOST_SHOWN
    ranked = offered if facet.own else nlargest(most, offered, key=lambda slug: totals.get(slug, 0))
    further = [slug for slug in offered if slug in chosen and slug not in ranked]
    return Panel(
        name,
        str(facet.label),
        choices(answer, name, [*ranked, *further]),
        answer.names.place_options if is_typed else SafeString(),
        answer.names.dutch.get(name, set()),
        unknown_place(answer) if is_typed else None,
    )


def _offered(answer: Answer, name: str) -> list[str]:
    """The values that can be chosen, or are; of some facets, and of an empty result, only those that some sheet has."""
    labels, chosen = answer.names.labels[name], answer.question.selection.get(name, ())
    only_with = name in _ONLY_WITH_SHEETS or not answer.found.total
    there = answer.found.counts.get(name, {}) if only_with else labels
    return [slug for slug in labels if slug in there or slug in chosen]


def unknown_place(answer: Answer) -> UnknownPlace | None:
    """The first chosen municipality that nobody knows."""
    known = answer.names.labels["municipality"]
    typed = next((slug for slug in answer.question.selection.get("municipality", ()) if slug not in known), None)
    if typed is None:
        return None
    meant = answer.names.gazetteer.resolve(typed[:LONGEST_NAME]).suggestion
    return UnknownPlace(typed, meant.name if meant else "", meant.slug if meant else "")
