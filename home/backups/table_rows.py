"""Tables as lines of JSON that every database of ours reads: SQLite's rows go into PostgreSQL, and back."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

import orjson
from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import DatabaseError, connection
from django.db.models import Field, JSONField, Model, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from home.backups.archive import BackupError

# What a database makes itself of the other rows, each in its own way; and who is logged in, which ends with a restore.
_LEFT_OUT = ("wagtailsearch_", "django_session", "accounts_sitesession")
_AT_ONCE = 500  # rows
_TEXT = "text_of_"  # before the name of a column of JSON that is read as text
_WRITTEN_OUT = 1e15
Tables = dict[str, type[Model]]


def tables_of(apps: Apps) -> Tables:
    """The tables of a site by name, but for the one of its migrations."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in models if model._meta.managed and not model._meta.proxy}


def kept_tables(tables: Tables) -> Tables:
    """Those whose rows belong in a backup."""
    return {table: model for table, model in tables.items() if not table.startswith(_LEFT_OUT)}


def columns_of(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.local_concrete_fields]


def read_rows(model: type[Model], columns: list[str], database: str) -> Iterator[bytes]:
    """Each row of its table as a line: the values of these columns."""
    # JSON as it stands: Django reads `null` in it as if there were nothing.
    texts = {f"{_TEXT}{name}": Cast(name, TextField()) for name in _json_columns(model)}
    names = [f"{_TEXT}{name}" if f"{_TEXT}{name}" in texts else name for name in columns]
    places = [place for place, name in enumerate(names) if name in texts]
    rows: QuerySet = QuerySet(model, using=database).order_by("pk").annotate(**texts).values_list(*names)
    for row in rows.iterator(_AT_ONCE):
        yield _line(row, places)


def _line(row: tuple, places: list[int]) -> bytes:
    """A row as JSON; a column of JSON in these places is a list with its value, or null where there is none."""
    values = list(row)
    for place in places:
        values[place] = None if row[place] is None else [json.loads(row[place], parse_float=_number)]
    try:
        return orjson.dumps(values, default=_as_text, option=orjson.OPT_SORT_KEYS)
    except TypeError:  # a number that is too long for it
        return json.dumps(values, default=_as_text, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _number(written: str) -> float | int:
    """PostgreSQL writes out 1e300."""
    number = float(written)
    return number if abs(number) < _WRITTEN_OUT else int(Decimal(written))


def _as_text(value: object) -> str:
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):  # of a passkey; Django reads it so
        return base64.b64encode(value).decode()
    raise TypeError(type(value))


def _json_columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.local_concrete_fields if isinstance(field, JSONField)]


class SummedLines:
    """Lines, counted while they go by: how many, and a sum that does not depend on their order."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines, self.rows, self._sum = lines, 0, 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self._lines:
            self.rows += 1
            self._sum += int.from_bytes(hashlib.sha256(line).digest())
            yield line

    @property
    def told(self) -> dict[str, int | str]:
        return {"rows": self.rows, "sum": f"{self._sum % 2**256:064x}"}


def empty_tables(tables: Iterable[str]) -> None:
    """Take away the rows of these tables. Inside a transaction."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), list(tables), allow_cascade=False):
            cursor.execute(statement)


def write_rows(model: type[Model], columns: list[str], lines: Iterable[bytes]) -> None:
    """Put these lines into its table as they are. Inside a transaction; raises BackupError."""
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    table = model._meta.db_table
    if fields.keys() != set(columns):
        raise BackupError(_("The table “%(table)s” of the backup has other columns than it should.") % {"table": table})
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(fields[name].column)) for name in columns)
    places = ", ".join(["%s"] * len(columns))
    insert = f"INSERT INTO {quote(table)} ({names}) VALUES ({places})"  # noqa: S608 - names of our own tables
    prepared = [_prepare(fields[name]) for name in columns]
    left = iter(lines)
    with connection.cursor() as cursor:
        while some := list(islice(left, _AT_ONCE)):
            rows = [[prepare(value) for prepare, value in zip(prepared, json.loads(line), strict=True)] for line in some]
            try:
                cursor.executemany(insert, rows)
            except DatabaseError as error:
                text = _("A row of “%(table)s” does not fit in this database: %(error)s")
                raise BackupError(text % {"table": table, "error": error}) from error


def _prepare(field: Field) -> Callable[[Any], Any]:
    if isinstance(field, JSONField):
        return lambda value: None if value is None else connection.ops.adapt_json_value(value[0], None)
    return lambda value: field.get_db_prep_save(field.to_python(value), connection)


def go_on_counting(models: Iterable[type[Model]]) -> None:
    """A new row gets a number after the last one that was written with its own."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
