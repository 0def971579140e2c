"""A criterion as Elasticsearch's query."""

from functools import singledispatch

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.criteria import TIE, AnyOf, AtLeast, Criterion, Phrase, Token, Value, Whether


@singledispatch
def as_elasticsearch(criterion: Criterion) -> Query:
    """A criterion as Elasticsearch's query."""
    raise TypeError(type(criterion))


@as_elasticsearch.register
def _token(criterion: Token) -> Query:
    return Q("term", **{criterion.field: {"value": criterion.token, "boost": criterion.boost}})


@as_elasticsearch.register
def _phrase(criterion: Phrase) -> Query:
    text = " ".join(criterion.tokens)
    return Q("match_phrase", **{criterion.field: {"query": text, "slop": criterion.slop, "boost": criterion.boost}})


@as_elasticsearch.register
def _value(criterion: Value) -> Query:
    if criterion.facet == "key":
        return Q("ids", values=[criterion.slug])
    return Q("constant_score", filter=Q("term", **{criterion.facet: criterion.slug}), boost=criterion.boost)


@as_elasticsearch.register
def _whether(criterion: Whether) -> Query:
    return Q("constant_score", filter=as_elasticsearch(criterion.criterion), boost=criterion.boost)


@as_elasticsearch.register
def _any_of(criterion: AnyOf) -> Query:
    if not criterion.parts:
        return Q("match_none")
    return Q("dis_max", queries=[as_elasticsearch(part) for part in criterion.parts], tie_breaker=TIE)


@as_elasticsearch.register
def _at_least(criterion: AtLeast) -> Query:
    required = Q("bool", should=[as_elasticsearch(part) for part in criterion.parts], minimum_should_match=criterion.minimum)
    bonus = [as_elasticsearch(part) for part in criterion.bonus]
    return Q("bool", filter=[required], should=bonus) if bonus else required
