"""A database that hangs costs a request its answer, and no worker.

A PostgreSQL that is frozen keeps its connections open and says nothing, so a worker would wait until gunicorn kills it, and
the visitor would see a broken connection instead of the page with what was typed. A statement that is slow, or waits for a
lock, PostgreSQL ends itself; only when not even that answer comes, the connection is given up. Only for the web server: a
migration, a rebuild or a backup may take its time.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from psycopg import Connection, OperationalError
from psycopg.pq import TransactionStatus

_GRACE = 2.0  # seconds for PostgreSQL to say itself that it ended a statement


def be_patient_no_longer() -> None:
    """From now on each connection to PostgreSQL gives up after `PERIODS.database`; SQLite has a period of its own."""
    connection_created.connect(_limit, dispatch_uid="patience")


def _limit(connection: BaseDatabaseWrapper, **_more: Any) -> None:
    if connection.vendor == "postgresql":
        seconds = settings.PERIODS.database.total_seconds()
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, false)", [f"{seconds:.0f}s"])
        limit_waiting(connection.connection, seconds + _GRACE)


def limit_waiting(connection: Connection, seconds: float) -> None:
    """Wait so long for each answer on this connection, then raise OperationalError and close it."""
    # psycopg takes a limit for one wait, and none for a connection.
    connection.wait = partial(_wait, connection.wait, connection, seconds)  # type: ignore[method-assign] # a method of one


def _wait(plain: Any, connection: Connection, seconds: float, answer: Iterator, **options: Any) -> Any:
    try:
        return plain(answer, timeout=seconds, **options)
    except OperationalError:
        if connection.pgconn.transaction_status == TransactionStatus.ACTIVE:  # no answer: what else is asked would wait again
            connection.pgconn.finish()
        raise
