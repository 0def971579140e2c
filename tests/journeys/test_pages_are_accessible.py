"""axe-core on every page, wide and narrow, with no rule switched off; and what a reader may never meet."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from home.refusals import server_error
from home.views import page_not_found
from tests.journeys.accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.xdist_group("journeys")]

PAGES = [
    "/",
    "/praktijken/",
    "/praktijken/?category=taal&municipality=brugge",
    "/praktijken/?q=bestaatnietxyz",
    "/praktijken/?q=gesprek",
    "/praktijken/?q=vereenzaming",
    "/praktijken/?q=zonnepanelen+taal&category=taal",
    "/praktijken/?view=map&province=limburg",
    "/praktijken/onthaalgesprekken/",
    "/praktijken/onthaalgesprekken/vergelijk/",
    "/praktijken/onthaalgesprekken/vergelijk/?in=ternat&in=beersel&our=Mercthem",
    "/praktijken/fietslessen/",
    "/praktijken/?q=taal&our=merchtem",
    "/selectie/vergelijk/?s=fietslessen&s=praattafels",
    "/praktijken/aanpak-polarisatie/",
    "/praktijken/?view=contacts&province=limburg",
    "/selectie/?s=onthaalgesprekken&s=praattafels",
    "/gemeenten/",
    "/gemeenten/?q=diegem",
    "/gemeenten/liedekerke/",
    "/gemeenten/aartselaar/",
    "/over/",
    "/privacy/",
    "/toegankelijkheid/",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_violation_and_asks_no_other_host(open_page, path):
    page = open_page(path)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width

    assert page.foreign == []
    assert page.context.cookies() == []


def test_the_first_visit_to_the_home_page_is_light(open_page):
    page = open_page("about:blank")
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    total = []
    session.on("Network.loadingFinished", lambda event: total.append(event["encodedDataLength"]))
    page.goto("/", wait_until="networkidle")

    assert sum(total) <= 150_000


@pytest.mark.parametrize("path", PAGES[:7])
def test_a_narrow_phone_shows_the_whole_page(open_page, path):
    page = open_page(path, width=320)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_real_sheet_prints_on_two_pages(open_page):
    page = open_page("/praktijken/onthaalgesprekken/")
    printed = page.pdf(format="A4", prefer_css_page_size=True)

    assert max(int(count) for count in re.findall(rb"/Count (\d+)", printed)) <= 2


def test_the_list_of_municipalities_narrows_while_typing(open_page):
    page = open_page("/gemeenten/")
    page.fill("[data-place-filter] [name=q]", "onze-lieve")
    page.fill("[data-place-filter] [name=q]", "sint-k")

    assert page.locator(".place-list li:visible").all_inner_texts()[0].startswith("Sint-Katelijne-Waver")
    assert page.locator(".place-list li:visible").count() == 1


def test_without_javascript_a_municipality_is_found_by_another_name(open_page):
    page = open_page("/gemeenten/", javascript=False)
    page.fill("[name=q]", "Alost")
    page.get_by_role("button", name="Zoek", exact=True).click()

    assert page.locator(".found a").inner_text() == "Aalst"


@pytest.mark.django_db
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("view", [page_not_found, server_error])
def test_an_error_page_has_no_violation(chromium, rf, view, width):
    request = rf.get("/nergens/")
    html = (view(request, Exception()) if view is page_not_found else view(request)).content.decode()
    css = (Path(settings.BASE_DIR) / "home" / "static" / "site.css").read_text(encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.set_content(re.sub(r'<link rel="stylesheet"[^>]*>', f"<style>{css}</style>", html))
    found = violations(page)
    fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()

    assert found == []
    assert fits
