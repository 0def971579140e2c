"""Somebody of Aalst, without an account and without JavaScript, has her municipality put on a sheet."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode
from urllib.request import build_opener

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations
from tests.journeys.visitor import Visitor, hidden, text_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys of submissions")]
SHEET = "/praktijken/wijkkeuken/"  # that no other journey needs as it is


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

    link = re.search(r"https?://\S+/wachtrij/\d+/", text_of(mailbox.wait_for("samenleven@vvsg.be", "Diest"))).group()
    moderator = log_in("moderator")
    moderator.goto(link)
    expect(moderator.locator(".submission")).to_contain_text("Wij doen het in de bibliotheek.")
    moderator.get_by_role("button", name="Aanvaarden en publiceren").click()
    expect(moderator.locator(".messages")).to_contain_text("Online, en gemaild")

    live = re.search(r"https?://\S+#diest", text_of(mailbox.wait_for("dina@diest.example", "Online"))).group()
    officer.goto(live)
    expect(officer.locator("#diest")).to_contain_text("Wij doen het in de bibliotheek.")


@pytest.mark.any_database
def test_back_after_errors_is_the_empty_form(open_page):
    page = open_page(f"{SHEET}wijziging/")
    page.get_by_label("Wat klopt er niet").fill("De foto is van elders.")
    page.get_by_label("Je e-mailadres").fill("eva@ekeren.example")
    page.get_by_label("Jullie mogen mijn naam").check()
    time.sleep(4.2)
    page.get_by_role("button", name="Versturen").click()
    expect(page.locator(".errors")).to_be_visible()
    page.get_by_label("Je naam").fill("Eva")
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We hebben het ontvangen, bedankt")
    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt er iets niet?")
    expect(page.locator(".errors")).to_have_count(0)


@pytest.mark.any_database
def test_the_browser_works_while_the_form_is_filled_in(open_page, log_in):
    """With many links, and without the work, it would go to quarantine."""
    page = open_page(f"{SHEET}wijziging/")
    page.get_by_label("Wat klopt er niet").fill("https://a.be https://b.be https://c.be https://d.be")
    page.get_by_label("Je naam").fill("Eva")
    page.get_by_label("Je e-mailadres").fill("eva@ekeren.example")
    page.get_by_label("Jullie mogen mijn naam").check()
    expect(page.locator("[name=proof]")).not_to_have_value("")
    time.sleep(4)
    page.get_by_role("button", name="Versturen").click()
    reference = page.locator(".lead strong").inner_text()

    moderator = log_in("moderator")
    moderator.goto(f"/beheer/wachtrij/?state=waiting&q={reference}")
    expect(moderator.locator("main table")).to_contain_text("Wijkkeuken")


@pytest.mark.any_database
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


def fill_in(visitor, address, place, name):
    """The form of a visitor with the answers, as it can be sent five seconds later."""
    page = visitor.ask(address)
    return {
        **{field: hidden(page, field) for field in ("csrfmiddlewaretoken", "key")},
        "municipalities": place,
        "sender_name": name,
        "sender_email": f"{name.lower()}@{place.lower()}.example",
        "may_process": "on",
    }


def test_fifty_posts_of_one_form_at_once_are_one_submission_and_one_mail_to_each(site, mailbox):
    address = f"{site}{SHEET}doen-wij-ook/"
    visitor = Visitor()
    answers = fill_in(visitor, address, "Zwevegem", "Zita")
    time.sleep(4.5)

    def post(_number):
        return re.search(r"<strong>(\w{8})</strong>", Visitor(visitor.cookies).ask(address, answers)).group(1)

    with ThreadPoolExecutor(9) as pool:  # the server of development keeps ten waiting
        references = set(pool.map(post, range(50)))
    assert len(references) == 1
    mailbox.wait_for("zita@zwevegem.example", "Ontvangen")
    mailbox.wait_for("samenleven@vvsg.be", "Zwevegem")
    time.sleep(3)  # another one would come now
    assert sum("zita@zwevegem.example" in recipients for recipients, _content in mailbox.messages) == 1


def test_municipalities_that_are_accepted_at_once_are_all_on_the_sheet(site, log_in, mailbox):
    sheet = f"{site}/praktijken/buurtwerk/"  # that no other journey needs as it is
    address = f"{sheet}doen-wij-ook/"
    places = ["Zonhoven", "Zutendaal", "Zoersel", "Zele", "Zemst"]
    visitors = {place: Visitor() for place in places}
    forms = {place: fill_in(visitor, address, place, f"Zoe{place}") for place, visitor in visitors.items()}
    time.sleep(4.5)
    for place, visitor in visitors.items():
        visitor.ask(address, forms[place])
    mails = [text_of(mailbox.wait_for("samenleven@vvsg.be", place)) for place in places]
    links = [re.search(r"https?://\S+/wachtrij/\d+/", mail).group() for mail in mails]
    session = {cookie["name"]: cookie["value"] for cookie in log_in("moderator").context.cookies()}

    def accept(link):
        moderator = build_opener()
        moderator.addheaders = [("Cookie", "; ".join(f"{name}={value}" for name, value in session.items())), ("Referer", link)]
        page = moderator.open(link, timeout=60).read().decode()
        data = {"csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken"), "accept": "1"}
        moderator.open(link, urlencode(data).encode(), timeout=60).close()

    with ThreadPoolExecutor(len(links)) as pool:
        list(pool.map(accept, links))

    page = Visitor().ask(sheet)
    assert [place for place in places if f'id="{place.lower()}"' not in page] == []
