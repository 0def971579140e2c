"""Somebody of Diest, without an account and without JavaScript, shares a practice from a phone, with a photo."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations
from tests.journeys.visitor import Visitor, hidden, text_of
from tests.pictures import picture

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys of submissions")]
SHARE = "/deel-jouw-praktijk/"
STEPS = ("", "voor-wie/", "verloop/", "lessen/", "waar/")


def go_on(page, heading):
    page.get_by_role("button", name="Bewaren en verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def begin(page, title):
    page.get_by_label("Hoe heet de praktijk?").fill(title)
    page.get_by_label("Wat is het, in één of twee zinnen?").fill("Buren koken voor wie pas is aangekomen.")


def send(page, name, email):
    page.get_by_label("Je naam").fill(name)
    page.get_by_label("Je e-mailadres").fill(email)
    page.get_by_label("Jullie mogen mijn naam").check()
    time.sleep(4.2)  # who sends within four seconds is a machine
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We hebben het ontvangen, bedankt")


def approve_from_the_first_screen(moderator, title):
    """By the list of what waits, that Wagtail has on its first screen."""
    moderator.goto("/beheer/")
    row = moderator.locator("tr").filter(has_text=title).filter(has=moderator.locator("[data-workflow-action-url]"))
    row.locator("[data-w-dropdown-target=toggle]").last.click()
    moderator.locator("[data-workflow-action-url*=approve]:visible").click()


def ask(moderator, question):
    moderator.get_by_text("De inzender iets vragen").click()
    moderator.get_by_label("Vraag").fill(question)
    moderator.get_by_role("button", name="Vragen en mailen").click()
    expect(moderator.locator(".messages")).to_contain_text("De vraag is gemaild.")


def refused_on_the_first_screen(moderator, title):
    """With a question open, a photo to choose and no category: it says so, and leads to where that is decided."""
    approve_from_the_first_screen(moderator, title)
    expect(moderator.locator(".messages")).to_contain_text("De inzender heeft de vraag nog niet beantwoord")
    expect(moderator).to_have_url(re.compile("/wachtrij/\\d+/"))


def link_in(mail, pattern):
    return re.search(rf"https?://\S+{pattern}", text_of(mail)).group()


def test_from_the_first_step_to_the_site(open_page, log_in, mailbox):
    officer = open_page("/", width=390, javascript=False)
    officer.get_by_role("link", name="Deel jouw praktijk").first.click()
    officer.get_by_role("button", name="Bewaren en verder").click()
    expect(officer).to_have_title(re.compile("^Fout: "))
    begin(officer, "Soep voor nieuwe buren")
    go_on(officer, "Voor wie en waarvoor")
    officer.get_by_label("Nieuwkomers").check()
    officer.get_by_label("Doelen").fill("Buren kennen elkaar")
    officer.get_by_role("button", name="Bewaren, en later verdergaan").click()
    officer.get_by_label("Je e-mailadres").fill("dora@diest.example")
    officer.get_by_role("button", name="Mail me de link").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("De link is onderweg")

    phone = open_page(
        link_in(mailbox.wait_for("dora@diest.example", "Ga verder"), "/inzending/\\S+"), width=390, javascript=False
    )
    assert "/inzending/" not in phone.url
    phone.goto(f"{SHARE}verloop/")
    phone.get_by_label("Hoe verloopt het").fill("Eerst soep, dan een gesprek.")
    photo = picture("HEIF", name="IMG_1.HEIC", size=(600, 400))
    phone.set_input_files("#photos", {"name": photo.name, "mimeType": "image/heic", "buffer": photo.read()})
    phone.get_by_role("button", name="Bewaren en verder").click()
    phone.get_by_label("Wat is er op te zien?").fill("Een kom soep")
    phone.get_by_label("Wie herkenbaar op de foto").check()
    go_on(phone, "Succesfactoren en uitdagingen")
    go_on(phone, "Waar, en wie je kunt bellen")
    phone.get_by_label("Welke gemeente doet dit?").fill("Diest")
    go_on(phone, "Nakijken en versturen")
    expect(phone.locator("main")).to_contain_text("Eerst soep, dan een gesprek.")
    send(phone, "Dora Diest", "dora@diest.example")
    phone.reload()
    reference = phone.locator(".lead strong").inner_text()
    assert reference in text_of(mailbox.wait_for("dora@diest.example", "Ontvangen: Soep"))

    moderator = log_in("moderator")
    moderator.goto(link_in(mailbox.wait_for("samenleven@vvsg.be", "Te behandelen: Soep"), "/wachtrij/\\d+/"))
    ask(moderator, "Welke categorie is dit?")

    refused_on_the_first_screen(moderator, "Soep voor nieuwe buren")

    phone.goto(link_in(mailbox.wait_for("dora@diest.example", "Een vraag over Soep"), "/inzending/\\S+"))
    phone.get_by_label("Je antwoord").fill("Onthaal, denk ik.")
    phone.get_by_role("button", name="Antwoorden").click()
    expect(phone.locator("main")).to_contain_text("Iemand van de VVSG leest het")

    moderator.goto(link_in(mailbox.wait_for("samenleven@vvsg.be", "Beantwoord: Soep"), "/wachtrij/\\d+/"))
    expect(moderator.locator(".submission")).to_contain_text("Onthaal, denk ik.")
    moderator.get_by_label("Categorie").select_option("Onthaalbeleid")
    moderator.get_by_role("button", name="Aanvaarden en publiceren").click()
    expect(moderator.locator(".messages")).to_contain_text("Online, en gemaild")

    phone.goto(link_in(mailbox.wait_for("dora@diest.example", "Online: Soep"), "/praktijken/\\S+"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Soep voor nieuwe buren")
    expect(phone.get_by_alt_text("Een kom soep")).to_be_visible()
    phone.goto("/praktijken/?q=soep+voor+nieuwe+buren")
    expect(phone.locator(".results")).to_contain_text("Soep voor nieuwe buren")


@pytest.mark.any_database
def test_other_words_for_a_sheet_come_on_it(open_page, log_in, mailbox):
    officer = open_page("/praktijken/welkomstpakket/wijziging/", width=390, javascript=False)
    officer.locator("summary").filter(has_text="Inleiding").click()
    officer.locator("textarea[name=introduction]").fill("Zo is het nu wel juist.")
    send(officer, "Dora", "dora2@diest.example")

    moderator = log_in("moderator")
    moderator.goto(link_in(mailbox.wait_for("samenleven@vvsg.be", "Te behandelen: Welkomstpakket"), "/wachtrij/\\d+/"))
    expect(moderator.locator(".submission__change")).to_have_count(1)
    assert violations(moderator) == []
    moderator.get_by_role("button", name="Overnemen wat aangevinkt is").click()
    expect(moderator.locator(".messages")).to_contain_text("Afgehandeld, en gemaild")
    officer.goto(link_in(mailbox.wait_for("dora2@diest.example", "Aangepast"), "/praktijken/\\S+"))
    expect(officer.locator("main")).to_contain_text("Zo is het nu wel juist.")


@pytest.mark.any_database
@pytest.mark.parametrize("width", [320, 1280])
def test_every_step_is_accessible_and_fits(open_page, width):
    page = open_page(SHARE, width=width)
    page.get_by_role("button", name="Bewaren en verder").click()
    expect(page.locator(".errors")).to_be_focused()
    assert violations(page) == []
    begin(page, "Praattafels in de tuin")
    expect(page.locator("[data-card]")).to_contain_text("Praattafels in de tuin")
    expect(page.locator(".similar")).to_contain_text("Praattafels")
    assert violations(page) == []
    for step in STEPS:
        page.goto(SHARE + step)
        if step == "verloop/":
            photo = picture(size=(600, 400))
            page.set_input_files("#photos", {"name": photo.name, "mimeType": "image/jpeg", "buffer": photo.read()})
            expect(page.locator(".photo")).to_have_count(1)
            expect(page.get_by_role("status")).to_contain_text("1 foto toegevoegd. Schrijf wat erop te zien is.")
            page.get_by_role("button", name="Bewaren en verder").click()
            expect(page.locator(".errors")).to_contain_text("Schrijf bij elke foto wat erop te zien is")
            assert violations(page) == []
            page.get_by_label("Wat is er op te zien?").fill("Een tafel in een tuin")
            page.get_by_label("Wie herkenbaar op de foto").check()
        if step == "waar/":
            page.get_by_label("Welke gemeente doet dit?").fill("Diest")
        if step == "":
            begin(page, "Praattafels in de tuin")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("button", name="Bewaren en verder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nakijken en versturen")
    assert violations(page) == []
    page.goto(f"{SHARE}later/")
    assert violations(page) == []
    page.goto(f"{SHARE}nakijken/")
    send(page, "An", f"an{width}@diest.example")
    page.goto("/inzending/")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Maak alle links").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe staat het ermee?")
    assert violations(page) == []


def test_one_draft_that_is_sent_fifty_times_at_once_is_one_sheet_and_one_mail_to_each(site, mailbox):
    visitor = Visitor()
    for step, answers in (
        ("", {"title": "Vijftig keer", "introduction": "Eén keer.", "category": ""}),
        ("waar/", {"municipalities": "Zwalm", "contacts": "", "website": "", "partners": ""}),
    ):
        address = f"{site}{SHARE}{step}"
        visitor.ask(address, {"csrfmiddlewaretoken": hidden(visitor.ask(address), "csrfmiddlewaretoken"), **answers})
    check = f"{site}{SHARE}nakijken/"
    page = visitor.ask(check)
    answers = {name: hidden(page, name) for name in ("csrfmiddlewaretoken", "key")}
    answers |= {"sender_name": "Zita", "sender_email": "zita50@zwalm.example", "may_process": "on"}
    time.sleep(4.5)

    def post(_number):
        return re.search(r"<strong>(\w{8})</strong>", Visitor(visitor.cookies).ask(check, answers)).group(1)

    with ThreadPoolExecutor(9) as pool:  # the server of development keeps ten waiting
        references = set(pool.map(post, range(50)))
    assert len(references) == 1
    mailbox.wait_for("zita50@zwalm.example", "Ontvangen: Vijftig keer")
    mailbox.wait_for("samenleven@vvsg.be", "Te behandelen: Vijftig keer")
    time.sleep(3)  # another one would come now
    assert sum("zita50@zwalm.example" in recipients for recipients, _content in mailbox.messages) == 1


@pytest.mark.any_database
def test_the_queue_is_accessible(log_in):
    moderator = log_in("moderator")
    moderator.goto("/beheer/wachtrij/")
    expect(moderator.get_by_role("heading", level=1)).to_contain_text("Wachtrij")
    # Every list of Wagtail has two search fields without a name that tells them apart.
    assert [each for each in violations(moderator) if each[0] != "landmark-unique"] == []
    moderator.goto("/beheer/wachtrij/?q=Vijftig+keer")  # there may be more than one page of them
    moderator.get_by_role("link", name="Vijftig keer").click()
    expect(moderator.locator(".submission")).to_contain_text("Eén keer.")
    assert violations(moderator) == []


@pytest.mark.any_database
def test_several_are_ticked_and_shown_once_more_before_they_are_declined(log_in):
    moderator = log_in("moderator")
    moderator.goto("/beheer/wachtrij/?q=Vijftig+keer")
    moderator.locator("[data-bulk-action-checkbox]").check()
    moderator.get_by_role("link", name="Afwijzen wat geselecteerd is").click()
    expect(moderator.locator("main")).to_contain_text("Vijftig keer")
    assert violations(moderator) == []
    moderator.get_by_role("button", name="Afwijzen").click()
    expect(moderator.locator("main")).to_contain_text("Schrijf waarom")
    assert violations(moderator) == []
    moderator.get_by_label("Reden", exact=True).fill("Dit staat er al.")
    moderator.get_by_role("button", name="Afwijzen").click()
    expect(moderator.locator(".messages")).to_contain_text("1 inzending is afgewezen.")
