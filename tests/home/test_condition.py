"""*Toestand*: an administrator without a shell sees what is wrong, and has it mended."""

import os
import time
from datetime import timedelta

import pytest
from django.core.mail import send_mail
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from home import runs
from home.backups import backing_up, shelf
from home.backups.trial import Trial
from home.condition.orders import do_what_was_asked
from home.runs import Run
from search import indexes, journal
from search.engines import EngineError
from search.engines.tantivy import TantivyEngine
from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SCREEN = "/beheer/toestand/"


@pytest.fixture
def admin(client, person):
    client.force_login(person("bea", is_superuser=True))
    return client


def seen(client):
    return " ".join(client.get(SCREEN).content.decode().split())


@pytest.fixture
def all_is_well(settings, tmp_path):
    """A worker that was there a moment ago, indexes, and a backup of tonight that was tried."""
    settings.BACKUP_ROOT = str(tmp_path / "backups")
    place = shelf.place_for_one_more()
    place.write_bytes(b"a backup")
    runs.note_run(Run.Kind.ROUND, Run.State.DONE)
    runs.note_run(Run.Kind.TRIAL, Run.State.DONE, subject=place.name)
    indexes.follow_journal()
    return place


def test_when_all_is_well_it_says_so(admin, all_is_well):
    said = seen(admin)

    assert "Alles werkt." in said
    assert "tantivy (nl): bijgewerkt" in said
    assert "Hersteltest: is gelukt" in said
    assert "condition__alarm" not in said


def no_worker(settings, backup):
    Run.objects.filter(kind=Run.Kind.ROUND).update(at=timezone.now() - timedelta(hours=1))


def never_a_worker(settings, backup):
    Run.objects.filter(kind=Run.Kind.ROUND).delete()


def a_mail_that_waits(settings, backup):
    send_mail("Hallo", "tekst", None, ["an@demo.example"])
    Email.objects.update(created=timezone.now() - timedelta(hours=1))


def a_mail_that_failed(settings, backup):
    send_mail("Hallo", "tekst", None, ["an@demo.example"])
    Email.objects.update(status=1)


def an_old_backup(settings, backup):
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(backup, (two_days_ago, two_days_ago))


def no_backup(settings, backup):
    backup.unlink()


def a_backup_that_fails(settings, backup):
    runs.note_run(Run.Kind.TRIAL, Run.State.FAILED, "CommandError: beschadigd", subject=backup.name)


def no_index(settings, backup):
    settings.SEARCH_INDEX_ROOT = backup.parent / "none"


def no_mail_server(settings, backup):
    settings.DEBUG = False
    settings.POST_OFFICE = {**settings.POST_OFFICE, "BACKENDS": {"default": "django.core.mail.backends.console.EmailBackend"}}


