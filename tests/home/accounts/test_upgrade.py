"""What was there before accounts had sessions and roles of their own comes along."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.backends.db import SessionStore as SessionsOfBefore
from django.contrib.sessions.models import Session
from django.utils import timezone

from home.accounts.sessions import SessionStore, SiteSession
from tests.home.accounts.conftest import is_in

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
MIGRATION = import_module("home.accounts.migrations.0002_roles_and_sessions")


def test_a_form_half_filled_in_is_still_there_after_an_upgrade():
    before = SessionsOfBefore()
    before["draft"] = "een halve praktijk"
    before.create()
    MIGRATION.keep_sessions(apps, None)

    assert SessionStore(before.session_key)["draft"] == "een halve praktijk"
    assert SiteSession.objects.get().expire_date > timezone.now() + timedelta(days=13)
    assert not Session.objects.exists()


def test_who_was_logged_in_shows_a_second_factor_first(moderator, client, settings):
    client.force_login(moderator)
    before = SessionsOfBefore()
    before.update(dict(client.session.items()))
    before.create()
    SiteSession.objects.all().delete()
    MIGRATION.keep_sessions(apps, None)
    client.cookies[settings.SESSION_COOKIE_NAME] = before.session_key

    assert not is_in(client)
    assert client.get("/beheer/login/")["Location"].startswith("/beheer/tweede-stap/")


def test_the_roles_are_made_once_with_what_each_may():
    MIGRATION.make(apps, None)

    assert Group.objects.filter(name__in=MIGRATION.ROLES).count() == 2
    for role, permissions in MIGRATION.ROLES.items():
        codenames = {codename for _app, _model, codename in permissions}
        assert codenames <= set(Permission.objects.filter(group__name=role).values_list("codename", flat=True))
