"""Questions of a moderator, answers of the sender, and notes among moderators. Each is one transaction, mails included."""

from django.db import transaction

from practices.submissions import mails
from practices.submissions.locking import take
from practices.submissions.models import Message, Submission


@transaction.atomic
def ask(*, submission: Submission, moderator, text: str) -> Submission:
    """Ask the sender something; until the answer comes it waits for them. Raises RefusedError."""
    submission = take(submission)
    submission.state = Submission.State.ASKED
    submission.save()
    Message.objects.create(submission=submission, kind=Message.Kind.QUESTION, author=moderator, text=text)
    mails.mail_question(submission, text)
    return submission


@transaction.atomic
def answer(*, submission: Submission, text: str) -> Submission:
    """Keep the answer of the sender, and have it wait for the moderators again. Sent twice it is one answer."""
    submission = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if submission.state == Submission.State.ASKED:
        submission.state = Submission.State.WAITING
        submission.save()
        Message.objects.create(submission=submission, kind=Message.Kind.ANSWER, text=text)
        mails.mail_answer(submission, text)
    return submission


@transaction.atomic
def note(*, submission: Submission, moderator, text: str) -> None:
    """Write something down for the other moderators."""
    Message.objects.create(submission=submission, kind=Message.Kind.NOTE, author=moderator, text=text)
