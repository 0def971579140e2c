"""Who may do what at which address: a row for every address of ours; a new one without a row fails."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import get_resolver, reverse

from tests.home.visitors import ROLES, arguments

OURS = ("home.", "search.", "practices.", "ninja.")
METHODS = ("get", "post", "put", "delete")

# The answers to GET, POST, PUT and DELETE.
READ = (200, 405, 405, 405)
FORM = (200, 200, 405, 405)
ELSEWHERE = (302, 405, 405, 405)  # read only, and there is nothing for this visitor
ELSEWHERE_FORM = (302, 302, 405, 405)
NOTHING = (404, 405, 405, 405)
CLOSED = (302, 302, 302, 302)  # to the login, or back with a message
SCREEN = (200, 200, 200, 200)  # a page of Wagtail
LIST = (200, 405, 405, 405)
SHUT = (403, 403, 403, 403)
FORM_IN_PUT = (200, 200, 200, 405)
DEED = (405, 302, 405, 405)  # a button; it leads on with a message


def everybody(answers, **others):
    return {role: others.get(role, answers) for role in ROLES}


def moderators(answers, redacteur=CLOSED):
    return {"anonymous": CLOSED, "sender": CLOSED, "redacteur": redacteur, "moderator": answers, "beheerder": answers}


def with_password(answers):
    return {**everybody(answers), "anonymous": (302, 302, 405, 405), "sender": (302, 302, 405, 405)}


def administrators(answers, elsewhere=None):
    return {
        **everybody(elsewhere or (ELSEWHERE if answers is LIST else DEED)),
        "anonymous": CLOSED,
        "sender": CLOSED,
        "beheerder": answers,
    }


# Only what each may open is in it: tests/home/test_advisories.py.
OF_EDITORS_API = {**everybody(LIST), "anonymous": CLOSED, "sender": CLOSED}
OF_EDITORS_API_SEARCH = {**everybody(NOTHING), "anonymous": CLOSED, "sender": CLOSED}
_WRITE = {"add": (200, 200, 200, 405), "edit": (200, 200, 200, 405), "delete": (200, 302, 404, 404)}  # the last: it is gone
TABLE = {
    "health": everybody(READ),
    "metrics": everybody(NOTHING),  # without the key
    "robots": everybody(READ),
    "security_contact": everybody(READ),
    "practices": everybody(READ),
    "practice_feed": everybody(READ),
    "sheet": everybody(READ),
    "sheet_pdf": everybody(READ),
    "side_by_side": everybody(READ),
    "selection": everybody(READ),
    "selection_side_by_side": everybody(NOTHING),
    "selection_note": everybody(NOTHING),  # an empty selection makes none
    "selection_sheets": everybody(NOTHING),
    "selection_contacts": everybody(NOTHING),
    "sheet_contacts": everybody(READ),
    "municipality_contacts": everybody(READ),
    "sheet_picture": everybody(READ),
    "mosaic": everybody(READ),
    "attachment": everybody(NOTHING),  # of a file that is not there
    "municipalities": everybody(READ),
    "municipality": everybody(READ),
    "wagtail_serve": everybody(READ),
    "api-v1:practices": everybody(READ),
    "api-v1:practice": everybody(READ),
    "api-v1:municipalities": everybody(READ),
    "api-v1:completions": everybody(READ),
    "join": everybody(FORM),
    "join_sent": everybody(ELSEWHERE),
    "remark": everybody(FORM),
    "remark_sent": everybody(ELSEWHERE),
    "share": everybody(FORM),
    "share_step": everybody(FORM),
    "share_similar": everybody(READ),
    "share_same": everybody(ELSEWHERE_FORM),
    "share_text": everybody(FORM),
    "change_own": everybody(ELSEWHERE_FORM, sender=FORM),
    "share_check": everybody(ELSEWHERE_FORM),
    "share_later": everybody(ELSEWHERE_FORM),
    "share_mailed": everybody(ELSEWHERE),
    "share_sent": everybody(ELSEWHERE, sender=READ),
    "status": everybody((403, 403, 405, 405), sender=FORM),
    "status_link": everybody(ELSEWHERE),
    "sent_photo": everybody(NOTHING, sender=READ, moderator=READ, beheerder=READ),
    "keyword_names": everybody(READ, anonymous=ELSEWHERE, sender=ELSEWHERE),
    "municipality_names": everybody(READ, anonymous=ELSEWHERE, sender=ELSEWHERE),
    "merge_term": moderators(SCREEN),
    "merge_concept": moderators(SCREEN, redacteur=SCREEN),
    "woordenlijst:edit": moderators((200, 200, 200, 405), redacteur=(200, 200, 200, 405)),
    "asked": everybody((405, 204, 405, 405)),
    "name_asked": moderators(SCREEN, redacteur=SCREEN),
    "ask_the_field": moderators(SCREEN, redacteur=SCREEN),
    "close_asked": moderators(DEED, redacteur=DEED),
    "field_questions": moderators(SCREEN, redacteur=SCREEN),
    "open_field_question": moderators(DEED, redacteur=DEED),
    "close_field_question": moderators(DEED, redacteur=DEED),
    "zoekvragen:index": moderators(LIST, redacteur=LIST),
    "zoekvragen:index_results": moderators(LIST, redacteur=LIST),
    "woordenlijst:delete": moderators((200, 302, 404, 404), redacteur=(200, 302, 404, 404)),
    "woordenlijst:index": moderators(LIST, redacteur=LIST),
    "woordenlijst:index_results": moderators(LIST, redacteur=LIST),
    "editors_photo": dict.fromkeys(ROLES, (404, 404, 404, 404)) | {"anonymous": CLOSED, "sender": CLOSED},
    "bin": moderators(LIST, redacteur=LIST),
    "bin_results": moderators(LIST, redacteur=LIST),
    "binned_sheet": moderators(SCREEN, redacteur=SCREEN),
    "review_term": moderators(SCREEN),
    "read_in": moderators(FORM, redacteur=FORM),
    "discard_draft": dict.fromkeys(ROLES, CLOSED),  # the sheet has no draft, which says so on another screen
    "review_translation": dict.fromkeys(ROLES, (404, 404, 404, 404)) | {"anonymous": CLOSED, "sender": CLOSED},
    "translate_page": dict.fromkeys(ROLES, (404, 404, 404, 404)) | {"anonymous": CLOSED, "sender": CLOSED},
    "update_translations": {**dict.fromkeys(ROLES, CLOSED), "beheerder": (404, 404, 404, 404)},
    "outdated_translations": moderators(LIST, redacteur=LIST),
    "outdated_translations_results": moderators(LIST, redacteur=LIST),
    "submission": moderators(SCREEN),
    "wachtrij:index": moderators(LIST),
    "mails": moderators(LIST),
    "mails_results": moderators(LIST),
    "mails_resend": moderators(DEED, redacteur=DEED),
    "mail_resend": moderators(DEED, redacteur=DEED),
    "wachtrij:index_results": moderators(LIST),
    "condition": administrators(LIST),
    "condition_order": administrators(DEED),
    "condition_clear": administrators(DEED),
    "condition_let_in": administrators(DEED),
    "audit": administrators(LIST, elsewhere=CLOSED),
    "audit_results": administrators(LIST, elsewhere=CLOSED),
    "editors_login": {**everybody((302, 200, 200, 405)), "anonymous": FORM_IN_PUT, "sender": FORM_IN_PUT},
    "second_step": with_password((302, 302, 405, 405)),  # nobody here has chosen one, so it leads on
    "second_step_choice": with_password(FORM),
    "recovery_codes": with_password(FORM),
    "own_access": {**everybody((200, 302, 200, 200)), "anonymous": CLOSED, "sender": CLOSED},
    "access_of": administrators((200, 302, 200, 200), elsewhere=CLOSED),
    "wagtailadmin_api:pages:listing": OF_EDITORS_API,
    "wagtailadmin_api:pages:find": OF_EDITORS_API_SEARCH,
    "wagtailadmin_api:pages:detail": OF_EDITORS_API_SEARCH,  # there is none of that number
    "wagtailadmin_api:pages:action": {**everybody((405, 404, 405, 405)), "anonymous": CLOSED, "sender": CLOSED},
    "wagtailadmin_api:images:listing": OF_EDITORS_API,
    "wagtailadmin_api:images:find": OF_EDITORS_API_SEARCH,
    "wagtailadmin_api:images:detail": OF_EDITORS_API_SEARCH,  # there is none of that number
    "wagtailadmin_api:documents:listing": OF_EDITORS_API,
    "wagtailadmin_api:documents:find": OF_EDITORS_API_SEARCH,
    "wagtailadmin_api:documents:detail": OF_EDITORS_API_SEARCH,
    "wagtailusers_users:add": administrators(_WRITE["add"], elsewhere=CLOSED),
    "wagtailusers_users:edit": administrators(_WRITE["edit"], elsewhere=CLOSED),
    "otp_webauthn:credential-registration-begin": {**everybody((405, 200, 405, 405)), "anonymous": SHUT, "sender": SHUT},
    "otp_webauthn:credential-registration-complete": {**everybody((405, 422, 405, 405)), "anonymous": SHUT, "sender": SHUT},
    "otp_webauthn:credential-authentication-begin": everybody((405, 200, 405, 405)),
    "otp_webauthn:credential-authentication-complete": everybody((405, 422, 405, 405)),
    "sheets:index": moderators(LIST, redacteur=LIST),
    "sheets:index_results": moderators(LIST, redacteur=LIST),
    "gemeenten:index": moderators(LIST, redacteur=LIST),
    "gemeenten:index_results": moderators(LIST, redacteur=LIST),
    "gemeenten:inspect": moderators(LIST, redacteur=LIST),
}
for _name in ("index", "index_results", "add", "edit", "history", "history_results", "usage", "delete"):
    TABLE[f"redenen:{_name}"] = moderators(_WRITE.get(_name, READ))
for _kind in ("category", "targetgroup", "policydomain", "practicetag"):
    for _name in ("list", "list_results", "add", "edit"):
        TABLE[f"wagtailsnippets_practices_{_kind}:{_name}"] = moderators(_WRITE.get(_name, LIST))
# What Wagtail makes for every list; nobody may do it to a submission.
for _name in ("add", "edit", "delete", "history", "history_results", "usage"):
    TABLE[f"wachtrij:{_name}"] = dict.fromkeys(ROLES, CLOSED)


def addresses(resolver=None, namespace="", path=""):
    """Every address of the site: its name, its path, and the module of its view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = path + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner, here)
        else:
            yield namespace + (pattern.name or ""), here, getattr(pattern.callback, "__module__", "")


