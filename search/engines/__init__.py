"""The search engines: one interface, two of them. The same contract tests run on both (tests/search/test_engines.py)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from search.criteria import Criterion, Value
from search.documents import Document
from search.index_cards import Card

MOST_VALUES = 50_000  # of one facet; there are 285 municipalities, and as many keywords as editors think of
STATE_KEY = "journal"  # the document in which an index keeps how far it has followed the journal


class EngineError(Exception):
    """The engine did not answer, not in time, or has no index."""


class NoIndexError(EngineError):
    """There is no index; it has to be built."""


@dataclass(frozen=True)
class Request:
    """What is asked of an engine. `selection` holds slugs by facet: OR inside one, AND between them.

    `sort` is relevance, recent or title. `facets` are the ones to count.
    """

    criterion: Criterion | None = None
    selection: dict[str, list[str]] = field(default_factory=dict)
    sort: str = "relevance"
    offset: int = 0
    limit: int = 20
    facets: tuple[str, ...] = ()
    without: Value | None = None  # what a sheet that is found must not have


@dataclass
class Found:
    """The answer: how many in all, the cards of this page, and per facet how many sheets each value gives.

    A facet's own selection does not lower its own counts. `applied` is the number of the last row of the journal in it.
    """

    total: int
    cards: list[Card]
    counts: dict[str, dict[str, int]]
    applied: int | None


class Engine(Protocol):
    """An index of the sheets in one language. Every method raises EngineError when the engine does not do it."""

    name: str

    def applied(self) -> int | None:
        """The number of the last row of the journal that this index has applied; None when there is no index."""

    def refresh(self) -> None:
        """See what other processes wrote; nothing has to be done where that is seen by itself."""
        return

    def search(self, request: Request) -> Found:
        """The sheets that match. Raises EngineError."""

    def apply(self, *, documents: list[Document], gone: Iterable[int], applied: int) -> None:
        """Put these sheets in, take those out, and note how far the journal was followed, in one step."""

    def build(self, documents: Iterable[Document], *, applied: int) -> "Engine":
        """A new index beside the one in use, with these documents; it is in use after its `swap`."""

    def swap(self) -> None:
        """Put this index, which `build` made, in the place of the one in use."""

    def contents(self) -> Iterator[tuple[int, str]]:
        """The id and the fingerprint of every sheet in the index."""

    def counts_hold(self) -> bool:
        """Whether the counts that the index keeps are those of its sheets; also where it keeps none."""
        return True
