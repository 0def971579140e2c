"""Tantivy: the index in a folder on disk, in our own process.

Every index that was built is a folder of its own; the file `current` names the one in use, so that swapping is one rename.
One process at a time writes, behind a lock on a file; the others open the folder again when they are behind the journal.
"""

import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import tantivy
from tantivy import Occur, Order, Query

from search.documents import FORMAT, Document
from search.engines import STATE_KEY, Engine, Found, NoIndexError, Request
from search.engines.tantivy_counts import Counts, Totals, count
from search.engines.tantivy_queries import SCHEMA, SHEETS, all_of, required, scored
from search.facets import FACET_NAMES
from search.index_cards import Card

_MEMORY = 256_000_000  # bytes at most for building; the fewer parts an index has, the faster it is
_SMALL = 15_000_000  # bytes for a few documents; the least that Tantivy takes


class TantivyEngine(Engine):
    """The embedded index. `root` is the folder of one language; `build_name` an index in it other than the one in use."""

    name = "tantivy"

    def __init__(self, root: Path, build_name: str = "") -> None:
        self.root = root
        self._build_name = build_name
        self._marker = str(root / "current")
        self._marker_seen, self._name = (0, 0), ""
        self._opened = ""
        self._index: tantivy.Index | None = None
        self._applied: int | None = None
        self._totals: Counts = {}

    def applied(self) -> int | None:
        return self._applied if self._open() else None

    @property
    def state(self) -> tuple[Path, str, int | None]:
        """What is searched now; another state may hold other words."""
        return self.root, self._opened, self._applied

    def refresh(self) -> None:
        """See what other processes wrote."""
        if self._open() and self._index is not None:
            with self._files():
                self._index.reload()
            self._read_state()

    def search(self, request: Request) -> Found:
        searcher = self.searcher()
        matching = _matching(request)
        chosen = [_filter(facet, slugs) for facet, slugs in request.selection.items()]
        result = self._sorted(searcher, scored(all_of([matching, *chosen]), request.criterion), request)
        cards = [_card(searcher.doc(address)) for _score, address in result.hits]
        return Found(result.count, cards, self._counts(searcher, matching, request), self._applied)

    def apply(self, *, documents: list[Document], gone: Iterable[int], applied: int) -> None:
        self.refresh()  # the totals must be those of what is in it now
        if self._index is None:
            raise NoIndexError("There is no index yet")
        searcher, totals = self._index.searcher(), Totals(self._totals)
        keys = [str(key) for key in [*(document.id for document in documents), *gone]]
        totals.take_out(count(searcher, Query.term_set_query(SCHEMA, "key", keys), FACET_NAMES))
        with self._files():
            writer = self._index.writer(_SMALL, 1)
        for key in [*keys, STATE_KEY]:
            writer.delete_documents_by_term("key", key)
        for document in totals.put_in(documents):
            writer.add_document(_document(document))
        writer.add_document(_state(applied, totals))
        writer.commit()
        writer.wait_merging_threads()
        self.refresh()

    def build(self, documents: Iterable[Document], *, applied: int) -> "TantivyEngine":
        name = uuid.uuid4().hex
        folder = self.root / name
        folder.mkdir(parents=True)
        writer = tantivy.Index(SCHEMA, path=str(folder)).writer(_MEMORY, 1)
        totals = Totals()
        for document in totals.put_in(documents):
            writer.add_document(_document(document))
        writer.add_document(_state(applied, totals))
        writer.commit()
        writer.wait_merging_threads()
        return TantivyEngine(self.root, name)

    def swap(self) -> None:
        marker = self.root / f".current-{self._build_name}"
        marker.write_text(self._build_name)
        marker.replace(self.root / "current")
        for folder in self.root.iterdir():  # who still reads one of them keeps its files open
            if folder.is_dir() and folder.name != self._build_name:
                shutil.rmtree(folder, ignore_errors=True)

    def contents(self) -> Iterator[tuple[int, str]]:
        searcher = self.searcher()
        for _score, address in searcher.search(SHEETS, max(searcher.num_docs, 1)).hits:
            document = searcher.doc(address)
            yield int(str(document.get_first("key"))), str(document.get_first("fingerprint"))

    def counts_hold(self) -> bool:
        return Totals(count(self.searcher(), SHEETS, FACET_NAMES)).counts == self._totals

    def searcher(self) -> tantivy.Searcher:
        """What is in the index now."""
        if not self._open() or self._index is None:
            raise NoIndexError("There is no index yet")
        return self._index.searcher()

    @contextmanager
    def _files(self) -> Iterator[None]:
        """While files of the index in use are read or written; where they are lost, there is no index any more."""
        try:
            yield
        except ValueError as error:
            if (self.root / self._opened / "meta.json").exists():
                raise
            self._opened, self._index, self._applied = "", None, None
            (self.root / "current").unlink(missing_ok=True)
            raise NoIndexError("The files of the index are lost") from error

    def _open(self) -> bool:
        """Open the index in use, unless it is open; False when there is none."""
        name = self._build_name or self._current()
        if not name:
            self._opened, self._index, self._applied, self._totals = "", None, None, {}
            return False
        if name != self._opened:
            try:
                self._index = tantivy.Index.open(str(self.root / name))
                self._index.config_reader("manual")  # so that the sheets are those of the state that was read
            except ValueError:  # swapped away between reading its name and opening it
                return self._current() != name and self._open()
            self._opened = name
            self._read_state()
        return True

    def _current(self) -> str:
        """The name of the index in use; read again only when `current` is another file."""
        try:
            status = os.stat(self._marker)  # noqa: PTH116 - a third of the time of Path.stat, at every search
            if (status.st_ino, status.st_mtime_ns) != self._marker_seen:
                self._name = Path(self._marker).read_text()
                self._marker_seen = (status.st_ino, status.st_mtime_ns)
        except FileNotFoundError:
            self._name, self._marker_seen = "", (0, 0)
        return self._name

    def _read_state(self) -> None:
        searcher = self.searcher() if self._index is None else self._index.searcher()
        hits = searcher.search(Query.term_query(SCHEMA, "key", STATE_KEY), 1).hits
        state = searcher.doc(hits[0][1]) if hits else None
        self._applied = int(str(state.get_first("applied"))) if state else None
        totals = state.get_first("totals") if state else None
        self._totals = Totals.read(bytes(totals)).counts if isinstance(totals, bytes | list) else {}

    def _sorted(self, searcher: tantivy.Searcher, query: Query, request: Request) -> Any:
        page: dict[str, Any] = {"limit": max(request.limit, 1), "offset": request.offset}
        if request.sort == "title":
            return searcher.search(query, order_by_field="title_key", order=Order.Asc, **page)
        if request.sort == "recent" or request.criterion is None:
            return searcher.search(query, order_by_field="published", **page)
        return searcher.search(query, **page)

    def _counts(self, searcher: tantivy.Searcher, matching: Query, request: Request) -> Counts:
        """The values of each facet among the sheets that match and have the selection of the other facets."""
        if matching is not SHEETS:
            return count(searcher, matching, request.facets, request.selection)
        others = [facet for facet in request.facets if frozenset(request.selection) - {facet}]
        known = {facet: self._totals.get(facet, {}) for facet in request.facets if facet not in others}
        return known | count(searcher, matching, others, request.selection)


