"""The map says what it shows, whoever comes near: with a mouse, a keyboard or a finger."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.xdist_group("journeys")]
LABEL = ".map__over text"


@pytest.mark.parametrize("path", ["/", "/gemeenten/", "/praktijken/?view=map", "/fr/"])
def test_hovering_names_a_municipality_and_its_number(open_page, path):
    page = open_page(path)
    page.locator(".map [data-place=ternat] path").hover(force=True)
    expect(page.locator(LABEL)).to_contain_text("Ternat, ")
    page.locator(".map path[data-place=horebeke]").hover(force=True)
    expect(page.locator(LABEL)).to_have_text("Horebeke")
    page.mouse.move(0, 0)

    expect(page.locator(".map__over")).to_be_hidden()


def test_the_keyboard_stops_once_at_the_map_and_arrows_lead_on(open_page):
    page = open_page("/gemeenten/")
    assert page.locator(".map a[tabindex='0']").count() == 1
    page.locator(".map a[data-place=ternat]").focus()
    page.keyboard.press("ArrowRight")
    east = page.evaluate("document.activeElement.dataset.place")
    page.keyboard.press("ArrowLeft")

    assert east not in {"ternat", None}
    expect(page.locator(LABEL)).to_be_visible()
    assert page.locator(".map a[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/gemeenten/" in page.url


@pytest.mark.parametrize("javascript", [True, False])
def test_two_tabs_lead_to_the_search_for_a_municipality(open_page, javascript):
    page = open_page("/", javascript=javascript)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("Halle")
    page.keyboard.press("Enter")

    expect(page.locator(".found")).to_contain_text("Halle")


def test_a_finger_first_reads_and_then_goes(open_page):
    page = open_page("/gemeenten/", width=390)
    shape = page.locator(".map [data-place=ternat]")
    touch = "(link) => link.dispatchEvent(new PointerEvent('click', {bubbles: true, cancelable: true, pointerType: 'touch'}))"
    assert shape.evaluate(touch) is False
    expect(page.locator(LABEL)).to_contain_text("Ternat")

    assert shape.evaluate(touch) is True
