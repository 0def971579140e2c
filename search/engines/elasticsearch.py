"""Elasticsearch: where the index goes when one machine is not enough. One index per language, behind an alias.

Every document carries the number of the journal up to which it was read as its version, so that of two processes that write
the same sheet the one that read it last wins, in whatever order they arrive.
"""

import uuid
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import chain
from typing import Any, cast
from urllib.parse import parse_qs, unquote, urlsplit

from elastic_transport import ApiError, TransportError
from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch.dsl import Document as Mapped
from elasticsearch.dsl import FacetedSearch, Index, Keyword, Long, Object, Q, TermsFacet, Text
from elasticsearch.dsl.query import Query
from elasticsearch.helpers import BulkIndexError, bulk, scan

from search.documents import FORMAT, Document
from search.engines import MOST_VALUES, STATE_KEY, Engine, EngineError, Found, NoIndexError, Request
from search.engines.elasticsearch_queries import as_elasticsearch
from search.facets import FACETS

PATIENCE = 0.4  # seconds for an answer to a reader
_BUILDING = 120  # seconds for what no reader waits for
_DEEPEST = 10_000  # hits; Elasticsearch answers a request further down with an error
_CONFLICT = 409  # a newer version is there already
_MISSING = 404


def _tokens() -> Text:
    """A field of tokens that come ready from search/language/: the analyzer only splits at spaces."""
    return Text(analyzer="whitespace")


class _SheetFields(Mapped):
    """The fields that every sheet has."""

    kind = Keyword()
    applied = Long()
    title_whole, title_parts = _tokens(), _tokens()
    main_whole, main_parts = _tokens(), _tokens()
    body_whole, body_parts = _tokens(), _tokens()
    all_whole, all_parts = _tokens(), _tokens()
    tokens = Text(analyzer="whitespace", index_options="docs", norms=False)
    places = _tokens()
    words = _tokens()
    published = Long()
    title_key = Keyword()
    fingerprint = Keyword(index=False)
    card = Object(enabled=False)


# The mapping: those fields, and one for each facet.
SheetDocument = type("SheetDocument", (_SheetFields,), {facet.name: Keyword() for facet in FACETS})


class SheetSearch(FacetedSearch):
    """A request as Elasticsearch's own faceted search: a facet's filter leaves its own counts alone."""

    facets = {facet.name: TermsFacet(field=facet.name, size=MOST_VALUES) for facet in FACETS}

    def __init__(self, request: Request, *, client: Elasticsearch, index: str) -> None:
        self.request = request
        self.using = client  # type: ignore[assignment] # its types know only names of connections
        self.index = index
        super().__init__(
            query=_matching(request),
            filters=dict(request.selection),  # type: ignore[arg-type] # of which it takes lists too
            sort=_order(request),
        )

    def query(self, search: Any, query: Any) -> Any:
        """The criterion; only sheets, not the document of the journal."""
        page = slice(min(self.request.offset, _DEEPEST), min(self.request.offset + self.request.limit, _DEEPEST))
        found = search.query(query).source(["card"]).extra(track_total_hits=True)[page]
        found.aggs.bucket("journal", "global").metric("applied", "max", field="applied")
        return found

    def aggregate(self, search: Any) -> None:
        """Counts for the facets that were asked for."""
        every = self.facets
        self.facets = {name: every[name] for name in self.request.facets}
        super().aggregate(search)
        self.facets = every


