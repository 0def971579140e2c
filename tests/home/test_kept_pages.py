"""Pages that are kept: as fresh as new ones after every deed, for everybody the same, and nobody's own."""

import gzip
import time
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from unittest.mock import Mock

import brotli
import pytest
import zstandard
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.kept_pages import KeptPages
from home.models import ContentPage
from municipalities.models import Municipality
from practices.mergers import merge_terms
from practices.models import Category, PracticePage
from practices.references import slugs_of_categories
from practices.site_state import current_state
from practices.submissions.models import Submission
from search.asked.field_questions import FieldQuestion
from search.thesaurus.glossary import glossary
from search.thesaurus.models import Concept
from tests.committing import committed
from tests.factories import PhotoFactory, make_sheet

pytestmark = pytest.mark.django_db
PAGES = (
    "/", "/fr/", "/praktijken/", "/praktijken/?q=taal", "/praktijken/?category=taal", "/praktijken/?q=zeldzaam",
    "/praktijken/praattafels/", "/fr/praktijken/praattafels/", "/praktijken/onthaalgesprekken/",
    "/praktijken/praattafels/vergelijk/", "/gemeenten/", "/gemeenten/ninove/", "/over/", "/sitemap.xml", "/sitemap-sheets.xml",
    "/praktijken/nieuw.rss", "/api/v1/practices/", "/api/v1/suggest/?q=praat", "/selectie/?s=praattafels",
    "/praktijken/?format=csv",
)  # fmt: skip


def ask(application, address, method="GET", **headers):
    """The status, the headers by name, and the body that an application answers."""
    path, _, query = address.partition("?")
    said = {}
    asked = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "testserver", "SERVER_PORT": "80",
        "HTTP_HOST": "testserver", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(), "wsgi.errors": BytesIO(), **asked,
    }  # fmt: skip

    def start(status, headers, exc_info=None):
        said.update(status=int(status.split()[0]), **{name.lower(): value for name, value in headers})

    body = application(environ, start)
    content = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return said, content


class Counted:
    """Django, with a count of what it was asked."""

    def __init__(self, django):
        self.django, self.asked = django, 0

    def __call__(self, environ, start_response):
        self.asked += 1
        return self.django(environ, start_response)


@pytest.fixture
def django(settings, index):
    settings.ALLOWED_HOSTS = ["testserver"]
    make_sheet(index, "Praattafels", {"Ninove": ["Ninove"], "Gent": ["Gent"]}, category="Taal", description="<p>Het QZ3.</p>")
    make_sheet(index)
    return Counted(WSGIHandler())


@pytest.fixture(autouse=True)
def one_connection():
    """Django closes connections when a request begins and ends; that of a test holds its transaction."""
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    yield
    signals.request_started.connect(close_old_connections)
    signals.request_finished.connect(close_old_connections)


@pytest.fixture
def kept(django):
    return KeptPages(django)


def sheet():
    return PracticePage.objects.get(slug="praattafels")


def edit_and_publish():
    page = sheet()
    page.title = "Praattafels en meer"
    page.save_revision().publish()


def unpublish():
    PracticePage.objects.get(slug="onthaalgesprekken").unpublish()


def rename_a_category():
    category = Category.objects.get(slug="taal")
    category.name = "Taal en spraak"
    category.save()


