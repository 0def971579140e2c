"""What people look for in vain becomes a question to the field, which somebody else lets on the site."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from search.models import AskedWords, FieldQuestion
from tests.factories import make_sheet
from tests.search.test_asked import ask

pytestmark = pytest.mark.django_db
SHARE = "/deel-jouw-praktijk/"


@pytest.fixture
def asked(index):
    make_sheet(index, "Praattafels")
    ask("zwemmen voor vrouwen", days=3)
    return AskedWords.objects.get()


@pytest.fixture
def question(asked, client, writer):
    client.force_login(writer)
    client.post(reverse("ask_the_field", args=[asked.pk]), {"text": "Wie heeft een zwemuur voor vrouwen?"})
    client.logout()
    return FieldQuestion.objects.get()


def screen(client):
    return client.get(reverse("field_questions")).content.decode()


def opened(client, question, user):
    client.force_login(user)
    answer = client.post(reverse("open_field_question", args=[question.pk]), follow=True).content.decode()
    client.logout()
    return answer


def test_an_editor_makes_one_of_a_search_and_it_waits(asked, client, writer):
    client.force_login(writer)
    address = reverse("ask_the_field", args=[asked.pk])
    assert address in client.get(reverse("name_asked", args=[asked.pk])).content.decode()
    assert "Wie doet iets rond “zwemmen voor vrouwen”?" in client.get(address).content.decode()
    page = client.post(address, {"text": "Wie heeft een zwemuur voor vrouwen?"}, follow=True).content.decode()

    assert "De vraag wacht tot iemand anders ze leest." in page
    assert "Wie heeft een zwemuur voor vrouwen?" in page
    assert "Zet online" not in page  # for a moderator
    assert "Vragen aan het werkveld (1)" in client.get(reverse("zoekvragen:index")).content.decode()
    kept = AskedWords.objects.get()
    assert (kept.is_done, kept.text) == (True, "")
    client.logout()
    assert "zwemuur" not in client.get(SHARE).content.decode()


def test_somebody_else_puts_it_on_the_site_where_readers_find_it_until_it_is_closed(question, client, moderator):
    assert "De vraag staat online." in opened(client, question, moderator)

    share = client.get(SHARE).content.decode()
    assert "Wie heeft een zwemuur voor vrouwen?" in share
    for query, found in (("zwemmen vrouwen ramadan", True), ("Zwemmen voor vrouwen?", True), ("zwemmen", False), ("", False)):
        page = client.get("/praktijken/", {"q": query}).content.decode()
        assert ("Wie heeft een zwemuur voor vrouwen?" in page) is found, query
    assert "zwemuur" not in client.get("/fr/deel-jouw-praktijk/").content.decode()

    client.force_login(moderator)
    client.post(reverse("close_field_question", args=[question.pk]))
    client.post(reverse("close_field_question", args=[question.pk]))
    assert "zwemuur" not in screen(client)
    client.logout()
    assert "zwemuur" not in client.get(SHARE).content.decode()
    deeds = ModelLogEntry.objects.for_instance(question).order_by("pk").values_list("action", flat=True)
    assert list(deeds) == ["search.field_asked", "search.field_opened", "search.field_closed"]


def test_nobody_puts_their_own_on_the_site(asked, client, moderator, admin_user):
    for user, said in (
        (moderator, "Je schreef dit zelf: iemand anders zet het online."),
        (admin_user, "De vraag staat online."),
    ):
        mine = FieldQuestion.objects.create(text="Mijn vraag?", about="iets", language="nl", written_by=user)
        assert said in opened(client, mine, user)
    assert FieldQuestion.objects.opened().count() == 1  # an administrator's, who may do everything


def test_two_at_once_decide_once(question, client, moderator, admin_user):
    opened(client, question, moderator)
    assert "intussen" in opened(client, question, admin_user)
    assert FieldQuestion.objects.get().is_open


def test_a_redacteur_decides_about_none(question, client, writer):
    client.force_login(writer)
    for deed in ("open_field_question", "close_field_question"):
        client.post(reverse(deed, args=[question.pk]))
    assert (FieldQuestion.objects.get().opened_at, FieldQuestion.objects.get().closed_at) == (None, None)


@pytest.mark.parametrize("text", ["", "x" * 161, "   "])
def test_what_makes_no_question_is_said(asked, client, writer, text):
    client.force_login(writer)
    assert client.post(reverse("ask_the_field", args=[asked.pk]), {"text": text}).status_code == 200
    assert not FieldQuestion.objects.exists()


def test_what_stands_in_it_runs_nowhere(index, client, moderator):
    hostile = "<b>Wie</b> {{ 7|add:7 }} <script>alert(1)</script>?"
    question = FieldQuestion.objects.create(text=hostile, about="sneeuw", language="nl")
    opened(client, question, moderator)
    client.force_login(moderator)
    for address in (SHARE, "/praktijken/?q=sneeuw", reverse("field_questions")):
        page = client.get(address).content.decode()
        assert "{{ 7|add:7 }}" in page
        assert "<b>Wie" not in page
        assert "<script>alert" not in page
