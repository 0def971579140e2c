"""Who is invited, in which role, by whom; and how somebody who is locked out gets in again."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Page

from home.accounts import devices
from home.audit.chain import AuditEntry
from tests.home.accounts.conftest import is_in, logged_in, with_password

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ADD = "/beheer/users/new/"
NEW = {"username": "nina", "email": "nina@demo.example", "first_name": "Nina", "last_name": "Nieuw"}


@pytest.fixture
def manager(person, give_app):
    """Somebody in the role Beheerders, logged in."""
    user = person("bo", "Beheerders")
    return logged_in(user, give_app(user))


def link_in_mail(address):
    mail = Email.objects.filter(to=address).latest("pk")
    return mail.subject, re.search(r"https?://[^/]+(/beheer/password_reset/\S+)", mail.message)[1]


def choose(link, password):
    client = Client()
    form = client.get(link)["Location"]
    return client.post(form, {"new_password1": password, "new_password2": password})


def test_who_is_new_gets_an_invitation_chooses_a_password_and_logs_in(manager):
    screen = manager.get(ADD).content.decode()
    assert "password" not in {each.get("name") for each in BeautifulSoup(screen, "html.parser").find_all("input")}
    manager.post(ADD, {**NEW, "groups": [Group.objects.get(name="Redacteurs").pk]})
    nina = get_user_model().objects.get(username="nina")
    assert not nina.has_usable_password()

    subject, link = link_in_mail(nina.email)
    assert subject == "Je bent uitgenodigd voor de praktijkendatabank"
    assert choose(link, "kort").status_code == 200
    assert choose(link, "een lang wachtwoord van nina").status_code == 302
    client = Client()
    client.post("/beheer/login/", {"username": "nina", "password": "een lang wachtwoord van nina"})
    assert client.get("/beheer/tweede-stap/")["Location"].startswith("/beheer/tweede-stap/kiezen/")
    assert "new_password1" not in Client().get(link, follow=True).content.decode()  # the link was used


def test_a_moderator_who_lost_the_phone_chooses_anew_with_help_of_an_administrator(manager, moderator, give_app):
    old = give_app(moderator)
    devices.new_recovery_codes(moderator)
    client = logged_in(moderator, old)
    screen = f"/beheer/users/{moderator.pk}/toegang/"
    assert "Tweede stap opnieuw laten kiezen" in manager.get(screen).content.decode()

    answer = manager.post(screen, {"do": "take_away"}, follow=True)
    assert "kiest bij de volgende aanmelding een nieuwe tweede stap" in answer.content.decode()
    assert not is_in(client)
    assert devices.recovery_codes(moderator) is None
    assert with_password(moderator).get("/beheer/tweede-stap/")["Location"].startswith("/beheer/tweede-stap/kiezen/")
    assert "opnieuw een tweede stap kiezen" in Email.objects.get(to=moderator.email).message


REFUSED = "geen toegang"


def change(manager, user):
    """Everything that somebody may do to an account; whether each was refused."""
    screen, edit = f"/beheer/users/{user.pk}/toegang/", f"/beheer/users/edit/{user.pk}/"
    tried = {
        "take away": manager.post(screen, {"do": "take_away"}, follow=True),
        "end all": manager.post(screen, {"do": "end_all"}, follow=True),
        "invite": manager.post(screen, {"do": "invite"}, follow=True),
        "edit": manager.post(edit, {**NEW, "is_active": "on"}, follow=True),
    }
    role = Group.objects.get(name="Redacteurs").pk
    for action, data in (("assign_role", {"role": role}), ("set_active_state", {"mark_as_active": "False"}), ("delete", {})):
        tried[action] = manager.post(f"/beheer/bulk/auth/user/{action}/?id={user.pk}", data, follow=True)
    return {deed: REFUSED in answer.content.decode() for deed, answer in tried.items()}


def test_a_manager_does_nothing_to_a_superuser(manager, admin_user, give_app):
    give_app(admin_user)
    assert {deed for deed, was_refused in change(manager, admin_user).items() if not was_refused} == {
        "delete"
    }  # of which Wagtail leaves a superuser out

    admin_user.refresh_from_db()
    assert admin_user.username == "admin"
    assert admin_user.is_active
    assert not admin_user.groups.exists()
    assert devices.has_second_factor(admin_user)
    assert not Email.objects.exists()


def test_a_manager_does_each_of_these_to_an_editor(manager, moderator, give_app):
    give_app(moderator)
    assert set(change(manager, moderator).values()) == {False}

    assert not get_user_model().objects.filter(pk=moderator.pk).exists()
    assert [mail.to for mail in Email.objects.all()] == [["mia@demo.example"]] * 3  # taken away, a link, another address


def test_who_changes_their_own_roles_stays_logged_in(manager):
    me = get_user_model().objects.get(username="bo")
    roles = Group.objects.filter(name__in=["Beheerders", "Moderatoren"]).values_list("pk", flat=True)
    kept = {"username": "bo", "email": me.email, "first_name": "Bo", "last_name": "Beheer", "groups": list(roles)}
    assert manager.post(f"/beheer/users/edit/{me.pk}/", kept).status_code == 302

    assert me.groups.count() == 2
    assert is_in(manager)


def test_nobody_copies_an_account(manager, admin_user):
    for pk in (admin_user.pk, get_user_model().objects.get(username="bo").pk):
        assert manager.post(f"/beheer/users/copy/{pk}/", {**NEW, "is_superuser": "on"}).status_code == 404
    assert not get_user_model().objects.filter(username="nina").exists()


@pytest.mark.parametrize("action", ["assign_role", "set_active_state"])
def test_a_deed_on_many_accounts_ends_their_sessions_and_is_accounted_for(action, manager, moderator, give_app):
    client = logged_in(moderator, give_app(moderator))
    role = Group.objects.get(name="Redacteurs").pk
    for active in ("False", "True"):
        address = f"/beheer/bulk/auth/user/{action}/?id={moderator.pk}"
        assert manager.post(address, {"role": role, "mark_as_active": active}).status_code == 302

    assert not is_in(client)
    assert AuditEntry.objects.filter(who="bo", about=f"account {moderator.pk}", said=f"bulk {action}").count() == 2


def test_who_manages_accounts_showed_their_key_lately(manager, moderator):
    session = manager.session
    session["shown_at"] = (timezone.now() - timedelta(hours=2)).timestamp()
    session.save()
    role = Group.objects.get(name="Redacteurs").pk
    tried = {
        ADD: NEW,
        f"/beheer/users/edit/{moderator.pk}/": {**NEW, "is_active": "on"},
        f"/beheer/users/{moderator.pk}/toegang/": {"do": "take_away"},
        f"/beheer/bulk/auth/user/assign_role/?id={moderator.pk}": {"role": role},
    }
    for address, data in tried.items():
        assert manager.post(address, data)["Location"].startswith("/beheer/tweede-stap/"), address

    assert not get_user_model().objects.filter(username="nina").exists()
    assert [group.name for group in moderator.groups.all()] == ["Moderatoren"]


def test_another_address_is_told_to_the_one_before(manager, moderator):
    kept = {"username": "mia", "first_name": "Mia", "last_name": "M", "is_active": "on", "email": "anders@demo.example"}
    manager.post(f"/beheer/users/edit/{moderator.pk}/", kept)

    mail = Email.objects.get()
    assert mail.to == ["mia@demo.example"]
    assert "Je account heeft nu een ander e-mailadres" in mail.message


def test_who_is_shut_out_by_others_gets_in_by_a_new_password(moderator, give_app):
    give_app(moderator)
    for number in range(10):
        Client().post("/beheer/login/", {"username": "mia", "password": f"fout-{number}"})
    assert Client().post("/beheer/login/", {"username": "mia", "password": "mia"}).status_code == 429
    Client().post("/beheer/password_reset/", {"email": moderator.email})
    choose(link_in_mail(moderator.email)[1], "een lang wachtwoord van mia")

    answer = Client().post("/beheer/login/", {"username": "mia", "password": "een lang wachtwoord van mia"})
    assert answer["Location"].startswith("/beheer/tweede-stap/")


def test_a_manager_makes_no_superuser(manager, moderator):
    me = get_user_model().objects.get(username="bo")
    for user in (moderator, me):
        screen = manager.get(f"/beheer/users/edit/{user.pk}/").content.decode()
        assert "is_superuser" not in screen
        kept = {"username": user.username, "email": user.email, "first_name": "A", "last_name": "B", "is_active": "on"}
        manager.post(
            f"/beheer/users/edit/{user.pk}/",
            {**kept, "is_superuser": "on", "groups": [*user.groups.values_list("pk", flat=True)]},
        )
        user.refresh_from_db()
        assert user.first_name == "A"
        assert not user.is_superuser
    manager.post(ADD, {**NEW, "is_superuser": "on"})
    assert not get_user_model().objects.get(username="nina").is_superuser


@pytest.mark.parametrize("role", ["Redacteurs", "Vertalers", "Moderatoren"])
def test_other_roles_manage_nobody(role, person, writer, give_app):
    user = person("iemand", role)
    client = logged_in(user, give_app(user))
    give_app(writer)
    for address, data in ((ADD, NEW), (f"/beheer/users/{writer.pk}/toegang/", {"do": "take_away"})):
        assert client.get(address).status_code == 302
        client.post(address, data)

    assert not get_user_model().objects.filter(username="nina").exists()
    assert devices.has_second_factor(writer)
    assert client.get("/beheer/logboek/").status_code == 302
    assert client.get("/beheer/toestand/").status_code == 302


def test_a_translator_writes_in_translations_only(person, index, translated):
    user = person("vera", "Vertalers")
    may = {page.locale.language_code: page.permissions_for_user(user).can_edit() for page in Page.objects.filter(depth=3)}

    assert may == {"nl": False, "fr": True, "en": True}
    assert not any(page.permissions_for_user(user).can_publish() for page in Page.objects.filter(depth=3))
    assert user.has_perm("wagtail_localize.submit_translation")


@pytest.fixture
def translated(index):
    """The pages about the site in French and English too."""
    from practices.translations.demo import translate_demo

    translate_demo()


def test_an_administrator_changes_nobodys_password(manager, moderator):
    screen = manager.get(f"/beheer/users/edit/{moderator.pk}/").content.decode()
    assert 'type="password"' not in screen
    manager.post(f"/beheer/users/{moderator.pk}/toegang/", {"do": "invite"})
    subject, link = link_in_mail(moderator.email)

    assert subject == "Kies een nieuw wachtwoord"
    assert choose(link, "een lang wachtwoord van mia").status_code == 302


def test_the_last_key_is_not_removed(moderator, give_app):
    device = give_app(moderator)
    client = logged_in(moderator, device)
    screen = "/beheer/account/toegang/"
    answer = client.post(screen, {"do": "remove", "key": device.persistent_id}, follow=True)
    assert "Voeg eerst een andere manier toe" in answer.content.decode()

    other = give_app(moderator)
    client.post(screen, {"do": "remove", "key": other.persistent_id})
    assert [key.pk for key in devices.keys_of(moderator)] == [device.pk]


@pytest.mark.parametrize("fields", [{"email": ""}, {"email": "kapot"}, {"is_active": False}])
def test_an_account_that_no_mail_should_reach_gets_no_invitation(fields, manager, moderator):
    get_user_model().objects.filter(pk=moderator.pk).update(**fields)
    answer = manager.post(f"/beheer/users/{moderator.pk}/toegang/", {"do": "invite"}, follow=True)

    assert "Dit account is niet actief, of heeft geen e-mailadres" in answer.content.decode()
    assert not Email.objects.exists()


def test_nobody_removes_the_key_of_somebody_else(moderator, writer, give_app):
    mine, other = give_app(moderator), give_app(writer)
    give_app(moderator)
    logged_in(moderator, mine).post("/beheer/account/toegang/", {"do": "remove", "key": other.persistent_id})

    assert devices.has_second_factor(writer)


def test_the_last_administrator_gets_in_again_by_a_command(admin_user, give_app):
    give_app(admin_user)
    call_command("account_reset", "admin")

    admin_user.set_password("admin")
    admin_user.save()
    assert with_password(admin_user).get("/beheer/tweede-stap/")["Location"].startswith("/beheer/tweede-stap/kiezen/")
    with pytest.raises(CommandError, match="Er is geen account “niemand”"):
        call_command("account_reset", "niemand")
