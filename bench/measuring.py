"""Measure the engines and the pages at 1,000, 10,000 and 100,000 generated sheets, beside a bare Django view.

A time is a median (of suggestions the 95th percentile), in one process; a rate is through a real server, and its ratio to the
bare view is of the same seconds. No answer is kept from one request to the next.
"""

import statistics
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext, override_settings

from bench.report import write_report
from bench.serving import per_second
from bench.sheets import generate
from search import indexes, journal
from search.documents import Document
from search.engines import Engine, Request
from search.facet_labels import labels_at
from search.facets import FACET_NAMES
from search.finding import Finder, Question
from search.models import PracticeIndexPage
from search.parsing import parse
from search.suggesting import suggest
from search.warm_up import warm_up
from tests.search.generated import make_sheets

OK = 200
FACTORY = RequestFactory()
SIZES = (1_000, 10_000, 100_000)
QUERIES = (
    "gesprek",
    "taal oefenen",
    "onthaal nieuwkomers",
    "zwemles kinderen school",
    "vrijwilligerswerk",
    "discriminatie Gent",
)
SELECTION = {"category": ["taal"]}
# Each finds a whole page of sheets at every size, so that all pages are as long.
ADDRESSES = ("/praktijken/", "/praktijken/?q=taal+oefenen", "/praktijken/?q=gesprek&category=taal")


def median(deed: Callable[[], object], times: int = 60) -> float:
    """The median time of a deed in milliseconds, after three to warm up."""
    for _number in range(3):
        deed()
    taken = []
    for _number in range(times):
        start = time.perf_counter()
        deed()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def percentile(deed: Callable[[str], object], values: list[str]) -> float:
    """The 95th percentile of the times of a deed for these values, in milliseconds."""
    taken = []
    for value in values:
        start = time.perf_counter()
        deed(value)
        taken.append(time.perf_counter() - start)
    return statistics.quantiles(taken, n=20)[-1] * 1000


def measure_all() -> None:
    """Measure at every size and write the report."""
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("load_municipalities", verbosity=0)
    try:
        rows = [measure(size) for size in SIZES]
        rows[0] |= rebuilt(rows[0]["sheets"])
        write_report(rows, Path(__file__).parents[1] / "docs")
    finally:
        forget()


def measure(size: int) -> dict:
    """All figures at one size: of the embedded index, then (with ELASTICSEARCH_URL) of Elasticsearch."""
    names = labels_at(journal.latest(), "nl")
    documents = list(generate(size, names))
    engines = indexes.engines("nl")
    row: dict[str, float] = {"sheets": size}
    for engine in engines:
        row[f"{engine.name}_rebuild_per_second"] = round(size / build(engine, documents))
    one = documents[:1]
    del documents
    warm_up()
    for engine in engines:
        row |= {f"{engine.name}_{name}": value for name, value in figures(engine, one).items()}
    return row | {"bare_view_ms": median(lambda: answer("/bare/"), 300)} | contents()


def build(engine: Engine, documents: list[Document]) -> float:
    """The seconds that it takes to build an index of these documents."""
    start = time.perf_counter()
    engine.build(iter(documents), applied=journal.latest()).swap()
    return time.perf_counter() - start


def rebuilt(total: int) -> dict:
    """How many sheets a second an index is built anew from, read from the database; the median of three."""
    make_sheets(PracticeIndexPage.objects.get(), total)
    return {
        f"{engine.name}_whole_rebuild_per_second": total / median(partial(indexes.rebuild, engine, "nl"), 3) * 1000
        for engine in indexes.engines("nl")
    }


def figures(engine: Engine, one: list[Document]) -> dict:
    """What an engine takes for a query, an update and completions, and the pages that it answers."""
    with override_settings(ELASTICSEARCH_URL=settings.ELASTICSEARCH_URL if engine.name == "elasticsearch" else ""):
        return _figures(engine, one)


def _figures(engine: Engine, one: list[Document]) -> dict:
    finder = Finder("nl")
    if finder.find(Question()).limited:  # else the embedded index would be measured twice
        raise RuntimeError(f"{engine.name} does not answer")
    row = {"faceted_query_ms": statistics.median(faceted(engine, finder, query) for query in QUERIES)}
    row["update_ms"] = median(lambda: engine.apply(documents=one, gone=[], applied=journal.latest()), 10)
    suggest(Finder("nl"), "taal")  # reads the words of the index once after a change
    row["suggest_p95_ms"] = percentile(lambda text: suggest(Finder("nl"), text), [q[:n] for q in QUERIES for n in range(2, 9)])
    row["finder_ms"] = median(lambda: Finder("nl").find(Question("taal oefenen", SELECTION)))
    row["page_ms"] = statistics.median(median(partial(answer, path), 40) for path in ADDRESSES)
    row["api_ms"] = median(lambda: answer("/api/v1/practices/?q=taal+oefenen"), 40)
    return row | served()


def faceted(engine: Engine, finder: Finder, text: str) -> float:
    """A query with a selection, twenty cards and the counts of all facets."""
    criterion = parse(text, finder.names, finder.vocabulary, finder.language).criterion
    request = Request(criterion, SELECTION, facets=FACET_NAMES)
    return median(lambda: engine.search(request))


def contents() -> dict:
    """What a page asks of the database, and how long it is."""
    with CaptureQueriesContext(connection) as captured:
        content = answer(ADDRESSES[1])
    return {"page_queries": len(captured.captured_queries), "page_kb": len(content) / 1024}


def served() -> dict:
    """The pages through a server, and the bare view on the same one."""
    paths = {"bare": ("/bare/",), "page": ADDRESSES, "api": ("/api/v1/practices/?q=taal+oefenen",)}
    rates = per_second(paths, {"ELASTICSEARCH_URL": settings.ELASTICSEARCH_URL})
    if not rates:
        return {}
    ratios = [page / bare for page, bare in zip(rates["page"], rates["bare"], strict=True)]
    return {
        **{f"{name}_per_second": statistics.median(each) for name, each in rates.items()},
        "ratio": statistics.median(ratios),
    }


def forget() -> None:
    """Take the indexes of this benchmark off Elasticsearch."""
    engine = indexes.remote("nl")
    if engine is not None:
        client = engine.client.options(request_timeout=30)
        for name in client.indices.get(index=f"{engine.alias}-*"):
            client.indices.delete(index=name)


@cache
def site() -> WSGIHandler:
    """The site as its server calls it."""
    return get_wsgi_application()


def answer(path: str) -> bytes:
    """What the site answers, as its server asks it."""
    handler = site()
    response: Any = handler.get_response(handler.request_class(FACTORY.get(path).environ))
    if response.status_code != OK:
        raise RuntimeError(f"{path}: {response.status_code}")
    content = response.content
    response.close()
    return content
