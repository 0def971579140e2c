"""A period is told once: another one in the settings is another one everywhere."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone, translation
from post_office.models import Email

from home.models import ContentPage
from home.periods import NAMES, in_words, with_periods
from practices.submissions import mails
from practices.submissions.models import Access, Submission
from practices.submissions.retention.expiry import keep_periods
from practices.submissions.retention.reminding import remind_writers

ROOT = Path(__file__).parents[2]
SHARE = "/deel-jouw-praktijk/"
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def longer(settings):
    """Drafts stay for 45 days."""
    settings.PERIODS = replace(settings.PERIODS, draft=timedelta(days=45))


def words(response):
    return BeautifulSoup(response.content, "html.parser").find("main").get_text(" ", strip=True)


@pytest.fixture
def draft(client):
    client.post(SHARE, {"title": "Praattafels", "introduction": "Praten.", "category": ""})
    return Submission.objects.get()


def test_every_page_and_mail_about_drafts_says_45_days(longer, client, draft):
    pages = [words(client.get(address)) for address in (SHARE, f"{SHARE}later/", "/privacy/")]
    client.post(f"{SHARE}later/", {"email": "nina@ninove.example"})
    pages.append(words(client.get(f"{SHARE}gemaild/")))
    mails.mail_expiring(Submission.objects.get(), timezone.now())
    texts = [*pages, *(mail.message for mail in Email.objects.all())]

    assert len(texts) == 6
    for text in texts:
        assert "45 dagen" in text
    # The period of mails and of spam, which the page about privacy names too, is another one.
    assert not any("30 dagen" in text for text in [*texts[:2], *texts[3:]])


def test_a_draft_and_its_link_stay_so_long(longer, draft):
    [way] = Access.objects.all()
    assert way.expires_at > timezone.now() + timedelta(days=44)
    Submission.objects.update(changed_at=timezone.now() - timedelta(days=44))
    keep_periods()
    assert Submission.objects.exists()
    Submission.objects.update(changed_at=timezone.now() - timedelta(days=46))
    keep_periods()
    assert not Submission.objects.exists()


def test_the_reminder_comes_five_days_before_that(longer, draft):
    Submission.objects.update(sender_email="nina@ninove.example", changed_at=timezone.now() - timedelta(days=39))
    remind_writers()
    assert not Email.objects.exists()
    Submission.objects.update(changed_at=timezone.now() - timedelta(days=41))
    remind_writers()
    assert Email.objects.count() == 1


def test_the_number_of_photos_in_words_and_deeds_is_that_of_the_settings(settings, client, draft):
    settings.LIMITS = replace(settings.LIMITS, photos=7)

    assert "Hoogstens 7." in words(client.get(f"{SHARE}verloop/"))


@pytest.mark.parametrize("name", NAMES)
def test_each_name_of_a_period_is_written_out(name):
    assert re.fullmatch(r"<p>\d+ (dagen|jaar)</p>", with_periods(f"<p>[[{name}]]</p>"))


def test_what_is_no_name_of_a_period_stays():
    assert with_periods("<p>[[iets]] [[ ]] [x]</p>") == "<p>[[iets]] [[ ]] [x]</p>"


@pytest.mark.parametrize(
    ("days", "dutch", "french"),
    [
        (1, "1 dag", "1 jour"),
        (30, "30 dagen", "30 jours"),
        (365, "1 jaar", "1 an"),
        (730, "2 jaar", "2 ans"),
        (400, "400 dagen", "400 jours"),
    ],
)
def test_a_period_in_words(days, dutch, french):
    assert in_words(timedelta(days=days)) == dutch
    with translation.override("fr"):
        assert in_words(timedelta(days=days)) == french


def test_the_page_about_privacy_names_no_number_itself():
    body = ContentPage.objects.get(slug="privacy").body

    assert not re.search(r"\d+ dagen|een jaar nadat", body, re.IGNORECASE)


def test_no_template_writes_a_number_of_days_itself():
    for template in [*(ROOT / "templates").rglob("*.jinja"), *(ROOT / "templates").rglob("*.html")]:
        assert not re.search(r"\b\d+ days\b|five working", template.read_text(encoding="utf-8")), template
