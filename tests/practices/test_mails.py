"""Nothing that anybody typed is code in a mail, whoever sends it: ours, Wagtail's, Django's."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.core.management import call_command
from django.test.signals import template_rendered
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from post_office.mail import get_queued
from post_office.models import Email
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Comment, Workflow
from wagtail.models.pages import PageSubscription

from home.accounts import notices
from practices.mail_delivery import _claimed, deliver
from practices.mail_queue import QueueBackend
from practices.models import PracticePage
from practices.single_line import single_line
from practices.submissions import mails
from practices.submissions.models import Message, Submission
from practices.submissions.moderation import asking, deciding
from practices.submissions.retention.reminding import remind_moderators, remind_writers
from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# What Django's templates would run, each in another way; none may become anything but itself.
PAYLOADS = [
    'A {% now "Y" %} {% load wagtailcore_tags %}{% wagtail_version %}',
    '{{""|ljust:400000000|length}}',
    "{% load niets %}",
    "half {{ open",
    "half {% open",
    "{# weg #}",
    "{% include '500.html' %} {% debug %}",
    "{% templatetag openvariable %} 100 % {{ block.super }}",
]


def every_text_of_every_mail(typed, sheet, writer, moderator, other):
    """Sends each mail that there is, with what somebody typed in every text that it carries."""
    writer.first_name = moderator.first_name = typed[:150]
    writer.save()
    moderator.save()
    _submission_mails(typed, sheet, moderator)
    page = PracticePage.objects.get(pk=sheet.pk)
    for action, options in (("reject", {"comment": typed}), ("approve", {})):
        draft = page.get_latest_revision_as_object()
        draft.title, draft.introduction = typed, f"{typed} {action}"
        draft.save_revision(user=writer)
        page = PracticePage.objects.get(pk=sheet.pk)
        state = page.current_workflow_state
        if state:
            state.resume(writer)
        else:
            Workflow.objects.get(name="Nazicht").start(page, writer)
        page = PracticePage.objects.get(pk=sheet.pk)
        page.current_workflow_task.on_action(page.current_workflow_task_state, moderator, action, **options)
        page = PracticePage.objects.get(pk=sheet.pk)
    _comment_mail(typed, page, writer, other)
    for change in notices.Notice:
        notices.tell_of_change(writer, change)
    notices.invite(writer)


def _submission_mails(typed, sheet, moderator):
    for kind in Submission.Kind:
        proposal = {"about": typed, "remark": typed, "description": typed, "introduction": typed, "goals": typed}
        submission = Submission.objects.create(
            kind=kind, page=sheet, title=typed, sender_name=typed, sender_email="an@aalst.example", proposal=proposal
        )
        mails.mail_received(submission)
        mails.mail_waiting(submission)
        mails.mail_published(submission, changed=True, left=typed)
        mails.mail_unchanged(submission)
        asking.ask(submission=submission, moderator=moderator, text=typed)
        asking.answer(submission=submission, text=typed)
        Submission.objects.filter(pk=submission.pk).update(sent_at="2026-01-01T12:00Z")
        remind_moderators()
        deciding.decline(submission=submission, moderator=moderator, reason=typed)
    draft = Submission.objects.create(
        kind=Submission.Kind.PRACTICE, state=Submission.State.DRAFT, title=typed, sender_email="ann@aalst.example"
    )
    mails.mail_draft(draft)
    Submission.objects.filter(pk=draft.pk).update(changed_at="2026-01-01T12:00Z")
    remind_writers()


def _comment_mail(typed, page, writer, other):
    """Wagtail's, about a comment of somebody else on a page that one follows."""
    PageSubscription.objects.create(page=page, user=other, comment_notifications=True)
    comment = Comment.objects.create(page=page, user=writer, text=typed, contentpath="title")
    view = EditView()
    view.page = page
    view.request = type("Request", (), {"user": writer})()
    changes = {"new_comments": [comment], "deleted_comments": [], "resolved_comments": [], "new_replies": []}
    view.send_commenting_notifications(changes)


def test_each_template_of_a_mail_is_among_those_that_are_tried(index, writer, moderator, person):
    rendered = set()
    note = lambda template, **kwargs: rendered.add(template.name)  # noqa: E731 - a receiver that lives as long as this test
    template_rendered.connect(note)
    every_text_of_every_mail("Praattafels", make_sheet(index), writer, moderator, person("bo", "Moderatoren"))
    template_rendered.disconnect(note)
    templates = Path(settings.BASE_DIR) / "templates" / "django" / "emails"

    assert {f"emails/{path.name}" for path in templates.glob("*.html")} - rendered == set(), (
        "send it in every_text_of_every_mail"
    )


