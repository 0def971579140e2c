"""A sheet of Ninove, and Aalst that says that it does this too."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from practices.submissions import form_tokens
from practices.submissions.models import Submission
from tests.factories import make_sheet


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

    def post(**others):
        response = client.post(f"{sheet.address}doen-wij-ook/", {**answers, **others}, follow=True)
        return response, BeautifulSoup(response.content, "html.parser")

    return post


@pytest.fixture
def submission(send):
    send()
    return Submission.objects.get()


def mails():
    """Who gets what, in the order of the queue."""
    return [(mail.to[0], mail.subject) for mail in Email.objects.order_by("pk")]
