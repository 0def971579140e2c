"""Nobody puts their own line of a translation on the site alone, whatever way they go round it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringTranslation, Translation

from practices.models import BinnedSheet
from tests.factories import make_sheet
from tests.practices.french import SHEET, read, translation
from tests.practices.test_translating import field_of, form, messages, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
OWN = "Ce que personne n’a lu"


@pytest.fixture
def other(person):
    return person("nina", "Moderatoren")


@pytest.fixture
def press(django_capture_on_commit_callbacks):
    """A request, and what follows of it."""

    def make(client, address, data=None):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, data or {}, follow=True)

    return make


def write(client, text=OWN):
    page, data = form(client)
    send(client, {**data, field_of(page, "Nieuwe inwoners welkom"): text})


def by_an_older_approval(client, press, writer, moderator, other):
    """Somebody else approves what was sent before the line was written."""
    client.force_login(writer)
    page, data = form(client)
    send(client, {**data, field_of(page, "krijgen een uitnodiging"): "Ils sont invités."}, action="send")
    client.force_login(moderator)
    write(client)
    client.force_login(other)
    task = translation().current_workflow_task_state
    press(client, f"/beheer/pages/workflow/action/{translation().pk}/approve/{task.pk}/")
    assert "Ils sont invités." in read(client, SHEET).text


def by_the_bin(client, press, writer, moderator, other):
    client.force_login(moderator)
    write(client)
    press(client, f"/beheer/pages/{translation().pk}/delete/")
    press(client, f"/beheer/prullenbak/{BinnedSheet.objects.get().pk}/", {"deed": "back"})


def by_a_schedule(client, press, writer, moderator, other):
    client.force_login(moderator)
    write(client)
    older = translation().live_revision
    type(older).objects.filter(pk=older.pk).update(approved_go_live_at=timezone.now())
    call_command("publish_scheduled")


def by_taking_it_off(client, press, writer, moderator, other):
    client.force_login(moderator)
    write(client)
    press(client, f"/beheer/pages/{translation().pk}/unpublish/")


def by_emptying(client, press, writer, moderator, other):
    client.force_login(moderator)
    write(client, "")


WAYS = [by_an_older_approval, by_the_bin, by_a_schedule, by_taking_it_off, by_emptying]


@pytest.mark.parametrize("way", WAYS)
def test_a_line_is_read_when_what_is_on_the_site_has_it(way, client, translated, press, writer, moderator, other):
    way(client, press, writer, moderator, other)
    client.force_login(moderator)
    _page, data = form(client)
    press(client, f"/beheer/vertalingen/{translation().pk}/", {**data, "action": "publish"})
    page = read(client, SHEET)

    assert OWN not in page.text
    if way is by_emptying:
        assert "Souhaiter la bienvenue" in page.text
        assert "wacht" in form(client)[0].find("main").text

    client.force_login(other)
    _page, data = form(client)
    press(client, f"/beheer/vertalingen/{translation().pk}/", {**data, "action": "publish"})
    assert ("Souhaiter la bienvenue" in read(client, SHEET).text) is False


def test_links_are_those_of_the_dutch_text(client, index, in_french, moderator):
    sheet = make_sheet(index, description='<p>Zie <a href="https://voorbeeld.be">de site</a>.</p>')
    in_french(sheet)
    job, segment = Translation.objects.get(), OverridableSegment.objects.first()
    client.force_login(moderator)
    form_data = {"content_type": "application/x-www-form-urlencoded"}
    address = f"/beheer/localize/translate/{job.pk}/overrides/{segment.pk if segment else 1}/edit/"
    client.put(address, "value=https://evil.example", **form_data)

    assert not SegmentOverride.objects.exists()


@pytest.mark.parametrize("way", ["convert", "stop"])
def test_a_translation_is_not_put_aside_by_one_who_may_not(way, client, translated, writer, moderator, admin_user):
    page, job = translation(), Translation.objects.get()
    address = {
        "convert": f"/beheer/localize/page/{page.pk}/convert_to_alias/",
        "stop": f"/beheer/localize/translate/{job.pk}/disable/",
    }[way]
    for user in (writer, moderator):
        client.force_login(user)
        client.post(address)
        page.refresh_from_db()
        job.refresh_from_db()
        assert (page.alias_of_id, job.enabled) == (None, True)
    client.force_login(admin_user)
    client.post(address)
    page.refresh_from_db()
    assert page.alias_of_id or not Translation.objects.get().enabled


def test_confirming_alone_is_something_to_read(client, translated, publish, writer):
    publish(translated, introduction="Veel gemeenten nodigen nieuwkomers uit voor een warm onthaalgesprek.")
    client.force_login(writer)
    page, data = form(client)
    name = field_of(page, "onthaalgesprek.").replace("line", "confirmed")

    assert "is naar nazicht gestuurd" in messages(send(client, {**data, name: "on"}, action="send"))
    assert translation().workflow_in_progress


def test_a_line_that_stands_twice_is_translated_once(client, index, french, writer):
    sheet = make_sheet(index, goals="<ul><li>Zelfde</li><li>Iets</li><li>Zelfde</li></ul>")
    client.force_login(writer)
    client.post(f"/beheer/localize/submit/page/{sheet.pk}/", {"locales": [french.pk]})
    page, data = form(client)
    names = [field["name"] for field in page.select("main textarea[name^=line-]")]
    assert len(names) == len(set(names)) == 5
    send(client, {**data, field_of(page, "Zelfde"): "Le même"})

    goals = Translation.objects.get().source.get_ephemeral_translated_instance(french, fallback=True).goals
    assert goals.count("Le même") == 2


@pytest.mark.parametrize("dutch", ["", "Eerst dit.\n\nDan dat.\n\nEn dat."])
def test_words_for_a_line_that_went_are_given_back(client, translated, publish, writer, dutch):
    client.force_login(writer)
    page, data = form(client)
    publish(translated, description="".join(f"<p>{line}</p>" for line in dutch.split("\n\n") if line))
    answer = send(client, {**data, field_of(page, "krijgen een uitnodiging"): "Tout autre chose."})

    assert "Tout autre chose." in messages(answer)


def test_a_title_too_long_for_its_field_is_said_wherever_it_comes_from(client, translated, writer):
    StringTranslation.objects.filter(data="Entretiens d’accueil").update(data="x" * 300)
    client.force_login(writer)
    _page, data = form(client)
    answer = send(client, data, action="send")

    assert "Hoogstens 255 tekens; nu zijn het er 300." in answer.content.decode()
    assert not translation().workflow_in_progress


@pytest.mark.parametrize("content", [None, b"", b"msgid", b'msgid ""\nmsgstr ""\n', b"\xff\xfe\x00"])
def test_a_file_that_is_none_is_said(client, translated, writer, content):
    client.force_login(writer)
    data = {} if content is None else {"file": SimpleUploadedFile("fr.po", content)}
    answer = client.post(f"/beheer/localize/translate/{Translation.objects.get().pk}/pofile/upload/", data, follow=True)

    assert answer.status_code == 200


def test_line_breaks_of_a_browser_change_no_line(client, index, in_french, publish, moderator):
    sheet = make_sheet(index, introduction="Eerst dit.\n\nDan dat.")
    in_french(sheet, {"Eerst dit.<br/><br/>Dan dat.": "D’abord ceci.<br/><br/>Puis cela."})
    publish(sheet, introduction="Eerst dit.\r\n\r\nDan dat.")
    client.force_login(moderator)

    assert not [line for line in form(client)[0].select(".line--waits") if "Eerst dit" in line.text]
