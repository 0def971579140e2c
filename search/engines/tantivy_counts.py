"""How many sheets have each value of a facet: counted among those that match, and kept for the index as a whole."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
import tantivy
from tantivy import Query

from search.documents import Document
from search.engines import MOST_VALUES
from search.facets import FACET_NAMES

Counts = dict[str, dict[str, int]]
_NOTHING: dict[str, list[str]] = {}


def count(
    searcher: tantivy.Searcher, matching: Query, facets: Iterable[str], selection: Mapping[str, list[str]] = _NOTHING
) -> Counts:
    """The values of these facets among the sheets that match and have the selection of the other facets; asked for at once."""
    groups: dict[frozenset[str], list[str]] = {}  # the facets by the selected facets that lower their counts
    for facet in facets:
        groups.setdefault(frozenset(selection) - {facet}, []).append(facet)
    wanted: dict[str, Any] = {}
    for number, (applying, together) in enumerate(groups.items()):
        wanted |= _aggregations(str(number), {facet: selection[facet] for facet in sorted(applying)}, together)
    answer = searcher.aggregate(matching, wanted) if wanted else {}
    buckets = answer | {facet: found for each in answer.values() for facet, found in each.items() if facet in FACET_NAMES}
    return {facet: _counts_in(buckets[facet]) for together in groups.values() for facet in together}


def _counts_in(answer: dict) -> dict[str, int]:
    return {bucket["key"]: int(bucket["doc_count"]) for bucket in answer["buckets"]}


def _aggregations(name: str, applying: Mapping[str, list[str]], together: list[str]) -> dict[str, Any]:
    """What to ask for these facets among the sheets that have this selection."""
    values = {facet: {"terms": {"field": facet, "size": MOST_VALUES}} for facet in together}
    chosen = " AND ".join(_clause(facet, slugs) for facet, slugs in applying.items())
    return {name: {"filter": chosen, "aggs": values}} if chosen else values


def _clause(facet: str, slugs: list[str]) -> str:
    """A selection in Tantivy's query language, the only one in which an aggregation takes a filter; `IN` takes it longer."""
    return f"({' OR '.join(f'{facet}:{json.dumps(slug, ensure_ascii=False)}' for slug in slugs)})"


class Totals:
    """The counts of the whole index, which keeps them beside the sheets: by facet and slug, with what is put in and taken out.

    A page that asks for nothing, the one that is asked for most, took as long to count all sheets as for everything else.
    """

    def __init__(self, counts: Mapping[str, Mapping[str, int]] | None = None) -> None:
        self._counts = {facet: Counter((counts or {}).get(facet, {})) for facet in FACET_NAMES}

    @classmethod
    def read(cls, kept: bytes) -> "Totals":
        """What `written` gave."""
        return cls(orjson.loads(kept))

    def written(self) -> bytes:
        return orjson.dumps(self.counts)

    @property
    def counts(self) -> Counts:
        return {facet: {slug: total for slug, total in each.items() if total > 0} for facet, each in self._counts.items()}

    def put_in(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Count each document as it passes."""
        for document in documents:
            for facet, slugs in document.facets.items():
                self._counts[facet].update(set(slugs))
            yield document

    def take_out(self, counts: Counts) -> None:
        """Subtract the counts of sheets that go."""
        for facet, each in counts.items():
            self._counts[facet].subtract(each)