def an_index_that_stays_behind(settings, backup):
    journal.record([1])
    journal.JournalEntry.objects.update(at=timezone.now() - timedelta(hours=1))


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (no_worker, "Het laatste teken was 1 uur geleden."),
        (never_a_worker, "Heeft nog nooit gedraaid."),
        (a_mail_that_waits, "1 e-mail nog te verzenden"),
        (a_mail_that_failed, "1 e-mail raakte niet bezorgd"),
        (an_old_backup, "Vannacht is er geen gemaakt"),
        (no_backup, "Er is er nog geen."),
        (a_backup_that_fails, "CommandError: beschadigd"),
        (no_mail_server, "Ze worden alleen in het logboek geschreven"),
        (an_index_that_stays_behind, "1 wijziging achter"),
        (no_index, "tantivy (nl): is er nog niet"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_each_trouble_is_an_alarm_in_words(trouble, words, admin, all_is_well, settings):
    trouble(settings, all_is_well)

    said = seen(admin)

    assert words in said.replace("\xa0", " ")
    assert "vraagt nu iemands aandacht" in said or "vragen nu iemands aandacht" in said
    assert "condition__alarm" in said


def test_an_index_that_does_not_answer_is_asked_once(monkeypatch):
    asked = []

    def silent(engine):
        asked.append(engine)
        raise EngineError("no route to host")

    monkeypatch.setattr(TantivyEngine, "applied", silent)

    assert {each.error for each in indexes.standings()} == {"no route to host"}
    assert len(asked) == 1


def test_the_load_balancer_hears_no_detail(client, monkeypatch):
    def silent(engine):
        raise EngineError("http://elastic:secret@10.0.0.7")

    monkeypatch.setattr(TantivyEngine, "applied", silent)
    response = client.get("/gezond/")

    assert response.status_code == 200
    assert "secret" not in response.content.decode()
    assert response.json()["indexes"]["tantivy-nl"] == "down"


def test_a_check_is_asked_for_and_its_answer_stands_on_the_screen(admin, all_is_well, index):
    make_sheet(index, title="Onthaal")
    admin.post(f"{SCREEN}check/")
    assert "begint binnen een minuut" in seen(admin)

    do_what_was_asked()

    assert runs.last_run(Run.Kind.CHECK).state == Run.State.FAILED  # no worker brought the index up yet
    assert "tantivy (nl): [" in seen(admin)


def test_a_rebuild_is_asked_for_and_done_once(admin, all_is_well, index):
    make_sheet(index, title="Onthaal")
    admin.post(f"{SCREEN}rebuild/")
    do_what_was_asked()
    assert runs.last_run(Run.Kind.REBUILD).state == Run.State.DONE
    at = runs.last_run(Run.Kind.REBUILD).at

    do_what_was_asked()

    assert runs.last_run(Run.Kind.REBUILD).at == at
    assert "tantivy (nl): 1 fiches in" in seen(admin)


def test_a_moderator_has_no_use_for_it(client, moderator):
    client.force_login(moderator)

    assert client.get(SCREEN).status_code == 302
    assert client.post(f"{SCREEN}rebuild/").status_code == 302
    assert runs.last_run(Run.Kind.REBUILD) is None
    assert "Toestand van de site" not in client.get("/beheer/").content.decode()


def test_the_worker_tries_each_backup_once(settings, tmp_path):
    settings.BACKUP_ROOT = str(tmp_path)
    (tmp_path / "praktijken-20261130T030000Z.tar").write_bytes(b"no backup at all")
    trial = Trial()

    trial.go_on()
    trial.wait()

    run = runs.last_run(Run.Kind.TRIAL)
    assert run.state == Run.State.FAILED
    assert run.subject == "praktijken-20261130T030000Z.tar"
    assert "kan niet" in run.said or "niet te lezen" in run.said
    assert [each.name for each in tmp_path.iterdir()] == ["praktijken-20261130T030000Z.tar"]
    trial.go_on()
    assert runs.last_run(Run.Kind.TRIAL).at == run.at


def test_only_the_newest_backups_stay(settings, tmp_path):
    settings.BACKUP_ROOT = str(tmp_path)
    for day in range(1, 20):
        (tmp_path / f"praktijken-202611{day:02}T030000Z.tar").touch()
    left = tmp_path / f"praktijken-20261101T030000Z.tar.x{backing_up.UNFINISHED}"
    left.touch()
    os.utime(left, (0, 0))

    shelf.keep_newest()

    assert [each.name[11:19] for each in reversed(shelf.kept_backups())] == [f"202611{day:02}" for day in range(6, 20)]
    assert not left.exists()


def test_a_backup_without_a_file_or_a_folder_says_which_it_needs():
    with pytest.raises(Exception, match="BACKUP_ROOT"):
        call_command("backup")


def test_the_numbers_are_there_for_who_has_the_key(client, all_is_well, settings, index):
    make_sheet(index, title="Onthaal")
    assert client.get("/gezond/cijfers/", headers={"Authorization": "Bearer "}).status_code == 404
    settings.METRICS_KEY = "een sleutel van hier"
    for wrong in ("", "Bearer ", "Bearer een sleutel", "een sleutel van hier"):
        assert client.get("/gezond/cijfers/", headers={"Authorization": wrong}).status_code == 404

    told = client.get("/gezond/cijfers/", headers={"Authorization": "Bearer een sleutel van hier"}).content.decode()

    assert "praktijken_sheets_published 1.0" in told
    assert 'praktijken_mails{state="failed"} 0.0' in told
    assert 'praktijken_index_up{engine="tantivy",language="nl"} 1.0' in told
    assert "praktijken_backup_trial_failed 0.0" in told
    assert "@" not in told
