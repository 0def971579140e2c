"""Who sent something changes it until somebody at the VVSG opens it; nobody decides about words that they did not read."""

from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from practices.models import PracticePage
from practices.submissions.form_tokens import FormToken
from practices.submissions.models import SentPhoto, Submission
from practices.submissions.opening import mark_opened
from practices.submissions.retention.expiry import keep_periods
from tests.factories import make_sheet
from tests.pictures import picture

pytestmark = pytest.mark.django_db
CHANGE = "/inzending/wijzigen/"
KINDS = ("practice", "join", "remark")
NEW = {
    "practice": {"title": "Praattafels bij de bank", "goals": "- Samen lachen", "municipalities": "Diegem"},
    "join": {"description": "Bij ons op dinsdag.", "contacts": "", "municipalities": "Diegem"},
    "remark": {"remark": "Het is nu op dinsdag.", "challenges": "- Sneeuw"},
}


def read(response):
    return BeautifulSoup(response.content, "html.parser")


def fields(form):
    """What a browser sends of a form."""
    sent = {each["name"]: each.get("value", "") for each in form.select("input[name]:not([type=checkbox])")}
    sent |= {each["name"]: each.text.removeprefix("\n") for each in form.select("textarea")}
    sent |= {each["name"]: each.find("option", selected=True)["value"] for each in form.select("select")}
    for each in form.select("input[type=checkbox][checked]"):
        sent.setdefault(each["name"], []).append(each["value"] if each.has_attr("value") else "on")
    return sent


@pytest.fixture
def sent(client, index, write, send_it, answers, request):
    """Sends something of a kind, as the client."""

    def make(kind):
        if kind == "practice":
            write()
            send_it()
        elif kind == "join":
            sheet = request.getfixturevalue("sheet")
            client.post(f"{sheet.address}doen-wij-ook/", {**answers, "description": "Op maandag."})
        else:
            request.getfixturevalue("propose")(remark="Het is nu op maandag.", challenges="- Regen")
        return Submission.objects.get()

    return make


def form_of(client):
    return read(client.get(CHANGE)).select_one("form.form")


def change(client, **answers):
    form = form_of(client)
    typed = {**fields(form), **answers}
    return client.post(CHANGE, {name: value for name, value in typed.items() if value is not None}, follow=True)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_sent_is_changed_and_keeps_its_place(kind, sent, client):
    before = sent(kind)
    mails = Email.objects.count()
    screen = read(change(client, **NEW[kind])).find("main")
    after = Submission.objects.get()

    assert "Je wijziging is bewaard" in screen.text
    assert (after.key, after.reference, after.sent_at, after.state) == (before.key, before.reference, before.sent_at, "waiting")
    assert (after.sender_name, after.sender_email) == (before.sender_name, before.sender_email)
    assert Email.objects.count() == mails
    said = dict(after.answers)
    if kind != "remark":
        assert said["Gemeenten"] == "Machelen"
    assert all(text.strip("- ") in str([*said.values(), after.title]) for text in NEW[kind].values() if text != "Diegem")


@pytest.mark.parametrize("kind", KINDS)
def test_saving_without_a_change_changes_nothing(kind, sent, client):
    sent(kind)
    change(client, **NEW[kind])
    before = Submission.objects.get()
    change(client)
    after = Submission.objects.get()

    assert after.proposal == before.proposal
    assert (after.title, after.may_publish_contact) == (before.title, before.may_publish_contact)
    assert after.places == before.places


def test_the_sheet_that_waits_says_what_its_sender_says_now(sent, client, admin):
    sent("practice")
    change(client, **NEW["practice"])
    page = PracticePage.objects.get()

    assert (page.title, page.live, page.workflow_in_progress) == ("Praattafels bij de bank", False, True)
    assert "Samen lachen" in page.goals
    assert [str(each) for each in page.implementations.all()] == ["Diegem (Machelen)"]
    submission = Submission.objects.get()
    admin.post(f"/beheer/wachtrij/{submission.pk}/", {"accept": "1"})
    page.refresh_from_db()
    assert page.live


