"""Sites of their own, beside the database of the tests: commands run on them as an administrator runs them."""

import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]


@dataclass
class OwnSite:
    """A database and folders of one site."""

    folder: Path
    database: str
    more: tuple[tuple[str, str], ...] = ()

    @property
    def media(self) -> Path:
        return self.folder / "media"

    @property
    def private(self) -> Path:
        return self.folder / "media-private"

    def manage(self, *arguments):
        """Run a command; what it said, in one text, behind its exit code."""
        environment = {
            **os.environ,
            "DATABASE_URL": self.database,
            "MEDIA_ROOT": str(self.media),
            "ELASTICSEARCH_URL": "",
            "PYTHONWARNINGS": "ignore",
            **dict(self.more),
        }
        command = [sys.executable, "manage.py", *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


def site_on_sqlite(folder, migrated_like=None, **more):
    """One on SQLite: without any table, or with the tables and rows of this file."""
    folder.mkdir()
    file = folder / "db.sqlite3"
    if migrated_like:
        with closing(sqlite3.connect(migrated_like)) as source, closing(sqlite3.connect(file)) as target:
            source.backup(target)
    return OwnSite(folder, f"sqlite:///{file}", tuple(more.items()))


def told(archive):
    """What an archive says of its tables, and its files with their sizes."""
    with tarfile.open(archive) as tar:
        tables = json.load(tar.extractfile("about.json"))["tables"]
        files = {member.name: member.size for member in tar if member.name.startswith(("media/", "private/"))}
    return {table: (each["rows"], each["sum"]) for table, each in tables.items()}, files
