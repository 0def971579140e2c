"""A password makes nobody more than a visitor: not on any address, not by any way, until a second factor was shown."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from post_office.models import Email
from wagtail.models import PageViewRestriction

from home.accounts import devices
from home.refusals import _is_database_away
from practices.limits import Rate
from tests.factories import make_sheet
from tests.home.accounts.conftest import code_of, is_in, logged_in, with_password
from tests.home.test_access import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
STEP, CHOICE, CODES = "/beheer/tweede-stap/", "/beheer/tweede-stap/kiezen/", "/beheer/tweede-stap/herstelcodes/"


def said(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def test_a_password_leads_to_the_second_step_and_a_code_to_where_one_was_going(moderator, give_app):
    device, client = give_app(moderator), Client()
    answer = client.post("/beheer/login/", {"username": "mia", "password": "mia", "next": "/beheer/wachtrij/"})
    assert answer["Location"] == f"{STEP}?next=%2Fbeheer%2Fwachtrij%2F"
    assert not is_in(client)

    answer = client.post(STEP, {"code": code_of(device), "next": "/beheer/wachtrij/"})
    assert answer["Location"] == "/beheer/wachtrij/"
    assert is_in(client)


def test_every_address_takes_who_showed_only_a_password_for_a_visitor(moderator, admin_user, give_app, index):
    """From the URLconf: a new address is asked too."""
    make_sheet(index, "Onthaalgesprekken")
    admin_user.set_password("admin")
    admin_user.save()
    give_app(admin_user)
    half, visitor = with_password(admin_user), Client()
    own = {"/beheer/login/", STEP, CHOICE, CODES, "/beheer/logout/"}
    other = {}
    for _name, path, _module in addresses():
        address = "/" + re.sub(r"<(\w+:)?\w+>|\(\?P<\w+>[^)]+\)|\([^)]*\)", "1", path).replace("^", "").replace("$", "")
        if address in own or "/passkeys/" in address:
            continue
        for method in ("get", "post"):
            answers = [getattr(client, method)(address) for client in (half, visitor)]
            if answers[0].status_code != answers[1].status_code:
                other[method, address] = [answer.status_code for answer in answers]
    assert other == {}
    assert half.get(STEP).status_code == 200  # whose password counts to the end
    assert not is_in(half)


@pytest.mark.parametrize(("way", "status"), [("/beheer/login/", 302), ("/_util/login/", 405), ("/fr/_util/login/", 405)])
def test_no_way_of_logging_in_goes_past_it(way, status, moderator, give_app):
    give_app(moderator)
    client = Client()

    assert client.post(way, {"username": "mia", "password": "mia", "remember": "on"}).status_code == status
    assert not is_in(client)


def test_django_itself_logs_nobody_in_past_it(moderator, give_app):
    give_app(moderator)
    client = Client()
    assert client.login(username="mia", password="mia")

    assert not is_in(client)


def test_a_page_for_who_is_logged_in_is_closed_to_half_of_one(moderator, give_app, index):
    sheet = make_sheet(index, "Onthaalgesprekken")
    PageViewRestriction.objects.create(page=sheet, restriction_type=PageViewRestriction.LOGIN)
    device = give_app(moderator)

    assert with_password(moderator).get(sheet.url).status_code == 302
    assert logged_in(moderator, device).get(sheet.url).status_code == 200


def test_who_has_none_chooses_one_and_gets_codes_for_later(moderator):
    client = with_password(moderator)
    assert client.get(STEP)["Location"].startswith(CHOICE)
    secret = BeautifulSoup(client.get(CHOICE).content, "html.parser").code.get_text()

    assert "klopt niet" in said(client.post(CHOICE, {"code": "000000"}))
    assert not TOTPDevice.objects.exists()
    assert not is_in(client)

    answer = client.post(CHOICE, {"code": code_of(TOTPDevice(key=client.session["new_authenticator"]))})
    assert answer["Location"].startswith(CODES)
    assert is_in(client)
    assert len(secret.replace(" ", "")) == 32
    codes = [each.get_text() for each in BeautifulSoup(client.post(CODES).content, "html.parser").select("li code")]
    assert len(set(codes)) == 10
    mails = " ".join(mail.message for mail in Email.objects.filter(to=moderator.email).order_by("pk"))
    assert re.search("toegevoegd aan je account.*nieuwe herstelcodes gemaakt", mails, re.DOTALL)

    for code in (codes[4].upper().replace("-", " - "), codes[5].replace("-", ""), codes[9].replace("-", "")):
        other = with_password(moderator)
        assert not is_in(other)
        other.post(STEP, {"code": code})
        assert is_in(other)
    again = with_password(moderator)
    assert "klopt niet" in said(again.post(STEP, {"code": codes[4]}))
    assert not is_in(again)


def test_nobody_who_has_one_chooses_another_with_a_password_alone(moderator, give_app):
    give_app(moderator)
    client = with_password(moderator)

    for address in (CHOICE, CODES):
        assert client.get(address)["Location"].startswith(STEP)
        assert client.post(address, {"code": "123456"})["Location"].startswith(STEP)
    assert client.post("/beheer/tweede-stap/passkeys/maken/").status_code == 403
    assert TOTPDevice.objects.count() == 1
    assert devices.recovery_codes(moderator) is None


def test_a_code_works_once(moderator, give_app):
    device = give_app(moderator)
    code = code_of(device)
    first, second = with_password(moderator), with_password(moderator)
    first.post(STEP, {"code": code})
    second.post(STEP, {"code": code})

    assert is_in(first)
    assert not is_in(second)


@pytest.mark.parametrize(
    "code", ["", " ", "abc", "１２３４５６", "12345678901234567890", "1-aaaa-aaaa", "-", "1-", "99-x", "\x00", "²" * 6]
)
def test_what_is_no_code_lets_nobody_in(code, moderator, give_app):
    give_app(moderator)
    devices.new_recovery_codes(moderator)
    client = with_password(moderator)

    assert client.post(STEP, {"code": code}).status_code == 200
    assert not is_in(client)


def test_after_five_wrong_codes_the_right_one_is_refused_and_its_owner_hears_of_it(moderator, give_app):
    device, client = give_app(moderator), with_password(moderator)
    for _time in range(5):
        assert client.post(STEP, {"code": "000000"}).status_code == 200
    answer = with_password(moderator).post(STEP, {"code": code_of(device)})

    assert answer.status_code == 429
    assert answer["Retry-After"] == "1800"
    assert "Dat is te vaak geprobeerd" in said(answer)
    assert "vijf keer een verkeerde code" in Email.objects.get(to=moderator.email).message


def test_who_types_one_wrong_code_after_guesses_of_others_is_told_nothing_wrong(moderator, give_app):
    give_app(moderator)
    client = with_password(moderator)
    for number in range(10):
        Client().post("/beheer/login/", {"username": "mia", "password": f"fout-{number}"})
    client.post(STEP, {"code": "000000"})

    assert not Email.objects.exists()


def test_a_step_that_ended_is_asked_once(moderator, give_app):
    give_app(moderator)
    assert Client().get(f"{STEP}?next=/beheer/wachtrij/")["Location"] == "/beheer/login/?next=/beheer/wachtrij/"
    answer = Client().post("/beheer/login/", {"username": "mia", "password": "mia", "next": STEP})
    assert answer["Location"] == f"{STEP}?next=%2Fbeheer%2F"


def test_the_next_address_is_one_of_ours(moderator, give_app):
    for number, away in enumerate(("https://elders.example/", "//elders.example", "javascript:alert(1)", "/\\elders.example")):
        device, client = give_app(moderator), with_password(moderator)
        answer = client.post(STEP, {"code": code_of(device), "next": away})
        assert answer["Location"] == "/beheer/", number
        device.delete()


def test_who_changes_how_they_log_in_shows_it_once_more_after_a_quarter_of_an_hour(moderator, give_app):
    device = give_app(moderator)
    client = logged_in(moderator, device)
    assert client.get(CHOICE).status_code == 200
    session = client.session
    session["shown_at"] = (timezone.now() - timedelta(minutes=16)).timestamp()
    session.save()

    assert client.get(f"{CHOICE}?next=/beheer/account/")["Location"].endswith("kiezen%2F%3Fnext%3D%2Fbeheer%2Faccount%2F")
    assert client.post(CODES)["Location"].startswith(STEP)
    answer = client.post("/beheer/account/toegang/", {"do": "end_all"}, follow=True)
    assert "Bevestig eerst dat jij het bent; doe het daarna opnieuw." in said(answer)
    assert devices.recovery_codes(moderator) is None
    assert is_in(client)


def test_a_key_that_was_taken_away_ends_what_it_opened(moderator, give_app):
    device = give_app(moderator)
    client = logged_in(moderator, device)
    device.delete()

    assert not is_in(client)


def test_what_a_browser_sends_in_place_of_a_passkey_lets_nobody_in(moderator, give_app):
    give_app(moderator)
    broken = (
        b"",
        b"{}",
        b"[]",
        b"null",
        b'"x"',
        b"{",
        b'{"id": 1}',
        b'{"id":"x","rawId":"x","response":{},"type":"public-key"}',
    )
    for client in (Client(), with_password(moderator)):
        for part in ("maken", "maken/klaar", "tonen", "tonen/klaar"):
            for body in broken:
                if part.endswith("klaar"):
                    client.post(f"/beheer/tweede-stap/passkeys/{part.partition('/')[0]}/", b"", content_type="application/json")
                answer = client.post(f"/beheer/tweede-stap/passkeys/{part}/", body, content_type="application/json")
                assert answer.status_code in {200, 400, 403, 404, 422}, (part, body, answer.status_code)
        assert not is_in(client)


def test_a_network_that_asks_for_very_many_is_told_to_wait(settings):
    settings.LIMITS = replace(settings.LIMITS, passkeys_of_a_network=Rate(2, timedelta(minutes=30)))
    here, elsewhere = Client(REMOTE_ADDR="81.82.83.84"), Client(REMOTE_ADDR="91.92.93.94")
    answers = [
        client.post("/beheer/tweede-stap/passkeys/tonen/", b"", content_type="application/json")
        for client in (here, here, here, elsewhere)
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 429, 200]
    assert "30 minuten" in answers[2].json()["detail"]


def test_an_error_that_is_its_own_cause_ends():
    error = ValueError("x")
    error.__cause__ = error

    assert not _is_database_away(error)


def test_who_came_in_by_a_recovery_code_stays_in_with_new_ones(moderator, give_app):
    give_app(moderator)
    client = with_password(moderator)
    client.post(STEP, {"code": devices.new_recovery_codes(moderator)[0]})
    assert client.post(CODES).status_code == 200

    assert is_in(client)


def test_another_password_in_the_same_browser_asks_for_the_second_step_again(moderator, give_app):
    client = logged_in(moderator, give_app(moderator))
    with_password(moderator, client)

    assert not is_in(client)