OPENED = {
    "its screen": lambda admin, submission: admin.get(f"/beheer/wachtrij/{submission.pk}/"),
    "several at once": lambda admin, submission: admin.get(f"/beheer/bulk/submissions/submission/accept/?id={submission.pk}"),
    "the editor": lambda admin, submission: admin.get(f"/beheer/pages/{submission.page_id}/edit/"),
    "its draft": lambda admin, submission: admin.get(f"/beheer/pages/{submission.page_id}/view_draft/"),
    "its versions": lambda admin, submission: admin.get(f"/beheer/pages/{submission.page_id}/history/"),
    "one version": lambda admin, submission: admin.get(
        f"/beheer/pages/{submission.page_id}/revisions/{submission.page.latest_revision_id}/view/"
    ),
    "taken": lambda admin, submission: admin.post(f"/beheer/wachtrij/{submission.pk}/", {"take": "1"}),
    "asked": lambda admin, submission: admin.post(f"/beheer/wachtrij/{submission.pk}/", {"ask": "1", "ask-text": "Wie?"}),
    "declined": lambda admin, submission: admin.post(
        f"/beheer/wachtrij/{submission.pk}/", {"decline": "1", "decline-text": "Nee."}
    ),
}


@pytest.mark.parametrize("way", OPENED)
def test_what_somebody_opened_stays_as_they_read_it_and_nothing_typed_is_lost(way, sent, client, admin):
    submission = sent("practice")
    typed = {**fields(form_of(client)), "goals": "- Iets anders"}
    OPENED[way](admin, submission)
    before = Submission.objects.get().proposal
    page = read(client.post(CHANGE, typed))

    assert Submission.objects.get().proposal == before
    assert "Wijzig wat je instuurde" not in read(client.get("/inzending/")).text
    assert "leest het al" in page.find(class_="errors").text
    assert page.find("textarea", {"name": "goals"}).text.strip() == "- Iets anders"


def test_opened_while_it_is_being_saved_is_said_with_what_was_typed(sent, client, monkeypatch):
    submission = sent("practice")
    typed = {**fields(form_of(client)), "goals": "- Iets anders"}
    from practices.submissions import own_changes

    hold = own_changes.hold

    def opened_meanwhile(one):
        mark_opened([submission.pk])
        return hold(one)

    monkeypatch.setattr(own_changes, "hold", opened_meanwhile)
    page = read(client.post(CHANGE, typed))

    assert "leest het al" in page.find(class_="errors").text
    assert page.find("textarea", {"name": "goals"}).text.strip() == "- Iets anders"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_right_is_said_and_nothing_is_kept(kind, sent, client):
    before = sent(kind)
    wrong = {"practice": {"title": ""}, "join": {"municipalities": "Ninoven"}, "remark": {"remark": "x" * 5001}}[kind]
    page = read(change(client, **wrong))

    assert page.title.text.startswith("Fout: ")
    assert Submission.objects.get().proposal == before.proposal


def test_an_advert_that_comes_later_is_held_and_its_sheet_goes(sent, client):
    sent("practice")
    change(client, goals="Goedkope viagra kopen https://a.example https://b.example https://c.example https://d.example casino")
    submission = Submission.objects.get()

    assert submission.state == Submission.State.QUARANTINE
    assert not PracticePage.objects.exists()


def test_nobody_else_changes_it(sent):
    before = sent("practice")
    stranger = Client()
    response = stranger.post(CHANGE, {"submission": before.key, "title": "Gekaapt"})

    assert response["Location"] == "/inzending/"
    assert Submission.objects.get().title == before.title


def test_a_remark_about_a_sheet_that_is_gone_stays_as_it_is(sent, client):
    submission = sent("remark")
    PracticePage.objects.get(pk=submission.page_id).delete()

    assert client.get(CHANGE)["Location"] == "/inzending/"


def test_what_was_opened_is_kept_no_longer_than_the_rest(sent):
    submission = sent("join")
    mark_opened([submission.pk])
    keep_periods()

    assert Submission.objects.get().opened_at


def test_photos_stay_as_they_were_sent(sent, client):
    submission = sent("practice")
    SentPhoto.objects.create(key=submission.key, digest="x", description="Een bank", file=ContentFile(b"x", "x.jpg"))
    Submission.objects.update(may_show_people=True)
    change(client, **NEW["practice"])

    assert Submission.objects.get().may_show_people
    assert Submission.objects.get().photos.get().description == "Een bank"


def test_no_photo_comes_after_it_was_sent(sent, client, index):
    submission = sent("practice")
    sheet = make_sheet(index, "Onthaalgesprekken")
    data = {"key": str(FormToken.of(submission.key)), "photos": picture()}
    client.post(f"{sheet.address}doen-wij-ook/", data)

    assert not submission.photos.exists()


