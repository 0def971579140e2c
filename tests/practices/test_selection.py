"""*Mijn selectie*: sheets that a reader put together, and the note that they make."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import docx
import pypdf
import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from practices.output.cards import sheet_slug
from practices.output.qr_codes import qr_code
from practices.selection.address import MOST, Address
from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
BOTH = "s=praattafels&s=onthaalgesprekken"
HOSTILE = "A {{ 7|add:7 }} {% now 'Y' %} <b>x</b> & =1+1 #set page(width: 1mm) ]]> \\u0000 “z”"


@pytest.fixture
def sheets(index):
    talk = make_sheet(
        index, "Praattafels", {"Gent": ["Gent"], "Affligem & Liedekerke": ["Affligem", "Liedekerke"], "Ternat": ["Ternat"]}
    )
    gent = talk.implementations.first()
    gent.description, gent.contacts = "<p>Elke week in de bib.</p>", "Onthaal, 09 123 45 67, onthaal@gent.be"
    gent.save()
    return talk, make_sheet(index)


_TEXT_IN = {"docx": "word/document.xml", "odt": "content.xml"}


def shown(client, query=""):
    response = client.get(f"/selectie/{query}")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def titles(page):
    return [title.text.strip() for title in page.select(".kept h2")]


def words_of(kind, content):
    """What somebody reads in a note."""
    if kind == "pdf":
        return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ET.fromstring(re.sub(rb"<text:s[^>]*/>", b" ", archive.read(_TEXT_IN[kind])))  # noqa: S314 - our own
    return " ".join("".join(line.itertext()) for line in root.iter() if line.tag.endswith(("}p", "}h")))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", []),
        ("?s=praattafels", ["Praattafels"]),
        (f"?{BOTH}", ["Praattafels", "Onthaalgesprekken"]),
        ("?s=onthaalgesprekken&s=praattafels&s=onthaalgesprekken", ["Onthaalgesprekken", "Praattafels"]),
        ("?s=nergens&s=praattafels", ["Praattafels"]),
        ("?s=%00&s=praattafels&in=%00/%00&our=%00", ["Praattafels"]),
        ("?s=" + "x" * 5000, []),
    ],
)
def test_the_address_says_what_is_in_it_and_in_what_order(client, sheets, query, found):
    assert titles(shown(client, query)) == found


def test_what_is_not_on_the_site_any_more_is_said(client, sheets, index):
    make_sheet(index, "Taalcafé", live=False)
    behind = make_sheet(index, "Achter slot")
    PageViewRestriction.objects.create(page=behind, restriction_type="login")

    page = shown(client, "?s=taalcafe&s=achter-slot&s=praattafels")

    assert titles(page) == ["Praattafels"]
    assert "2 praktijken van deze selectie staan niet meer op de site." in page.text


@pytest.mark.parametrize(
    ("deed", "found"), [("Omlaag", ["Onthaalgesprekken", "Praattafels"]), ("Verwijder", ["Onthaalgesprekken"])]
)
def test_each_deed_is_a_link_to_another_selection(client, sheets, deed, found):
    page = shown(client, f"?{BOTH}&in=praattafels/gent&our=Merchtem")
    link = next(link for link in page.select(".kept")[0].select("a") if link.text.startswith(deed))

    after = shown(client, "?" + link["href"].partition("?")[2].partition("#")[0])

    assert titles(after) == found
    assert after.select_one("#our")["value"] == "Merchtem"
    assert ("1 van de 3 gekozen" in after.text) == ("Praattafels" in found)


def test_more_sheets_are_found_and_put_in_without_javascript(client, sheets):
    page = shown(client, "?s=praattafels&q=onthaal")
    link = page.select_one(".more__list .save")

    assert titles(shown(client, "?" + link["href"].partition("?")[2])) == ["Praattafels", "Onthaalgesprekken"]
    assert "Er is niets anders gevonden voor “xyzzy”." in shown(client, "?s=praattafels&q=xyzzy").text


def test_a_card_and_a_sheet_put_it_into_the_selection(client, sheets):
    for address in ("/", "/praktijken/", "/praktijken/praattafels/", "/gemeenten/gent/"):
        links = BeautifulSoup(client.get(address).content, "html.parser").select(".save")
        assert "/selectie/?s=praattafels" in [link["href"] for link in links]


def test_the_slug_of_any_address_of_a_sheet():
    assert {sheet_slug(address) for address in ("/praktijken/x/", "/fr/praktijken/x/#ternat", "/praktijken/x/#x")} == {"x"}


@pytest.mark.parametrize("kind", ["docx", "odt", "pdf"])
def test_the_note_tells_what_others_do_and_leaves_the_proposal_open(client, sheets, kind):
    response = client.get(f"/selectie/nota.{kind}?{BOTH}&our=Merchtem")
    text = words_of(kind, response.content)

    assert response["Content-Disposition"] == f'attachment; filename="nota-praattafels.{kind}"'
    for said in (
        "Lokaal bestuur Merchtem", "Nota voor het college van burgemeester en schepenen", "Praattafels",
        "Vraag aan het college", "3. Wat andere gemeenten doen", "4 gemeenten delen deze praktijk.", "Elke week in de bib.",
        "ongeveer even groot", "Onthaal, 09 123 45 67, onthaal@gent.be", "We bekeken ook deze praktijken:",
        "Geen van deze gemeenten bevestigde onlangs dat dit nog klopt.", "Artikel 1.", "maand en jaar",
        "/praktijken/onthaalgesprekken/",
    ):  # fmt: skip
        assert said in text.replace("\u200b", ""), said


def test_the_note_has_gaps_that_word_asks_to_fill_in(client, sheets):
    document = docx.Document(io.BytesIO(client.get("/selectie/nota.docx?s=praattafels").content))
    asked = [each.values()[0] for each in document.element.iter() if each.tag.endswith("}alias")]

    assert asked[:3] == ["gemeente", "dienst", "datum"]
    assert document.core_properties.title == "Praattafels"


@pytest.mark.parametrize("kind", ["docx", "odt", "pdf"])
def test_the_note_proposes_the_sheet_that_was_asked_for(client, sheets, kind):
    response = client.get(f"/selectie/nota.{kind}?{BOTH}&for=onthaalgesprekken&our=Gent")

    assert f"nota-onthaalgesprekken.{kind}" in response["Content-Disposition"]
    assert "Onthaalgesprekken" in words_of(kind, response.content)


@pytest.mark.parametrize("chosen", [["gent"], ["gent", "ternat"], ["gent", "affligem", "ternat"]])
def test_the_note_shows_the_municipalities_that_were_chosen(client, sheets, chosen):
    places = "".join(f"&in=praattafels/{key}" for key in chosen)
    content = client.get(f"/selectie/nota.docx?s=praattafels{places}").content
    table = docx.Document(io.BytesIO(content)).tables[1]

    assert [cell.paragraphs[0].text for cell in table.rows[0].cells[1:]] == [
        {"gent": "Gent", "ternat": "Ternat", "affligem": "Affligem & Liedekerke"}[key] for key in chosen
    ]


@pytest.mark.parametrize("kind", ["docx", "odt", "pdf"])
def test_nothing_that_a_stranger_typed_is_more_than_text_in_a_note(client, index, kind):
    page = make_sheet(index, HOSTILE, {HOSTILE: ["Gent"]}, introduction=HOSTILE, goals=f"<ul><li>{HOSTILE}</li></ul>")
    response = client.get(f"/selectie/nota.{kind}?s={page.slug}&our=Gent")

    assert "7|add:7" in words_of(kind, response.content)
    if kind != "pdf":
        with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
            for name in archive.namelist():
                if name.endswith(".xml") and archive.getinfo(name).file_size:
                    ET.fromstring(archive.read(name))  # noqa: S314 - our own


def test_one_pdf_has_every_sheet_behind_a_cover_with_contents(client, sheets):
    reader = pypdf.PdfReader(io.BytesIO(client.get(f"/selectie/fiches.pdf?{BOTH}").content))
    cover, *pages = [" ".join(page.extract_text().split()) for page in reader.pages]

    assert "2 praktijken om van te leren" in cover
    assert "/praktijken/praattafels/" in cover
    assert "laatst gewijzigd op" in cover
    assert [sum(title in page for page in pages) > 0 for title in ("Praattafels", "Onthaalgesprekken")] == [True, True]


def test_the_sheets_stand_side_by_side_on_the_page_in_the_file_and_in_print(client, sheets):
    talk, _welcome = sheets
    talk.cost, talk.goals = "under_1000", "<ul><li>Praten</li><li>Lachen</li></ul>"
    talk.save_revision().publish()
    address = f"/selectie/vergelijk/?{BOTH}&our=Merchtem"
    page = BeautifulSoup(client.get(address).content, "html.parser")
    rows = {
        row.th.text: [cell.get_text(" ", strip=True) for cell in row.find_all("td")] for row in page.select(".versus tbody tr")
    }

    assert [head.text.strip() for head in page.select(".versus thead th")] == ["Praattafels", "Onthaalgesprekken"]
    assert rows["Kostprijs"] == ["Minder dan 1.000 euro", "Nog niet bekend. Vul aan (Kostprijs, Onthaalgesprekken)"]
    assert rows["Doelen"][0] == "Praten Lachen"
    assert rows["Gebeurt in"][0].startswith("4 gemeenten")
    assert rows["Lijkt het meest op jullie"][0].startswith("Ternat: ")
    assert "Aanlooptijd" not in rows  # of which no sheet says anything

    kept = client.get(f"{address}&format=csv").content.decode("utf-8-sig")
    assert kept.splitlines()[0] == ";Praattafels;Onthaalgesprekken"
    assert "Minder dan 1.000 euro" in kept
    printed = words_of("pdf", client.get(f"{address}&format=pdf").content)
    assert "Praktijken naast elkaar" in printed
    assert "Minder dan 1.000 euro" in printed
    assert client.get("/selectie/vergelijk/?s=nergens").status_code == 404


def test_nothing_that_a_stranger_typed_is_more_than_text_side_by_side(client, index):
    page = make_sheet(index, HOSTILE, {HOSTILE: ["Gent"]}, introduction=HOSTILE, hours=HOSTILE)

    for address in (f"/selectie/vergelijk/?s={page.slug}", f"{page.address}vergelijk/?x=1"):
        html = client.get(address).content.decode()
        assert "<b>x" not in html
        for kind in ("pdf", "csv"):
            assert b"7|add:7" in client.get(f"{address}&format={kind}").content or kind == "pdf"
        assert "7|add:7" in words_of("pdf", client.get(f"{address}&format=pdf").content)


def test_the_contacts_of_the_chosen_municipalities_only(client, sheets):
    text = client.get("/selectie/contacten.vcf?s=praattafels&in=praattafels/gent").content.decode()

    assert "onthaal@gent.be" in text
    assert text.count("BEGIN:VCARD") == 1


@pytest.mark.parametrize("file", ["nota.docx", "nota.odt", "nota.pdf", "fiches.pdf", "contacten.vcf"])
def test_an_empty_selection_makes_no_file(client, sheets, file):
    assert client.get(f"/selectie/{file}?s=nergens").status_code == 404


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_selection_and_its_note_are_in_the_language_of_the_reader(client, sheets, language):
    page = client.get(f"/{language}/selectie/?{BOTH}").content.decode()
    note = words_of("docx", client.get(f"/{language}/selectie/nota.docx?{BOTH}").content)

    assert {"fr": "Ma sélection", "en": "My selection"}[language] in page
    assert {"fr": "Question au collège", "en": "Question to the board"}[language] in note


def test_a_long_selection_asks_the_database_no_more_than_a_short_one(client, index, django_assert_num_queries):
    slugs = [make_sheet(index, f"Praktijk {number}").slug for number in range(12)]
    few, many = (f"?{'&'.join(f's={slug}' for slug in slugs[:total])}" for total in (2, 12))
    client.get(f"/selectie/{few}")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/selectie/{few}")
    with django_assert_num_queries(len(asked)):
        client.get(f"/selectie/{many}")


NAMES = st.text(st.characters(codec="utf-8"), max_size=20)


@given(slugs=st.lists(NAMES, max_size=MOST), keys=st.lists(NAMES, max_size=5), our=NAMES, by=st.sampled_from([-1, 1]))
def test_an_address_keeps_what_it_says(slugs, keys, our, by):
    query = QueryDict(mutable=True)
    query.setlist("s", slugs)
    query.setlist("in", [f"{slugs[0]}/{key}" for key in keys] if slugs else [])
    query["our"] = our
    address = Address.of(query)

    assert Address.of(QueryDict(str(address)[1:])) == (address if address.slugs else Address(our=address.our))
    for slug in address.slugs:
        assert sorted(address.moved(slug, by).slugs) == sorted(address.slugs)
        assert slug not in address.without(slug).slugs
        assert address.first(slug).slugs[0] == slug


def test_a_print_leads_back_to_the_site(client, sheets):
    for address in ("/praktijken/praattafels/", "/praktijken/praattafels/vergelijk/", f"/selectie/?{BOTH}"):
        printed = BeautifulSoup(client.get(address).content, "html.parser").select_one(".printed")
        assert printed.svg
        assert address in printed.text


def test_an_address_that_no_code_can_hold_still_has_its_page_and_its_file(client, sheets):
    long = f"{BOTH}&our={'x' * 90}" + "".join(f"&in=praattafels/m{number}" for number in range(300))

    assert "m299" not in shown(client, f"?{long}").select_one(".stack").decode()
    assert client.get(f"/selectie/fiches.pdf?{long}").status_code == 200
    assert qr_code("x" * 4000) == ""


def test_a_slip_of_the_pen_stands_in_no_note(client, sheets):
    response = client.get(f"/selectie/nota.docx?{BOTH}&our=Terna")

    assert response.status_code == 302
    assert "We kennen geen gemeente met de naam “Terna”." in client.get(response["Location"]).content.decode()
