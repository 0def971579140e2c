"""What a browser is told about every page: load and run what is our own, and nothing else."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.admin.widgets import BaseChooser

from home.refusals import server_error, unavailable
from tests.factories import make_sheet

pytestmark = pytest.mark.any_database

TEMPLATES = Path(__file__).parents[2] / "templates" / "django"
# A script or a style in the text of a page; not data, and not what a style sheet is linked by.
RUNS = re.compile(r"<script(?![^>]*(?:src=|application/json))|<style|\sstyle=\"|\son[a-z]+=\"")
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
    screen, again = client.get("/beheer/login/"), client.get("/beheer/login/")
    policy = screen["Content-Security-Policy"]
    nonce = re.search(r'data-nonce="([^"]{20,})"', screen.content.decode())[1]

    assert policy.startswith("default-src 'none'; script-src 'self'; ")
    assert f"'nonce-{nonce}'; object-src" in policy
    assert "unsafe" not in policy
    assert nonce not in again["Content-Security-Policy"]


NOT_OURS = {
    "wagtailadmin/notifications/base.html": "a mail",
    "wagtailembeds/embed_frontend.html": "no sheet embeds anything",
}


def test_no_template_of_wagtail_has_something_to_run_in_it():
    """A new version may bring one: write it without, in `templates/django`, beside the others."""
    packages = [Path(apps.get_app_config(label).path) for label in ("wagtailadmin", "wagtail_localize", "django_otp_webauthn")]
    packages.append(packages[0].parent)  # all of Wagtail
    installed = {Path(config.path) for config in apps.get_app_configs()}
    found = {}
    for template in {each for package in packages for each in package.rglob("templates/**/*.html")}:
        folder = next(parent for parent in template.parents if parent.name == "templates")
        if folder.parent not in installed or str(template.relative_to(folder)) in NOT_OURS:
            continue
        if RUNS.findall(template.read_text()):
            found[template.relative_to(folder)] = (TEMPLATES / template.relative_to(folder)).exists()

    assert len(found) == 9
    assert [str(name) for name, written in found.items() if not written] == []
    for template in TEMPLATES.rglob("*.html"):
        if template.relative_to(TEMPLATES).parts[0] != "emails":
            assert RUNS.findall(template.read_text()) == [], template


def test_no_chooser_has_a_script_that_is_not_named():
    """Those of Wagtail, wagtail-localize and ours: `home/started_widgets.py` knows one that starts in its own way."""
    known, found = [BaseChooser], set()
    while known:
        kind = known.pop()
        known += kind.__subclasses__()
        found |= {kind.__name__} if kind.render_js_init is not BaseChooser.render_js_init else set()

    assert found == {"AdminTaskChooser"}


def test_no_code_of_wagtail_writes_a_script_but_that_of_choosers():
    package = Path(apps.get_app_config("wagtailadmin").path).parent
    code = {each: each.read_text() for each in package.rglob("*.py") if "test" not in str(each.relative_to(package))}

    assert [str(each.relative_to(package)) for each, text in code.items() if "<script>{" in text] == [
        "admin/widgets/chooser.py"
    ]


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


ANSWERS = ["/", "/praktijken/?q=taal", "/gezond/", "/robots.txt", "/praktijken/nieuw.rss", "/beheer/login/", "/niets/"]
ANSWERS += ["/api/v1/municipalities/"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_says_how_it_is_to_be_read(client, index, settings, address):
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 365 * 24 * 3600, True
    response = client.get(address, secure=True)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert re.match(r"(text|application)/[a-z+]+(; ?charset=utf-8)?$", response["Content-Type"])
    assert response["Content-Type"].startswith("application/json") or "charset=utf-8" in response["Content-Type"]
    if response["Content-Type"].startswith("text/html"):
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_no_other_host_of_the_domain_sets_a_cookie_of_ours():
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY"]
    code = (
        f"from config import settings\nprint(*(getattr(settings, name) for name in {names}))\nprint(settings.MESSAGE_STORAGE)"
    )
    real = {
        "SECRET_KEY": "x",
        "BASE_URL": "https://praktijken.example",
        "ALLOWED_HOSTS": "praktijken.example",
        "DEBUG": "false",
    }
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, **real}, capture_output=True, text=True, check=True)

    assert done.stdout.split() == [
        "__Host-session", "__Host-csrf", "True", "True", "True", "django.contrib.messages.storage.session.SessionStorage",
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_session_is_read_by_no_script(client, writer, settings):
    client.post("/beheer/login/", {"username": "rik", "password": "rik"})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/praktijken/", "/praktijken/onthaalgesprekken/", "/gemeenten/", "/beheer/login/", "/api/v1/practices/"]
)
def test_no_address_echoes_a_request(client, index, address):
    make_sheet(index)
    response = client.trace(address, headers={"x-secret": "geheim"})

    assert response.status_code == 405
    assert b"geheim" not in response.content


@pytest.mark.django_db
def test_what_is_somebodys_is_kept_by_no_browser(client, index, writer):
    sheet = make_sheet(index)
    public = [
        "/beheer/login/",
        "/beheer/password_reset/",
        f"/praktijken/{sheet.slug}/doen-wij-ook/",
        "/deel-jouw-praktijk/idee/",
    ]
    kept = [address for address in public if "no-store" not in client.get(address).headers.get("Cache-Control", "")]
    client.force_login(writer)
    editors = ["/beheer/", "/beheer/sheets/", "/beheer/account/", f"/beheer/pages/{sheet.pk}/edit/", "/praktijken/"]
    kept += [address for address in editors if "no-store" not in client.get(address).headers.get("Cache-Control", "")]

    assert kept == []
