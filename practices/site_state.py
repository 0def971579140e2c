"""The state of the site: a number that is another one after each transaction that changed something readers may see.

It is drawn by chance: a database that was restored from a backup must not come to a number again under which pages were kept.
The database does it itself, by triggers on its tables, so whatever writes (a form, a command, another machine, somebody with
psql) is counted, in the same moment in which others see what it wrote. What can't be seen on the site is left out by name
(`_UNSEEN`): a new table counts until somebody says otherwise.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

_TABLE = "site_state"
# Tables that no page of a reader shows, by the beginnings of their names: what people send in, mails, logs, drafts, who is
# logged in, and what is counted or indexed of something else that counts.
_UNSEEN = (
    "accounts_", "auth_permission", "django_", "home_audit", "home_run", "otp_", "post_office_", "search_askedwords",
    "search_journalentry", "site_", "sqlite_", "practices_termchange", "submissions_", "taggit_", "wagtailadmin_",
    "wagtailcore_apitoken", "wagtailcore_comment", "wagtailcore_group", "wagtailcore_modellogentry",
    "wagtailcore_pagelogentry", "wagtailcore_pagesubscription", "wagtailcore_referenceindex", "wagtailcore_revision",
    "wagtailcore_task", "wagtailcore_uploadedfile", "wagtailcore_workflow", "wagtailsearch_", "wagtailusers_",
)  # fmt: skip
_LOCK = 7_285_002  # any number that nothing else in this database locks on
_known = threading.local()


def current_state() -> int | None:
    """The number now; None when somebody took it away. One small query; raises DatabaseError."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM {_TABLE}")  # noqa: S608 - our own name
        row = cursor.fetchone()
        return row[0] if row else None


def known_state() -> int | None:
    """The number that was read at the start of the request of this thread; None outside of one."""
    return getattr(_known, "number", None)


def say_passing() -> None:
    """What this thread answers now does not hold for this state: something that it was read from lags behind."""
    _known.is_passing = True


def was_passing() -> bool:
    """Whether that was said since the request began."""
    return getattr(_known, "is_passing", False)


@contextmanager
def known_as(number: int | None) -> Iterator[None]:
    """While a request is answered that found this number."""
    _known.number, _known.is_passing = number, False
    try:
        yield
    finally:
        _known.number = None


def count_changes(**kwargs: Any) -> None:
    """Receiver of `post_migrate`: have the database count, with a trigger on each table that has none yet.

    After each migration: SQLite drops the triggers of a table that it makes anew. So what the migration itself wrote may not
    have been counted, and counts here.
    """
    put_triggers, draw = _COUNTERS[connection.vendor]
    put_triggers(connection)
    with connection.cursor() as cursor:
        cursor.execute(draw)


def _seen_tables(database: BaseDatabaseWrapper) -> list[str]:
    return [name for name in database.introspection.table_names() if not name.startswith(_UNSEEN)]


def _count_on_sqlite(database: BaseDatabaseWrapper) -> None:
    """Each written row counts: there is one writer at a time, and nobody sees the number before its transaction ends."""
    with database.cursor() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {_TABLE} (number INTEGER NOT NULL)")
        cursor.execute(f"INSERT INTO {_TABLE} SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM {_TABLE})")  # noqa: S608 - our own name
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {name for (name,) in cursor.fetchall()}
        for table in _seen_tables(database):
            for deed in ("insert", "update", "delete"):
                name = f"{_TABLE}_{table}_{deed}"
                if name not in there:
                    cursor.execute(_ON_SQLITE.format(name=name, deed=deed, table=table))


_DRAW_ON_SQLITE = f"UPDATE {_TABLE} SET number = random()"  # noqa: S608 - our own name
_ON_SQLITE = f"""CREATE TRIGGER "{{name}}" AFTER {{deed}} ON "{{table}}" BEGIN {_DRAW_ON_SQLITE}; END"""
_DRAW_ON_POSTGRESQL = f"UPDATE {_TABLE} SET number = (random() * 9e15)::bigint"  # noqa: S608 - our own name
_ON_POSTGRESQL = f"""
CREATE TABLE IF NOT EXISTS {_TABLE} (number bigint NOT NULL);
INSERT INTO {_TABLE} SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM {_TABLE});
CREATE TABLE IF NOT EXISTS site_changing (xid xid8 PRIMARY KEY);
CREATE OR REPLACE FUNCTION site_changes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO site_changing VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION site_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM site_changing WHERE xid = NEW.xid;
    {_DRAW_ON_POSTGRESQL};
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS site_changed ON site_changing;
CREATE CONSTRAINT TRIGGER site_changed AFTER INSERT ON site_changing DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION site_changed();
"""  # noqa: S608 - our own names


def _count_on_postgresql(database: BaseDatabaseWrapper) -> None:
    """A transaction counts once, as the last thing before it ends: whoever counts holds the row, and no other waits for long.

    A number that was taken earlier would be seen before what it counts; one of a sequence is never given back.
    """
    with transaction.atomic(), database.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])  # of who migrates at the same time
        cursor.execute(
            "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = 'site_changes'"
        )
        there = {name for (name,) in cursor.fetchall()}
        missing = set(_seen_tables(database)) - there
        if missing:
            cursor.execute(_ON_POSTGRESQL)
        for table in sorted(missing):
            cursor.execute(
                f'CREATE TRIGGER site_changes AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}" '
                "FOR EACH STATEMENT EXECUTE FUNCTION site_changes()"
            )


# By database: what puts the triggers there, and what draws another number.
_COUNTERS = {
    "sqlite": (_count_on_sqlite, _DRAW_ON_SQLITE),
    "postgresql": (_count_on_postgresql, _DRAW_ON_POSTGRESQL),
}
