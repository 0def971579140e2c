"""A sheet is translated in Wagtail by one and published by another; a French-speaking reader finds it, filters and switches."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
DUTCH = "/praktijken/zomertaalkampen/"  # that no other journey needs as it is
LINES = {"Titel": "Camps d’été de langue", "Inleiding": "Les enfants jouent une semaine en néerlandais."}


def open_sheet(page):
    page.goto("/beheer/sheets/?q=zomertaalkampen")
    page.get_by_role("link", name="Zomertaalkampen").first.click()
    page.wait_for_url("**/edit/**")


def test_from_the_dutch_sheet_to_a_french_reader(log_in, open_page):
    writer = log_in("redacteur")
    open_sheet(writer)
    writer.goto(re.sub(r"/pages/(\d+)/edit/.*", r"/localize/submit/page/\1/", writer.url))
    writer.get_by_label("Français").check()
    writer.get_by_role("button", name="Verzenden").click()
    for label, text in LINES.items():
        part = writer.locator("section, li, div").filter(has=writer.get_by_role("heading", name=label, exact=True)).last
        part.get_by_role("button", name="Vertaal", exact=True).first.click()
        writer.locator("main textarea").fill(text)
        writer.get_by_role("button", name="Opslaan").click()
        expect(writer.locator("main")).to_contain_text(text)
    expect(writer.get_by_role("button", name="Publiceer")).to_have_count(0)
    translation = writer.url
    writer.goto("/beheer/rapporten/vertalingen/")
    writer.get_by_role("button", name=re.compile("Camps d’été")).click()
    writer.get_by_role("link", name="Naar nazicht sturen").click()
    expect(writer.locator("main")).to_contain_text("regels zijn nog niet vertaald")
    assert violations(writer) == []
    writer.get_by_role("button", name="Naar nazicht sturen").click()
    expect(writer.locator(".messages")).to_contain_text("is naar nazicht gestuurd")
    reader = open_page(f"/fr{DUTCH}")
    expect(reader.locator(".notice")).to_contain_text("Cette fiche n’est pas encore traduite")

    moderator = log_in("moderator")
    moderator.goto("/beheer/rapporten/vertalingen/")
    moderator.get_by_role("link", name="Camps d’été de langue").click()
    moderator.wait_for_url(translation)
    moderator.get_by_role("button", name="Publiceer").first.click()
    expect(moderator.locator(".messages")).to_contain_text("Camps d’été de langue")

    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Camps d’été de langue")
    expect(reader.locator(".notice")).to_contain_text("La fiche néerlandaise a été modifiée depuis")
    assert violations(reader) == []
    reader.goto("/fr/praktijken/?q=camp")
    expect(reader.locator(".results")).to_contain_text("Camps d’été de langue")


@pytest.mark.parametrize(
    ("language", "words", "title", "category"),
    [
        ("fr", "entretiens", "Entretiens d’accueil", "Politique d’accueil"),
        ("en", "welcome talk", "Welcome talks", "Welcome policy"),
    ],
)
@pytest.mark.parametrize("width", [390, 1280])
def test_a_reader_searches_filters_reads_and_switches(open_page, language, words, title, category, width):
    reader = open_page(f"/{language}/", width=width)
    assert violations(reader) == []
    reader.locator("#q").fill(words)
    reader.locator("#q").press("Enter")
    expect(reader).to_have_url(re.compile(f"/{language}/praktijken/\\?q="))
    expect(reader.locator(".result").first).to_contain_text(title)
    if width == 390:
        reader.locator("[data-open-filters]").click()
    reader.get_by_label(category).check()
    if width == 390:
        reader.locator("[data-part=apply]").click()
    expect(reader).to_have_url(re.compile("category=onthaalbeleid"))
    assert violations(reader) == []
    total = reader.get_by_role("heading", level=1).inner_text().split()[0]
    reader.get_by_role("link", name=title).first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)
    assert violations(reader) == []
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reader.get_by_role("link", name="NL", exact=True).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Onthaalgesprekken")

    reader.goto("/praktijken/?category=onthaalbeleid")
    dutch = reader.get_by_role("heading", level=1).inner_text().split()[0]
    reader.get_by_role("link", name=language.upper(), exact=True).click()
    expect(reader).to_have_url(re.compile(f"/{language}/praktijken/\\?category=onthaalbeleid"))
    assert reader.get_by_role("heading", level=1).inner_text().split()[0] == dutch
    assert int(total) <= int(dutch)