def rename_behind_djangos_back():
    """As a command, or somebody with psql, does it."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE practices_category SET name = 'Spraak' WHERE slug = 'taal'")


def merge():
    first, second = Category.objects.sources().exclude(slug="taal").order_by("pk")[:2]
    PracticePage.objects.filter(slug="onthaalgesprekken").update(category=first)
    merge_terms(source=first, target=second)


def change_a_photo():
    page = sheet()
    page.image = PhotoFactory()
    page.save_revision().publish()
    page.image.description = "Iets anders"
    page.image.save()


def rename_a_municipality():
    Municipality.objects.filter(slug="ninove").update(name="Ninove aan de Dender")


def explain_a_word():
    Concept.objects.create(title="QZ3", definition="Iets van hier")


def change_a_page():
    page = ContentPage.objects.get(slug="over", locale__language_code="nl")
    page.title = "Over ons en jou"
    page.save_revision().publish()


def tag():
    page = sheet()
    page.tags.add("koffie")
    page.save_revision().publish()


def restrict():
    PageViewRestriction.objects.create(page=sheet(), restriction_type=PageViewRestriction.LOGIN)


def ask_the_field():
    FieldQuestion.objects.create(text="Wie doet iets zeldzaams?", about="zeldzaam", language="nl", opened_at=timezone.now())


def schedule():
    page = sheet()
    page.expire_at = timezone.now() + timedelta(seconds=1)
    page.save_revision().publish()
    time.sleep(1.1)
    call_command("publish_scheduled")


DEEDS = (
    edit_and_publish, unpublish, rename_a_category, rename_behind_djangos_back, merge, change_a_photo, rename_a_municipality,
    explain_a_word, change_a_page, tag, restrict, ask_the_field, schedule,
)  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_after_every_deed_each_kept_page_is_as_a_new_one(django, kept, deed):
    for address in PAGES:
        ask(kept, address)
    asked = django.asked
    for address in PAGES:
        assert ask(kept, address)[0]["status"] == 200, address
    assert django.asked == asked  # all of them are kept

    deed()
    committed()
    for address in PAGES:
        said, body = ask(kept, address)
        for function in (glossary, slugs_of_categories):
            function.forget()
        new, fresh = ask(django, address)
        assert (said["status"], body) == (new["status"], fresh), address


def test_what_no_reader_sees_changes_no_page(kept, django, client, writer):
    committed()
    ask(kept, "/")
    before, asked = current_state(), django.asked
    client.post("/gezocht/", {"q": "taal"})
    client.get("/deel-jouw-praktijk/")
    client.post("/deel-jouw-praktijk/", {"title": "Soep", "introduction": "Samen eten."})
    committed()

    assert Submission.objects.exists()
    assert current_state() == before
    ask(kept, "/")
    assert django.asked == asked


SESSION = "sessionid=abc; csrftoken=def"
OF_ONE = {
    "with a session": ("/", {"cookie": SESSION}),
    "with a language": ("/", {"cookie": "django_language=fr"}),
    "a form": ("/deel-jouw-praktijk/", {}),
    "the editors' side": ("/beheer/login/", {}),
    "not there": ("/praktijken/nergens/", {}),
    "elsewhere": ("/praktijken", {}),
}


@pytest.mark.any_database
@pytest.mark.parametrize(("address", "headers"), OF_ONE.values(), ids=OF_ONE)
def test_what_is_for_one_person_is_never_kept(kept, django, address, headers):
    ask(kept, address)
    ask(kept, address, **headers)
    asked = django.asked
    said, _body = ask(kept, address, **headers)

    assert django.asked == asked + 1
    assert "public" not in said.get("cache-control", "")


POISONS = (
    {"SCRIPT_NAME": "/evil"}, {"SCRIPT_URL": "/evil/"}, {"REDIRECT_URL": "/evil/"}, {"wsgi.url_scheme": "https"},
    {"HTTP_X_FORWARDED_PROTO": "https"}, {"HTTP_X_FORWARDED_HOST": "evil.example"}, {"HTTP_HOST": "evil.example"},
    {"HTTP_ACCEPT_LANGUAGE": "fr"}, {"HTTP_RANGE": "bytes=0-9"}, {"HTTP_X_FORWARDED_PROTO": "x" * 7_000},
)  # fmt: skip


@pytest.mark.any_database
@pytest.mark.parametrize("poison", POISONS, ids=" ".join)
def test_what_one_request_says_is_told_to_no_other(kept, django, poison):
    fresh = {address: ask(django, address)[1] for address in ("/", "/praktijken/", "/sitemap.xml")}
    for address in fresh:
        ask(lambda environ, start: kept({**environ, **poison}, start), address)
    assert {address: ask(kept, address)[1] for address in fresh} == fresh


@pytest.mark.any_database
@pytest.mark.parametrize("space", ["\u2003", "\u00a0", "\u0085", "\t", " "])
def test_a_session_is_seen_as_django_sees_it(kept, client, admin_user, space):
    client.force_login(admin_user)
    cookie = f"{space}sessionid={client.cookies['sessionid'].value}".encode().decode("latin-1")
    _said, own = ask(kept, "/?own", cookie=cookie)
    assert b"wagtail-userbar" in own
    assert b"wagtail-userbar" not in ask(kept, "/?own")[1]


def test_without_a_number_nothing_is_kept(kept, django):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM site_state")
    asked = django.asked
    assert [ask(kept, "/")[0]["status"] for _time in range(2)] == [200, 200]
    assert django.asked == asked + 2


def test_a_cookie_of_another_site_of_the_domain_changes_nothing(kept, django):
    ask(kept, "/")
    asked = django.asked
    said, body = ask(kept, "/", cookie="_ga=GA1; csrftoken=abc; ; x")

    assert django.asked == asked
    assert said["cache-control"] == "public, no-cache"
    assert b"</html>" in body


UNZIPPED = {"br": brotli.decompress, "gzip": gzip.decompress, "zstd": zstandard.decompress}


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("accepted", "way"),
    [
        ("gzip, deflate, br, zstd", "br"), ("gzip, zstd", "zstd"), ("gzip", "gzip"), ("GZIP;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"), ("identity", ""), ("br;q=0.0", ""), ("", ""), ("*;q=0", ""), ("xbr, gzipped", ""),
    ],
)  # fmt: skip
def test_a_page_comes_zipped_as_the_browser_has_it_and_once(kept, accepted, way):
    plain = ask(kept, "/")[1]
    said, body = ask(kept, "/", accept_encoding=accepted)

    assert said.get("content-encoding", "") == way
    assert (UNZIPPED[way](body) if way else body) == plain
    assert said["content-length"] == str(len(body))
    assert said["vary"] == "Accept-Encoding"
    assert ask(kept, "/", accept_encoding=accepted, if_none_match=said["etag"])[0]["status"] == 304
    assert ask(kept, "/", accept_encoding=accepted, if_none_match='"older"')[0]["status"] == 200
    head, nothing = ask(kept, "/", method="HEAD", accept_encoding=accepted)
    assert nothing == b""
    assert {**head, "date": ""} == {**said, "date": ""}


def test_what_browsers_do_not_keep_is_zipped_too(kept):
    said, body = ask(kept, "/deel-jouw-praktijk/", accept_encoding="gzip, br")
    assert said["content-encoding"] == "gzip"
    assert b"</html>" in gzip.decompress(body)
    assert ask(kept, "/deel-jouw-praktijk/", method="HEAD")[1] == b""


def test_only_so_much_is_kept_and_what_was_read_last_stays(kept, django, settings):
    settings.LIMITS = replace(settings.LIMITS, kept_pages_bytes=300_000)
    for number in range(20):
        ask(kept, "/")
        ask(kept, f"/praktijken/?page=1&q=woord{number}")
    asked = django.asked
    ask(kept, "/")
    assert django.asked == asked
    ask(kept, "/praktijken/?page=1&q=woord0")
    assert django.asked == asked + 1


def test_a_page_of_yesterday_is_made_anew(kept, django, settings):
    settings.PERIODS = replace(settings.PERIODS, kept_page=timedelta(0))
    ask(kept, "/")
    time.sleep(0.01)
    asked = django.asked
    ask(kept, "/")
    assert django.asked == asked + 1


def test_a_database_that_does_not_answer_costs_no_more_than_its_page(kept, django, monkeypatch):
    def gone():
        raise OperationalError("gone")

    ask(kept, "/")
    monkeypatch.setattr("home.kept_pages.current_state", gone)
    monkeypatch.setattr("home.kept_pages.connection", Mock())
    asked = django.asked
    ask(kept, "/")
    assert django.asked == asked + 1
