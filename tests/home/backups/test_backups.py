"""`backup` and `restore`: what comes back is what went in, or nothing changes and a sentence says why."""

import hashlib
import io
import json
import re
import sqlite3
import tarfile
from contextlib import closing

import pytest
from django.core.management import CommandError, call_command

from home.backups.archive import BackupError
from home.backups.restoring import restore
from practices.models import PracticePage
from tests.home.backups.sites import site_on_sqlite, told

# They share one backup; and `django_db`, so that there is a database of tests to copy.
pytestmark = [pytest.mark.xdist_group("backups"), pytest.mark.django_db, pytest.mark.any_database]


def run_sql(site, statement):
    with closing(sqlite3.connect(site.folder / "db.sqlite3")) as database, database:
        return database.execute(statement).fetchall()


@pytest.fixture
def here(settings, tmp_path):
    """Where the files of this process would go, for what has to be refused before it changes anything."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path


def restore_here(file):
    restore(file, replace=False, files=True, say=print)


def test_every_row_and_file_comes_back_and_the_index_is_built(source, backup, empty):
    code, said = empty.manage("restore", backup)
    assert code == 0, said
    again = empty.folder / "again.tar"
    assert empty.manage("backup", again)[0] == 0

    assert told(again) == told(backup)
    assert {"media/images/é één.webp", "media/images/two\nlines\\.webp", "private/editors/x.jpg"} < told(backup)[1].keys()
    assert run_sql(empty, "SELECT title FROM wagtailcore_page WHERE slug = 'onthaalgesprekken'") == [("Onthaalgesprekken",)]
    for path in (*source.media.rglob("*"), *source.private.rglob("*")):
        if path.is_file():
            assert (empty.folder / path.relative_to(source.folder)).read_bytes() == path.read_bytes()
    assert (empty.media / "images").stat().st_mode & 0o777 == 0o755
    assert (empty.private / "editors").stat().st_mode & 0o777 == 0o700
    assert not list(empty.folder.rglob(".restoring"))
    assert empty.manage("search_check")[0] == 0


def test_a_backup_is_for_its_owner_alone_and_any_tar_opens_it(backup):
    assert backup.stat().st_mode & 0o777 == 0o600
    with tarfile.open(backup) as tar:
        assert {"about.json", "SHA256SUMS", "rows/practices_practicepage.jsonl.zst"} <= set(tar.getnames())


def test_nobody_is_logged_in_on_a_restored_site(backup):
    assert not {"django_session", "accounts_sitesession"} & set(told(backup)[0])


def test_a_site_in_use_is_only_replaced_on_request(source, backup, tmp_path):
    used = site_on_sqlite(tmp_path / "used", source.folder / "db.sqlite3")
    run_sql(used, "UPDATE auth_user SET username = 'bea'")
    (used.media / "images").mkdir(parents=True)
    (used.media / "images" / "own.webp").write_bytes(b"own")

    code, said = used.manage("restore", backup)
    assert code != 0
    assert "--replace" in said
    assert run_sql(used, "SELECT username FROM auth_user") == [("bea",)]

    code, said = used.manage("restore", backup, "--replace")
    assert code == 0, said
    assert run_sql(used, "SELECT username FROM auth_user") == [("an",)]
    assert not (used.media / "images" / "own.webp").exists()


def _cut(content):
    return content[: len(content) // 2]


def _other_byte(content):
    place = content.index(b"editors/x.jpg" * 3)  # in a file of the backup
    return content[:place] + b"X" + content[place + 1 :]


def _other_byte_of_about(content):
    place = content.index(b'"made_at"')
    return content[:place] + b"\xff" + content[place + 1 :]


def _other_sums(content):
    place = content.index(b"  rows/home_homepage")
    return content[:place] + b"\xff\xff" + content[place + 2 :]


def _no_tar(content):
    return b"PK\x03\x04" + content[4:600]


def _nothing(content):
    return b""


@pytest.mark.parametrize(
    "harm", [_cut, _other_byte, _other_byte_of_about, _other_sums, _no_tar, _nothing], ids=lambda harm: harm.__name__
)
def test_a_damaged_backup_is_refused_by_name(harm, backup, here):
    broken = here / "broken.tar"
    broken.write_bytes(harm(backup.read_bytes()))

    with pytest.raises(BackupError, match=r"broken\.tar"):
        restore_here(broken)

    assert not PracticePage.objects.exists()
    assert not list(here.rglob("*.jpg"))


def test_the_command_says_it_in_a_sentence(here):
    with pytest.raises(CommandError, match=r"none\.tar”"):
        call_command("restore", str(here / "none.tar"))


def rewritten(backup, file, change, leave_out=()):
    """The archive with another about.json and without some members, and sums that fit."""
    with tarfile.open(backup) as old, tarfile.open(file, "w") as new:
        sums = old.extractfile("SHA256SUMS").read()
        for member in old:
            content = old.extractfile(member).read()
            own = re.compile(rb"^\w+  " + re.escape(member.name.encode(errors="surrogateescape")) + rb"\n", re.MULTILINE)
            if member.name == "about.json":
                about = json.loads(content)
                change(about)
                content = json.dumps(about).encode()
                sums = own.sub(hashlib.sha256(content).hexdigest().encode() + b"  about.json\n", sums)
            if member.name in leave_out:
                sums = own.sub(b"", sums)
            elif member.name != "SHA256SUMS":
                _add(new, member.name, content)
        _add(new, "SHA256SUMS", sums)
    return file


def _add(tar, name, content):
    member = tarfile.TarInfo(name)
    member.size = len(content)
    tar.addfile(member, io.BytesIO(content))


def test_a_backup_of_a_newer_version_is_named_as_such(backup, here):
    def newer(about):
        about["migrations"]["practices"] = "0999_from_the_future"
        about["versions"]["site"] = "9.9"

    with pytest.raises(BackupError, match=r"9\.9.*practices\.0999_from_the_future"):
        restore_here(rewritten(backup, here / "newer.tar", newer))


@pytest.mark.parametrize(
    "name", ["media/../../out.webp", "media//{here}/out.webp", "/out.webp", "media/./out.webp", "media/images/"]
)
def test_a_file_that_would_land_elsewhere_is_refused(name, backup, here):
    file, name = here / "evil.tar", name.format(here=here).replace("///", "//")
    with tarfile.open(backup) as old, tarfile.open(file, "w") as new:
        for member in old:
            content = old.extractfile(member).read()
            own = member.name.replace("media/images/é één.webp", name)
            _add(new, own, content.replace("media/images/é één.webp".encode(), name.encode()))

    with pytest.raises(BackupError, match="evil"):
        restore_here(file)

    assert not list(here.parent.rglob("out.webp"))


@pytest.mark.parametrize(
    ("harm", "leave_out"),
    [
        (lambda about: about.pop("migrations"), []),
        (lambda about: about.update(format=2), []),
        (lambda about: about.update(migrations=[]), []),
        (lambda about: about.update(versions={}), []),
        (lambda about: about.update(tables=None), []),
        (lambda about: about["tables"].update(auth_user=[]), []),
        (lambda about: about["tables"]["auth_user"].pop("rows"), []),
        (lambda about: None, ["rows/practices_practicepage.jsonl.zst"]),
        (lambda about: about["tables"]["auth_user"]["columns"].append("x"), []),
        (lambda about: about["tables"]["auth_user"].update(rows=7), []),
        (lambda about: about["tables"].pop("auth_user"), []),
    ],
)
def test_an_archive_that_makes_no_sense_is_refused_in_a_sentence(harm, leave_out, backup, here, index):
    with pytest.raises(BackupError):
        restore_here(rewritten(backup, here / "odd.tar", harm, leave_out))

    index.refresh_from_db()
    assert not list(here.rglob("*.jpg"))


def test_a_backup_of_an_older_version_is_brought_up_to_date(backup, tmp_path):
    """As it was before questions to the field."""

    def older(about):
        about["migrations"]["search"] = "0005_definitions"
        for table in tables:
            del about["tables"][table]

    tables = ["search_fieldquestion"]
    file = rewritten(backup, tmp_path / "older.tar", older, [f"rows/{table}.jsonl.zst" for table in tables])
    new = site_on_sqlite(tmp_path / "new")

    code, said = new.manage("restore", file)

    assert code == 0, said
    counted = "SELECT (SELECT COUNT(*) FROM practices_practicepage), (SELECT COUNT(*) FROM search_fieldquestion)"
    assert run_sql(new, counted) == [(1, 0)]
