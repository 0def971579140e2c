"""A redacteur edits and submits, a moderator sends back and then approves; mails arrive, and the sheet goes live."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_sharing import approve_from_the_first_screen

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def open_sheet(page, title):
    page.goto("/beheer/sheets/")
    page.get_by_role("link", name=title, exact=True).first.click()
    page.wait_for_url("**/edit/")


def choose_action(page, name):
    """Open the menu at the foot of the editor and choose; the first action is a button of its own."""
    footer = page.locator("footer")
    button = footer.get_by_role("button", name=name)
    if not button.is_visible():
        footer.locator("[data-w-dropdown-target=toggle]").click()
    button.click()


def begin_sheet(log_in, title, introduction):
    """A redacteur's form of a new sheet with one block, and its field for municipalities."""
    writer = log_in("redacteur")
    writer.goto("/beheer/sheets/")
    writer.get_by_role("link", name="Praktijkfiche toevoegen").click()
    writer.fill("[name=title]", title)
    writer.fill("[name=introduction]", introduction)
    writer.select_option("[name=category]", label="Taal")
    writer.get_by_role("button", name=re.compile("gemeente", re.IGNORECASE)).first.click()
    return writer, writer.locator(".tagit-new input").first


def test_from_edit_to_live(log_in, open_page, mailbox):
    writer = log_in("redacteur")
    open_sheet(writer, "Praattafels: Nederlands oefenen in kleine groep")
    writer.fill("[name=introduction]", "Aan een praattafel oefen je Nederlands, met koffie.")
    choose_action(writer, re.compile("Nazicht"))
    expect(writer.locator(".messages")).to_contain_text("Praattafels")
    link = mailbox.wait_for("samenleven@vvsg.be", "Na te kijken: Praattafels").get_body(("plain",)).get_content()
    address = re.search(r"https?://\S+/edit/", link).group()

    moderator = log_in("moderator")
    moderator.goto(address)
    choose_action(moderator, "Terugsturen met een reden")
    dialog = moderator.get_by_role("dialog")
    dialog.get_by_role("button", name="Terugsturen met een reden").click()
    expect(dialog).to_contain_text("verplicht")  # a reason is required
    dialog.locator("textarea").fill("Zeg ook waar de koffie vandaan komt.")
    dialog.get_by_role("button", name="Terugsturen met een reden").click()
    moderator.wait_for_url(re.compile(r"/beheer/(?!pages/\d+/edit)"))
    reason = mailbox.wait_for("redacteur@demo.example", "Teruggestuurd").get_body(("plain",)).get_content()
    assert "Zeg ook waar de koffie vandaan komt." in reason

    writer = log_in("redacteur")  # the page that was open says that there is a newer version, and holds back
    writer.goto(address)
    expect(writer.locator(".help-warning").first).to_contain_text("Mia Moderator")
    expect(writer.locator(".help-warning").first).to_contain_text("Zeg ook waar de koffie vandaan komt.")
    writer.fill("[name=introduction]", "Aan een praattafel oefen je Nederlands, met koffie van de bibliotheek.")
    choose_action(writer, re.compile("[Oo]pnieuw|Nazicht"))
    expect(writer.locator(".messages")).to_contain_text("Praattafels")

    moderator.goto(address)
    choose_action(moderator, "Goedkeuren en publiceren")
    moderator.wait_for_url(re.compile(r"/beheer/(?!pages/\d+/edit)"))
    mailbox.wait_for("redacteur@demo.example", "Online")

    reader = open_page("/praktijken/praattafels/")
    expect(reader.locator(".lead")).to_contain_text("met koffie van de bibliotheek")


@pytest.mark.any_database
def test_from_the_first_screen_to_live(log_in, open_page):
    writer = log_in("redacteur")
    open_sheet(writer, "Wereldfeest van en voor de inwoners")
    address = writer.locator("[name=slug]").input_value()
    writer.fill("[name=introduction]", "Eén dag eten en muziek van overal, op het plein.")
    choose_action(writer, re.compile("Nazicht"))
    expect(writer.locator(".messages")).to_contain_text("Wereldfeest van en voor de inwoners")

    moderator = log_in("moderator")
    approve_from_the_first_screen(moderator, "Wereldfeest van en voor de inwoners")
    expect(moderator.locator(".messages")).to_contain_text("staat online.")
    expect(open_page(f"/praktijken/{address}/").locator(".lead")).to_contain_text("op het plein")


@pytest.mark.any_database
def test_a_moderator_is_not_offered_to_approve_or_publish_their_own_edit(log_in):
    moderator = log_in("moderator")
    open_sheet(moderator, "Fietslessen voor volwassenen")
    moderator.fill("[name=introduction]", "Leren fietsen, door een moderator herschreven.")
    assert moderator.locator("[name=action-publish]").count() == 0
    choose_action(moderator, re.compile("Nazicht"))
    expect(moderator.locator(".messages")).to_contain_text("Fietslessen")
    open_sheet(moderator, "Fietslessen voor volwassenen")

    assert moderator.locator("footer").get_by_text("Goedkeuren en publiceren").count() == 0


