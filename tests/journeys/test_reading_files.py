"""A Word file becomes drafts of an editor, and answers in the share form of an officer without an account."""

import io
import re

import docx
import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations
from tests.practices.written import written

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.xdist_group("journeys")]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word(title):
    document, file = docx.Document(), io.BytesIO()
    for line in written().replace("Buurtwandeling", title).splitlines():
        document.add_paragraph(line)
    document.save(file)
    return {"name": f"{title}.docx", "mimeType": WORD, "buffer": file.getvalue()}


@pytest.mark.parametrize("width", [1280, 390])
def test_an_editor_sees_what_was_read_and_makes_a_draft_of_it(width, log_in):
    title = f"Inlezen op {width}"
    page = log_in("redacteur")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/beheer/")
    page.get_by_role("link", name="Bestanden inlezen").click()
    page.locator("input[type=file]").set_input_files([word(title), {**word(title), "name": "Stuk.pdf"}])
    page.get_by_role("button", name="Lees deze bestanden").click()

    expect(page.get_by_role("heading", level=2).first).to_have_text(title)
    expect(page.locator(".help-critical")).to_contain_text("Deze pdf kan niet gelezen worden")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Maak er een concept van").click()
    expect(page).to_have_url(re.compile(r"/beheer/pages/\d+/edit/"))
    expect(page.locator("#id_title")).to_have_value(title)


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_contributor_finds_their_file_in_the_answers(width, javascript, open_page):
    page = open_page("/deel-jouw-praktijk/", width=width, javascript=javascript)
    page.get_by_role("link", name="Ik heb al een tekst").click()
    assert violations(page) == [] if javascript else True
    page.get_by_label("Of kies een bestand").set_input_files(word("Buurtwandeling"))
    page.get_by_role("button", name="Lees in en kijk na").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Nakijken en versturen")
    expect(page.locator("main")).to_contain_text("Nieuwe inwoners verkennen hun buurt.")
    expect(page.locator("#left-over")).to_be_visible()
    page.locator("section:has(#step-5) > a").click()
    expect(page.get_by_label("Welke gemeente doet dit?")).to_have_value("Aalst")