class ElasticsearchEngine(Engine):
    """The index of a language behind `alias`; `build_name` one that is not in use."""

    name = "elasticsearch"

    def __init__(self, client: Elasticsearch, alias: str, build_name: str = "") -> None:
        self.client = client
        self.alias = alias
        self._build_name = build_name

    @property
    def _target(self) -> str:
        return self._build_name or self.alias

    def applied(self) -> int | None:
        with _errors():
            try:
                return self.client.get(index=self._target, id=STATE_KEY, source_includes=["applied"])["_source"]["applied"]
            except NotFoundError:
                return None

    def search(self, request: Request) -> Found:
        client = self.client.options(request_timeout=PATIENCE)
        with _errors():
            response = SheetSearch(request, client=client, index=self._target).execute()
        aggregations = response.aggregations.to_dict()
        counts = {
            facet: {bucket["key"]: bucket["doc_count"] for bucket in aggregations[f"_filter_{facet}"][facet]["buckets"]}
            for facet in request.facets
        }
        applied = aggregations["journal"]["applied"]["value"]
        hits = response.to_dict()["hits"]
        cards = [hit["_source"]["card"] for hit in hits["hits"]]
        return Found(hits["total"]["value"], cards, counts, None if applied is None else int(applied))

    def apply(self, *, documents: list[Document], gone: Iterable[int], applied: int) -> None:
        self._write(
            chain(
                (_action(document, applied) for document in documents),
                ({"_op_type": "delete", "_id": str(key), **_version(applied)} for key in gone),
            )
        )
        # Only now: a document that was refused must not count as applied.
        self._write([{"_op_type": "index", "_id": STATE_KEY, "_source": {"applied": applied}, **_version(applied)}])

    def build(self, documents: Iterable[Document], *, applied: int) -> "ElasticsearchEngine":
        fresh = ElasticsearchEngine(self.client, self.alias, f"{self.alias}-{uuid.uuid4().hex[:12]}")
        index = Index(fresh._build_name, using=self.client.options(request_timeout=_BUILDING))
        index.settings(number_of_shards=1, auto_expand_replicas="0-1")
        index.document(SheetDocument)  # type: ignore[arg-type] # a class that is made of the list of facets
        with _errors():
            index.create()
        fresh._write(_action(document, applied) for document in documents)
        fresh.apply(documents=[], gone=[], applied=applied)
        return fresh

    def swap(self) -> None:
        client = self.client.options(request_timeout=_BUILDING)
        with _errors():
            before = client.indices.get(index=f"{self.alias}-*")
            client.indices.update_aliases(
                actions=[
                    {"remove": {"index": f"{self.alias}-*", "alias": self.alias, "must_exist": False}},
                    {"add": {"index": self._build_name, "alias": self.alias}},
                ]
            )
            for name in before:
                if name != self._build_name:
                    client.indices.delete(index=name, ignore_unavailable=True)

    def contents(self) -> Iterator[tuple[int, str]]:
        client = self.client.options(request_timeout=_BUILDING)
        with _errors():
            for hit in scan(client, index=self._target, query={"query": _SHEETS.to_dict(), "_source": ["fingerprint"]}):
                yield int(hit["_id"]), hit["_source"]["fingerprint"]

    def _write(self, actions: Iterable[dict]) -> None:
        client = self.client.options(request_timeout=_BUILDING)
        with _errors():
            _done, failures = bulk(client, actions, index=self._target, refresh=True, raise_on_error=False)
        serious = [failure for failure in cast("list[dict]", failures) if not _harmless(failure)]
        if serious:
            raise EngineError(f"{len(serious)} documents were refused, the first: {serious[0]}")


@cache
def client_for(address: str) -> Elasticsearch:
    """A client for ELASTICSEARCH_URL: `https://user:password@host:9200/?ca_certs=/path/ca.pem`.

    Also `api_key=…` in place of user and password, and `verify_certs=false` for a certificate that nobody signed. What has a
    meaning in an address is escaped, as everywhere: `p@ss` as `p%40ss`.
    """
    parts = urlsplit(address)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    settings: dict[str, Any] = {"request_timeout": PATIENCE, "max_retries": 0, "retry_on_timeout": False}
    if parts.username:
        pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        settings["basic_auth"] = b64encode(pair.encode()).decode()  # the client's own takes no letters beyond ASCII
    for name in ("api_key", "ca_certs"):
        if name in options:
            settings[name] = options[name]
    if parts.scheme == "https" and options.get("verify_certs") == "false":
        settings |= {"verify_certs": False, "ssl_show_warn": False}
    port = parts.port or (443 if parts.scheme == "https" else 9200)
    return Elasticsearch(f"{parts.scheme}://{parts.hostname}:{port}{parts.path.rstrip('/')}", **settings)


def alias_of(database: str, language: str) -> str:
    """The name of the index: of one database, language and format of the documents."""
    return f"praktijken-{database}-{language}-{FORMAT}"


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except NotFoundError as error:
        raise NoIndexError(str(error)) from error
    except (ApiError, TransportError, BulkIndexError) as error:
        raise EngineError(str(error)) from error


def _harmless(failure: dict) -> bool:
    """A newer version is there already, or what should go is not there."""
    deed, answer = next(iter(failure.items()))
    return answer.get("status") == _CONFLICT or (deed == "delete" and answer.get("status") == _MISSING)


def _version(applied: int) -> dict:
    return {"version": applied + 1, "version_type": "external_gte"}  # a version is never 0


def _action(document: Document, applied: int) -> dict:
    texts: dict[str, str] = {}
    for field, tokens in document.texts.items():
        texts |= {f"{field}_whole": " ".join(tokens.whole), f"{field}_parts": " ".join(tokens.parts)}
    source = {
        "kind": "sheet",
        **texts,
        "tokens": " ".join(document.tokens),
        "places": " ".join(document.places),
        "words": " ".join(document.words),
        **document.facets,
        "published": document.published,
        "title_key": document.title_key,
        "fingerprint": document.fingerprint,
        "card": document.card,
    }
    return {"_op_type": "index", "_id": str(document.id), "_source": source, **_version(applied)}


_SHEETS = Q("term", kind="sheet")


def _matching(request: Request) -> Query:
    """The query without the selection."""
    query = as_elasticsearch(request.criterion) if request.criterion else Q("bool", filter=[_SHEETS])
    return query if request.without is None else Q("bool", must=[query], must_not=[as_elasticsearch(request.without)])


def _order(request: Request) -> list:
    newest = {"published": {"order": "desc"}}
    if request.sort == "title":
        return [{"title_key": {"order": "asc"}}, newest]
    if request.sort == "recent" or request.criterion is None:
        return [newest]
    return ["_score", newest]
