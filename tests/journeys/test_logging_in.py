"""The first login, with a passkey and with an app; a moderator who lost the phone gets in again."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.accessibility import violations
from tests.journeys.conftest import choose_app, keep_codes, loaded_once, running_site, show_password
from tests.migrated import copy_site

pytestmark = [pytest.mark.browser, pytest.mark.any_database, pytest.mark.xdist_group("journeys")]


@pytest.fixture(scope="module")
def site(mailbox, tmp_path_factory):
    """A site that asks for a second factor, under a name: browsers keep no passkeys for a number."""
    folder = tmp_path_factory.mktemp("guarded")
    copy_site(loaded_once(tmp_path_factory), folder)
    with running_site(folder, f"sqlite:///{folder / 'db.sqlite3'}", mailbox, host="localhost", SECOND_FACTOR="true") as address:
        yield address


def give_authenticator(page):
    """What a phone or a computer has: something that makes passkeys and shows them when a page asks."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**kind, "isUserVerified": True}})


def log_out(page):
    page.context.clear_cookies()
    page.goto("/beheer/login/")


def manage(open_page):
    """A page of the administrator, logged in with an app."""
    page = open_page("/beheer/")
    show_password(page, "admin")
    choose_app(page)
    keep_codes(page)
    page.wait_for_url("**/beheer/")
    return page


def test_who_is_invited_logs_in_with_a_passkey_and_then_with_nothing_else(open_page, mailbox):
    page = manage(open_page)
    page.goto("/beheer/users/new/")
    for field, typed in (("username", "nina"), ("email", "nina@demo.example"), ("first_name", "Nina"), ("last_name", "Nieuw")):
        page.fill(f"[name={field}]", typed)
    page.get_by_text("Rollen", exact=True).click()
    page.get_by_label("Redacteurs").check()
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("nina@demo.example")
    mail = mailbox.wait_for("nina@demo.example", "Je bent uitgenodigd").get_body(("plain",)).get_content()
    link = re.search(r"https?://\S+/password_reset/\S+", mail).group()

    nina = open_page("/")
    give_authenticator(nina)
    nina.goto(link)
    nina.fill("[name=new_password1]", "lang genoeg om te kiezen")
    nina.fill("[name=new_password2]", "lang genoeg om te kiezen")
    nina.click("button[type=submit]")
    nina.goto("/beheer/")
    show_password(nina, "nina", "lang genoeg om te kiezen")
    expect(nina.get_by_role("heading", level=1)).to_have_text("Kies je tweede stap")
    assert violations(nina) == []
    nina.get_by_role("button", name="Maak een passkey").click()
    nina.wait_for_url("**/herstelcodes/**")
    assert violations(nina) == []
    assert len(keep_codes(nina)) == 10
    nina.wait_for_url("**/beheer/")

    log_out(nina)  # the browser offers the passkey by itself
    nina.wait_for_url("**/beheer/")
    nina.goto("/beheer/account/toegang/")
    expect(nina.get_by_role("cell", name="Passkey")).to_be_visible()
    assert violations(nina) == []


def test_a_moderator_who_lost_the_phone_gets_in_again_by_an_administrator(open_page):
    moderator = open_page("/beheer/", width=390)
    show_password(moderator, "moderator")
    choose_app(moderator)
    moderator.get_by_role("link", name="Nu niet").click()
    moderator.wait_for_url("**/beheer/")

    log_out(moderator)
    show_password(moderator, "moderator")
    for _time in range(6):
        moderator.fill("[name=code]", "000000")
        moderator.click(".login-form button")
    expect(moderator.locator(".messages")).to_contain_text("Dat is te vaak geprobeerd")
    moderator.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
    assert violations(moderator) == []

    page = open_page("/beheer/")
    show_password(page, "beheerder")
    choose_app(page)
    keep_codes(page)
    page.goto("/beheer/users/?q=moderator")
    page.get_by_role("button", name=re.compile("Meer opties")).first.click()
    page.get_by_role("link", name="Toegang", exact=True).click()
    page.get_by_text("Tweede stap opnieuw laten kiezen").click()
    page.get_by_role("button", name="Ja, opnieuw laten kiezen").click()
    expect(page.locator(".messages")).to_contain_text("kiest bij de volgende aanmelding")

    log_out(moderator)
    show_password(moderator, "moderator")
    choose_app(moderator)
    keep_codes(moderator)
    moderator.wait_for_url("**/beheer/")
    expect(moderator.get_by_role("heading", level=1)).to_be_visible()


def test_it_works_without_javascript(open_page):
    page = open_page("/beheer/login/", javascript=False)
    show_password(page, "redacteur")
    expect(page.get_by_text("Hiervoor is JavaScript nodig. Kies de app.")).to_be_visible()
    choose_app(page)
    codes = keep_codes(page)
    page.wait_for_url("**/beheer/")

    for number, code in enumerate([codes[3], codes[3]]):  # the second time it was used
        log_out(page)
        show_password(page, "redacteur")
        page.fill("[name=code]", code)
        page.click(".login-form button")
        page.wait_for_url("**/beheer/" if number == 0 else "**/tweede-stap/**")
    expect(page.locator(".messages")).to_contain_text("Deze code klopt niet")
