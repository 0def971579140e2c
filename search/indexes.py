"""The indexes of a language: kept equal to the sheets by way of the journal, whoever wrote them.

The embedded index is always there; with ELASTICSEARCH_URL, Elasticsearch answers before it, and the embedded one answers
when Elasticsearch does not, or is not up to date.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from filelock import FileLock, Timeout

from practices.languages import CODES
from practices.models import PracticePage
from practices.querysets import PracticeQuerySet
from practices.site_state import say_passing
from practices.translations.localised import shown
from search import journal
from search.documents import Document, make_document
from search.engines import Engine, EngineError, NoIndexError
from search.engines.elasticsearch import ElasticsearchEngine, alias_of, client_for
from search.engines.tantivy import TantivyEngine, index_folder

logger = logging.getLogger(__name__)
_CHUNK = 500  # sheets that are loaded at once
_WAIT = 10  # seconds for another process that is writing


def embedded(language: str) -> TantivyEngine:
    """The embedded index of a language, opened once for each process."""
    return _embedded(language, Path(settings.SEARCH_INDEX_ROOT))


@cache
def _embedded(language: str, root: Path) -> TantivyEngine:
    return TantivyEngine(index_folder(root, language))


def remote(language: str) -> ElasticsearchEngine | None:
    """The index of a language on Elasticsearch; None without ELASTICSEARCH_URL."""
    if not settings.ELASTICSEARCH_URL:
        return None
    return ElasticsearchEngine(client_for(settings.ELASTICSEARCH_URL), alias_of(settings.SEARCH_DATABASE, language))


def engines(language: str) -> list[Engine]:
    """Every index of a language that must be kept."""
    elsewhere = remote(language)
    return [embedded(language), *([elsewhere] if elsewhere else [])]


def every() -> Iterator[tuple[str, Engine]]:
    """Every index that must be kept, with its language."""
    for language in CODES:
        for engine in engines(language):
            yield language, engine


@dataclass(frozen=True)
class Standing:
    """How an index stands: the last row of the journal that is in it (None without an index), or why it does not answer."""

    engine: str
    language: str
    applied: int | None = None
    error: str = ""


def standings() -> Iterator[Standing]:
    """How every index stands. An engine that does not answer is asked once and not for each language: each waits for it."""
    silent: dict[str, str] = {}
    for language, engine in every():
        if engine.name not in silent:
            try:
                yield Standing(engine.name, language, applied=engine.applied())
                continue
            except EngineError as error:
                silent[engine.name] = str(error)
        yield Standing(engine.name, language, error=silent[engine.name])


def follow_journal() -> None:
    """Bring every index up to date, and build one that is not there; one that does not answer waits for the next round."""
    for language, engine in every():
        try:
            ready(engine, language, journal.latest())
        except EngineError as error:
            logger.warning("The index %s of %s waits: %s", engine.name, language, error)


def ready(engine: Engine, language: str, number: int) -> bool:
    """Bring an index up to this number of the journal, and build one that can't follow; False when it is busy for too long.

    A sheet is read after the number was, so that what is in the index is never older than the number says.
    """
    if engine.applied() == number:
        return True
    try:
        with lock(language, engine.name).acquire(timeout=_WAIT):
            _follow(engine, language)
            return True
    except Timeout:
        logger.warning("The index %s of %s is locked by another process", engine.name, language)
        return False


def serve(engine: Engine, language: str, number: int) -> bool:
    """Have an index ready for a reader; whether it is at this number of the journal.

    Only a few sheets are read for one reader: what is further behind answers as it is, until the worker has brought it up.
    Raises NoIndexError for one that the worker still has to build.
    """
    applied, most = engine.applied(), settings.LIMITS.indexed_for_a_reader
    if applied == number:
        return True
    if applied is not None:
        with suppress(NoIndexError):  # its files are lost
            engine.refresh()  # the worker may have brought it further
        applied = engine.applied()
    if applied is None or applied > number:  # there is none, or it is of another moment of the database
        is_small = PracticePage.objects.published()[: most + 1].count() <= most
        if not is_small and applied is None:
            raise NoIndexError("The index is not built yet")
    else:
        is_small = journal.is_near(applied, number, most)
    if applied == number or (is_small and ready(engine, language, number)):
        return True
    say_passing()
    return False


def rebuild(engine: Engine, language: str) -> int:
    """Build an index beside the one in use, follow what was changed meanwhile, and swap; returns the number of sheets."""
    total = 0

    def counted() -> Iterator[Document]:
        nonlocal total
        for document in documents(language):
            total += 1
            yield document

    with lock(language, f"{engine.name}-build").acquire(timeout=_WAIT):  # a swap removes every other build
        fresh = engine.build(counted(), applied=journal.latest())
        with lock(language, engine.name).acquire(timeout=_WAIT):
            _apply(fresh, language, journal.latest())
            fresh.swap()
    return total


def lock(language: str, name: str) -> FileLock:
    """Held by who writes an index."""
    folder = Path(settings.SEARCH_INDEX_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / f"{language}-{name}.lock", thread_local=False)


def documents(language: str, only: Iterable[int] | None = None) -> Iterator[Document]:
    """The documents of the published sheets as a language shows them, or of `only` some; loaded a few hundred at a time."""
    published = PracticePage.objects.published()
    keys = sorted(published.values_list("pk", flat=True) if only is None else only, reverse=True)  # most ask for the newest
    for start in range(0, len(keys), _CHUNK):
        chunk = published.filter(pk__in=keys[start : start + _CHUNK])
        yield from [make_document(page, language) for page in shown(chunk, PracticeQuerySet.for_index, language)]


def _follow(engine: Engine, language: str) -> None:
    """Apply what the journal says since; build when there is no index that can follow. The caller holds the lock."""
    with suppress(NoIndexError):  # its files are lost
        engine.refresh()  # another process may have done it
    applied, number = engine.applied(), journal.latest()
    if applied is not None and applied <= number and _apply(engine, language, number):
        return
    with lock(language, f"{engine.name}-build").acquire(timeout=_WAIT):
        number = journal.latest()
        engine.build(documents(language), applied=number).swap()


def _apply(engine: Engine, language: str, number: int) -> bool:
    """Apply the journal up to this number; False when the index is further behind than the journal goes back."""
    applied = engine.applied()
    if applied is None:
        raise NoIndexError("There is no index to follow with")
    while applied < number:  # in parts, so that a change of very many sheets is on its way for who searches meanwhile
        part = journal.next_part(applied, number, _CHUNK)
        if part is None:
            return False
        applied, changed = part
        found = list(documents(language, changed))
        engine.apply(documents=found, gone=changed - {document.id for document in found}, applied=applied)
    return True
