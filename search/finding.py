"""Finding sheets: what was asked, put to the engine that can answer, with what else there is to say about it."""

from dataclasses import dataclass, field

from django.utils.translation import get_language

from search import indexes, journal
from search.breaker import breaker
from search.criteria import Criterion, Value
from search.engines import EngineError, Found, NoIndexError, Request
from search.engines.elasticsearch import ElasticsearchEngine
from search.facets import FACET_NAMES
from search.names import Names, names_at
from search.understanding import Understanding, understand
from search.vocabulary import vocabulary_of

PAGE_SIZE = 20
SORTS = ("relevance", "recent", "title")


@dataclass(frozen=True)
class Question:
    """What a reader asks: words, a selection of slugs by facet, an order, and which part of the answer."""

    text: str = ""
    selection: dict[str, list[str]] = field(default_factory=dict)
    sort: str = "relevance"
    offset: int = 0
    limit: int = PAGE_SIZE


@dataclass
class Answer:
    """`found` is what the engine says; `limited` that the embedded index stood in for Elasticsearch."""

    question: Question
    found: Found
    understanding: Understanding
    names: Names
    limited: bool = False


class Finder:
    """The search in one language at one moment: the index, its words and the names, all at the same number of the journal.

    `engine` is the name of the only engine that may answer, for measuring; else Elasticsearch answers when it can.
    """

    def __init__(self, language: str | None = None, engine: str = "") -> None:
        self.language = (language or get_language() or "nl")[:2]
        self.number = journal.latest()
        self.embedded = indexes.embedded(self.language)
        indexes.ready(self.embedded, self.language, self.number)
        self.names = names_at(self.number, self.language)
        self.vocabulary = vocabulary_of(self.embedded)
        self._only = engine

    def find(self, question: Question, *, facets: tuple[str, ...] = FACET_NAMES) -> Answer:
        """The answer to a question."""
        understanding = understand(question.text, self.names, self.vocabulary)
        request = Request(
            criterion=understanding.criterion,
            selection=question.selection,
            sort=question.sort,
            offset=question.offset,
            limit=question.limit,
            facets=facets,
        )
        found, limited = self._ask(request)
        return Answer(question, found, understanding, self.names, limited)

    def count(self, question: Question) -> int:
        """How many sheets a question finds."""
        criterion = understand(question.text, self.names, self.vocabulary).criterion
        return self.count_matching(criterion, question.selection)

    def count_matching(self, criterion: Criterion | None, selection: dict[str, list[str]]) -> int:
        """How many sheets match, in the embedded index."""
        return self.embedded.search(Request(criterion, selection, limit=1)).total

    def card(self, sheet: int) -> dict | None:
        """The card of one sheet, by its primary key; None when it is not published."""
        cards = self.embedded.search(Request(Value("key", str(sheet)), limit=1)).cards
        return cards[0] if cards else None

    def _ask(self, request: Request) -> tuple[Found, bool]:
        """The answer, and whether the embedded index had to stand in for Elasticsearch."""
        elsewhere = indexes.remote(self.language) if self._only != "tantivy" else None
        if elsewhere is None:
            if self._only == "elasticsearch":
                raise EngineError("ELASTICSEARCH_URL is not set")
            return self.embedded.search(request), False
        try:
            return self._ask_remote(elsewhere, request), False
        except EngineError as error:
            if self._only:
                raise
            breaker.broke(error)
            return self.embedded.search(request), True

    def _ask_remote(self, engine: ElasticsearchEngine, request: Request) -> Found:
        breaker.check()
        try:
            found = engine.search(request)
        except NoIndexError:
            found = None
        if found is None or found.applied != self.number:
            if not indexes.ready(engine, self.language, self.number, may_build=bool(self._only)):
                raise EngineError("The index on Elasticsearch has to be built; `manage.py worker` does it")
            found = engine.search(request)
        return found
