"""What editors do, and what is tried, stands in a log of which no row is changed or taken away unseen."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from home.audit.chain import AuditEntry, AuditHead, add_entry, broken_rows, forget_before
from home.audit.keeping import keep_log
from home.condition.observing import audit
from home.runs import Run, last_run
from tests.factories import make_sheet
from tests.home.accounts.conftest import logged_in, with_password

pytestmark = pytest.mark.django_db
Kind = AuditEntry.Kind


def rows():
    return [(entry.kind, entry.who, entry.about, entry.said) for entry in AuditEntry.objects.order_by("number")]


@pytest.fixture
def five():
    for number in range(5):
        add_entry(Kind.DEED, about=f"practicepage {number}", said="wagtail.edit")


def change_text(entry):
    AuditEntry.objects.filter(pk=entry.pk).update(said="wagtail.publish")


def change_person(entry):
    AuditEntry.objects.filter(pk=entry.pk).update(who="mia")


def change_time(entry):
    AuditEntry.objects.filter(pk=entry.pk).update(at=entry.at - timedelta(microseconds=1))


def take_away(entry):
    entry.delete()


def take_seal_of_another(entry):
    AuditEntry.objects.filter(pk=entry.pk).update(seal=AuditEntry.objects.exclude(pk=entry.pk).first().seal)


def put_again(entry):
    AuditEntry.objects.filter(pk=entry.pk).delete()
    AuditEntry.objects.create(number=entry.number, at=timezone.now(), kind=Kind.LOGIN, before=entry.before, seal=entry.seal)


@pytest.mark.parametrize("deed", [change_text, change_person, change_time, take_away, take_seal_of_another, put_again])
@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_row_that_was_changed_or_taken_away_is_found(deed, number, five):
    call_command("audit_verify")
    deed(AuditEntry.objects.get(number=number))

    with pytest.raises(CommandError, match=str(number)):
        call_command("audit_verify")


def move_begin(head):
    AuditHead.objects.update(begins=4)


def move_end(head):
    AuditEntry.objects.filter(number__gt=3).delete()
    AuditHead.objects.update(ends=3, last=AuditEntry.objects.get(number=3).seal)


def take_head_away(head):
    AuditHead.objects.all().delete()


def take_all_away(head):
    AuditEntry.objects.all().delete()
    AuditHead.objects.all().delete()


def put_rows_behind(head):
    AuditEntry.objects.create(number=6, at=timezone.now(), kind=Kind.LOGIN, before=head.last, seal="x")


def make_all_rows_old(head):
    AuditEntry.objects.update(at=timezone.now() - timedelta(days=800))


@pytest.mark.parametrize("deed", [move_begin, move_end, take_head_away, take_all_away, put_rows_behind, make_all_rows_old])
def test_what_is_broken_stays_so_when_the_site_writes_on(deed, five):
    deed(AuditHead.objects.get())
    add_entry(Kind.LOGIN)
    assert list(broken_rows())

    keep_log()
    add_entry(Kind.LOGIN)
    assert last_run(Run.Kind.AUDIT).state == Run.State.FAILED
    with pytest.raises(CommandError):
        call_command("audit_verify")


def take_two_away(head):
    AuditEntry.objects.filter(number__in=[2, 3]).delete()


@pytest.mark.parametrize("deed", [move_end, take_all_away, put_rows_behind, take_two_away])
def test_an_administrator_who_has_looked_begins_anew(deed, five, capsys):
    deed(AuditHead.objects.get())
    add_entry(Kind.LOGIN)
    call_command("audit_verify", "--accept")

    assert capsys.readouterr().out
    add_entry(Kind.LOGIN)
    call_command("audit_verify")
    AuditEntry.objects.order_by("number").last().delete()
    with pytest.raises(CommandError):
        call_command("audit_verify")


def test_a_log_goes_on_whole_after_a_year_and_after_another_key(five, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "een andere sleutel van de site, lang genoeg"
    add_entry(Kind.LOGIN)
    assert list(broken_rows()) == []
    forget_before(AuditEntry.objects.get(number=4).at)
    assert [entry.number for entry in AuditEntry.objects.order_by("number")] == [4, 5, 6]
    assert list(broken_rows()) == []
    forget_before(timezone.now() + timedelta(days=1))
    assert list(broken_rows()) == []
    add_entry(Kind.LOGIN)
    assert [entry.number for entry in AuditEntry.objects.all()] == [7]
    assert list(broken_rows()) == []


def test_the_worker_reads_it_over_once_a_day_and_an_administrator_hears_of_it(five):
    keep_log()
    assert last_run(Run.Kind.AUDIT).state == Run.State.DONE
    assert [each.level for each in audit()] == ["fine"]
    AuditEntry.objects.filter(number=2).delete()
    keep_log()
    assert last_run(Run.Kind.AUDIT).state == Run.State.DONE

    Run.objects.filter(kind=Run.Kind.AUDIT).update(subject="2026-01-01")
    keep_log()
    assert [(each.level, each.text) for each in audit()] == [("alarm", "Rij 2 is weg.")]


def test_logins_and_failures_are_in_it_and_no_name_that_may_be_a_password(moderator):
    client = Client()
    for name, password in (("mia", "fout"), ("mijn geheime wachtwoord", "mia"), ("mia", "mia")):
        client.post("/beheer/login/", {"username": name, "password": password})
    for number in range(12):
        Client().post("/beheer/login/", {"username": "max", "password": f"fout-{number}"})
    client.post("/beheer/logout/")

    account = f"account {moderator.pk}"
    assert rows() == [
        ("wrong password", "", account, ""),
        ("wrong password", "", "", ""),
        ("login", "mia", "", ""),
        *[("wrong password", "", "", "")] * 10,
        ("logout", "mia", "", ""),
    ]


def test_who_got_in_and_with_what_is_in_it_after_the_second_step(moderator, settings):
    settings.SECOND_FACTOR = True
    device = TOTPDevice.objects.create(user=moderator, name="app")
    client = with_password(moderator)
    client.post("/beheer/tweede-stap/", {"code": "000000"})
    logged_in(moderator, device)

    said = [(kind, who, said) for kind, who, _about, said in rows()]
    assert said == [
        ("password", "mia", ""),
        ("wrong code", "", ""),
        ("password", "mia", ""),
        ("login", "mia", "otp_totp.totpdevice"),
    ]


def test_what_an_editor_may_not_do_and_what_they_take_out_are_in_it(client, writer, index):
    make_sheet(index, "Onthaalgesprekken")
    client.force_login(writer)
    AuditEntry.objects.all().delete()
    client.get("/beheer/users/")
    client.get("/beheer/")
    client.get("/praktijken/?format=csv")
    client.get("/praktijken/")
    Client().get("/praktijken/?format=csv")

    assert rows() == [("refused", "rik", "", "GET wagtailusers_users:index"), ("export", "rik", "", "GET practices")]


def test_deeds_roles_and_settings_are_in_it(client, admin_user, moderator, index, django_capture_on_commit_callbacks):
    page = make_sheet(index, "Onthaalgesprekken")
    client.force_login(admin_user)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/beheer/pages/{page.pk}/unpublish/")
        moderator.groups.set([Group.objects.get(name="Redacteurs")])

    said = {(kind, about, said) for kind, _who, about, said in rows()}
    assert ("deed", f"practicepage {page.pk}", "wagtail.unpublish") in said
    assert ("roles", f"account {moderator.pk}", "practices.roles") in said


def test_the_report_is_for_administrators_and_can_be_searched(client, person, five):
    add_entry(Kind.REFUSED, who=person("rik"), said="GET /beheer/users/")
    client.force_login(person("bo", "Beheerders"))
    page = client.get("/beheer/logboek/?kind=refused").content.decode()

    assert "GET /beheer/users/" in page
    assert "practicepage 3" not in page
    table = b"".join(client.get("/beheer/logboek/?export=csv").streaming_content).decode()
    assert "practicepage 3" in table
