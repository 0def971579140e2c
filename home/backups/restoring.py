"""Reading a backup into a machine: first whether it can be, then all of its rows or none, then its files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from zstandard import ZstdError

from home.backups import media, table_rows
from home.backups.archive import Archive, BackupError

# A site where these have rows is in use.
_IN_USE = ("auth_user", "practices_practicepage")


def restore(path: Path, *, replace: bool, files: bool, say: Callable[[str], object]) -> dict[str, Any]:
    """Make this site the one of the backup, and return what the backup tells of itself.

    `replace` takes away what is here; `files` is False where photos and files lie elsewhere. A backup of an older version is
    brought up to date by the migrations since. Raises BackupError, and has then changed nothing, but for the tables of an empty
    or older database, which are brought to the version of the backup.
    """
    with Archive(path) as archive:
        say(_("Checking the backup …"))
        archive.check()
        _may_restore(archive, replace=replace, files=files)
        tables = _tables_as_they_were(archive)
        say(_("Writing %(total)d rows …") % {"total": sum(told["rows"] for told in archive.about["tables"].values())})
        written = False
        try:
            with transaction.atomic():
                _write_rows(archive, tables)
                if files:
                    say(_("Writing the files …"))
                    media.unpack(archive)
            written = True
        except (KeyError, TypeError, ValueError, ValidationError, ZstdError) as error:
            raise archive.damaged({f"rows/ ({error})"}) from error
        except OSError as error:
            raise BackupError(_("The files could not be written: %(error)s") % {"error": error}) from error
        finally:
            if not written:
                media.forget_unpacked()
        if files:
            media.put_in_place(replace=replace)
        about = archive.about
    say(_("Bringing the database up to date …"))
    call_command("migrate", verbosity=0)
    call_command("update_index", verbosity=0)
    return about


def _may_restore(archive: Archive, *, replace: bool, files: bool) -> None:
    there = set(connection.introspection.table_names())
    if not replace and any(_has_rows(table) for table in _IN_USE if table in there):
        raise BackupError(_("This site is in use: with --replace all that is on it goes, and the backup takes its place."))
    needed, free = media.room_for(archive)
    if files and needed > free:
        text = _("The files take %(needed)d MB, and %(free)d MB are free.")
        raise BackupError(text % {"needed": needed // 1024**2, "free": free // 1024**2})


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608 - our own names
        return cursor.fetchone() is not None


def _tables_as_they_were(archive: Archive) -> table_rows.Tables:
    """The tables as they were when the backup was made; a database without any gets them."""
    executor = MigrationExecutor(connection)
    ends = list(archive.about["migrations"].items())
    if unknown := [f"{app}.{name}" for app, name in ends if (app, name) not in executor.loader.graph.nodes]:
        text = _(
            "The backup was made by another version of the site (%(version)s), with migrations that this one lacks: %(names)s."
        )
        raise BackupError(text % {"version": archive.about["versions"]["site"], "names": ", ".join(unknown)})
    wanted = {node for end in ends for node in executor.loader.graph.forwards_plan(end)}
    if set(executor.loader.applied_migrations) & set(executor.loader.graph.nodes) - wanted:
        raise BackupError(_("This database is newer than the backup. Give an empty one: `DATABASE_URL` of a new database."))
    state = executor.migrate(ends)
    return table_rows.tables_of(state.apps)


def _write_rows(archive: Archive, tables: table_rows.Tables) -> None:
    told = archive.about["tables"]
    table_rows.empty_tables(tables)
    tables = table_rows.kept_tables(tables)
    if tables.keys() != told.keys():
        raise BackupError(
            _("The backup has other tables than it should: %(names)s.") % {"names": ", ".join(tables.keys() ^ told)}
        )
    for table, model in tables.items():
        lines = table_rows.SummedLines(archive.lines(table))
        table_rows.write_rows(model, told[table]["columns"], lines)
    table_rows.go_on_counting(tables.values())
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise BackupError(_("The rows of the backup do not belong together: %(error)s") % {"error": error}) from error
    for table, model in tables.items():
        written = table_rows.SummedLines(table_rows.read_rows(model, told[table]["columns"], connection.alias))
        for _line in written:
            pass
        if written.told != {key: told[table][key] for key in ("rows", "sum")}:
            raise BackupError(_("The rows of “%(table)s” are not what was written.") % {"table": table})
