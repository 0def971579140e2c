"""One's own municipality, once told, goes along: no link on a page that knows it leads on without it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup

from search import indexes
from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# Files, which know no reader; and what takes one's own municipality away, or has the whole query.
_FILES = ("pdf/", ".vcf", ".rss", ".csv", ".pdf")
_WITHOUT = ".chips a, .languages"


@pytest.fixture
def sheets(index):
    made = [
        make_sheet(index, title, places={"Ternat": ["Ternat"], "Aalst": ["Aalst"], "Gent": ["Gent"]}, category="Taal")
        for title in ("Taal op het plein", "Taal op school", "Taal in de winkel")
    ]
    indexes.follow_journal()
    return [page.slug for page in made]


PAGES = (
    "/praktijken/?our=ternat", "/praktijken/?q=taal&our=ternat", "/praktijken/?q=niets-daarvan&our=ternat",
    "/praktijken/?view=map&our=ternat", "/praktijken/?view=contacts&our=ternat", "/praktijken/{0}/?our=ternat",
    "/praktijken/{0}/vergelijk/?our=ternat", "/praktijken/{0}/vergelijk/?our=ternat&in=aalst",
    "/praktijken/{0}/doen-wij-ook/?our=ternat", "/praktijken/{0}/wijziging/?our=ternat", "/selectie/?our=ternat",
    "/selectie/?s={0}&our=ternat", "/selectie/?s={0}&s={1}&our=ternat", "/selectie/vergelijk/?s={0}&s={1}&our=ternat",
    "/selectie/?s={0}&our=ternat&q=niets-daarvan", "/selectie/?s={0}&our=Ternat", "/praktijken/{0}/vergelijk/?our=Ternat",
    "/gemeenten/gent/?our=ternat", "/praktijken/?q=gent&our=ternat",
)  # fmt: skip


@pytest.mark.parametrize("language", ["", "/fr", "/en"])
def test_each_link_of_a_page_that_knows_it_passes_it_on(client, sheets, language):
    lost = {}
    for page in PAGES:
        links = _leading_on(client.get(language + page.format(*sheets)), language)
        assert len(links) > 2, page
        lost[page] = [link for link in links if parse_qs(urlsplit(link).query).get("our") != ["ternat"]]

    assert {page: links for page, links in lost.items() if links} == {}


def _leading_on(answer, language):
    assert answer.status_code == 200
    document = BeautifulSoup(answer.content, "html.parser")
    for each in document.select(_WITHOUT):
        each.decompose()
    links = [link["href"] for link in document.select("a[href]")]
    return [link for link in links if _knows_it(link.removeprefix(language))]


def _knows_it(link):
    path = urlsplit(link).path
    return (
        path.startswith(("/praktijken/", "/selectie/", "/gemeenten/")) and not path.endswith(_FILES) and "format=" not in link
    )


def test_what_cannot_be_one_is_not_passed_on(client, sheets):
    for typed in ("\"><script>alert('x')</script>", "ternat\n", "een stad", "%00", "ternat&s=x", "a" * 300):
        answer = client.get(f"/praktijken/{sheets[0]}/", {"our": typed})
        document = BeautifulSoup(answer.content, "html.parser")
        document.select_one(".languages").decompose()  # which has the whole query
        assert not [link for link in document.select("a[href]") if "our=" in link["href"]], typed


def test_a_page_that_was_not_told_any_has_none(client, sheets):
    assert b"our=" not in client.get(f"/praktijken/{sheets[0]}/").content


@pytest.mark.parametrize("page", ["/praktijken/{0}/vergelijk/", "/selectie/?s={0}", "/selectie/vergelijk/?s={0}&s={1}"])
def test_a_name_that_was_typed_goes_on_as_its_slug_and_one_that_nobody_knows_not_at_all(client, sheets, page):
    def passed_on(name):
        answer = client.get(f"{page}{'&' if '?' in page else '?'}our={name}".format(*sheets))
        told = [parse_qs(urlsplit(link).query).get("our") for link in _leading_on(answer, "") if "/praktijken/" in link]
        return {each[0] if each else None for each in told}

    assert passed_on("De Haan") == {"de-haan"}
    assert passed_on("Diegem") == {"machelen"}
    assert passed_on("nergens") == {None}
    assert passed_on("x%26s=kwaad%23x") == {None}