@pytest.mark.parametrize("how", [{"description": ""}, {"may_show_people": False}])
def test_several_at_once_never_show_a_photo_without_its_text_or_consent(how, sent, admin):
    submission = sent("practice")
    text = how.get("description", "Een bank")
    SentPhoto.objects.create(key=submission.key, digest="x", description=text, file=picture())
    Submission.objects.update(may_show_people=how.get("may_show_people", True))
    admin.post(f"/beheer/bulk/submissions/submission/accept/?id={submission.pk}&next=/beheer/wachtrij/")
    page = PracticePage.objects.get()

    assert (page.live, page.image) == (True, None)


def test_a_remark_in_words_only_is_changed(propose, client):
    propose(remark="Het is nu op maandag.")
    change(client, remark="Het is nu op dinsdag.")

    assert Submission.objects.get().remark.remark == "Het is nu op dinsdag."
    assert Submission.objects.get().remark.changes == {}


def test_what_was_not_corrected_stands_there_as_the_sheet_says_it(propose, client, sheet):
    propose(challenges="- Regen")
    typed = fields(form_of(client))

    assert typed["introduction"] == sheet.introduction
    change(client, introduction="Anders.")
    changes = Submission.objects.get().remark.changes
    assert changes["introduction"].before == sheet.introduction
    assert changes["challenges"].after == "- Regen"


def test_a_remark_about_a_municipality_follows_it_under_another_name_and_stops_without_it(propose, client, sheet):
    place = sheet.implementations.first()
    propose(str(place), description="Anders hier.")
    place.label = "Stad zonder naam"
    place.save()
    before = Submission.objects.get().remark
    change(client)

    assert Submission.objects.get().remark.implementation == before.implementation != ""
    assert Submission.objects.get().remark.changes == before.changes
    place.delete()
    assert client.get(CHANGE)["Location"] == "/inzending/"


def test_two_places_of_which_one_is_a_part_stay_two(sent, client):
    sent("practice")
    change(client, municipalities="Diegem, Ninove")
    change(client, goals="- Anders")
    submission = Submission.objects.get()

    assert submission.place_names == "Machelen, Ninove"
    assert "Anders" in submission.proposal["goals"]


def test_the_fifth_of_an_address_is_no_machine_because_it_is_changed(sent, client):
    first = sent("practice")
    for number in range(5):
        Submission.objects.create(kind="join", sender_email=first.sender_email, page=first.page, title=str(number))
    change(client, goals="- Anders")

    assert Submission.objects.get(pk=first.pk).state == Submission.State.WAITING


def test_of_two_tabs_the_last_says_that_it_was_changed_and_keeps_what_was_typed(sent, client):
    sent("practice")
    tab = fields(form_of(client))
    change(client, goals="- Van de andere")
    page = read(client.post(CHANGE, {**tab, "challenges": "- Van deze"}))

    assert "intussen gewijzigd" in page.find(class_="errors").text
    assert page.find("textarea", {"name": "challenges"}).text.strip() == "- Van deze"
    assert "Van de andere" in Submission.objects.get().proposal["goals"]
    client.post(CHANGE, fields(page.select_one("form.form")))
    assert "Van deze" in Submission.objects.get().proposal["challenges"]


def test_what_was_held_because_of_a_change_waits_as_long_as_any(sent, client):
    submission = sent("practice")
    Submission.objects.update(sent_at=timezone.now() - timedelta(days=60))
    change(client, goals="Goedkope viagra kopen https://a.example https://b.example https://c.example https://d.example casino")
    keep_periods()

    assert Submission.objects.get(pk=submission.pk).state == Submission.State.QUARANTINE


def test_very_many_changes_are_asked_to_wait(sent, client, settings):
    sent("practice")
    settings.LIMITS = replace(settings.LIMITS, own_changes=replace(settings.LIMITS.own_changes, most=1))
    change(client, goals="- Een")
    page = read(change(client, goals="- Twee"))

    assert "over een uur" in page.find(class_="errors").text
    assert page.find("textarea", {"name": "goals"}).text.strip() == "- Twee"


def test_a_sheet_that_somebody_locked_is_not_made_again(sent, client):
    sent("practice")
    PracticePage.objects.update(locked=True)

    assert client.get(CHANGE)["Location"] == "/inzending/"


@pytest.mark.parametrize("kind", KINDS)
def test_without_photos_nothing_is_asked_about_them(kind, sent, client):
    sent(kind)

    assert not form_of(client).select("[name=may_show_people], [name=photos_show]")


def test_of_a_remark_what_was_said_stands_above_and_only_corrected_parts_are_open(propose, client):
    propose(remark="Het is nu op maandag.", challenges="- Regen")
    form = form_of(client)

    assert form.find("textarea")["name"] == "remark"
    assert [each.summary.text for each in form.select("details[open]")] == ["Uitdagingen"]
    assert len(form.select("details")) > 2
