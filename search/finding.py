"""Finding sheets: what was asked, put to the engine that can answer, with what else there is to say about it."""

from dataclasses import dataclass, field, replace

from municipalities.text import normal_form
from practices.site_state import say_passing
from search import indexes, journal
from search.breaker import breaker
from search.criteria import Value
from search.engines import EngineError, Found, Request
from search.engines.elasticsearch import ElasticsearchEngine
from search.facet_labels import FacetLabels, labels_at
from search.facets import FACET_NAMES
from search.index_cards import Card
from search.index_words import index_words_of
from search.language.analysis import analyse, token
from search.language.resources import known_words, stop_words
from search.parsing import ParsedQuery, parse

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
    literal: bool = False  # other names of what is asked are not meant


@dataclass
class Answer:
    """`found` is what the engine says; `limited` that the embedded index stood in for Elasticsearch, or lags behind."""

    question: Question
    found: Found
    parsed: ParsedQuery
    names: FacetLabels
    language: str
    limited: bool = False


class Finder:
    """The search in one language at one moment: the index, its words and the names, all at the same number of the journal.

    `engine` is the name of the only engine that may answer, for measuring; else Elasticsearch answers when it can.
    """

    def __init__(self, language: str, engine: str = "") -> None:
        self.language = language
        self.number = journal.latest()
        self.embedded = indexes.embedded(self.language)
        get_ready = indexes.ready if engine else indexes.serve
        self.is_behind = not get_ready(self.embedded, self.language, self.number)
        self.names = labels_at(self.number, self.language)
        self.vocabulary = index_words_of(self.embedded, language)
        self._only = engine

    def find(self, question: Question, *, facets: tuple[str, ...] = FACET_NAMES) -> Answer:
        """The answer to a question; where nothing is found, to what is a kind of what was asked."""
        parsed = self._read(question)
        found, limited = self._ask(_request(parsed, question, facets))
        if not found.total and self._can_widen(parsed, question):
            wide = self._read(question, wide=True)
            if wide.groups != parsed.groups:
                parsed, found = wide, self._ask_quickly(_request(wide, question, facets))
        return Answer(question, found, parsed, self.names, self.language, limited or self.is_behind)

    def count(self, question: Question) -> int:
        """How many sheets a question finds by itself, without what is a kind of what was asked."""
        return self.embedded.search(Request(self._read(question).criterion, question.selection, limit=1)).total

    def is_word(self, folded: str) -> bool:
        """Whether a word is known: to the word list, the thesaurus, the names of places, or a sheet."""
        if folded.isdigit() or folded in stop_words(self.language):
            return True
        known = folded in known_words() or folded in self.names.thesaurus.words
        return known or normal_form(folded) in self.names.places or self.vocabulary.has_token(token(folded, self.language))

    def names_thing(self, folded: list[str]) -> bool:
        """Whether a sheet has these words together."""
        tokens = tuple(token(word, self.language) for word in folded)
        return self.vocabulary.has_token(tokens[0]) if len(tokens) == 1 else self.vocabulary.are_near(tokens, 0, "whole")

    def share_of(self, text: str) -> float:
        """The part of the sheets that have the rarest word of a text; 0 when one is in none."""
        tokens = analyse(text, self.language).whole
        return min(map(self.vocabulary.share_of, tokens), default=0.0)

    def _read(self, question: Question, *, wide: bool = False) -> ParsedQuery:
        return parse(question.text, self.names, self.vocabulary, self.language, literal=question.literal, wide=wide)

    def _can_widen(self, parsed: ParsedQuery, question: Question) -> bool:
        """Whether the words themselves find nothing, whatever was chosen beside them, and mean something."""
        if question.literal or not any(group.concepts for group in parsed.groups):
            return False
        return not question.selection or not self.count(replace(question, selection={}))

    def counts(self, *facets: str) -> dict[str, dict[str, int]]:
        """How many sheets each value of these facets has, of all that are on the site."""
        return self.embedded.search(Request(limit=1, facets=facets)).counts

    def card(self, sheet: int) -> Card | None:
        """The card of one sheet, by its primary key; None when it is not published."""
        cards = self.embedded.search(Request(Value("key", str(sheet)), limit=1)).cards
        return cards[0] if cards else None

    def _ask(self, request: Request) -> tuple[Found, bool]:
        """The answer, and whether the embedded index had to stand in for an Elasticsearch that failed.

        One that is only a few rows of the journal behind has not failed: the embedded index, which is not, answers, and
        `manage.py worker` brings the other up to date. No reader waits for that.
        """
        elsewhere = indexes.remote(self.language) if self._only != "tantivy" else None
        if self._only == "elasticsearch":
            return self._measure(elsewhere, request), False
        if elsewhere is None:
            return self.embedded.search(request), False
        try:
            breaker.check()
            found = elsewhere.search(request)
        except EngineError as error:
            breaker.broke(error)
            say_passing()
            return self.embedded.search(request), True
        return (found if self._is_as_far(found) else self.embedded.search(request)), False

    def _is_as_far(self, found: Found) -> bool:
        """Whether what another engine found is of no older moment than what the embedded index would find."""
        return found.applied is not None and (self.embedded.applied() or 0) <= found.applied <= self.number

    def _ask_quickly(self, request: Request) -> Found:
        """The second answer to one question: of the embedded index, which is at hand, unless another is measured."""
        return self._ask(request)[0] if self._only else self.embedded.search(request)

    def _measure(self, engine: ElasticsearchEngine | None, request: Request) -> Found:
        """The answer of Elasticsearch and of nothing else, brought up to date first."""
        if engine is None:
            raise EngineError("ELASTICSEARCH_URL is not set")
        indexes.ready(engine, self.language, self.number)
        return engine.search(request)


def _request(parsed: ParsedQuery, question: Question, facets: tuple[str, ...]) -> Request:
    return Request(
        criterion=parsed.criterion,
        selection=question.selection,
        sort=question.sort,
        offset=question.offset,
        limit=question.limit,
        facets=facets,
    )
