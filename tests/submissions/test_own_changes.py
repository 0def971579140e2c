"""Who sent something changes it until somebody at the VVSG opens it; nobody decides about words that they did not read."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.test import Client
from post_office.models import Email

from practices.models import PracticePage
from practices.submissions.models import SentPhoto, Submission
from practices.submissions.own_changes import mark_opened
from practices.submissions.retention.expiry import keep_periods

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
    response = client.post(CHANGE, typed, follow=True)

    assert Submission.objects.get().proposal == before
    assert "Wijzig wat je instuurde" not in read(client.get("/inzending/")).text
    assert response.status_code == 200


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


def test_without_consent_any_more_the_photos_go(sent, client):
    submission = sent("practice")
    photo = SentPhoto.objects.create(key=submission.key, digest="x", description="Een bank", file=ContentFile(b"x", "x.jpg"))
    Submission.objects.update(may_show_people=True)
    form = form_of(client)

    assert form.find("input", {"name": "may_show_people"}).has_attr("checked")
    change(client, may_show_people=None)
    assert not SentPhoto.objects.filter(pk=photo.pk).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_without_photos_nothing_is_asked_about_them(kind, sent, client):
    sent(kind)

    assert not form_of(client).select("[name=may_show_people], [name=photos_show]")
