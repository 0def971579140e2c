"""Databases that were migrated once and are copied: the 250 migrations take twenty seconds, a copy takes none.

A template is known by what the migrations are made of, so a test database of another commit is never used again by mistake.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import psycopg
from filelock import FileLock

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "var" / "templates"
_VERSIONS = ("django", "wagtail", "wagtail-localize", "django-taggit", "django-post-office", "modelsearch")
# What a migration, or what loads the municipalities, reads.
_READ = (
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "municipalities/**/*",
    "search/**/data/*",
    "practices/data/*",
    "home/first_pages/*",
)


def key():
    """A fingerprint of what makes the tables and their first rows."""
    told = hashlib.sha256(repr([version(each) for each in _VERSIONS]).encode())
    for path in sorted({path for pattern in _READ for path in ROOT.glob(pattern) if path.is_file() and path.suffix != ".pyc"}):
        told.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    told.update((ROOT / "practices" / "site_state.py").read_bytes())
    return told.hexdigest()[:12]


def sqlite_template():
    """The file of a migrated database with the municipalities, and nobody and no sheet in it."""
    file = TEMPLATES / f"{key()}.sqlite3"
    with _alone():
        if not file.exists():
            for old in TEMPLATES.glob("*.sqlite3*"):
                old.unlink()
            begun = file.with_suffix(".begun")
            begun.unlink(missing_ok=True)
            _migrate(f"sqlite:///{begun}")
            begun.rename(file)
            begun.with_name(f"{begun.name}.migrating").unlink(missing_ok=True)
    return file


def copy_to_sqlite(file):
    """Put a migrated database in this file."""
    for old in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        old.unlink(missing_ok=True)
    with closing(sqlite3.connect(sqlite_template())) as source, closing(sqlite3.connect(file)) as target:
        source.backup(target)


def copy_to_postgresql(address, name):
    """Make a migrated database of this name, in place of one that is there, on the server of this address; its address."""
    template = f"praktijken_template_{key()}"
    with _alone(), psycopg.connect(address, autocommit=True) as connection:
        there = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'praktijken_template_%'").fetchall()
        if (template,) not in there:
            for (old,) in there:
                connection.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{template}_begun"')
            _migrate(f"{address.rsplit('/', 1)[0]}/{template}_begun")
            connection.execute(f'ALTER DATABASE "{template}_begun" RENAME TO "{template}"')
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        connection.execute(f"COMMENT ON DATABASE \"{name}\" IS '{key()}'")
    return f"{address.rsplit('/', 1)[0]}/{name}"


def address_of(database):
    """Of a database on PostgreSQL, by its settings."""
    where = f"{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
    return f"postgres://{database['USER']}:{database['PASSWORD']}@{where}"


def is_made_of(address, name):
    """Whether the database of this name was copied from the template of today."""
    with psycopg.connect(address) as connection:
        told = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
    return told == (key(),)


def place_test_database(database, *, anew):
    """Make the database of the tests that these settings name, unless there is one of today."""
    if database["ENGINE"].endswith("sqlite3"):
        file = Path(database["TEST"]["NAME"])
        made_of = file.with_name(f"{file.name}.made-of")
        if anew or not file.exists() or not made_of.exists() or made_of.read_text() != key():
            copy_to_sqlite(file)
            made_of.write_text(key())
        return
    name, address = database["TEST"]["NAME"] or f"test_{database['NAME']}", address_of(database)
    if anew or not is_made_of(address, name):
        copy_to_postgresql(address, name)


def _alone():
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    return FileLock(TEMPLATES / "lock")


def _migrate(address):
    environment = {**os.environ, "DATABASE_URL": address, "DEBUG": "true", "PYTHONWARNINGS": "ignore"}
    for command in (["migrate", "-v0"], ["load_municipalities", "-v0"]):
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
        )


def copy_site(source, target):
    """The database and files of a site on SQLite, in another folder."""
    target.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(source / "db.sqlite3")) as old, closing(sqlite3.connect(target / "db.sqlite3")) as new:
        old.backup(new)
    for name in ("media", "media-private"):
        if (source / name).exists():
            shutil.copytree(source / name, target / name, dirs_exist_ok=True)
