"""Wagtail's widgets work, and no screen of the editors asks for what its policy forbids: `open_page` proves the latter.

The other journeys go through the queue, the workflow, the translations and the login under the same policy.
"""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.xdist_group("journeys")]

SCREENS = [
    "/beheer/sheets/",
    "/beheer/pages/4/",
    "/beheer/pages/add/practices/practicepage/4/",
    "/beheer/documents/multiple/add/",
    "/beheer/reports/site-history/",
    "/beheer/woordenlijst/",
    "/beheer/snippets/practices/category/",
    "/beheer/users/",
    "/beheer/account/",
    "/beheer/workflows/add/",
    "/beheer/redirects/add/",
    "/praktijken/onthaalgesprekken/",  # with the bar of editors
    "/api/v1/docs",
]


@pytest.fixture
def editor(log_in):
    return log_in("admin")


def test_screens_of_every_kind_open(editor):
    for address in SCREENS:
        response = editor.goto(address)
        assert response.status == 200, address


def test_the_widgets_of_a_sheet_start_also_in_rows_that_are_added(editor):
    posts = []
    editor.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    editor.goto("/beheer/sheets/")
    editor.get_by_role("link", name="Woonbuddy LOI", exact=True).click()  # of no other journey: Wagtail saves by itself
    total = editor.locator("#id_implementations-TOTAL_FORMS")
    rows = int(total.input_value())
    editor.wait_for_timeout(2500)  # nothing was typed, so nothing is saved
    assert [url for url in posts if re.search(r"/edit/$", url)] == []

    editor.click("#id_implementations-ADD")
    expect(total).to_have_value(str(rows + 1))
    day = editor.locator(f"#inline_child_implementations-{rows} [data-starts=initDateChooser]")
    editor.locator(f"[id='{day.evaluate('each => JSON.parse(each.dataset.with)[0]')}']").click()
    expect(editor.locator(".xdsoft_datetimepicker:visible")).to_have_count(1)
    editor.keyboard.press("Escape")

    editor.get_by_role("button", name="Kies een afbeelding").first.click()
    dialog = editor.get_by_role("dialog")
    dialog.locator(".image-choice").first.click()
    expect(editor.locator("[name=image]")).not_to_have_value("")


def test_the_middle_of_a_photo_is_pointed_out_and_all_languages_are_ticked_at_once(editor):
    editor.goto("/beheer/images/")
    editor.locator("main .image-choice").first.click()
    expect(editor.locator(".jcrop-holder").first).to_be_visible()

    editor.goto("/beheer/sheets/")
    editor.get_by_role("link", name="Zomertaalkampen", exact=True).click()
    editor.goto(re.sub(r"/pages/(\d+)/edit/.*", r"/localize/submit/page/\1/", editor.url))
    editor.check("[name=select_all]")
    expect(editor.locator("[name=locales]:checked")).to_have_count(2)
