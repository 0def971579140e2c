from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections
from filelock import FileLock

_LOCK = 7_285_003  # any number that nothing else in this database locks on


class Command(Migrate):
    """Django's, one at a time: of two machines that are upgraded at once the second finds nothing left to do."""

    def handle(self, *args: Any, **options: Any) -> Any:
        with _alone(options["database"]):
            return super().handle(*args, **options)


@contextmanager
def _alone(alias: str) -> Iterator[None]:
    own = connections[alias]
    if own.vendor == "sqlite":
        with FileLock(_beside(str(own.settings_dict["NAME"]))):
            yield
        return
    holder = own.copy()  # its lock ends with it, also when the machine goes down
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        yield
    finally:
        holder.close()


def _beside(name: str) -> Path:
    """Where the lock of a file of SQLite lies. (A database in memory is nobody else's.)"""
    path = Path(name.removeprefix("file:").partition("?")[0])
    return path.with_name(f"{path.name}.migrating")
