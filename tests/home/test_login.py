"""Guessing a password ends soon, says nothing of who exists, and shuts nobody out for good."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from post_office.models import Email

from practices.submissions.models import Spending

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LOGIN, RESET = "/beheer/login/", "/beheer/password_reset/"
TOO_OFTEN = "Dat is te vaak geprobeerd"
SCREEN = "/beheer/toestand/"


def log_in(client, name, password, network="81.82.83.84"):
    return client.post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=network)


def guess(client, name, times, network="81.82.83.84"):
    return [log_in(client, name, f"fout-{number}", network).content.decode() for number in range(times)]


def test_after_ten_guesses_the_right_password_is_refused_too_from_anywhere(client, moderator):
    pages = guess(client, "mia", 10)
    assert not any(TOO_OFTEN in page for page in pages)

    for network in ("81.82.83.84", "91.92.93.94"):
        answer = log_in(client, "mia", "mia", network)
        assert TOO_OFTEN in answer.content.decode()
        assert "30 minuten" in answer.content.decode()
    assert client.get("/beheer/").status_code == 302


@pytest.mark.parametrize("way", [LOGIN, "/_util/login/", "/fr/_util/login/"])
def test_no_other_way_lets_somebody_in_who_guessed_too_often(way, client, moderator):
    """Wagtail has a form of its own for pages that are not for everybody; whatever logs in asks the same."""
    guess(client, "mia", 10)

    client.post(way, {"username": "mia", "password": "mia"})
    assert "_auth_user_id" not in client.session
    assert not client.login(username="mia", password="mia")


@pytest.mark.parametrize("spelled", ["MIA", " mia", "mia "])
def test_another_spelling_of_a_name_is_the_same_name(spelled, client, moderator):
    guess(client, spelled, 10)

    assert TOO_OFTEN in log_in(client, "mia", "mia").content.decode()


def test_an_account_that_does_not_exist_answers_the_same(client, moderator):
    def plain(page, name):
        return BeautifulSoup(page.replace(name, "…"), "html.parser").get_text(" ", strip=True)

    known, unknown = guess(client, "mia", 12), guess(client, "max", 12)

    assert [plain(page, "mia") for page in known] == [plain(page, "max") for page in unknown]


def test_a_network_that_guesses_at_many_names_is_stopped_and_others_are_not(client, moderator):
    for number in range(50):
        guess(client, f"naam-{number}", 1)

    assert TOO_OFTEN in log_in(client, "mia", "mia").content.decode()
    assert log_in(client, "mia", "mia", network="91.92.93.94").status_code == 302


def test_who_knows_the_password_counts_from_nothing_again(client, moderator):
    for _round in range(3):
        guess(client, "mia", 9)
        assert log_in(client, "mia", "mia").status_code == 302
        client.logout()


def test_it_ends_by_itself(client, moderator):
    guess(client, "mia", 11)
    Spending.objects.update(ends=timezone.now() - timedelta(seconds=1))

    assert log_in(client, "mia", "mia").status_code == 302


def test_an_administrator_lets_somebody_in_again(client, moderator, person):
    guess(client, "mia", 11)
    client.force_login(person("bea", is_superuser=True))
    screen = client.get(SCREEN).content.decode()
    assert "mia kan niet inloggen" in screen
    assert "Laat mia weer inloggen" in " ".join(screen.split())

    client.post(f"{SCREEN}toelaten/{moderator.pk}/")
    assert "mia kan niet inloggen" not in client.get(SCREEN).content.decode()
    client.logout()

    assert log_in(client, "mia", "mia").status_code == 302


def test_an_empty_form_is_no_guess(client, moderator):
    for _number in range(60):
        client.post(LOGIN, {"username": "", "password": ""})

    assert log_in(client, "mia", "mia", network="127.0.0.1").status_code == 302


def test_nothing_that_is_kept_names_anybody(client, moderator):
    guess(client, "mia", 2)

    assert not Spending.objects.filter(who__contains="mia").exists()
    assert not Spending.objects.filter(who__contains="81.82").exists()


def test_ten_resets_are_three_mails_and_the_same_page(client, moderator):
    pages = {client.post(RESET, {"email": "mia@demo.example"}).status_code for _number in range(10)}

    assert pages == {302}
    assert Email.objects.filter(to="mia@demo.example").count() == 3


def test_a_network_gets_few_resets_whatever_the_addresses(client, person):
    for number in range(25):
        person(f"p{number}")
        client.post(RESET, {"email": f"p{number}@demo.example"}, REMOTE_ADDR="81.82.83.84")

    assert Email.objects.count() == 20