def ours():
    named = ((name, module) for name, _path, module in addresses() if name)
    return sorted({name for name, module in named if module.startswith(OURS) or name.startswith(("wachtrij:", "redenen:"))})


def what_runs(response):
    """The scripts and styles that stand in the text of a page."""
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return []
    return re.findall(
        r"<script(?![^>]*(?:src=|type=.(?:application|text)/))[^>]*>|<style|<[^>]*\sstyle=[^>]*>|\son[a-z]+=\"",
        response.content.decode(),
    )


def test_every_address_of_ours_has_a_row():
    assert sorted(TABLE) == ours()


@pytest.mark.any_database
@pytest.mark.parametrize("role", ROLES)
def test_every_role_gets_what_the_table_says(role, visitors, things):
    answers, run = {}, {}
    for name in TABLE:
        address = reverse(name, kwargs=arguments(name, things))
        responses = [getattr(visitors[role], method)(address) for method in METHODS]
        answers[name] = tuple(response.status_code for response in responses)
        run[name] = [each for response in responses for each in what_runs(response)]

    assert {name: each for name, each in run.items() if each} == {}
    assert {name: answer for name, answer in answers.items() if answer != TABLE[name][role]} == {}
    things["sent"].refresh_from_db()
    assert things["sent"].state == "waiting"


