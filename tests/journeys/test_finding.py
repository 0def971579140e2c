"""Finding a practice: with the keyboard only, on a phone, without JavaScript; back and forward are exact."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.xdist_group("journeys")]


def test_with_the_keyboard_only_without_a_reload_and_back(open_page):
    page = open_page("/praktijken/")
    page.evaluate("window.same = true")
    page.locator("#q").focus()
    page.keyboard.type("gesprek")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("over “gesprek”")
    expect(page).to_have_url(re.compile(r"\?q=gesprek$"))
    expect(page.locator(".result__title").first).to_have_text("Onthaalgesprekken")
    before = page.locator("h1").inner_text()

    box = page.locator("input[type=checkbox][name=category][value=onthaalbeleid]")
    total = box.locator("xpath=..").locator("i").inner_text()
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator(".result")).to_have_count(int(total))
    expect(page.locator("h1")).to_contain_text(f"{total} praktijken")
    expect(page).to_have_url(re.compile("category=onthaalbeleid"))
    expect(box).to_be_focused()
    expect(page.locator(".chips")).to_contain_text("Onthaalbeleid")
    french = page.locator(".languages").get_by_role("link", name="FR")
    expect(french).to_have_attribute("href", re.compile(r"^/fr/praktijken/\?q=gesprek&category=onthaalbeleid"))

    page.go_back()
    expect(page.locator("h1")).to_have_text(before)
    expect(box).not_to_be_checked()
    page.go_forward()
    expect(box).to_be_checked()
    expect(page.locator(".result")).to_have_count(int(total))
    assert page.evaluate("window.same")


def test_a_municipality_is_typed_under_another_name(open_page):
    page = open_page("/praktijken/")
    page.locator("[data-places][name=municipality]").focus()
    page.keyboard.type("Diegem")
    page.keyboard.press("Enter")

    expect(page.locator(".chips")).to_contain_text("Machelen")
    expect(page).to_have_url(re.compile("municipality=machelen"))


def test_on_a_phone_the_filters_are_a_dialog_that_says_what_it_will_show(open_page):
    page = open_page("/praktijken/?category=taal", width=390)
    assert not page.locator("input[type=checkbox][name=category][value=taal]").is_visible()
    page.get_by_role("button", name="Filters (1)").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.locator("input[type=checkbox][name=category][value=onthaalbeleid]").check()
    expect(dialog.locator(".filters__foot button")).to_have_text("Toon 8 praktijken")
    dialog.locator(".filters__foot button").click()

    expect(dialog).not_to_be_visible()
    expect(page.locator("h1")).to_contain_text("8 praktijken")
    expect(page.get_by_role("button", name="Filters (2)")).to_be_visible()


def test_escape_closes_the_dialog(open_page):
    page = open_page("/praktijken/", width=390)
    page.get_by_role("button", name="Filters").click()
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).not_to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_without_javascript_the_button_does_it(open_page, width):
    page = open_page("/praktijken/", width=width, javascript=False)
    page.locator("input[type=checkbox][name=category][value=taal]").check()
    page.locator("input[type=checkbox][name=category][value=onthaalbeleid]").check()
    page.get_by_role("button", name=re.compile("^Toon")).click()

    expect(page).to_have_url(re.compile("category=taal&category=onthaalbeleid|category=onthaalbeleid&category=taal"))
    expect(page.locator("h1")).to_contain_text("8 praktijken")
    page.get_by_role("link", name="Kaart").click()
    expect(page.locator(".map")).to_be_visible()
    expect(page).to_have_url(re.compile("category=taal.*view=map"))


def test_nothing_found_leads_on(open_page):
    page = open_page("/praktijken/?q=praattafel&category=wonen")
    page.get_by_role("link", name="zonder de filter Wonen").click()

    expect(page.locator(".result__title").first).to_contain_text("Praattafels")


def test_tab_goes_from_the_field_past_its_suggestions_to_the_button(open_page):
    page = open_page("/praktijken/")
    page.locator("#q").focus()
    page.keyboard.type("on")
    expect(page.locator("#q-list [role=option]").first).to_be_visible()
    page.keyboard.press("Tab")

    expect(page.locator(".find button")).to_be_focused()
    expect(page.locator("#q-list")).to_be_hidden()
