"""Questions of a moderator, answers of the sender, and notes among moderators. Each is one transaction, mails included."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from practices.door import RefusedError
from practices.submissions import mails
from practices.submissions.deeds import ASKED, note_deed
from practices.submissions.locking import take
from practices.submissions.models import Message, Submission
from practices.submissions.sharing.making import make_page
from practices.submissions.spending import TooManyError, spend


@transaction.atomic
def ask(*, submission: Submission, moderator, text: str) -> Submission:
    """Ask the sender something; until the answer comes it waits for them. The same twice is asked once. Raises RefusedError."""
    submission = take(submission)
    if not submission.sender_email:
        raise RefusedError(_("The sender's address has been deleted; there is nobody to ask."))
    if _is_last(submission, Message.Kind.QUESTION, text):
        return submission
    submission.state, submission.suspicion = Submission.State.ASKED, ""  # a machine is not asked anything
    if submission.kind == Submission.Kind.PRACTICE and submission.page is None:
        make_page(submission)
    submission.save()
    Message.objects.create(submission=submission, kind=Message.Kind.QUESTION, author=moderator, text=text)
    note_deed(submission, ASKED, moderator)
    mails.mail_question(submission, text)
    return submission


@transaction.atomic
def ask_about(*, page: Page, moderator, text: str) -> None:
    """A sheet that somebody shared was sent back in Wagtail's editor: that is a question to its sender."""
    waiting = Submission.objects.filter(page=page.pk, kind=Submission.Kind.PRACTICE, state=Submission.State.WAITING)
    for submission in waiting.exclude(sender_email=""):
        ask(submission=submission, moderator=moderator, text=text)


@transaction.atomic
def answer(*, submission: Submission, text: str) -> Submission:
    """Keep what the sender writes, and have it wait for the moderators again when they asked. Sent twice it is one answer.

    What comes after it was handled is kept and mailed too; it changes nothing else. Who is in quarantine mails nobody. Raises
    TooManyError.
    """
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if _is_last(submission, Message.Kind.ANSWER, text):
        return submission
    if not spend("answers", submission.reference, settings.LIMITS.answers):
        raise TooManyError
    if submission.state == Submission.State.ASKED:
        submission.state = Submission.State.WAITING
        submission.save()
    Message.objects.create(submission=submission, kind=Message.Kind.ANSWER, text=text)
    if submission.state != Submission.State.QUARANTINE:
        mails.mail_answer(submission, text)
    return submission


def _is_last(submission: Submission, kind: str, text: str) -> bool:
    last = submission.messages.exclude(kind=Message.Kind.NOTE).last()
    return last is not None and (last.kind, last.text) == (kind, text)


@transaction.atomic
def hand_to(*, submission: Submission, moderator) -> None:
    """Say in the queue who looks at it; None gives it back. It closes nothing to the others. Raises RefusedError."""
    submission = take(submission)
    submission.taken_by = moderator
    submission.save()


@transaction.atomic
def note(*, submission: Submission, moderator, text: str) -> None:
    """Write something down for the other moderators."""
    Message.objects.create(submission=submission, kind=Message.Kind.NOTE, author=moderator, text=text)
