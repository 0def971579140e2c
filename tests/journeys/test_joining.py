"""Somebody of Aalst, without an account and without JavaScript, has her municipality put on a sheet."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from playwright.sync_api import expect

from tests.journeys.test_pages_are_accessible import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
SHEET = "/praktijken/wijkkeuken/"  # that no other journey needs as it is


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def test_from_the_sheet_to_the_site(open_page, log_in, mailbox):
    officer = open_page("/praktijken/wereldfeest/", width=390, javascript=False)
    officer.get_by_role("link", name="Onze gemeente doet dit ook").click()
    officer.get_by_label("Welke gemeente?").fill("Xyz")
    officer.get_by_label("Wat is er bij jullie anders").fill("Wij doen het in de bibliotheek.")
    officer.get_by_role("button", name="Versturen").click()
    expect(officer).to_have_title(re.compile("^Fout: "))
    expect(officer.locator(".errors")).to_contain_text("Kies er een uit de lijst.")
    expect(officer.get_by_label("Wat is er bij jullie anders")).to_have_value("Wij doen het in de bibliotheek.")

    officer.locator(".errors a").first.click()
    expect(officer.get_by_label("Welke gemeente?")).to_be_focused()
    officer.get_by_label("Welke gemeente?").fill("Diest")
    officer.get_by_label("Je naam").fill("Dina Diest")
    officer.get_by_label("Je e-mailadres").fill("dina@diest.example")
    officer.get_by_label("Jullie mogen mijn naam").check()
    time.sleep(4)  # who sends within four seconds is a machine
    officer.get_by_role("button", name="Versturen").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("We hebben het ontvangen, bedankt")
    reference = officer.locator(".lead strong").inner_text()
    officer.reload()
    assert reference in text_of(mailbox.wait_for("dina@diest.example", "Ontvangen"))

    link = re.search(r"http://\S+/wachtrij/\d+/", text_of(mailbox.wait_for("samenleven@vvsg.be", "Diest"))).group()
    moderator = log_in("moderator")
    moderator.goto(link)
    expect(moderator.locator(".submission")).to_contain_text("Wij doen het in de bibliotheek.")
    moderator.get_by_role("button", name="Aanvaarden en publiceren").click()
    expect(moderator.locator(".messages")).to_contain_text("Online, en gemaild")

    live = re.search(r"http://\S+#diest", text_of(mailbox.wait_for("dina@diest.example", "Online"))).group()
    officer.goto(live)
    expect(officer.locator("#diest")).to_contain_text("Wij doen het in de bibliotheek.")


def test_every_state_is_accessible(open_page):
    assert violations(open_page(f"{SHEET}wijziging/", width=390)) == []
    for width in (390, 1280):
        page = open_page(f"{SHEET}doen-wij-ook/", width=width)
        assert violations(page) == []
        page.get_by_role("button", name="Versturen").click()
        expect(page.locator(".errors")).to_be_focused()
        assert violations(page) == []
        page.get_by_label("Welke gemeente?").fill("Aalst")
        page.get_by_label("Je naam").fill("An")
        page.get_by_label("Je e-mailadres").fill("an@aalst.example")
        page.get_by_label("Jullie mogen mijn naam").check()
        page.get_by_role("button", name="Versturen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("We hebben het ontvangen, bedankt")
        assert violations(page) == []


def test_fifty_posts_of_one_form_at_once_are_one_submission_and_one_mail_to_each(site, mailbox):
    cookies = CookieJar()
    address = f"{site}{SHEET}doen-wij-ook/"
    with build_opener(HTTPCookieProcessor(cookies)).open(address) as response:
        form = response.read().decode()
    answers = {
        **{name: re.search(rf'name="{name}" value="([^"]+)"', form).group(1) for name in ("csrfmiddlewaretoken", "key")},
        "municipalities": "Zwevegem",
        "sender_name": "Zita",
        "sender_email": "zita@zwevegem.example",
        "may_process": "on",
    }
    time.sleep(4.5)

    def post(_number):
        own = CookieJar()
        for cookie in cookies:
            own.set_cookie(cookie)
        request = Request(address, urlencode(answers).encode(), {"Referer": address})
        with build_opener(HTTPCookieProcessor(own)).open(request, timeout=60) as answer:
            return re.search(r"<strong>(\w{8})</strong>", answer.read().decode()).group(1)

    with ThreadPoolExecutor(9) as pool:  # the server of development keeps ten waiting
        references = set(pool.map(post, range(50)))
    assert len(references) == 1
    mailbox.wait_for("zita@zwevegem.example", "Ontvangen")
    mailbox.wait_for("samenleven@vvsg.be", "Zwevegem")
    time.sleep(3)  # another one would come now
    assert sum("zita@zwevegem.example" in recipients for recipients, _content in mailbox.messages) == 1
