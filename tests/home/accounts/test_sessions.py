"""A session has an owner who can be seen, and an end that nobody puts off."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from home.accounts.sessions import SessionStore, SiteSession, browser_of
from tests.home.accounts.conftest import code_of, is_in, logged_in, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
OWN = "/beheer/account/toegang/"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8", ""),
        ("<script>", ""),
    ],
)
def test_a_browser_is_named_as_people_would(agent, name):
    assert browser_of(agent) == name


def change_role(user):
    user.groups.add(Group.objects.get(name="Redacteurs"))


def take_role(user):
    user.groups.clear()


def take_role_from_the_other_side(user):
    Group.objects.get(name="Moderatoren").user_set.remove(user)


def leave(user):
    user.is_active = False
    user.save()


def rise(user):
    user.is_superuser = True
    user.save()


def choose_password(user):
    user.set_password("een heel ander wachtwoord")
    user.save()


def empty_the_group(user):
    Group.objects.get(name="Moderatoren").user_set.clear()


def delete_the_group(user):
    Group.objects.get(name="Moderatoren").delete()


CHANGES = [change_role, take_role, take_role_from_the_other_side, leave, rise, choose_password]
CHANGES += [empty_the_group, delete_the_group]


@pytest.mark.parametrize("change", CHANGES)
def test_sessions_end_when_what_somebody_may_do_changes(change, moderator, writer, give_app):
    client, other = logged_in(moderator, give_app(moderator)), logged_in(writer, give_app(writer))
    assert is_in(client)
    change(moderator)

    assert not is_in(client)
    assert not SiteSession.objects.filter(user=moderator).exists()
    assert is_in(other)


def test_sessions_stay_when_something_else_changes(moderator, give_app):
    client = logged_in(moderator, give_app(moderator))
    moderator.first_name = "Maria"
    moderator.save()

    assert is_in(client)


def test_who_does_nothing_for_half_a_day_logs_in_again(moderator, give_app):
    client = logged_in(moderator, give_app(moderator))
    left = SiteSession.objects.get(user=moderator).expire_date - timezone.now()
    assert timedelta(hours=11, minutes=59) < left <= timedelta(hours=12)
    assert is_in(client)
    SiteSession.objects.filter(user=moderator).update(expire_date=timezone.now())

    assert not is_in(client)


def test_no_cookie_and_no_box_to_tick_makes_it_longer(moderator, give_app):
    device, client = give_app(moderator), Client()
    client.post("/beheer/login/", {"username": "mia", "password": "mia", "remember": "on"})
    logged_in(moderator, device, client)

    assert SiteSession.objects.get(user=moderator).expire_date <= timezone.now() + timedelta(hours=12)
    assert client.cookies["sessionid"]["max-age"] == ""  # it ends with the browser


def test_a_session_is_used_for_a_week_at_most(moderator, give_app):
    client = logged_in(moderator, give_app(moderator))
    session = client.session
    session["began"] = (timezone.now() - timedelta(days=6, hours=23)).isoformat()
    session["seen"] = (timezone.now() - timedelta(hours=1)).isoformat()
    session.save()
    assert is_in(client)

    left = SiteSession.objects.get(user=moderator).expire_date - timezone.now()
    assert timedelta(minutes=50) < left <= timedelta(hours=1)


def test_a_login_of_a_week_ago_is_over_however_much_it_is_used(moderator, give_app):
    client = logged_in(moderator, give_app(moderator))
    session = client.session
    session["began"] = (timezone.now() - timedelta(days=7, seconds=1)).isoformat()
    session.save()
    SiteSession.objects.update(expire_date=timezone.now() + timedelta(hours=1))

    assert not is_in(client)


def test_a_session_of_an_account_that_is_gone_is_written_once(db):
    session = SessionStore()
    session["_auth_user_id"] = "99999"
    session.create()

    assert SiteSession.objects.get().pk == session.session_key


def test_a_form_of_somebody_without_an_account_stays_as_long_as_before(client, settings):
    session = client.session
    session["draft"] = 1
    session.save()

    assert SiteSession.objects.get().user is None
    assert session.get_expiry_age() == settings.SESSION_COOKIE_AGE


def test_one_ends_a_session_elsewhere_and_stays_here(moderator, give_app):
    device = give_app(moderator)
    here = logged_in(moderator, device)
    elsewhere = with_password(moderator, Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"}))
    screen = BeautifulSoup(here.get(OWN).content, "html.parser")
    assert "Firefox, Windows" in screen.get_text()
    assert elsewhere.session.session_key not in str(screen)
    handle = screen.find("input", attrs={"name": "session"})["value"]

    answer = here.post(OWN, {"do": "end", "session": handle}, follow=True)
    assert "De sessie is beëindigd." in answer.content.decode()
    assert not SiteSession.objects.filter(session_key=elsewhere.session.session_key, user=moderator).exists()
    assert is_in(here)


def test_nobody_ends_the_session_of_somebody_else(moderator, writer, give_app):
    mine, other = logged_in(moderator, give_app(moderator)), logged_in(writer, give_app(writer))
    with_password(writer)
    screen = BeautifulSoup(other.get(OWN).content, "html.parser")
    handles = [each["value"] for each in screen.find_all("input", attrs={"name": "session"})]
    assert handles
    for handle in [*handles, "", "x"]:
        answer = mine.post(OWN, {"do": "end", "session": handle}, follow=True)
        assert "Deze sessie was al beëindigd." in answer.content.decode()
    mine.post(OWN, {"do": "end_all"})

    assert SiteSession.objects.filter(user=writer).count() == 2
    assert is_in(other)
    assert is_in(mine)


def test_each_step_of_a_login_changes_the_key_of_the_session(moderator, give_app):
    device, client = give_app(moderator), Client()
    session = client.session
    session["draft"] = 1
    session.save()
    keys = [session.session_key]
    with_password(moderator, client)
    keys.append(client.session.session_key)
    client.post("/beheer/tweede-stap/", {"code": code_of(device)})
    keys.append(client.session.session_key)

    assert len(set(keys)) == 3
    assert [row.pk for row in SiteSession.objects.all()] == keys[2:]
