"""Mails about submissions, one at each step; they are part of the transaction of the step."""

from django.conf import settings
from django.urls import reverse

from practices.mails import queue_mail
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
        context=_context(submission, settings.BASE_URL + reverse("submission", args=[submission.pk])),
    )


def mail_summary(waiting: list[Submission]) -> None:
    """To MODERATION_EMAIL: what has waited for too long, the oldest first."""
    url = f"{settings.BASE_URL}{reverse('wachtrij:index')}?state={Submission.State.WAITING}"
    context = {"waiting": waiting, "total": len(waiting), "days": LATE, "url": url}
    queue_mail(to=settings.MODERATION_EMAIL, template="submissions_late", context=context)


def _mail_sender(submission: Submission, template: str) -> None:
    if submission.sender_email:  # else it was wiped after its period
        queue_mail(to=submission.sender_email, template=template, context=_context(submission, sheet_url(submission)))


def sheet_url(submission: Submission) -> str:
    """The sheet on the site, at the municipality where it is one."""
    first = next(iter(submission.places), None)
    anchor = f"#{first.slug}" if first and submission.state == Submission.State.ACCEPTED else ""
    return f"{settings.BASE_URL}{submission.page.address}{anchor}" if submission.page else settings.BASE_URL


def _context(submission: Submission, url: str) -> dict:
    return {
        "submission": submission,
        "title": submission.title,
        "subject_line": submission.subject,
        "places": ", ".join(place.name for place in submission.places),
        "is_join": submission.kind == Submission.Kind.JOIN,
        "url": url,
    }
