"""Words that find nothing: counted without who asked, and mended by an editor."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.xdist_group("journeys")]


def test_a_search_is_told_once_it_was_read_and_again_when_a_result_is_chosen(open_page):
    page = open_page("/praktijken/")
    told = []
    page.on("request", lambda request: told.append(request.post_data) if request.url.endswith("/gezocht/") else None)

    page.fill("#q", "eenzaam")
    page.keyboard.press("Enter")
    with page.expect_response("**/gezocht/") as answer:
        page.wait_for_url("**/praktijken/?q=eenzaam")
    assert answer.value.status == 204
    assert told == ["q=eenzaam&asked=1"]
    page.click(".result__title a")
    page.wait_for_url("**/praktijken/*/")

    assert told == ["q=eenzaam&asked=1", "q=eenzaam&clicked=1"]
    assert page.context.cookies() == []


def test_an_editor_adds_a_name_and_the_next_reader_finds(open_page, log_in):
    reader = open_page("/praktijken/?q=mutserig")
    expect(reader.locator("h2", has_text="Niets gevonden")).to_be_visible()

    editor = log_in("redacteur")
    editor.click("a:has-text('Woordenlijst')")
    editor.fill("#id_q", "vereenzaming")
    editor.click("#listing-results a:text-is('eenzaamheid')")
    editor.fill("[name$='-text'] >> nth=0", "mutserig")
    editor.click("button:has-text('Bewaar')")
    expect(editor.locator(".messages")).to_contain_text("bijgewerkt")

    reader.reload()
    expect(reader.locator(".meant")).to_contain_text("Ook gezocht op: eenzaamheid")
    reader.click("a:has-text('Zoek alleen op mijn eigen woorden')")
    expect(reader.locator("h2", has_text="Niets gevonden")).to_be_visible()
    reader.click("a:has-text('Zoek ook op andere namen')")
    expect(reader.locator(".result").first).to_be_visible()
