"""An officer of Merchtem: from a sheet that a search engine found to a note with three municipalities, and whom to call."""

import io
import re

import docx
import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.xdist_group("journeys")]
SHEET = "/praktijken/onthaalgesprekken/"


def note_of(page, button):
    """The Word file behind a button."""
    with page.expect_download() as downloading:
        page.get_by_role("button", name=button).click()
    return docx.Document(io.BytesIO(downloading.value.path().read_bytes()))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("script", [True, False])
def test_from_a_sheet_to_a_note_in_two_clicks(open_page, width, script):
    page = open_page(SHEET, width=width, javascript=script)
    page.get_by_role("link", name="Nota voor het college").click()
    note = note_of(page, "Download de nota (Word)")

    assert note.core_properties.title == "Onthaalgesprekken"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("script", [True, False])
def test_three_municipalities_side_by_side_in_a_note(open_page, width, script):
    page = open_page("/selectie/?s=onthaalgesprekken&q=praattafels", width=width, javascript=script)
    page.get_by_role("link", name=re.compile("^Bewaar Praattafels")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn selectie: 2 praktijken")
    page.get_by_text("Kies gemeenten Onthaalgesprekken").click()
    for place in ("Ternat", "Beersel", "Dilbeek"):
        page.locator(".kept").first.get_by_label(place, exact=True).check(force=True)
    page.locator(".kept").first.get_by_role("button", name="Hou deze").click()
    expect(page.locator(".kept__how").first).to_have_text(re.compile(r"^3 van de \d+ gekozen$"))
    page.get_by_label("Jouw gemeente").fill("merchtem")
    table = note_of(page, "Download de nota (Word)").tables[1]

    assert sorted(cell.paragraphs[0].text for cell in table.rows[0].cells[1:]) == ["Beersel", "Dilbeek", "Ternat"]


def test_the_browser_keeps_what_was_saved_and_what_is_changed_in_it(open_page):
    page = open_page(SHEET)
    corner = page.locator("[data-selection]")
    expect(corner).to_be_hidden()
    save = page.locator(".fiche .save")
    save.focus()
    page.keyboard.press("Space")
    expect(save).to_have_attribute("aria-pressed", "true")
    expect(corner).to_have_text("Selectie 1")

    page.goto(page.url.replace(SHEET, "/praktijken/?q=taal"))
    page.locator(".result .save").first.click()
    expect(page.locator(".result .save").first).to_contain_text("Bewaard")
    page.locator("input[name=category][value=taal]").check()
    expect(page.locator(".result .save[aria-pressed=true]")).to_have_count(1)
    corner.click()
    expect(page.locator("[data-offer]")).to_be_hidden()
    page.get_by_role("link", name="Verwijder Onthaalgesprekken").click()
    expect(corner).to_have_text("Selectie 1")
    page.get_by_role("link", name=re.compile("^Verwijder")).click()
    expect(corner).to_be_hidden()
    assert page.context.cookies() == []


def test_a_selection_of_somebody_else_stays_theirs_until_it_is_taken_over(open_page):
    page = open_page("/selectie/?s=praattafels&s=onthaalgesprekken")
    expect(page.locator("[data-selection]")).to_be_hidden()
    page.get_by_role("link", name="Verwijder Praattafels", exact=False).click()
    expect(page.locator("[data-selection]")).to_be_hidden()
    page.get_by_role("button", name="Bewaar ze in deze browser").click()

    expect(page.locator("[data-selection]")).to_have_text("Selectie 1")
    expect(page.locator("[data-offer]")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 800, 390, 320])
@pytest.mark.parametrize("query", ["", "?s=nergens", "?s=onthaalgesprekken&s=samentuin&our=Mercthem&q=taal"])
def test_the_page_of_a_selection_has_no_violation(open_page, width, query):
    page = open_page(f"/selectie/{query}", width=width)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_top_is_one_row_and_keeps_the_call_to_share(open_page):
    page = open_page("/")
    page.evaluate("localStorage.setItem('selection', 's=a&s=b&s=c')")
    page.reload()
    for width in range(320, 1300, 40):
        page.set_viewport_size({"width": width, "height": 900})

        assert page.locator(".top__row").bounding_box()["height"] <= (120 if width <= 640 else 90), width
        expect(page.locator(".menu .button")).to_be_visible()


def test_the_page_without_an_address_shows_what_the_browser_keeps(open_page):
    page = open_page("/selectie/")
    page.evaluate("localStorage.setItem('selection', 's=praattafels&s=&s=praattafels&s=samentuin&x=1')")
    page.goto(page.url)

    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn selectie: 2 praktijken")
    expect(page.locator("[data-selection]")).to_have_text("Selectie 2")
    expect(page.locator("[data-offer]")).to_be_hidden()


def test_a_full_selection_says_so_and_loses_nothing(open_page):
    page = open_page("/praktijken/")
    page.evaluate("localStorage.setItem('selection', [...Array(25).keys()].map((n) => `s=x${n}`).join('&'))")
    page.reload()
    expect(page.locator("[data-selection]")).to_have_text("Selectie 20")
    page.locator(".result .save").first.click()

    expect(page.locator(".result .save").first).to_contain_text("Je selectie is vol")
    expect(page.locator("[data-selection]")).to_have_text("Selectie 20")


def test_another_tab_is_followed_and_a_closed_store_leads_to_the_page(open_page):
    page = open_page("/selectie/")
    page.evaluate("localStorage.setItem('selection', 's=praattafels&s=samentuin')")
    page.goto(page.url)
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_role("link", name="Verwijder Praattafels", exact=False).click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Mijn selectie: 1 praktijk")

    other.goto(other.url.split("/selectie")[0] + "/praktijken/")
    other.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    other.locator(".result .save").first.click()
    expect(other).to_have_url(re.compile(r"/selectie/\?s="))


@pytest.mark.parametrize("language", ["", "fr/", "en/"])
def test_the_top_fits_in_every_language_with_a_selection(open_page, language):
    page = open_page(f"/{language}")
    page.evaluate("localStorage.setItem('selection', 's=a&s=b&s=c')")
    page.reload()
    for width in (320, 360, 390, 480, 640, 641, 660, 700, 768, 800, 900, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 900})

        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
