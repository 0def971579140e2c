"""A search engine that obeys robots.txt and nofollow comes to an end, and has each page once in each language."""

import re
from collections import Counter
from html import unescape
from urllib.parse import parse_qsl, urljoin
from urllib.robotparser import RobotFileParser

import pytest

from municipalities.models import Municipality, Province
from practices.languages import CODES
from practices.vocabularies import TERMS
from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SITE = "https://praktijken.example"
_PAGES = 6  # home, practices, municipalities, and three about the site
_FORMS = 2  # sharing a practice, by steps and by a text of one's own


@pytest.fixture
def sheets(index):
    for number in range(25):  # more than a page
        sheet = make_sheet(index, f"Praktijk {number}", {"Gent": ["Gent"], "Ninove": ["Ninove"]}, category="Taal")
    sheet.tags.add("koffie")
    sheet.save_revision().publish()


def links(html):
    for tag in re.findall(r"<a\s[^>]*>", html):
        href = re.search(r'href="([^"]*)"', tag)
        if href and "nofollow" not in tag:
            yield unescape(href[1])


def crawl(client):
    """Every address that is reached from the home page, by a robot that does not even read a * in robots.txt."""
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").content.decode().splitlines())
    seen, queue = {"/"}, ["/"]
    while queue:
        path = queue.pop()
        answer = client.get(path)
        assert answer.status_code in {200, 301, 302}, path
        body = (
            answer.content.decode() if answer.get("Content-Type", "").startswith("text/html") and not answer.streaming else ""
        )
        for href in links(body):
            address = urljoin(SITE + path, href).split("#")[0]
            new = address.removeprefix(SITE)
            if address.startswith(SITE) and new not in seen and robots.can_fetch("*", new):
                seen.add(new)
                queue.append(new)
    return seen


def test_a_crawl_ends_with_what_there_is(client, sheets, settings):
    settings.BASE_URL = SITE
    seen = crawl(client)
    kinds = Counter(tuple(sorted({name for name, _value in parse_qsl(path.partition("?")[2])})) for path in seen)
    terms = {(each.name,) for each in TERMS}
    places = Municipality.objects.current().count() + Province.objects.count()
    most = len(CODES) * (25 + places + _PAGES + _FORMS + sum(each.model.objects.sources().count() for each in TERMS))

    assert kinds.keys() <= {
        (),
        ("page",),
        ("province",),
        *terms,
        *(tuple(sorted((*term, "page"))) for term in terms),
        ("page", "province"),
    }
    assert len(seen) <= most + 3 * len(CODES) * 5  # and the second page of a list
    assert {"/praktijken/praktijk-3/", "/gemeenten/gent/", "/praktijken/?category=taal"} <= seen