@pytest.mark.parametrize("typed", PAYLOADS)
def test_what_somebody_typed_stands_in_each_mail_as_they_typed_it(typed, index, writer, moderator, person):
    other = person("bo", "Moderatoren")
    sheet = make_sheet(index)
    every_text_of_every_mail(typed, sheet, writer, moderator, other)

    sent = list(Email.objects.all())
    for mail in sent:
        for text in (mail.subject, mail.message):
            assert "400000000 " not in text
            assert "2026 8." not in text
    carrying = [mail for mail in sent if typed in mail.message or typed in mail.subject]
    about_it = [mail for mail in sent if "ann@aalst.example" not in mail.to]  # a draft's mail names nothing of it
    assert {mail.pk for mail in about_it} - {mail.pk for mail in carrying} == set()
    assert {"samenleven@vvsg.be", "an@aalst.example", "ann@aalst.example", writer.email, moderator.email, other.email} == {
        address for mail in sent for address in mail.to
    }


@pytest.mark.parametrize("typed", PAYLOADS)
def test_the_backend_queues_just_what_it_is_given(typed):
    message = EmailMultiAlternatives(typed, typed, to=["an@aalst.example"], cc=["bo@aalst.example"], headers={"X-Over": typed})
    message.attach_alternative(f"<p>{typed}</p>", "text/html")
    message.attach("brief.txt", typed, "text/plain")
    assert message.send() == 1

    mail = Email.objects.get()
    assert (mail.subject, mail.message, mail.html_message) == (typed, typed, f"<p>{typed}</p>")
    assert (mail.to, mail.cc, mail.headers.pop("X-Over")) == (["an@aalst.example"], ["bo@aalst.example"], typed)
    assert mail.headers == {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Reply-To": "samenleven@vvsg.be",
    }
    assert mail.attachments.get().file.read().decode() == typed
    delivered = mail.email_message()
    assert mail.from_email == "Samenleven in diversiteit <samenleven@vvsg.be>"
    assert delivered.message()["Message-ID"].endswith("@localhost>")
    assert (delivered.subject, delivered.body) == (typed, typed)


def test_the_mail_of_a_forgotten_password_goes_through_the_queue(client, writer):
    writer.first_name = PAYLOADS[0]
    writer.save()
    client.post("/beheer/password_reset/", {"email": writer.email})

    assert "/beheer/password_reset/confirm/" in Email.objects.get().message


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_no_line_break_in_a_subject_or_header_makes_a_mail_unsendable(end):
    EmailMessage(f"Praattafels{end}Bcc: x@y.example", "Tekst", to=["an@aalst.example"], headers={"X-Over": f"a{end}b"}).send()

    mail = Email.objects.get()
    assert mail.subject == "Praattafels Bcc: x@y.example"
    assert mail.headers["X-Over"] == "a b"
    assert "\nBcc" not in mail.email_message().message().as_string().split("\n\n")[0]


def test_a_mail_that_cannot_be_queued_leaves_none_of_those_beside_it():
    good = EmailMessage("Een", "Tekst", to=["an@aalst.example"])
    bad = EmailMessage("Twee", "Tekst", to=["geen adres"])
    with pytest.raises(Exception, match="Invalid email"):
        QueueBackend().send_messages([good, bad])

    assert not Email.objects.exists()


def test_a_queued_mail_is_tried_and_kept_when_the_server_is_away():
    send_mail("Onderwerp", "Tekst", None, ["an@aalst.example"])
    deliver()

    mail = Email.objects.get()
    assert mail.number_of_retries == 1
    assert mail.scheduled_time < timezone.now() + timedelta(minutes=16)
    deliver()
    mail.refresh_from_db()
    assert mail.number_of_retries == 1  # it waits for its next try


def test_two_that_read_the_queue_at_once_never_have_the_same_mail():
    for number in range(20):
        send_mail("Onderwerp", "Tekst", None, [f"an{number}@aalst.example"])
    one, other = list(get_queued()), list(get_queued())
    taken = [mail.pk for mail in _claimed(one[:7])]
    rest = [mail.pk for mail in _claimed(other)]

    assert len(taken) == 7
    assert len(rest) == 13
    assert not set(taken) & set(rest)
    assert not get_queued().exists()


def test_who_stops_halfway_leaves_its_mails_to_others(settings):
    send_mail("Onderwerp", "Tekst", None, ["an@aalst.example"])
    assert len(list(_claimed(list(get_queued())))) == 1
    Email.objects.update(scheduled_time=timezone.now() - timedelta(seconds=1))  # as after the lease

    assert len(list(_claimed(list(get_queued())))) == 1


def test_the_command_of_the_mail_queue_delivers_as_the_worker_does():
    send_mail("Onderwerp", "Tekst", None, ["an@aalst.example"])
    call_command("send_queued_mail")

    assert Email.objects.get().number_of_retries == 1


@given(st.text())
def test_a_single_line_has_no_line_break_and_loses_no_word(text):
    line = single_line(text)

    assert len(line.splitlines()) <= 1
    assert line.split() == text.split()


@given(st.text(alphabet=st.characters(exclude_characters="\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")))
def test_what_is_one_line_stays_as_it_is(text):
    assert single_line(text) == text


def test_messages_between_moderators_and_sender_keep_their_lines(index, moderator):
    submission = Submission.objects.create(page=make_sheet(index), title="Een", sender_email="an@aalst.example")
    asking.ask(submission=submission, moderator=moderator, text="Een\n\nTwee")

    assert Message.objects.get().text == "Een\n\nTwee"
    assert "Een\n\nTwee" in Email.objects.get().message
