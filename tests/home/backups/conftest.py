"""A site with something on it, its backup, and an empty site."""

import os

import pytest

from tests.home.backups.sites import ROOT, site_on_sqlite
from tests.migrated import sqlite_template

SHEET = ROOT / "practices" / "data" / "sheets" / "onthaalgesprekken.txt"


@pytest.fixture(scope="session")
def migrated():
    """A file of SQLite that holds what the migrations make, and the municipalities; nobody and no sheet."""
    return sqlite_template()


@pytest.fixture(scope="module")
def source(migrated, tmp_path_factory):
    """A site with the real sheet, an account and two files."""
    site = site_on_sqlite(
        tmp_path_factory.mktemp("source") / "site", migrated, DJANGO_SUPERUSER_PASSWORD="een lange zin van hier"
    )
    code, said = site.manage("import_sheets", SHEET, "--publish")
    assert code == 0, said
    code, said = site.manage("createsuperuser", "--no-input", "--username", "an", "--email", "an@demo.example")
    assert code == 0, said
    odd = ("images/-rf", "images/two\nlines\\.webp", "images/sep\u2028.webp", f"images/{'x' * 250}", "images/\udcff.webp")
    for folder, name in (
        (site.media, "images/é één.webp"),
        *((site.media, each) for each in odd),
        (site.private, "editors/x.jpg"),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(os.fsencode(name) * 1000)
    return site


@pytest.fixture(scope="module")
def backup(source):
    file = source.folder / "whole.tar"
    code, said = source.manage("backup", file)
    assert code == 0, said
    return file


@pytest.fixture
def empty(migrated, tmp_path):
    return site_on_sqlite(tmp_path / "empty", migrated)
