"""Who may do what with a sheet, and who hears of it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.utils import timezone
from post_office.models import STATUS, Email
from wagtail.models import ModelLogEntry, Workflow, WorkflowState

from practices.authorship import last_author_id, words_of
from practices.editor.rich_text import without_empty_edges
from practices.mail_delivery import deliver
from practices.models import PracticePage
from practices.workflow import RejectionForm
from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def page(index):
    return make_sheet(index)


def edit(page, user, introduction="Herschreven."):
    draft = page.get_latest_revision_as_object()
    draft.introduction = introduction
    draft.save_revision(user=user)
    page.refresh_from_db()


def submit(page, user):
    Workflow.objects.get(name="Nazicht").start(page, user)
    page.refresh_from_db()


def test_the_workflow_of_a_sheet_is_nazicht(page):
    assert page.get_workflow().name == "Nazicht"


def test_submitting_queues_one_mail_to_the_moderators_with_a_link(page, writer, settings):
    edit(page, writer)
    submit(page, writer)

    mail = Email.objects.get()
    assert mail.to == ["samenleven@vvsg.be"]
    assert f"/beheer/pages/{page.pk}/edit/" in mail.message
    assert f"/beheer/pages/{page.pk}/edit/" in mail.html_message
    assert "Rik Redacteur" in mail.message
    assert mail.headers["Reply-To"] == "samenleven@vvsg.be"


def test_a_moderator_approves_and_the_writer_hears_of_it(page, writer, moderator):
    edit(page, writer, "Nieuwe tekst.")
    submit(page, writer)
    task = page.current_workflow_task
    assert ("approve", "Goedkeuren", False) in task.get_actions(page, moderator)

    task.on_action(page.current_workflow_task_state, moderator, "approve")

    page.refresh_from_db()
    assert page.introduction == "Nieuwe tekst."
    mail = Email.objects.filter(to__contains="rik@demo.example").get()
    assert mail.subject.startswith("Online: ")
    assert page.address in mail.message


def test_a_rejection_needs_a_reason_and_the_writer_gets_it(page, writer, moderator):
    edit(page, writer)
    submit(page, writer)

    assert not RejectionForm({"comment": "  "}).is_valid()
    with pytest.raises(Exception, match="verplicht"):
        page.current_workflow_task.on_action(page.current_workflow_task_state, moderator, "reject", comment=" ")
    page.current_workflow_task.on_action(page.current_workflow_task_state, moderator, "reject", comment="Wie & waar?")

    mail = Email.objects.filter(to__contains="rik@demo.example").get()
    assert "Wie & waar?" in mail.message
    assert "Mia Moderator" in mail.message


def test_nobody_approves_or_publishes_their_own_last_edit(page, moderator, person):
    edit(page, moderator, "Van mezelf.")
    submit(page, moderator)
    task = page.current_workflow_task

    assert [action for action, _label, _form in task.get_actions(page, moderator)] == ["reject"]
    assert not page.permissions_for_user(moderator).can_publish()
    task.on_action(page.current_workflow_task_state, moderator, "approve")
    page.refresh_from_db()
    assert page.workflow_in_progress
    assert page.introduction != "Van mezelf."

    other = person("bo", "Moderatoren")
    task.on_action(page.current_workflow_task_state, other, "approve")
    page.refresh_from_db()
    assert page.introduction == "Van mezelf."


def test_an_administrator_does_not_approve_their_own_edit_either(page, django_user_model):
    boss = django_user_model.objects.create_superuser("baas", "baas@demo.example", "baas")
    edit(page, boss)
    submit(page, boss)

    assert "approve" not in [action for action, *_ in page.current_workflow_task.get_actions(page, boss)]


def test_editing_and_approving_in_one_step_saves_the_edit_and_waits_for_somebody_else(page, writer, moderator, client):
    edit(page, writer)
    submit(page, writer)
    client.force_login(moderator)
    address = f"/beheer/pages/{page.pk}/edit/"
    form = client.get(address).context["form"]
    data = posted(form)
    data.update(
        {
            "introduction": "Snel nog even verbeterd.",
            "action-workflow-action": "true",
            "workflow-action-name": "approve",
        }
    )
    response = client.post(address, data, follow=True)

    page.refresh_from_db()
    assert page.workflow_in_progress
    assert page.get_latest_revision_as_object().introduction == "Snel nog even verbeterd."
    assert "iemand anders" in response.content.decode()


def posted(form):
    """What a browser posts for an untouched form."""
    forms = [form]
    for formset in getattr(form, "formsets", {}).values():
        forms += [formset.management_form, *formset.forms]
    data = {}
    for bound in (field for each in forms for field in each):
        value, widget = bound.value(), bound.field.widget
        if isinstance(value, bool):
            data |= {bound.html_name: "on"} if value else {}
        elif value is not None:
            data[bound.html_name] = value if getattr(widget, "allow_multiple_selected", False) else widget.format_value(value)
    return {name: value for name, value in data.items() if value is not None}


def test_a_redacteur_writes_and_submits_but_does_not_publish(page, writer, index):
    permissions = page.permissions_for_user(writer)

    assert permissions.can_edit()
    assert not permissions.can_publish()
    assert not permissions.can_unpublish()
    assert index.permissions_for_user(writer).can_add_subpage()


def test_a_dead_mail_server_costs_nobody_a_mail(page, writer, settings):
    edit(page, writer)
    submit(page, writer)
    deliver()  # nothing listens on the port of the tests

    mail = Email.objects.get()
    assert mail.status == STATUS.requeued


def test_the_writer_reads_the_reason_in_the_editor_until_the_sheet_is_submitted_again(client, page, writer, moderator):
    edit(page, writer)
    submit(page, writer)
    page.current_workflow_task.on_action(page.current_workflow_task_state, moderator, "reject", comment="Wie & waar?")
    client.force_login(writer)
    address = f"/beheer/pages/{page.pk}/edit/"
    html = client.get(address).content.decode()
    assert "Wie &amp; waar?" in html
    assert "Mia Moderator" in html

    page.refresh_from_db()
    page.current_workflow_state.resume(writer)
    assert "Wie &amp; waar?" not in client.get(address).content.decode()


def test_who_saves_without_changing_a_word_did_not_write_it(page, writer, moderator):
    edit(page, writer, "Van de redacteur.")
    submit(page, writer)
    edit(page, moderator, "Van de redacteur.")  # as pressing any button of the editor does

    assert ("approve", "Goedkeuren", False) in page.current_workflow_task.get_actions(page, moderator)
    assert ("approve", "Goedkeuren", False) not in page.current_workflow_task.get_actions(page, writer)


def test_who_types_a_letter_and_takes_it_away_did_not_write_it(page, writer, moderator):
    edit(page, writer, "Van de redacteur.")
    submit(page, writer)
    edit(page, moderator, "Van de redacteur..")
    assert ("approve", "Goedkeuren", False) not in page.current_workflow_task.get_actions(page, moderator)

    edit(page, moderator, "Van de redacteur.")
    assert ("approve", "Goedkeuren", False) in page.current_workflow_task.get_actions(page, moderator)


def test_rich_text_that_the_editor_only_wrote_in_another_form_is_no_edit(page, writer, moderator):
    edit(page, writer)
    submit(page, writer)
    draft = page.get_latest_revision_as_object()
    draft.goals = draft.goals.replace("<li>", '<li data-block-key="a1b2c">')
    draft.save_revision(user=moderator)
    page.refresh_from_db()

    assert last_author_id(page) == writer.pk


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "<p></p>"),
        ("", '<p data-block-key="abcde"></p>'),
        ("<p>Een</p>", '<p data-block-key="abcde">Een</p><p data-block-key="fghij"> </p>'),
        ("<p>Een</p>\n<p>Twee</p>", "<p>Een</p><p>Twee</p>"),
        ("<p><strong>Een</strong></p>", "<p><b>Een</b></p>"),
        ("<p>Een &amp; &#x27;twee&#x27;</p>", "<p>Een &amp; 'twee'</p>"),
    ],
)
def test_words_that_only_look_otherwise_in_the_file_are_the_same(before, after):
    assert words_of({"description": before}) == words_of({"description": after})


@pytest.mark.parametrize("after", ["<p>Twee</p>", '<p><a href="https://b.example">Een</a></p>', "<p><b>Een</b></p>", "<p></p>"])
def test_words_that_say_or_stress_something_else_are_others(after):
    assert words_of({"description": "<p>Een</p>"}) != words_of({"description": after})


def test_who_saves_what_nobody_with_an_account_wrote_is_not_its_author(index, moderator):
    sheet = make_sheet(index, live=False)
    sheet.save_revision(user=moderator)

    assert last_author_id(PracticePage.objects.get(pk=sheet.pk)) is None


def test_a_draft_that_says_what_is_live_is_nobodys(page, writer, moderator):
    words = page.introduction
    edit(page, writer)
    edit(page, moderator, words)

    assert last_author_id(page) is None


def test_a_draft_that_says_what_is_live_is_none(page, writer):
    words = page.introduction
    edit(page, writer)
    assert page.has_unpublished_changes
    edit(page, writer, words)
    assert not page.has_unpublished_changes
    edit(page, writer, "Weer anders.")
    assert page.has_unpublished_changes


@pytest.mark.parametrize("in_review", [False, True])
def test_a_draft_is_thrown_away_and_can_be_put_back(in_review, page, writer, moderator, client):
    words = page.introduction
    edit(page, writer)
    if in_review:
        submit(page, writer)
    dropped = page.latest_revision
    client.force_login(moderator if in_review else writer)  # its writer's hands are off while it is in review
    assert "Gooi het concept weg" in client.get(f"/beheer/pages/{page.pk}/edit/").content.decode()
    address = f"/beheer/fiches/{page.pk}/concept-weggooien/"
    assert "blijft in de geschiedenis" in client.get(address).content.decode()
    response = client.post(address, follow=True)

    page = PracticePage.objects.get(pk=page.pk)
    assert "werd weggegooid" in response.content.decode()
    assert (page.has_unpublished_changes, page.workflow_in_progress, page.live) == (False, False, True)
    assert page.get_latest_revision_as_object().introduction == words == page.introduction
    history = client.get(f"/beheer/pages/{page.pk}/history/").content.decode()
    assert "Concept weggegooid" in history
    assert page.revisions.filter(pk=dropped.pk).exists()
    assert "Er is geen concept" in client.get(address, follow=True).content.decode()


def test_who_may_not_write_throws_no_draft_away(page, writer, person, client):
    edit(page, writer)
    submit(page, writer)
    for user in (person("gast"), writer):
        client.force_login(user)
        client.post(f"/beheer/fiches/{page.pk}/concept-weggooien/")

    assert PracticePage.objects.get(pk=page.pk).has_unpublished_changes


def test_a_draft_beside_one_that_is_scheduled_is_shown(page, writer):
    words = page.introduction
    edit(page, writer)
    page.revisions.filter(pk=page.latest_revision_id).update(approved_go_live_at=timezone.now() + timedelta(days=2))
    edit(page, writer, words)

    assert page.has_unpublished_changes


def test_what_did_not_change_is_no_review(index, writer, client):
    page = make_sheet(index)
    client.force_login(writer)
    form = posted(client.get(f"/beheer/pages/{page.pk}/edit/").context["form"])
    answer = client.post(f"/beheer/pages/{page.pk}/edit/", {**form, "action-submit": "1"}, follow=True)

    assert "Er is niets gewijzigd" in answer.content.decode()
    assert not PracticePage.objects.get(pk=page.pk).workflow_in_progress
    assert not WorkflowState.objects.exists()
    client.post(f"/beheer/pages/{page.pk}/edit/", {**form, "introduction": "Anders.", "action-submit": "1"}, follow=True)
    assert PracticePage.objects.get(pk=page.pk).workflow_in_progress


@pytest.mark.any_database
@pytest.mark.parametrize("typed", ["01/01/0001", "31/12/9999", "1-1-1", "01/01/0001 00:00", "31/12/9999 23:59"])
def test_a_day_that_is_none_of_ours_is_said(index, writer, client, typed):
    page = make_sheet(index)
    client.force_login(writer)
    form = posted(client.get(f"/beheer/pages/{page.pk}/edit/").context["form"])
    days = dict.fromkeys(["go_live_at", "expire_at", "implementations-0-confirmed_on"], typed)
    answer = client.post(f"/beheer/pages/{page.pk}/edit/", {**form, **days, "introduction": "Anders."})

    assert answer.status_code == 200
    screen = answer.context["form"]
    (place,) = (each.errors for each in screen.formsets["implementations"])
    for said in (screen.errors["go_live_at"], screen.errors["expire_at"], place["confirmed_on"]):
        assert "jaar van 1900 tot 2200" in str(said) or "Voer een geldige" in str(said)
    assert PracticePage.objects.get(pk=page.pk).get_latest_revision_as_object().introduction != "Anders."


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<p></p><ul><li>Koken</li></ul>", "<ul><li>Koken</li></ul>"),
        ('<p data-block-key="a"> </p><h3></h3><p>Zo.</p><p>&nbsp;</p>', "<p>Zo.</p>"),
        ("<p>Zo.</p><p></p><p>En zo.</p>", "<p>Zo.</p><p></p><p>En zo.</p>"),
        ("<p><br/></p>", ""),
        ('<p></p><embed alt="x"/>', '<embed alt="x"/>'),
    ],
)
def test_empty_lines_around_a_text_are_not_kept(pasted, kept):
    assert without_empty_edges(pasted) == kept


def test_a_role_that_is_given_or_taken_stands_in_the_log(client, admin_user, writer):
    client.force_login(admin_user)
    screen = client.get(f"/beheer/users/edit/{writer.pk}/").context["form"]
    form = {field.html_name: field.value() for field in screen if field.value() is not None}
    moderators = Group.objects.get(name="Moderatoren")
    client.post(f"/beheer/users/edit/{writer.pk}/", {**form, "groups": [moderators.pk], "password1": "", "is_active": "on"})
    row = ModelLogEntry.objects.filter(action="practices.roles").order_by("pk").last()

    assert (row.user, row.object_id, row.data) == (admin_user, str(writer.pk), {"roles": "Moderatoren"})
    assert "Rollen" in client.get("/beheer/reports/site-history/").content.decode()


def test_who_reviews_a_sheet_is_led_to_what_changed(client, page, writer, moderator):
    client.force_login(moderator)
    address = f"/beheer/pages/{page.pk}/edit/"
    assert "Bekijk wat er wijzigde" not in client.get(address).content.decode()
    edit(page, writer)
    Workflow.objects.get(name="Nazicht").start(PracticePage.objects.get(), writer)
    link = BeautifulSoup(client.get(address).content, "html.parser").find("a", string="Bekijk wat er wijzigde")

    assert "Rik Redacteur stuurde dit in" in link.parent.text
    assert "Herschreven." in client.get(link["href"]).content.decode()
