"""From a sheet back to the results, and on to the one before and behind it."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.xdist_group("journeys")]


def test_a_reader_goes_through_the_results_and_back(open_page):
    page = open_page("/praktijken/?q=taal")
    heading = page.locator("h1").inner_text()
    results = page.locator(".result__title a").all_inner_texts()
    page.locator(".result__title a").nth(1).click()
    page.wait_for_url("**/praktijken/*/*")

    trail = page.locator("[data-trail]")
    expect(trail.locator("[data-back]")).to_have_text(f"← Terug naar {heading}")
    expect(trail.locator("[data-previous] .hidden")).to_have_text(results[0])
    trail.locator("[data-next]").click()
    expect(page.locator("h1")).to_have_text(results[2])
    page.locator("[data-back]").click()
    page.wait_for_url("**/praktijken/?q=taal")

    page.goto(page.url.replace("?q=taal", "?sort=title"))
    page.locator(".result__title a").first.click()
    expect(page.locator("[data-previous]")).to_be_hidden()
    expect(page.locator("[data-next]")).to_be_visible()
    assert page.context.cookies() == []


def test_who_comes_from_elsewhere_sees_no_trail(open_page):
    page = open_page("/praktijken/onthaalgesprekken/")
    expect(page.locator("[data-trail]")).to_be_hidden()
