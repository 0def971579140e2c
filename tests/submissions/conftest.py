"""A sheet of Ninove, and Aalst that says that it does this too."""

from datetime import timedelta
from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from practices.submissions import form_tokens
from practices.submissions.models import Submission
from tests.factories import make_sheet

SHARE = "/deel-jouw-praktijk/"
IDEA = {
    "title": "Praattafels in het park",
    "introduction": "Elke woensdag praten <b>buren</b> Nederlands op een bank in het park.",
    "category": "onthaalbeleid",
}
REST = {
    "voor-wie": {"target_groups": ["nieuwkomers", "anderstaligen"], "goals": "- Nederlands oefenen\n- Elkaar leren kennen"},
    "verloop": {"description": "Eerst koffie.\n\nDan praten."},
    "lessen": {"success_factors": "Een vaste bank", "challenges": "Regen"},
    "waar": {
        "municipalities": "Alost, Ninove",
        "contacts": "Dienst Samenleven, samenleven@ninove.example",
        "may_publish_contact": "on",
        "website": "www.ninove.example",
        "partners": "Avansa",
    },
}


@pytest.fixture
def sheet(index):
    return make_sheet(index, "Onthaalgesprekken")


@pytest.fixture
def admin(moderator):
    """The browser of a moderator."""
    client = Client()
    client.force_login(moderator)
    return client


@pytest.fixture
def patient(monkeypatch):
    """Forms that were shown a minute ago."""
    now = form_tokens.time.time
    monkeypatch.setattr(form_tokens.time, "time", lambda: now() - 60)
    key = str(form_tokens.FormToken.new())
    monkeypatch.undo()
    return key


def begun_a_minute_ago():
    """Whoever writes a new practice did not begin just now."""
    Submission.objects.filter(state="draft").update(sent_at=timezone.now() - timedelta(minutes=1))


@pytest.fixture
def answers(patient):
    """What somebody of Aalst fills in."""
    return {
        "municipalities": "Aalst",
        "description": "Wij doen het in de bibliotheek.\n\nMet <koffie>.",
        "contacts": "Dienst Samenleven, samenleven@aalst.example",
        "website": "www.aalst.example/onthaal",
        "partners": "Avansa, bibliotheek",
        "sender_name": "An Aalst",
        "sender_email": "an@aalst.example",
        "may_process": "on",
        "may_publish_contact": "on",
        "title": "",
        "key": patient,
    }


@pytest.fixture
def send(client, sheet, answers):
    """Sends the form, with other answers where given; the response, and the page that was read."""

    client.cookies["csrftoken"] = "of a browser that keeps cookies"

    def post(**others):
        response = client.post(f"{sheet.address}doen-wij-ook/", {**answers, **others}, follow=True)
        return response, BeautifulSoup(response.content, "html.parser")

    return post


@pytest.fixture
def submission(send):
    send()
    return Submission.objects.get()


@pytest.fixture
def propose(propose_on, sheet):
    """Opens the form about a part of the sheet, changes what is given, and sends it as a browser does."""
    return propose_on(sheet)[1]


@pytest.fixture
def propose_on(client, patient):
    """The same for a sheet that is given."""

    def on(sheet):
        return sheet, partial(_propose, client, sheet, patient)

    return on


def _propose(client, sheet, patient, about="", **changed):
    address = f"{sheet.address}wijziging/"
    form = BeautifulSoup(client.get(address, {"about": about}).content, "html.parser").select_one("form.form")
    answers = {field["name"]: field.get("value", "") for field in form.select("input[name]:not([type=checkbox])")}
    answers |= {field["name"]: field.text.removeprefix("\n") for field in form.select("textarea")}
    answers |= {field["name"]: field.select_one("[selected]")["value"] for field in form.select("select")}
    for field in form.select("[name=carried_by][checked], [name=initial-carried_by]"):  # several of one name
        answers[field["name"]] = [
            each["value"] for each in form.select(f"[name={field['name']}]:not([type=checkbox]:not([checked]))")
        ]
    who = {"sender_name": "Nina", "sender_email": "nina@ninove.example", "may_process": "on", "key": patient}
    told = {**answers, **who, **changed}
    typed = {name: value if isinstance(value, list) else value.replace("\n", "\r\n") for name, value in told.items()}
    return BeautifulSoup(client.post(address, typed, follow=True).content, "html.parser")


@pytest.fixture
def write(client, index):
    """Fills in the five steps, with other answers where given."""

    def fill(**others):
        client.post(SHARE, {**IDEA, **others})
        for slug, answers in REST.items():
            client.post(f"{SHARE}{slug}/", {**answers, **{name: others[name] for name in answers if name in others}})

    return fill


@pytest.fixture
def send_it(client, patient):
    """Sends what was written down; the response, and the page that was read."""

    def post(**others):
        begun_a_minute_ago()
        who = {"sender_name": "Nina", "sender_email": "nina@ninove.example", "may_process": "on", "title": "", "key": patient}
        response = client.post(f"{SHARE}nakijken/", {**who, **others}, follow=True)
        return response, BeautifulSoup(response.content, "html.parser")

    return post


@pytest.fixture
def shared(write, send_it):
    write()
    send_it()
    return Submission.objects.get()


def mails():
    """Who gets what, in the order of the queue."""
    return [(mail.to[0], mail.subject) for mail in Email.objects.order_by("pk")]
