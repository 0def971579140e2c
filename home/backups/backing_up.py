"""Writing a backup while the site goes on: rows as they were at one moment, then the files."""

import contextlib
import os
import platform
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import wagtail
from django.apps import apps
from django.conf import settings
from django.db import connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg import IsolationLevel

from home.backups import media, table_rows
from home.backups.archive import ArchiveWriter, BackupError

UNFINISHED = ".part"  # how the name of one ends that is not whole yet, or never will be
_SNAPSHOT = "snapshot"  # the name of a second connection, to the same database
# How a transaction sees the database as it was when it began, and keeps nobody from writing.
_STEADY: dict[str, dict[str, Any]] = {
    "sqlite": {"transaction_mode": "DEFERRED"},
    "postgresql": {"isolation_level": IsolationLevel.REPEATABLE_READ},
}


def make_backup(path: Path) -> None:
    """Write the whole site to this file, which only its owner may read. It is there once it is whole; raises BackupError."""
    if path.exists():
        raise BackupError(_("“%(file)s” is there already.") % {"file": path})
    try:
        handle, begun = tempfile.mkstemp(prefix=f"{path.name}.", suffix=UNFINISHED, dir=path.parent)  # of its owner alone
        try:
            with os.fdopen(handle, "wb") as content:
                _write(ArchiveWriter(content))
                content.flush()
                os.fsync(content.fileno())
            Path(begun).rename(path)
        finally:
            Path(begun).unlink(missing_ok=True)
    except OSError as error:
        raise BackupError(_("The backup could not be written: %(error)s") % {"error": error}) from error


def _write(archive: ArchiveWriter) -> None:
    tables: dict[str, Any] = {}
    with _steady_database() as database:
        about = _about(database)
        for table, model in table_rows.kept_tables(table_rows.tables_of(apps)).items():
            columns = table_rows.columns_of(model)
            lines = table_rows.SummedLines(table_rows.read_rows(model, columns, database))
            archive.add_lines(table, lines)
            tables[table] = {"columns": columns, **lines.told}
    for name, file in media.every_file():
        archive.add_file(name, file)
    archive.close({**about, "tables": tables})


@contextlib.contextmanager
def _steady_database() -> Iterator[str]:
    """The name of a connection on which the database stands still."""
    own: dict[str, Any] = connections.settings["default"]
    options = {**own.get("OPTIONS", {}), **_STEADY[connection.vendor]}
    connections.settings[_SNAPSHOT] = {**own, "OPTIONS": options, "CONN_MAX_AGE": 0}
    try:
        with transaction.atomic(using=_SNAPSHOT):
            yield _SNAPSHOT
    finally:
        connections[_SNAPSHOT].close()
        del connections[_SNAPSHOT], connections.settings[_SNAPSHOT]


def _about(database: str) -> dict[str, Any]:
    loader = MigrationLoader(connections[database])
    applied = loader.applied_migrations or {}
    ends = [(app, name) for app, name in loader.graph.leaf_nodes() if (app, name) in applied]
    if len(ends) < len(loader.graph.leaf_nodes()):
        raise BackupError(_("This database waits for migrations: run `manage.py migrate` first."))
    return {
        "made_at": timezone.now().isoformat(),
        "site": settings.BASE_URL,
        "versions": {
            "site": settings.SITE_VERSION,
            "python": platform.python_version(),
            "django": django.get_version(),
            "wagtail": wagtail.__version__,
            "database": connection.vendor,
        },
        "migrations": dict(ends),
    }
