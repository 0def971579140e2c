"""Elasticsearch behind a password, an API key and TLS: a real node with security on, at ELASTICSEARCH_SECURED_URL."""

import http.client
import os
import ssl
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, urlsplit

import pytest
import trustme
from elasticsearch import AuthenticationException

from search import indexes
from search.breaker import breaker
from search.engines import Request
from search.engines.elasticsearch import client_for
from search.indexes import follow_journal
from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.secured]
BANNER = "Zoeken werkt tijdelijk beperkt"
ADDRESS = os.environ.get("ELASTICSEARCH_SECURED_URL", "")
USER = f"praktijken-{os.getpid()}"  # another process of tests has one of its own


@pytest.fixture
def node(settings, monkeypatch):
    """Its host and port; the indexes of this test are gone afterwards."""
    monkeypatch.setattr("search.engines.elasticsearch.PATIENCE", 30)
    settings.SEARCH_DATABASE = f"secured-{os.getpid()}"
    breaker.reset()
    yield urlsplit(ADDRESS).netloc.rpartition("@")[2]
    client = client_for(ADDRESS).options(request_timeout=30)
    for name in client.indices.get(index=f"praktijken-{settings.SEARCH_DATABASE}-*"):
        client.indices.delete(index=name)
    client.security.delete_user(username=USER, ignore=[404])
    breaker.reset()


@contextmanager
def tls(node, certificate):
    """The node behind TLS, as behind a proxy: everything is passed on."""

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            onward = http.client.HTTPConnection(node)
            onward.request(self.command, self.path, body, dict(self.headers))
            answer = onward.getresponse()
            content = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in {"transfer-encoding", "content-length"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_HEAD = do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815 - the names that http.server calls

        def log_message(self, *arguments):
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def found_on_elasticsearch(client, settings, index, address):
    """Whether a sheet that was published is found on Elasticsearch, without a banner."""
    settings.ELASTICSEARCH_URL = address
    make_sheet(index, "Praattafels")
    follow_journal()
    html = client.get("/praktijken/?q=praattafel").content.decode()
    assert "Praattafels" in html  # whatever Elasticsearch does
    remote = indexes.remote("nl")
    return BANNER not in html and remote.search(Request()).total == 1


def wait_until_known(client, seconds=20):
    """A node forgets by itself that it did not know a user, but not at once."""
    end = time.monotonic() + seconds
    while True:
        try:
            return client.security.authenticate()
        except AuthenticationException:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


def test_with_a_password_of_any_characters(client, settings, index, node):
    """As it is written in an address: with everything that has a meaning there escaped."""
    password = "p@s:s/wo?rd#%41 é"
    admin = client_for(ADDRESS).options(request_timeout=30)
    admin.security.put_user(username=USER, password=password, roles=["superuser"])
    address = f"http://{USER}:{quote(password, safe='')}@{node}"
    wait_until_known(client_for(address).options(request_timeout=30))

    assert found_on_elasticsearch(client, settings, index, address)


def test_with_an_api_key(client, settings, index, node):
    key = client_for(ADDRESS).options(request_timeout=30).security.create_api_key(name="praktijken")["encoded"]

    assert found_on_elasticsearch(client, settings, index, f"http://{node}/?api_key={quote(key)}")


@pytest.mark.parametrize("credentials", ["", "elastic:wrong@", "nobody:wrong@"])
def test_with_other_credentials_the_embedded_index_answers(client, settings, index, node, credentials):
    settings.ELASTICSEARCH_URL = f"http://{credentials}{node}"
    make_sheet(index, "Praattafels")
    follow_journal()
    html = client.get("/praktijken/?q=praattafel").content.decode()

    assert "Praattafels" in html
    assert BANNER in html


def test_over_tls_with_the_authority_that_signed_it(client, settings, index, node, tmp_path):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    user = urlsplit(ADDRESS).netloc.rpartition("@")[0]
    with tls(node, authority.issue_cert("127.0.0.1")) as proxy:
        assert found_on_elasticsearch(client, settings, index, f"https://{user}@{proxy}/?ca_certs={tmp_path / 'ca.pem'}")


def test_over_tls_that_nobody_known_signed_only_when_that_is_allowed(client, settings, index, node):
    user = urlsplit(ADDRESS).netloc.rpartition("@")[0]
    with tls(node, trustme.CA().issue_cert("127.0.0.1")) as proxy:
        settings.ELASTICSEARCH_URL = f"https://{user}@{proxy}"
        follow_journal()  # so that a missing index is not the reason
        assert BANNER in client.get("/praktijken/").content.decode()
        breaker.reset()
        assert found_on_elasticsearch(client, settings, index, f"https://{user}@{proxy}/?verify_certs=false")
