"""A text that refers to another sheet or to a category leads there."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.references import link_references, slugs_of_categories
from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
VRIJE_TIJD = "/praktijken/?category=inclusieve-vrije-tijd"


@pytest.fixture(autouse=True)
def categories_of_this_test():
    slugs_of_categories.forget()
    yield
    slugs_of_categories.forget()


def links(html):
    return [(link.text, link["href"]) for link in BeautifulSoup(link_references(html), "html.parser").select("a")]


@pytest.mark.parametrize("quotes", ["''", "‘’", '""', "“”", "„”", "«»", ["&#x27;"] * 2, ["&quot;"] * 2, ["« ", " »"]])
@pytest.mark.parametrize("said", ["zie de categorie", "Zie ook de Categorie", "(zie categorie"])
def test_a_category_in_quotes_is_a_link(index, said, quotes):
    assert links(f"<p>Via Navigate {said} {quotes[0]}inclusieve vrije tijd{quotes[1]}).</p>") == [
        ("inclusieve vrije tijd", VRIJE_TIJD)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "zie de categorie 'iets anders'", "zie de categorie inclusieve vrije tijd", "de praktijk 'Nergens'",
        "<a href='/x/'>zie de categorie 'inclusieve vrije tijd'</a>", "zie de categorie '<b>inclusieve</b> vrije tijd'",
        "fiche ‘’", "categorie 'x",
    ],
)  # fmt: skip
def test_what_is_no_name_or_a_link_already_stays_as_it_is(index, text):
    assert link_references(f"<p>{text}</p>") == f"<p>{text}</p>"


def test_a_sheet_is_a_link_when_readers_may_see_it(index, client):
    other = make_sheet(index, "Buddy's & co")
    make_sheet(index, "Nog niet klaar", live=False)
    page = make_sheet(index, description="<p>Zie ook de praktijk “Buddy's & co” en de fiche 'Nog niet klaar'.</p>")
    shown = BeautifulSoup(client.get(page.url).content, "html.parser").select_one(".part--description")

    assert [(link.text, link["href"]) for link in shown.select("a")] == [("Buddy's & co", other.url)]


def test_in_french_it_leads_to_the_french_page(index, client):
    make_sheet(index, description="<p>Zie de categorie 'Taal'.</p>")
    shown = BeautifulSoup(client.get("/fr/praktijken/onthaalgesprekken/").content, "html.parser")

    assert shown.select_one(".part--description a")["href"] == "/fr/praktijken/?category=taal"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.sampled_from(
            ["categorie ", "praktijk ", "'", "“", "”", "Taal", "<a href='/'>", "</a>", "<b>", "&amp;", "&#x27;", " "]
        )
    )
)
def test_only_links_are_added(db, words):
    html = "".join(words)
    plain = BeautifulSoup(html, "html.parser").get_text()

    assert BeautifulSoup(link_references(html), "html.parser").get_text() == plain
