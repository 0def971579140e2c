"""What somebody may not do, they cannot do by sending what the form of somebody else would send: no row changes.

Each deed is sent whole by every role. By whoever may do it, it changes something, so the body is a real one.
"""

import pytest
from django.db import connection
from django.urls import reverse

from home.accounts.sessions import SiteSession
from home.audit.chain import AuditEntry, AuditHead
from practices.models import Category
from search.models import Concept
from tests.home.test_access import CLOSED, TABLE
from tests.home.visitors import ROLES, arguments
from tests.practices.test_workflow import posted

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

EDITORS = {"redacteur", "moderator", "beheerder"}
MODERATORS = {"moderator", "beheerder"}
ADMINISTRATORS = {"beheerder"}


def _form(**changed):
    """What the form on the screen sends, with something changed in it."""
    return lambda screen, things: {**posted(screen.context["form"]), **changed}


def _body(**fields):
    return lambda screen, things: fields


def _into_category(screen, things):
    return {"target": Category.objects.sources().filter(approved=True).first().pk}


def _into_concept(screen, things):
    return {"target": Concept.objects.last().title}


DEEDS = {
    "submission": [
        (MODERATORS, _body(**{deed: "1", **fields}))
        for deed, fields in {
            "take": {}, "note": {"note-text": "Gebeld."}, "ask": {"ask-text": "Wat kost het?"},
            "decline": {"decline-text": "Dit is een evenement."},
        }.items()
    ],
    "merge_term": [(MODERATORS, _into_category)],
    "merge_concept": [(EDITORS, _into_concept)],
    "review_term": [(MODERATORS, _body(deed="approve")), (MODERATORS, _body(deed="drop"))],
    "binned_sheet": [(EDITORS, _body(deed="back")), (MODERATORS, _body(deed="gone"))],
    "name_asked": [(EDITORS, _body(name="sneeuw", title="Winterweer"))],
    "ask_the_field": [(EDITORS, _body(text="Wie ruimt de sneeuw?"))],
    "close_asked": [(EDITORS, _body())],
    "open_field_question": [(MODERATORS, _body())],
    "close_field_question": [(MODERATORS, _body())],
    "woordenlijst:edit": [(EDITORS, _form(title="Anders genoemd"))],
    "woordenlijst:delete": [(EDITORS, _body())],
    "mail_resend": [(MODERATORS, _body())],
    "mails_resend": [(MODERATORS, _body())],
    "condition_order": [(ADMINISTRATORS, _body())],
    "condition_let_in": [(ADMINISTRATORS, _body())],
    "access_of": [(ADMINISTRATORS, _body(do="take_away"))],
    "wagtailusers_users:add": [
        (ADMINISTRATORS, _form(username="nieuw", email="nieuw@vvsg.example", first_name="Nora", last_name="Nieuw"))
    ],
    "wagtailusers_users:edit": [(ADMINISTRATORS, _form(first_name="Anders"))],
    "redenen:add": [(MODERATORS, _body(name="Dubbel", text="Dit staat er al."))],
    "redenen:edit": [(MODERATORS, _body(name="Dubbel", text="Dit staat er al."))],
    "redenen:delete": [(MODERATORS, _body())],
    **{
        f"wagtailsnippets_practices_{kind}:{view}": [(MODERATORS, _form(name="Anders", slug="anders"))]
        for kind in ("category", "targetgroup", "policydomain", "practicetag")
        for view in ("add", "edit")
    },
}  # fmt: skip
# What everybody may send, or only about themselves; and what needs more than a row before it can be done.
ELSEWHERE = {
    "join": "tests/submissions/test_joining.py",
    "remark": "tests/submissions/test_remarks.py",
    **dict.fromkeys(("share", "share_step", "share_check", "share_later"), "tests/submissions/test_sharing.py"),
    "share_same": "tests/submissions/test_same_practice.py",
    "share_text": "tests/submissions/test_own_text.py",
    **dict.fromkeys(("change_own", "status"), "tests/submissions/test_own_changes.py"),
    "read_in": "tests/practices/test_reading_in.py",
    "field_questions": "tests/search/test_field_questions.py",
    "condition_clear": "tests/home/test_runs.py",
    "editors_login": "tests/home/test_login.py",
    "own_access": "tests/home/accounts/test_sessions.py",
    **dict.fromkeys(
        (
            "second_step",
            "second_step_choice",
            "recovery_codes",
            "otp_webauthn:credential-authentication-begin",
            "otp_webauthn:credential-registration-begin",
        ),
        "tests/home/accounts/test_second_factor.py",
    ),
}
CASES = [pytest.param(name, number, id=f"{name}-{number}") for name, deeds in DEEDS.items() for number in range(len(deeds))]


def rows():
    """All rows of the site, but who is logged in and what the audit log says of it."""
    left_out = {model._meta.db_table for model in (AuditEntry, AuditHead, SiteSession)}
    with connection.cursor() as cursor:
        tables = [each for each in connection.introspection.table_names(cursor) if each not in left_out]
        return {each: cursor.execute(f'SELECT * FROM "{each}"').fetchall() for each in tables}  # noqa: S608 - its names


@pytest.mark.parametrize(("name", "number"), CASES)
def test_only_who_may_do_it_changes_anything(name, number, visitors, things):
    may, body = DEEDS[name][number]
    least = next(role for role in ROLES if role in may)  # they stand from the least to the most
    address = reverse(name, kwargs=arguments(name, things))
    screen = visitors[least].get(address)
    data = body(screen, things)
    before = rows()
    for role in (role for role in ROLES if role not in may):
        visitors[role].post(address, data)
        after = rows()
        assert [table for table in before if before[table] != after[table]] == [], role

    visitors[least].post(address, data)
    assert rows() != before


def test_each_address_that_takes_something_has_its_deeds():
    takes = {
        name
        for name, of_roles in TABLE.items()
        if any(answers[1] in {200, 302} for answers in of_roles.values() if answers != CLOSED)
    }
    assert takes - set(DEEDS) == set(ELSEWHERE)
