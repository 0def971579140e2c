"""Tables as lines of JSON that every database of ours reads: SQLite's rows go into PostgreSQL, and back."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

import orjson
from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import DatabaseError, connection
from django.db.models import Field, Model, QuerySet
from django.utils.translation import gettext as _

from home.backups.archive import BackupError

# What a database makes itself of the other rows, each in its own way; and who is logged in, which ends with a restore.
_LEFT_OUT = ("wagtailsearch_", "django_session")
_AT_ONCE = 500  # rows
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
    rows: QuerySet = QuerySet(model, using=database).order_by("pk").values_list(*columns)
    for row in rows.iterator(_AT_ONCE):
        yield orjson.dumps(row, default=_as_text, option=orjson.OPT_SORT_KEYS)


def _as_text(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value))


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
            rows = [[prepare(value) for prepare, value in zip(prepared, orjson.loads(line), strict=True)] for line in some]
            try:
                cursor.executemany(insert, rows)
            except DatabaseError as error:
                text = _("A row of “%(table)s” does not fit in this database: %(error)s")
                raise BackupError(text % {"table": table, "error": error}) from error


def _prepare(field: Field) -> Callable[[Any], Any]:
    return lambda value: field.get_db_prep_save(field.to_python(value), connection)


def go_on_counting(models: Iterable[type[Model]]) -> None:
    """A new row gets a number after the last one that was written with its own."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