def index_folder(root: Path, language: str) -> Path:
    """Where the indexes of a language are; another format of the documents gets another folder."""
    return root / f"{language}-{FORMAT}"


def _document(document: Document) -> tantivy.Document:
    result = tantivy.Document()
    result.add_text("key", str(document.id))
    result.add_text("kind", "sheet")
    for field, tokens in document.texts.items():
        result.add_text(f"{field}_whole", " ".join(tokens.whole))
        result.add_text(f"{field}_parts", " ".join(tokens.parts))
    result.add_text("tokens", " ".join(document.tokens))
    result.add_text("places", " ".join(document.places))
    result.add_text("words", " ".join(document.words))
    for partner in document.partners:
        result.add_text("partner", partner)
    for facet, slugs in document.facets.items():
        for slug in slugs:
            result.add_text(facet, slug)
    result.add_unsigned("published", document.published)
    result.add_text("title_key", document.title_key)
    result.add_text("fingerprint", document.fingerprint)
    result.add_bytes("card", orjson.dumps(document.card))
    return result


def _card(document: tantivy.Document) -> Card:
    return orjson.loads(document.get_first("card") or b"{}")


def _state(applied: int, totals: Totals) -> tantivy.Document:
    result = tantivy.Document()
    result.add_text("key", STATE_KEY)
    result.add_unsigned("applied", applied)
    result.add_bytes("totals", totals.written())
    return result


def _matching(request: Request) -> Query:
    """What must match, but for the selection."""
    query = required(request.criterion) if request.criterion else SHEETS
    if request.without is None:
        return query
    return Query.boolean_query(
        [(Occur.Must, query), (Occur.MustNot, Query.term_query(SCHEMA, request.without.facet, request.without.slug))],
    )


def _filter(facet: str, slugs: list[str]) -> Query:
    """Sheets with one of these values. (A term set costs 0.3 ms, for it walks through all terms of the field.)"""
    values = [Query.term_query(SCHEMA, facet, slug, "basic") for slug in slugs]
    return Query.const_score_query(Query.boolean_query([(Occur.Should, value) for value in values]), 0.0)
