"""What a browser is told about every page: load and run what is our own, and nothing else."""

import base64
import hashlib
import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from home.refusals import server_error, unavailable
from tests.factories import make_sheet

PAGES = ["/", "/praktijken/", "/praktijken/onthaalgesprekken/", "/gemeenten/", "/selectie/", "/deel-jouw-praktijk/", "/niets/"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_no_page_of_readers_may_run_what_stands_in_it(client, index, address):
    make_sheet(index)
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    html = response.content.decode()

    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'self'" in policy
    assert not re.search(r"\sstyle=|\son\w+=|<style", html)
    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*ld\+json)", html) == []
    assert "camera=()" in response["Permissions-Policy"]
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.django_db
def test_the_pages_that_stand_alone_keep_their_style(client, rf):
    policy = client.get("/")["Content-Security-Policy"]
    for response in (server_error(rf.get("/")), unavailable()):
        style = re.search(r"<style>(.*?)</style>", response.content.decode(), re.DOTALL)[1]
        assert f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in policy


@pytest.mark.django_db
def test_the_screens_of_editors_stay_ours_too(client):
    policy = client.get("/beheer/login/")["Content-Security-Policy"]

    assert policy == "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"


@pytest.mark.parametrize("password", ["Welkom1234", "Welkom1234567", "vvsg-Samenleven-2026", "azerty123456", "123456789012"])
def test_a_password_that_anybody_would_try_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password)


def test_other_passwords_are_taken():
    validate_password("paarse-olifant-fluit")
    validate_password("welkom bij de buren thuis")


def test_whoever_finds_a_weakness_knows_whom_to_tell(client, settings):
    told = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())

    assert told["Contact"] == f"mailto:{settings.MODERATION_EMAIL}"
    assert parse_datetime(told["Expires"]) > timezone.now()
