"""Who sends very much is told to come back later; nothing that was typed is lost, and nobody is mailed without end."""

from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from post_office.models import Email

from practices.limits import Rate
from practices.submissions.form_tokens import FormToken
from practices.submissions.models import Message, Spending, Submission
from practices.submissions.spending import forget_spending
from tests.submissions.conftest import IDEA, SHARE, mails

pytestmark = pytest.mark.django_db
HOUR = Rate(1, timedelta(hours=1))
SOMEWHERE = "81.82.83.84"


def read(answer):
    return BeautifulSoup(answer.content, "html.parser")


def limit(settings, **rates):
    settings.LIMITS = replace(settings.LIMITS, **{name: replace(HOUR, most=most) for name, most in rates.items()})


def test_after_so_many_answers_the_next_one_waits_and_is_still_there(client, send, settings):
    limit(settings, answers=2)
    send()
    before = len(mails())
    for number in range(2):
        Submission.objects.update(state="asked")
        assert client.post("/inzending/", {"answer": f"Antwoord {number}"}).status_code == 302
    Submission.objects.update(state="asked")
    late = client.post("/inzending/", {"answer": "Nog een"})

    assert (late.status_code, late["Retry-After"]) == (429, "3600")
    assert read(late).find("textarea").text.strip() == "Nog een"
    assert "over een uur" in read(late).find("main").text
    assert Message.objects.count() == 2
    assert len(mails()) == before + 2


def test_an_answer_out_of_quarantine_is_kept_and_mails_nobody(client, send):
    send()
    Submission.objects.update(state="quarantine")
    before = len(mails())
    client.post("/inzending/", {"answer": "Ik ben echt."})

    assert Message.objects.get().text == "Ik ben echt."
    assert len(mails()) == before


@pytest.mark.parametrize("prefix", ["", "/fr", "/en"])
def test_who_guesses_links_is_told_to_come_back_later(prefix, index, settings):
    limit(settings, wrong_links=3)
    answers = [Client().get(f"{prefix}/inzending/geraden-{number}/", REMOTE_ADDR=SOMEWHERE) for number in range(4)]

    assert [each.status_code for each in answers] == [302, 302, 302, 429]
    assert answers[3]["Retry-After"] == "3600"
    assert (
        read(answers[3]).h1.text
        == {"": "Heel veel tegelijk", "/fr": "Énormément à la fois", "/en": "Very many at once"}[prefix]
    )
    assert Client().get("/inzending/nog-een/", REMOTE_ADDR="91.92.93.94").status_code == 302


def test_one_network_can_not_use_up_the_draft_links_of_all(index, settings):
    limit(settings, draft_links_of_a_network=2, draft_links_of_all=100)
    statuses = []
    for number in range(3):
        visitor = Client(REMOTE_ADDR=SOMEWHERE)
        visitor.post(SHARE, IDEA)
        statuses.append(visitor.post(f"{SHARE}later/", {"email": f"x{number}@ninove.example"}).status_code)

    assert statuses == [302, 302, 429]
    other = Client(REMOTE_ADDR="91.92.93.94")
    other.post(SHARE, IDEA)
    assert other.post(f"{SHARE}later/", {"email": "y@ninove.example"}).status_code == 302


def test_moderators_are_mailed_about_so_many_an_hour_and_every_sender_is(send, settings):
    limit(settings, mails_to_moderators=1)
    for number in range(3):
        send(sender_email=f"x{number}@ninove.example", key=str(FormToken.new(ago=60)))

    to = [mail.to[0] for mail in Email.objects.all()]
    assert to.count(settings.MODERATION_EMAIL) == 1
    assert len(to) == 4


def test_what_was_used_is_forgotten_after_its_period(settings, client, send):
    send()
    client.post("/inzending/", {"answer": "Ja"})
    assert Spending.objects.exists()
    forget_spending()
    assert Spending.objects.exists()
    Spending.objects.update(ends="2020-01-01T00:00Z")
    forget_spending()

    assert not Spending.objects.exists()
