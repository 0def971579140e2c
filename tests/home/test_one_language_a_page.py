"""On a page in one language no message stands in another."""

import re
from datetime import timedelta
from functools import cache

import polib
import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import TaskState

from config.catalogues import catalogue
from practices.submissions.models import Submission
from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SHEET = "praktijken/onthaalgesprekken/"
PAGES = (
    *("", "praktijken/", "praktijken/?q=onthaal&category=onthaalbeleid", "praktijken/?q=xyzzy", "praktijken/?view=map", SHEET),
    *("gemeenten/", "gemeenten/?q=diegem", "gemeenten/ninove/", "gemeenten/gent/", "over/", "bestaat-niet/", "inzending/"),
    *("deel-jouw-praktijk/", f"{SHEET}doen-wij-ook/", f"{SHEET}wijziging/", f"{SHEET}wijziging/?about=Ninove"),
)
SCREENS = (
    *(
        "",
        "sheets/",
        "wachtrij/",
        "wachtrij/?state=quarantine",
        "redenen/",
        "redenen/new/",
        "gemeenten/",
        "rapporten/vertalingen/",
    ),
    *("snippets/practices/category/", "snippets/practices/targetgroup/", "snippets/practices/policydomain/"),
    "snippets/practices/practicetag/",
    *("reports/aging-pages/", "reports/workflow/", "reports/site-history/", "rapporten/vertalingen/", "prullenbak/", "images/"),
)
# What Wagtail's screens said in English, in every language.
ENGLISH = ("ago", "None", "Actions", "Editor Guide", "What's new in Wagtail")

ATTRIBUTES = ("placeholder", "title", "aria-label", "alt", "content", "value")


@cache
def messages(language):
    """Every message of some length in a language, in which nothing is filled in; English is that of the code."""
    entries = [entry for entry in polib.pofile(str(catalogue("nl" if language == "en" else language))) if not entry.obsolete]
    texts = [entry.msgid if language == "en" else entry.msgstr for entry in entries]
    plain = {" ".join(text.split()) for text in texts if text and "%" not in text and "<" not in text}
    return {text for text in plain if len(text) >= 12}


def foreign_words(response, language):
    """The messages of other languages on a page, as whole sentences or labels."""
    page = BeautifulSoup(response.content, "html.parser")
    for part in page.select("script, style, [lang]:not(html)"):
        part.decompose()
    texts = {" ".join(text.split()) for text in page.find_all(string=True)}
    texts |= {" ".join(tag.get(name, "").split()) for tag in page.find_all() for name in ATTRIBUTES}
    others = set().union(*(messages(other) for other in ("nl", "fr", "en") if other != language)) - messages(language)
    return sorted(texts & others)


@pytest.fixture
def content(index):
    """A sheet, and something in the queue."""
    sheet = make_sheet(index)
    Submission.objects.create(kind="join", page=sheet, title=sheet.title, sender_name="An", proposal={"description": "Zo."})
    return sheet


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_a_page_says_everything_in_its_language(client, content, language):
    prefix = "/" if language == "nl" else f"/{language}/"
    found = {address: foreign_words(client.get(prefix + address), language) for address in PAGES}

    assert {address: words for address, words in found.items() if words} == {}


def test_an_error_is_said_in_the_language_of_the_form(client, content):
    for language in ("nl", "fr", "en"):
        prefix = "/" if language == "nl" else f"/{language}/"
        for address in ("deel-jouw-praktijk/", f"{SHEET}doen-wij-ook/", f"{SHEET}wijziging/"):
            assert foreign_words(client.post(prefix + address, {"title": ""}), language) == [], (language, address)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_our_screens_of_wagtail_are_in_the_language_of_the_editor(client, content, moderator, language):
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(user=moderator, defaults={"preferred_language": language})
    client.force_login(moderator)
    screens = (*SCREENS, f"wachtrij/{Submission.objects.get().pk}/", f"pages/{content.pk}/edit/")
    found = {address: foreign_words(client.get(f"/beheer/{address}", follow=True), language) for address in screens}

    assert {address: words for address, words in found.items() if words} == {}


def test_wagtail_says_nothing_in_english(client, content, moderator, writer):
    page = content.get_latest_revision_as_object()
    page.introduction = "Anders."
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)
    TaskState.objects.update(started_at=timezone.now() - timedelta(hours=5))
    client.force_login(moderator)
    found = {}
    for address in (*SCREENS, f"pages/{content.pk}/edit/", f"pages/{content.pk}/history/", f"pages/{content.get_parent().pk}/"):
        answer = client.get(f"/beheer/{address}", follow=True)
        assert answer.status_code == 200, address
        screen = BeautifulSoup(answer.content, "html.parser")
        menu = " ".join(each.text for each in screen.select("script[data-wagtail-sidebar], #wagtail-sidebar-props"))
        for part in screen.select("script, style, template, [hidden]"):
            part.decompose()
        said = [screen.text, menu, *(tag["aria-label"] for tag in screen.select("[aria-label]"))]
        found[address] = [word for word in ENGLISH if any(re.search(rf"\b{word}\b", text) for text in said)]

    assert {address: words for address, words in found.items() if words} == {}


def test_a_page_in_another_language_would_be_noticed(client, content):
    assert len(foreign_words(client.get("/fr/gemeenten/"), "nl")) > 5
    assert len(foreign_words(client.get("/gemeenten/"), "fr")) > 5
    assert len(foreign_words(client.get("/en/gemeenten/"), "nl")) > 5


def test_the_login_asks_for_a_password_in_dutch(client, index):
    page = BeautifulSoup(client.get("/beheer/login/").content, "html.parser")

    assert "Wachtwoord" in page.find("label", attrs={"for": "id_password"}).text
    assert "Password" not in page.text


def test_a_tick_in_a_list_says_yes_in_dutch(client, index, moderator):
    client.force_login(moderator)
    page = BeautifulSoup(client.get("/beheer/snippets/practices/category/").content, "html.parser")

    assert "Ja" in [title.text.strip() for title in page.select("main td .w-sr-only")]
    assert "True" not in page.find("main").text
