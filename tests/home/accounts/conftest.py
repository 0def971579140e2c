"""People who log in, as they do: with a password, and what they show after it."""

import time
from binascii import unhexlify

import pytest
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice


@pytest.fixture(autouse=True)
def second_factor(settings):
    """As outside development."""
    settings.SECOND_FACTOR = True


@pytest.fixture
def give_app():
    """An authenticator for somebody."""

    def make(user):
        return TOTPDevice.objects.create(user=user, name="app")

    return make


def code_of(device, steps=0):
    """What the app shows now, or some half minutes later."""
    clock = TOTP(unhexlify(device.key))
    clock.time = time.time() + 30 * steps
    return f"{clock.token():06d}"


def with_password(user, client=None):
    """A browser in which somebody typed their name and password, and nothing else."""
    client = client or Client()
    client.post("/beheer/login/", {"username": user.get_username(), "password": user.get_username()})
    return client


def logged_in(user, device, client=None):
    """A browser of somebody who showed a code too."""
    client = with_password(user, client)
    client.post("/beheer/tweede-stap/", {"code": code_of(device)})
    return client


def is_in(client):
    """Whether this browser gets the editors' screens."""
    return client.get("/beheer/").status_code == 200
