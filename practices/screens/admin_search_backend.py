"""The search of the editors' lists: Wagtail's search in the database, with a query that SQLite can always read."""

from modelsearch.backends.database import SearchBackend as DatabaseSearchBackend
from modelsearch.query import And, Or, Phrase, PlainText, SearchQuery

_WORDS = 50  # of a query; Wagtail nests a condition for each, and more than some hundreds are an error
_NOTHING = "-"  # finds nothing; an empty query would be answered with a result that Wagtail's lists can't show


def SearchBackend(params: dict):  # noqa: N802 - the name that Wagtail looks for in the module
    """Wagtail's backend for this database; on SQLite without its error on a quote that is never closed."""
    backend = DatabaseSearchBackend(params)
    if type(backend).__name__ != "SQLiteSearchBackend":
        return backend

    class ForgivingSearchBackend(type(backend)):  # type: ignore[misc] # which class it is depends on the database
        """SQLite's own syntax quotes each word, so a quote inside one ends it."""

        def _search(self, compiler, query, model_or_queryset, **options):
            return super()._search(compiler, without_quotes(query), model_or_queryset, **options)

    return ForgivingSearchBackend(params)


def without_quotes(query: str | SearchQuery) -> str | SearchQuery:
    """The query with its quotes as spaces: they mean nothing to who types, and end a word for SQLite."""
    if isinstance(query, str):
        return _plain(query)
    if isinstance(query, PlainText):
        return PlainText(_plain(query.query_string), query.operator, query.boost)
    if isinstance(query, Phrase):
        return Phrase(_plain(query.query_string))
    if isinstance(query, And | Or):
        return type(query)([without_quotes(part) for part in query.subqueries])
    return query


def _plain(text: str) -> str:
    return " ".join(text.replace('"', " ").split()[:_WORDS]) or _NOTHING
