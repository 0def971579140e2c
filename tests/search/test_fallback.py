"""Elasticsearch down, slow or broken: every page is there, and it is back without a restart."""

import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from elastic_transport import Transport

from search import indexes, journal
from search.breaker import breaker
from search.indexes import follow_journal
from tests.factories import make_sheet
from tests.search.conftest import ELASTICSEARCH

pytestmark = pytest.mark.django_db
BANNER = "Zoeken werkt tijdelijk beperkt"


@pytest.fixture(autouse=True)
def fresh_breaker():
    breaker.reset()
    yield
    breaker.reset()


@contextmanager
def server(status, pause):
    """A server that answers everything with this status after this many seconds."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            time.sleep(pause)
            self.send_response(status)
            self.end_headers()

        do_GET = do_HEAD = do_POST  # noqa: N815 - as above

        def log_message(self, *arguments):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    running.block_on_close = False
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


@contextmanager
def nobody():
    with socket.socket() as each:
        each.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{each.getsockname()[1]}"


@pytest.mark.parametrize(
    "broken", [nobody(), server(500, 0), server(200, 30), server(404, 0)], ids=["down", "500", "slow", "404"]
)
def test_the_embedded_index_answers_with_a_banner(client, index, settings, broken):
    page = make_sheet(index, "Praattafels")
    with broken as address:
        settings.ELASTICSEARCH_URL = address
        start = time.monotonic()
        html = client.get("/praktijken/?q=praattafel").content.decode()
        assert time.monotonic() - start < 5  # not the 30 seconds of the slow one
        assert BANNER in html
        assert "Praattafels" in html
        for path in (
            "/",
            page.address,
            "/gemeenten/",
            "/gezond/",
            "/api/v1/practices/?q=praattafel",
            "/api/v1/suggest/?q=praat",
        ):
            assert client.get(path).status_code == 200


def test_while_it_is_down_only_one_reader_waits_for_it(client, index, settings):
    make_sheet(index, "Praattafels")
    with server(200, 30) as address:
        settings.ELASTICSEARCH_URL = address
        client.get("/praktijken/")
        start = time.monotonic()
        for _number in range(5):
            assert BANNER in client.get("/praktijken/").content.decode()
        assert time.monotonic() - start < 2  # each of them would have waited 0.4 s


@pytest.mark.elasticsearch
def test_it_is_back_without_a_restart_with_all_that_changed_meanwhile(client, index, settings, elasticsearch):
    make_sheet(index, "Een")
    follow_journal()
    assert BANNER not in client.get("/praktijken/").content.decode()
    with nobody() as address:
        settings.ELASTICSEARCH_URL = address
        make_sheet(index, "Twee")
        assert BANNER in client.get("/praktijken/").content.decode()
        settings.ELASTICSEARCH_URL = ELASTICSEARCH
        assert BANNER in client.get("/praktijken/").content.decode()  # it is left alone for a while
    breaker.reset()  # the while is over
    assert "2 praktijken" in client.get("/praktijken/").content.decode()  # from the embedded index: no reader waits
    follow_journal()
    html = client.get("/praktijken/").content.decode()

    assert BANNER not in html
    assert "2 praktijken" in html
    assert indexes.remote("nl").applied() == journal.latest()


@pytest.mark.elasticsearch
def test_without_an_index_on_it_the_embedded_one_answers_until_the_worker_made_it(client, index, elasticsearch):
    make_sheet(index, "Een")
    html = client.get("/praktijken/").content.decode()
    assert BANNER in html
    assert "1 praktijk" in html
    follow_journal()
    breaker.reset()

    assert BANNER not in client.get("/praktijken/").content.decode()


@pytest.mark.elasticsearch
def test_a_page_costs_one_request_to_elasticsearch(client, index, elasticsearch, monkeypatch):
    make_sheet(index, "Een", {"Gent": ["Gent"]})
    follow_journal()
    asked = []
    real = Transport.perform_request
    monkeypatch.setattr(
        Transport, "perform_request", lambda self, *args, **kwargs: asked.append(args) or real(self, *args, **kwargs)
    )
    for address in ("/praktijken/", "/praktijken/?q=onthaal&municipality=gent&category=taal"):
        asked.clear()
        client.get(address)
        assert len(asked) == 1


@pytest.mark.elasticsearch
def test_a_page_further_down_than_elasticsearch_goes_does_not_switch_it_off(client, index, elasticsearch):
    make_sheet(index, "Een")
    follow_journal()
    for address in ("/praktijken/?page=999", "/api/v1/practices/?page=999"):
        client.get(address)

    assert BANNER not in client.get("/praktijken/").content.decode()


@pytest.mark.elasticsearch
def test_what_was_just_published_is_found_although_elasticsearch_is_behind(client, index, elasticsearch):
    make_sheet(index, "Een")
    follow_journal()
    make_sheet(index, "Twee")
    before = indexes.remote("nl").applied()
    html = client.get("/praktijken/").content.decode()

    assert "2 praktijken" in html
    assert BANNER not in html
    assert indexes.remote("nl").applied() == before  # a request of a reader writes nothing to it