@pytest.mark.any_database
def test_every_other_address_of_wagtail_asks_who_you_are(things):
    free = {"wagtailadmin_login", "editors_login", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
    free.add("otp_webauthn:js-i18n-catalog")  # words for the login
    open_ones = {}
    for name, path, _module in addresses():
        if not path.startswith("beheer/") or name in free or "password_reset" in name:
            continue
        address = "/" + re.sub(r"<(\w+:)?\w+>|\(\?P<\w+>[^)]+\)|\([^)]*\)", "1", path).replace("^", "").replace("$", "")
        response = Client().get(address)
        if response.status_code not in {302, 403, 404, 405} or (
            response.status_code == 302 and not response["Location"].startswith(("/beheer/login/", "/beheer/"))
        ):
            open_ones[address] = response.status_code
    assert open_ones == {}


def test_who_knows_every_identifier_still_finds_nothing_of_what_was_sent(things, client):
    sent, photo = things["sent"], things["photo"]
    identifiers = [sent.pk, sent.key, sent.reference, sent.title, sent.sender_email, photo.pk, photo.file.name]
    tried = [f"/api/v1/practices/{sent.pk}/", f"/media/{photo.file.name}", f"/documenten/{photo.pk}/foto.jpg"]
    tried += [
        "/sitemap.xml",
        "/sitemap-sheets.xml",
        "/praktijken/nieuw.rss",
        "/",
        "/gemeenten/",
        "/gemeenten/ninove/",
        "/inzending/",
        "/deel-jouw-praktijk/",
    ]
    tried += [f"/praktijken/{each}/" for each in (sent.reference, sent.key, sent.pk)]
    for each in identifiers:
        tried += [f"/praktijken/?q={each}", f"/api/v1/practices/?q={each}", f"/api/v1/suggest/?q={each}", f"/inzending/{each}/"]
        tried += [f"/praktijken/?q={each}&format={kind}" for kind in ("csv", "json", "rss", "contacts")]
    for address in tried:
        response = client.get(address, follow=True)
        text = b"".join(response.streaming_content) if response.streaming else response.content
        shown = text.decode(errors="replace")
        for secret in ("Geheime inleiding", "Nina Geheim", "Geheime foto", str(sent.key)):
            assert secret not in shown or secret in address, address


@pytest.mark.parametrize("number", ["9" * 19, "9" * 20, "9" * 400])
def test_a_number_that_no_row_can_have_is_no_error_of_the_server(number, visitors):
    errors = {}
    for name, path, _module in addresses():
        if "int:" not in path and r"\d" not in path:
            continue
        plain = re.sub(r"<int:\w+>|\(\?P<\w+>\\d\+\)", number, path)
        address = "/" + re.sub(r"<(\w+:)?\w+>|\(\?P<\w+>[^)]+\)|\([^)]*\)", "x", plain).replace("^", "").replace("$", "")
        for method in ("get", "post"):
            visitors["beheerder"].raise_request_exception = False
            status = getattr(visitors["beheerder"], method)(address).status_code
            if status >= 500:
                errors[f"{method} {name} {address[:60]}"] = status
    assert errors == {}


def test_a_group_has_nothing_to_tick_that_would_do_nothing(visitors):
    group = Group.objects.get(name="Redacteurs")
    screen = visitors["beheerder"].get(f"/beheer/groups/edit/{group.pk}/").content.decode()
    ticks = BeautifulSoup(screen, "html.parser").find_all("input", attrs={"name": "permissions"})
    offered = {Permission.objects.get(pk=tick["value"]).content_type.model for tick in ticks}

    assert "category" in offered
    assert offered.isdisjoint({"submission", "reasontemplate", "municipality"})
