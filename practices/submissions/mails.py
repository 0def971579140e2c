"""Mails about submissions, one at each step; they are part of the transaction of the step."""

from django.conf import settings

from practices.mails import queue_mail
from practices.submissions.addresses import item_address, listing, sheet_address, whole
from practices.submissions.models import LATE, Submission


def mail_received(submission: Submission) -> None:
    """To the sender: it is here, under this reference, with a copy."""
    _mail_sender(submission, "submission_received")


def mail_published(submission: Submission) -> None:
    """To the sender: it is on the site."""
    _mail_sender(submission, "submission_published")


def mail_declined(submission: Submission) -> None:
    """To the sender: it does not come on the site, and why."""
    _mail_sender(submission, "submission_declined")


def mail_moderators(submission: Submission) -> None:
    """To MODERATION_EMAIL, with a link straight to the item of the queue."""
    queue_mail(
        to=settings.MODERATION_EMAIL,
        template="submission_waiting",
        context=_context(submission, item_address(submission)),
    )


def mail_summary(waiting: list[Submission]) -> None:
    """To MODERATION_EMAIL: what has waited for too long, the oldest first."""
    context = {"waiting": waiting, "total": len(waiting), "days": LATE, "url": whole(listing())}
    queue_mail(to=settings.MODERATION_EMAIL, template="submissions_late", context=context)


def _mail_sender(submission: Submission, template: str) -> None:
    if submission.sender_email:  # else it was wiped after its period
        queue_mail(to=submission.sender_email, template=template, context=_context(submission, sheet_address(submission)))


def _context(submission: Submission, address: str) -> dict:
    return {
        "submission": submission,
        "title": submission.title,
        "subject_line": submission.subject,
        "places": submission.place_names,
        "is_join": submission.kind == Submission.Kind.JOIN,
        "url": whole(address),
    }
