"""What a reader pays for an index that lags behind, or is not there: nothing. The worker brings it up."""

import shutil
from dataclasses import replace

import pytest
from django.core.management import call_command

from practices.models import Category
from practices.site_state import known_as, was_passing
from search import indexes, journal
from search.finding import Finder
from tests.factories import make_sheet

pytestmark = pytest.mark.django_db
MOST = 3
LISTS = ("/", "/praktijken/", "/gemeenten/", "/gemeenten/ninove/", "/praktijken/nieuw.rss", "/api/v1/practices/")


@pytest.fixture(autouse=True)
def few_rows(settings):
    settings.LIMITS = replace(settings.LIMITS, indexed_for_a_reader=MOST)


@pytest.fixture
def sheets(index):
    return [make_sheet(index, f"Praattafel {number}", category="Taal") for number in range(MOST + 3)]


@pytest.fixture
def built(sheets):
    indexes.follow_journal()
    return sheets


def rename():
    category = Category.objects.sources().get(slug="taal")
    category.name = "Taal en spraak"
    category.save()


@pytest.mark.parametrize("address", LISTS)
def test_without_an_index_a_list_says_to_come_back_and_the_worker_makes_it(client, sheets, address):
    answer = client.get(address)
    assert answer.status_code == 503
    assert "api" in address or int(answer["Retry-After"]) > 0
    assert indexes.embedded("nl").applied() is None

    call_command("worker", once=True)
    assert client.get(address).status_code == 200


def test_a_sheet_needs_no_index(client, sheets):
    assert client.get(sheets[0].address).status_code == 200
    assert client.get("/praktijken/geen/").status_code == 404


def test_a_few_sheets_are_indexed_for_whoever_comes_first(client, index):
    make_sheet(index, "Samen koken")
    assert "Samen koken" in client.get("/praktijken/").content.decode()
    make_sheet(index, "Samen fietsen")
    assert "Samen fietsen" in client.get("/praktijken/").content.decode()


@pytest.mark.parametrize("address", ["/praktijken/", "/", "/gemeenten/ninove/", "/api/v1/practices/"])
def test_behind_by_many_it_answers_as_far_as_it_is_and_holds_for_no_longer(client, built, address):
    rename()
    applied = indexes.embedded("nl").applied()
    with known_as(1):
        page = client.get(address).content.decode()
        assert was_passing()
    assert "Praattafel 5" in page
    assert indexes.embedded("nl").applied() == applied
    assert ("Zoeken werkt tijdelijk beperkt" in page) == (address == "/praktijken/")

    indexes.follow_journal()
    with known_as(2):
        page = client.get(address).content.decode()
        assert not was_passing()
    assert "Taal en spraak" in page


def test_many_sheets_are_followed_in_parts(built, monkeypatch):
    monkeypatch.setattr(indexes, "_CHUNK", 2)
    rename()
    seen = []
    engine = indexes.embedded("nl")
    apply = engine.apply
    monkeypatch.setattr(engine, "apply", lambda **kwargs: (seen.append(len(kwargs["documents"])), apply(**kwargs)))
    indexes.follow_journal()

    assert max(seen) <= 2
    assert sum(seen) >= len(built)
    assert engine.applied() == journal.latest()
    assert Finder("nl").counts("category")["category"]["taal"] == len(built)


def test_who_asks_the_api_again_gets_what_the_worker_brought(client, built):
    rename()
    first = client.get("/api/v1/practices/")
    assert client.get("/api/v1/practices/", headers={"if-none-match": first["ETag"]}).status_code == 304
    indexes.follow_journal()
    again = client.get("/api/v1/practices/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert "Taal en spraak" in again.content.decode()


def test_an_index_whose_files_are_lost_is_built_again_by_the_worker(client, built):
    engine = indexes.embedded("nl")
    for folder in engine.root.iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    rename()
    assert [client.get(address).status_code for address in LISTS] == [503] * len(LISTS)
    assert client.get(built[0].address).status_code == 200
    assert client.get("/api/v1/practices/").json()["detail"]

    indexes.follow_journal()
    assert "Taal en spraak" in client.get("/praktijken/").content.decode()


def test_an_index_that_is_further_than_the_journal_answers_until_the_worker_builds_it(client, built):
    journal.JournalEntry.objects.order_by("-pk")[0].delete()
    assert journal.latest() < indexes.embedded("nl").applied()
    assert "Praattafel 5" in client.get("/praktijken/").content.decode()
    indexes.follow_journal()
    assert indexes.embedded("nl").applied() == journal.latest()
