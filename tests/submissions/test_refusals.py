"""A request that is refused before a page of ours sees it gets our page, in the reader's language; nothing typed is lost."""

from contextlib import contextmanager

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError
from django.db.backends.utils import CursorWrapper
from django.test import Client

from practices.submissions.models import Submission

pytestmark = pytest.mark.any_database

LONG = "EEN LANGE TEKST\n\nvan <drie> & meer regels"


@pytest.fixture
def browser():
    """One that checks its cookies."""
    return Client(enforce_csrf_checks=True)


def read(response):
    return BeautifulSoup(response.content, "html.parser")


def fields(page):
    """What a form would send, as a browser does."""
    found = {each["name"]: each.get("value", "") for each in page.select("main form input[name]")}
    texts = {each["name"]: each.text.removeprefix("\n") for each in page.select("main form textarea")}
    return found | {name: text.replace("\n", "\r\n") for name, text in texts.items()}


@pytest.mark.parametrize("prefix", ["", "/fr", "/en"])
@pytest.mark.parametrize("kind", ["doen-wij-ook", "wijziging"])
def test_a_form_about_a_sheet_needs_no_cookie(sheet, answers, browser, prefix, kind):
    address = f"{prefix}{sheet.address}{kind}/"
    data = {**answers, "remark": LONG, "description": LONG}
    browser.get(address)
    browser.cookies.clear()
    thanks = browser.post(address, data)

    assert thanks.status_code == 200
    assert Submission.objects.get().reference in read(thanks).find("main").text


@pytest.mark.parametrize(("prefix", "says"), [("", "Nog niet verzonden"), ("/fr", "Pas encore envoyé")])
def test_another_form_comes_back_with_what_was_typed_and_one_press_sends_it(index, browser, prefix, says):
    address = f"{prefix}/deel-jouw-praktijk/"
    answer = browser.post(address, {"title": "Koken", "introduction": LONG, "target": ["a", "b"]})
    page = read(answer)
    assert (answer.status_code, page.h1.text) == (403, says)
    again = fields(page)
    assert (again["title"], again["introduction"]) == ("Koken", LONG.replace("\n", "\r\n"))
    assert len(page.select("textarea[name=target]")) == 2
    assert "<drie>" not in str(page.find("textarea", attrs={"name": "introduction"}))

    sent = browser.post(address, again)
    assert sent.status_code == 302
    assert Submission.objects.get().proposal["introduction"].splitlines()[0] == "EEN LANGE TEKST"


def test_no_screen_of_editors_sends_again_what_another_site_filled_in(browser, index):
    for address in ("/beheer/login/", "/fr/beheer/login/", "/niets/", "/"):
        page = read(browser.post(address, {"username": "x", "password": "geheim"}))

        assert page.h1.text == ("Pas encore envoyé" if address.startswith("/fr") else "Nog niet verzonden")
        assert page.select("main form textarea") == []
        assert "geheim" not in str(page)


@pytest.mark.parametrize(("prefix", "says"), [("", "Dit konden we niet lezen"), ("/fr", "Nous n’avons pas pu lire ceci")])
def test_more_than_a_form_has_room_for_is_said_in_the_language_of_the_reader(client, index, prefix, says):
    answer = client.post(f"{prefix}/deel-jouw-praktijk/", {f"veld{number}": "x" for number in range(11_000)})

    assert (answer.status_code, read(answer).h1.text) == (413, says)


def test_too_many_parameters_in_an_address_are_said_so_too(client, index):
    answer = client.get("/praktijken/?" + "&".join(f"a{number}=1" for number in range(11_000)))

    assert answer.status_code in {200, 413}
    assert read(answer).h1 is not None


@pytest.mark.parametrize("kind", ["doen-wij-ook", "wijziging"])
def test_a_line_break_counts_as_one_sign_as_the_browser_counts_it(sheet, answers, client, kind):
    text = "\r\n".join(["x" * 99] * 50)  # 4,999 signs, and 5,048 bytes
    data = {**answers, "description": text, "remark": text}
    page = read(client.post(f"{sheet.address}{kind}/", data, follow=True))

    assert page.find(class_="errors") is None
    kept = Submission.objects.get().proposal
    assert (kept.get("description") or kept.get("remark")).count("\n") == 49
    assert "\r" not in str(kept)


def test_one_sign_too_many_is_still_too_many(sheet, answers, client):
    page = read(client.post(f"{sheet.address}doen-wij-ook/", {**answers, "description": "x" * 5001}))

    assert "5000" in page.find(class_="errors").text


def test_every_area_of_the_new_practice_counts_so(client, index):
    client.post("/deel-jouw-praktijk/", {"title": "Koken", "introduction": "\r\n".join(["x" * 99] * 6)})  # 599 signs

    assert client.get("/deel-jouw-praktijk/voor-wie/").status_code == 200
    page = read(client.get("/deel-jouw-praktijk/nakijken/"))
    assert "600" not in " ".join(each.text for each in page.select(".error"))


@contextmanager
def database_away():
    """The database does not answer meanwhile; what was cached by then stays."""

    def away(*args, **kwargs):
        raise OperationalError("could not connect to server")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CursorWrapper, "execute", away)
        yield


@pytest.mark.parametrize(("prefix", "says"), [("", "Zo meteen weer terug"), ("/fr", "De retour dans un instant")])
@pytest.mark.parametrize("way", ["doen-wij-ook", "wijziging", "deel-jouw-praktijk"])
def test_without_a_database_what_was_typed_comes_back_and_one_press_sends_it(way, prefix, says, sheet, answers, client):
    address = f"{prefix}/deel-jouw-praktijk/" if way.startswith("deel") else f"{prefix}{sheet.address}{way}/"
    client.raise_request_exception = False
    data = {**answers, "title": "", "remark": LONG, "description": LONG, "introduction": LONG}
    if way.startswith("deel"):
        data["title"] = "Koken"
    with database_away():
        answer = client.post(address, data)
    page = read(answer)
    assert (answer.status_code, answer["Retry-After"], page.h1.text) == (503, "30", says)
    again = {each["name"]: each.text.removeprefix("\n") for each in page.select("main form textarea")}
    assert again["description"] == LONG
    assert "<drie>" not in str(page.find("textarea", attrs={"name": "description"}))

    assert client.post(address, again).status_code in {200, 302}  # thanks at once, or at their own address
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("address", ["/", "/praktijken/", "/fr/gemeenten/", "/api/v1/practices/", "/sitemap.xml", "/niets/"])
def test_every_page_says_that_the_database_is_away_and_when_to_come_back(address, index, client):
    client.raise_request_exception = False
    with database_away():
        answer = client.get(address)

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "form" not in str(read(answer).find("main"))


def test_no_screen_of_editors_gives_a_password_back(index, client):
    client.raise_request_exception = False
    with database_away():
        answer = client.post("/beheer/login/", {"username": "x", "password": "geheim"})

    assert answer.status_code == 503
    assert "geheim" not in answer.content.decode()


def test_another_error_is_a_page_of_its_own(index, client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("search.results.read_state", lambda given: 1 / 0)

    assert client.get("/praktijken/").status_code == 500
