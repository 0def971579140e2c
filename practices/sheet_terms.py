"""The terms of sheets, of every kind at once: Django's own prefetching asks for each kind by itself."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache, reduce
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, QuerySet, Value

from practices.languages import SOURCE
from practices.vocabularies import TERMS, TermVocabulary

_COLUMNS = ("id", "name", "slug", "translation_key", "locale_id")  # that pages need of a term

_SEVERAL = [vocabulary for vocabulary in TERMS if not vocabulary.single]  # of which a sheet may have any number


def keep_terms(sheets: Iterable[Any]) -> None:
    """Let sheets know their terms, in one query for all of them, so that `terms_of` asks no more.

    A translation has its own keywords, but otherwise the terms of its Dutch sheet, which it asks.
    """
    sheets = list(sheets)
    found = _terms_on(sheets) if sheets else {}
    for sheet in sheets:
        own = [vocabulary for vocabulary in _SEVERAL if vocabulary.rows or sheet.language == SOURCE]
        sheet.known_terms.update({vocabulary.part: found.get((sheet.pk, vocabulary.part), []) for vocabulary in own})


def _terms_on(sheets: list[Any]) -> dict[tuple[int, str], list]:
    """The terms by sheet and part."""
    models = {vocabulary.part: vocabulary.model for vocabulary in _SEVERAL}
    found: dict[tuple[int, str], list] = defaultdict(list)
    statement, parameters = _statement(type(sheets[0]), len(sheets))  # type: ignore[arg-type] # a class has a hash
    keys = {-place: sheet.pk for place, sheet in enumerate(sheets, 1)}
    with connection.cursor() as cursor:
        cursor.execute(statement, [keys.get(each, each) if type(each) is int else each for each in parameters])
        for sheet, part, _place, approved, *values in cursor.fetchall():
            found[sheet, part].append(_term(models[part], dict(zip(_COLUMNS, values, strict=True)), approved=bool(approved)))
    return found


@lru_cache(maxsize=100)
def _statement(model: Any, number: int) -> tuple[str, tuple]:
    """The question for so many sheets, with -1, -2 … for their keys. Django takes longer to write it than it takes to run."""
    rows = [_rows(model, vocabulary, [-place for place in range(1, number + 1)]) for vocabulary in _SEVERAL]
    return reduce(QuerySet.union, rows).order_by("place", "name").query.sql_with_params()


def _term(model: Any, values: dict[str, Any], *, approved: bool) -> Any:
    """A term as Django makes one of some of its columns: what else is asked of it, it asks for."""
    fields = [field for field in model._meta.concrete_fields if field.attname in values]
    known = [field.to_python(values[field.attname]) for field in fields]  # SQLite keeps a UUID as text
    term = model.from_db(None, [field.attname for field in fields], known)
    term.approved = approved
    return term


def _rows(sheet_model: Any, vocabulary: TermVocabulary, sheets: list[int]) -> QuerySet:
    """A row for each term of this kind on these sheets: keywords in their order, others by name."""
    if vocabulary.rows:
        through: Any = sheet_model._meta.get_field(vocabulary.rows).related_model
        sheet, term = "content_object", "tag"
    else:
        field = sheet_model._meta.get_field(vocabulary.part)
        through, sheet, term = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
    has_approval = any(field.name == "approved" for field in vocabulary.model._meta.get_fields())
    return (
        through.objects.filter(**{f"{sheet}__in": sheets})
        .order_by()
        .annotate(
            part=Value(vocabulary.part),
            place=F("pk") if vocabulary.rows else Value(0),
            is_approved=F(f"{term}__approved") if has_approval else Value(True, BooleanField()),  # noqa: FBT003 - the value
            **{column: F(f"{term}__{column}") for column in _COLUMNS if column != "id"},
        )
        .values_list(f"{sheet}_id", "part", "place", "is_approved", f"{term}_id", *_COLUMNS[1:])
    )
