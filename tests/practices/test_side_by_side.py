"""*Hoe doen ze het?*: the municipalities of a sheet beside each other."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
ADDRESS = "/praktijken/praattafels/vergelijk/"


@pytest.fixture
def sheet(index):
    page = make_sheet(
        index, "Praattafels", {"Gent": ["Gent"], "Affligem & Liedekerke": ["Affligem", "Liedekerke"], "Ternat": ["Ternat"]}
    )
    gent, both, ternat = page.implementations.all()
    gent.description, gent.contacts, gent.partners = "<p>Elke week in de bib.</p>", "onthaal@gent.be", "Amal"
    both.contacts, both.partners = "welkom@affligem.be", "Amal"
    ternat.contacts, ternat.partners = "", "Amal"
    for each in (gent, both, ternat):
        each.save()
    return page


def shown(client, query=""):
    response = client.get(f"{ADDRESS}{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def columns(page):
    return [[plate.text for plate in head.select(".plate")] for head in page.select(".versus thead th")]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("", [["Gent"], ["Affligem", "Liedekerke"], ["Ternat"]]),
        ("?in=ternat&in=gent", [["Gent"], ["Ternat"]]),
        ("?in=liedekerke", [["Affligem", "Liedekerke"]]),
        ("?in=nergens", [["Gent"], ["Affligem", "Liedekerke"], ["Ternat"]]),
        ("?our=merchtem", [["Ternat"], ["Affligem", "Liedekerke"], ["Gent"]]),
        ("?our=Merchtem&in=gent&in=ternat", [["Ternat"], ["Gent"]]),
        ("?our=liedekerke", [["Affligem", "Liedekerke"], ["Ternat"], ["Gent"]]),  # one's own is the first
        ("?our=blabla", [["Gent"], ["Affligem", "Liedekerke"], ["Ternat"]]),
        ("?our=%00", [["Gent"], ["Affligem", "Liedekerke"], ["Ternat"]]),
    ],
)
def test_the_address_says_which_and_in_what_order(client, sheet, query, places):
    assert columns(shown(client, query)) == places


def test_a_gap_invites_and_what_all_say_is_said_once(client, sheet):
    page = shown(client)
    rows = {row.th.text.strip(): row for row in page.select(".versus tbody tr")}

    assert "Nog niet bekend." in rows["Contact"].text
    assert rows["Contact"].select_one(".gap-line a")["href"].endswith("wijziging/?about=Ternat&fill=1")
    assert len(rows["Partners"].find_all("td")) == 1
    assert " ".join(rows["Partners"].td.text.split()) == "Allemaal: Amal"
    assert rows["Toelichting"].find("td").text.split()[:3] == ["Elke", "week", "in"]


def test_an_unknown_municipality_says_so_and_what_may_be_meant(client, sheet):
    page = shown(client, "?our=Mercthem")

    assert "geen gemeente met de naam “Mercthem”" in page.select_one(".choose__error").text
    assert page.select_one(".choose__error a")["href"] == f"{ADDRESS}?our=merchtem"
    assert page.select_one("#our")["aria-invalid"] == "true"


def test_the_reason_stands_under_the_name(client, sheet):
    assert "ongeveer even groot" in shown(client, "?our=Merchtem").select_one(".versus thead small").text


def test_it_is_a_file_too(client, sheet):
    response = client.get(f"{ADDRESS}?in=gent&in=ternat&format=csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))

    assert rows[0] == ["", "Gent", "Ternat"]
    assert ["Contact", "onthaal@gent.be", ""] in rows


def test_it_is_a_pdf_too_four_to_a_page(client, sheet, index):
    response = client.get(f"{ADDRESS}?in=gent&in=ternat&our=merchtem&format=pdf")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages).split())

    assert response["Content-Disposition"] == 'attachment; filename="praattafels-vergelijking.pdf"'
    for said in ("Praattafels", "Ternat", "ongeveer even groot", "onthaal@gent.be", "Elke week in de bib.", "Nog niet bekend."):
        assert said in text
    assert "Affligem" not in text
    assert "our=merchtem" in text

    names = ["Aalst", "Gent", "Ninove", "Halle", "Ternat", "Lennik", "Brugge", "Leuven", "Hasselt"]
    make_sheet(index, "Groot", {name: [name] for name in names})
    pages = PdfReader(io.BytesIO(client.get("/praktijken/groot/vergelijk/?format=pdf").content)).pages
    assert [sum(name in page.extract_text() for name in names) for page in pages] == [3, 3, 3]


def test_two_rows_of_one_municipality_are_both_found(client, index):
    make_sheet(index, "Praattafels", {"Gent": ["Gent"], "Gent sport": ["Gent"], "日本": []})
    page = shown(client)

    keys = [box["value"] for box in page.select("input[name=in]")]
    assert len(set(keys)) == 3
    assert len(shown(client, "?in=gent").select(".versus thead th")) == 2
    assert len(shown(client, f"?in={keys[2]}").select(".versus thead th")) == 1


def test_what_leads_on_is_about_those_that_are_shown(client, sheet):
    links = [link["href"] for link in shown(client, "?in=nergens&our=merchtem").select(".deeds a")]
    assert "/praktijken/praattafels/contacten.vcf" in links
    assert f"{ADDRESS}?our=merchtem&format=csv" in links
    links = [link["href"] for link in shown(client, "?in=gent").select(".deeds a")]
    assert "/praktijken/praattafels/contacten.vcf?in=gent" in links


def test_a_sheet_without_municipalities_has_nothing_to_compare(client, index):
    make_sheet(index, "Leeg", {})

    assert client.get("/praktijken/leeg/vergelijk/").status_code == 404
    assert client.get("/praktijken/bestaat-niet/vergelijk/").status_code == 404


def test_rows_do_not_grow_with_the_database(client, sheet, index, django_assert_max_num_queries):
    for number in range(5):
        make_sheet(index, f"Een ander {number}", {"Gent": ["Gent"]})
    shown(client)
    with django_assert_max_num_queries(14):
        shown(client, "?our=merchtem")
