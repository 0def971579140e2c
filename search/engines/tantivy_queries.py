"""The fields of an index of Tantivy, and a criterion as its query."""

from functools import singledispatch

import tantivy
from tantivy import Occur, Query

from search.criteria import TIE, AnyOf, AtLeast, Criterion, Phrase, Token, Value, Whether
from search.documents import TEXT_FIELDS
from search.facets import FACETS


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("applied", stored=True)
    builder.add_bytes_field("totals", stored=True)
    for field in TEXT_FIELDS:
        builder.add_text_field(f"{field}_whole", tokenizer_name="whitespace")
        builder.add_text_field(f"{field}_parts", tokenizer_name="whitespace")
    builder.add_text_field("places", tokenizer_name="whitespace")
    builder.add_text_field("tokens", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("partner", tokenizer_name="raw", index_option="basic")
    for facet in FACETS:
        builder.add_text_field(facet.name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("published", fast=True)
    builder.add_text_field("title_key", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("fingerprint", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("card", stored=True)
    return builder.build()


SCHEMA = _schema()
SHEETS = Query.const_score_query(Query.term_query(SCHEMA, "kind", "sheet"), 0.0)


def required(criterion: Criterion) -> Query:
    """A criterion without what only scores."""
    return _at_least_of(criterion) if isinstance(criterion, AtLeast) else as_tantivy(criterion)


def scored(query: Query, criterion: Criterion | None) -> Query:
    """The query, scored by the bonus of the criterion where it has one."""
    if not isinstance(criterion, AtLeast) or not criterion.bonus:
        return query
    bonus = [(Occur.Should, as_tantivy(part)) for part in criterion.bonus]
    return Query.boolean_query([(Occur.Must, Query.const_score_query(query, 0.0)), *bonus])


def all_of(queries: list[Query]) -> Query:
    """All of these."""
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, query) for query in queries])


@singledispatch
def as_tantivy(criterion: Criterion) -> Query:
    """A criterion as Tantivy's query."""
    raise TypeError(type(criterion))


@as_tantivy.register
def _token(criterion: Token) -> Query:
    index_option = "basic" if criterion.field in {"tokens", "words"} else "position"
    return _boosted(Query.term_query(SCHEMA, criterion.field, criterion.token, index_option), criterion.boost)


@as_tantivy.register
def _phrase(criterion: Phrase) -> Query:
    return _boosted(Query.phrase_query(SCHEMA, criterion.field, list(criterion.tokens), criterion.slop), criterion.boost)


@as_tantivy.register
def _value(criterion: Value) -> Query:
    return Query.const_score_query(Query.term_query(SCHEMA, criterion.facet, criterion.slug), criterion.boost)


@as_tantivy.register
def _whether(criterion: Whether) -> Query:
    return Query.const_score_query(required(criterion.criterion), criterion.boost)


@as_tantivy.register
def _any_of(criterion: AnyOf) -> Query:
    if not criterion.parts:
        return Query.empty_query()
    if len(criterion.parts) == 1:
        return as_tantivy(criterion.parts[0])
    return Query.disjunction_max_query([as_tantivy(part) for part in criterion.parts], TIE)


@as_tantivy.register
def _at_least(criterion: AtLeast) -> Query:
    return scored(_at_least_of(criterion), criterion)


def _at_least_of(criterion: AtLeast) -> Query:
    parts = [as_tantivy(part) for part in criterion.parts]
    if criterion.minimum == len(parts):
        return all_of(parts)
    return Query.boolean_query([(Occur.Should, part) for part in parts], minimum_number_should_match=criterion.minimum)


def _boosted(query: Query, boost: float) -> Query:
    return query if boost == 1.0 else Query.boost_query(query, boost)
