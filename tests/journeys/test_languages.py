"""A sheet is translated in Wagtail by one and published by another; a French-speaking reader finds it, filters and switches."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.xdist_group("journeys")]
# A sheet that no other journey needs as it is, and what of it is translated.
INTO = {
    "fr": ("zomertaalkampen", "Français", "Camps d’été de langue", "Les enfants jouent une semaine en néerlandais.", "camp"),
    "en": ("meldpunt-discriminatie", "English", "A desk for reports of discrimination", "Whoever is wronged is heard.", "desk"),
}
DUTCH = {"zomertaalkampen": "Zomertaalkampen", "meldpunt-discriminatie": "Lokaal meldpunt discriminatie"}
NOT_YET = {"fr": "Cette fiche n’est pas encore traduite", "en": "This sheet has not been translated yet"}
NOT_ALL = {"fr": "Une partie de cette fiche n’est pas encore traduite", "en": "Part of this sheet has not been translated yet"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_from_the_dutch_sheet_to_a_reader_of_another_language(log_in, open_page, language):
    slug, name, title, introduction, word = INTO[language]
    writer = log_in("redacteur")
    writer.goto(f"/beheer/sheets/?q={slug.split('-')[0]}")
    writer.locator("main tbody .title").get_by_role("link", name=DUTCH[slug]).click()
    writer.wait_for_url("**/edit/**")
    writer.goto(re.sub(r"/pages/(\d+)/edit/.*", r"/localize/submit/page/\1/", writer.url))
    writer.get_by_label(name).check()
    writer.get_by_role("button", name="Verzenden").click()
    expect(writer.locator("main")).to_contain_text(f"Nederlands → {name}")
    expect(writer.get_by_role("button", name="Publiceer")).to_have_count(0)
    translation = writer.url
    lines = writer.locator("main .line textarea")
    writer.reload()  # without the message, which appears by and by
    expect(lines.first).to_be_focused()
    assert violations(writer) == []
    writer.keyboard.type(title)
    writer.keyboard.press("Tab")
    writer.keyboard.type(introduction)
    writer.keyboard.press("Control+s")
    expect(writer.locator(".messages")).to_contain_text("2 regels bewaard.")
    expect(writer.get_by_role("heading", level=1)).to_contain_text(title)
    writer.get_by_role("button", name="Naar nazicht sturen").click()
    expect(writer.locator("main")).to_contain_text("regels zijn nog niet vertaald")
    assert violations(writer) == []
    writer.get_by_role("button", name="Naar nazicht sturen").click()
    expect(writer.locator(".messages")).to_contain_text("is naar nazicht gestuurd")
    reader = open_page(f"/{language}/praktijken/{slug}/")
    expect(reader.locator(".notice")).to_contain_text(NOT_YET[language])

    moderator = log_in("moderator")
    moderator.goto("/beheer/rapporten/vertalingen/")
    moderator.get_by_role("link", name=title).first.click()
    moderator.wait_for_url(translation)
    moderator.get_by_role("button", name=f"Publiceer in {name}").click()
    expect(moderator.locator(".messages")).to_contain_text(f"“{title}” staat online.")

    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)
    expect(reader.locator(".notice")).to_contain_text(NOT_ALL[language])
    assert violations(reader) == []
    reader.goto(f"/{language}/praktijken/?q={word}")
    expect(reader.locator(".results")).to_contain_text(title)


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