@pytest.mark.any_database
def test_a_new_sheet_with_municipalities_typed_under_other_names(log_in):
    writer, places = begin_sheet(log_in, "Koken voor de Oekraïne", "Samen koken.")
    places.type("dieg", delay=40)
    writer.locator(".ui-autocomplete li:visible", has_text="Diegem (Machelen)").click()
    places.type("Beveren,", delay=20)
    writer.locator("footer button[type=submit]").first.click()
    expect(writer.locator(".error-message:visible").first).to_contain_text("Schrijf welke je bedoelt")
    assert writer.locator("[name='implementations-0-municipalities']").input_value() == '"Diegem (Machelen)",Beveren'

    writer.locator(".tagit-choice", has_text="Beveren").locator(".tagit-close").click()
    writer.locator("footer button[type=submit]").first.click()
    writer.wait_for_url(re.compile(r"/beheer/pages/\d+/edit/"))
    expect(writer.locator("[name=slug]")).to_have_value("koken-voor-de-oekraine")
    expect(writer.locator("[name='implementations-0-label']")).to_have_value("Diegem (Machelen)")
    expect(writer.locator(".implementation-name").first).to_have_text(": Diegem (Machelen)")


@pytest.mark.any_database
def test_a_municipality_that_was_typed_and_not_chosen_is_kept(log_in):
    writer, places = begin_sheet(log_in, "Samen zingen", "Een koor.")
    places.type("Gent", delay=40)
    expect(writer.locator(".ui-autocomplete li:visible").first).to_be_visible()
    writer.locator("footer button[type=submit]").first.click()

    writer.wait_for_url(re.compile(r"/beheer/pages/\d+/edit/"))
    assert writer.locator("[name='implementations-0-municipalities']").input_value() == "Gent"


@pytest.mark.parametrize(("title", "moment"), [("Samen dansen", 700), ("Samen lopen", 2_200)])  # ms: before it, and during it
def test_who_saves_while_wagtail_saves_by_itself_makes_one_sheet(log_in, title, moment):
    writer = log_in("redacteur")
    posts = []

    def slowly(route):
        if route.request.method == "POST":
            posts.append(route.request.url)
            writer.wait_for_timeout(2_000)
        route.continue_()

    writer.goto("/beheer/sheets/")
    writer.get_by_role("link", name="Praktijkfiche toevoegen").click()
    writer.wait_for_timeout(2_500)  # only then Wagtail looks for what was changed
    writer.route("**/pages/add/**", slowly)
    writer.fill("[name=title]", title)
    writer.fill("[name=introduction]", "Elke week.")
    writer.select_option("[name=category]", label="Taal")
    writer.wait_for_timeout(moment)
    writer.locator("footer button[type=submit]").first.click()
    writer.wait_for_url(re.compile(r"/beheer/pages/\d+/edit/"))
    expect(writer.locator(".messages")).to_contain_text(title)

    assert len(posts) == 1
    writer.goto(f"/beheer/sheets/?q={title}")
    assert writer.get_by_role("link", name=title, exact=True).count() == 1


@pytest.mark.any_database
def test_an_empty_block_does_not_stop_a_draft_from_being_saved(log_in):
    writer = log_in("redacteur")
    open_sheet(writer, "Samentuin: tuinieren met de buurt")
    writer.locator("#id_implementations-ADD").click()
    writer.fill("[name=introduction]", "Elk jaar een feest.")
    choose_action(writer, "Bewaar concept")

    expect(writer.locator(".messages")).to_contain_text("Samentuin")


@pytest.mark.any_database
def test_a_municipality_that_a_writer_adds_to_a_live_sheet_is_approved_from_the_editor(log_in, open_page):
    writer = log_in("redacteur")
    open_sheet(writer, "Onthaalgesprekken")
    address = writer.url
    writer.locator("#id_implementations-ADD").click()
    places = writer.locator("#inline_child_implementations-9 .tagit-new input")
    places.type("Gooik,", delay=30)
    choose_action(writer, re.compile("Nazicht"))
    expect(writer.locator(".messages")).to_contain_text("Onthaalgesprekken")

    moderator = log_in("moderator")
    moderator.goto(address)
    choose_action(moderator, "Goedkeuren en publiceren")
    moderator.wait_for_url(re.compile(r"/beheer/(?!pages/\d+/edit)"))
    expect(open_page("/praktijken/onthaalgesprekken/").locator("#pajottegem")).to_be_visible()
