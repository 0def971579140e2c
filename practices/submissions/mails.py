"""Mails about submissions, one at each step; they are part of the transaction of the step."""

from datetime import datetime

from django.conf import settings

from practices.mails import queue_mail
from practices.submissions.access import grant
from practices.submissions.addresses import item_address, link_address, listing, sheet_address, whole
from practices.submissions.models import LATE, Submission


def mail_draft(draft: Submission) -> None:
    """To who writes it: the link with which it opens on another device. No word of the draft stands in it."""
    context = {"url": whole(link_address(grant(draft, draft.sender_email)))}
    queue_mail(to=draft.sender_email, template="submission_draft", context=context)


def mail_expiring(draft: Submission, moment: datetime) -> None:
    """To who writes it: at this moment the draft goes."""
    context = {"url": whole(link_address(grant(draft, draft.sender_email))), "moment": moment}
    queue_mail(to=draft.sender_email, template="submission_expiring", context=context)


def mail_received(submission: Submission) -> None:
    """To the sender: it is here, under this reference, with a copy."""
    _mail_sender(submission, "submission_received", link_address(grant(submission, submission.sender_email)))


def mail_question(submission: Submission, question: str) -> None:
    """To the sender: what a moderator wants to know, with the page to answer it."""
    _mail_sender(submission, "submission_question", link_address(grant(submission, submission.sender_email)), question=question)


def mail_published(submission: Submission, *, changed: bool, left: str) -> None:
    """To the sender: it is on the site; `changed` when it does not say just what they wrote, `left` what was not taken over."""
    _mail_sender(submission, "submission_published", sheet_address(submission), changed=changed, left=left)


def mail_declined(submission: Submission) -> None:
    """To the sender: it does not come on the site, and why."""
    _mail_sender(submission, "submission_declined", sheet_address(submission))


def mail_moderators(submission: Submission) -> None:
    """To MODERATION_EMAIL, with a link straight to the item of the queue."""
    _mail_moderators(submission, "submission_waiting")


def mail_answer(submission: Submission, answer: str) -> None:
    """To MODERATION_EMAIL: the sender answered."""
    _mail_moderators(submission, "submission_answer", answer=answer)


def mail_summary(waiting: list[Submission]) -> None:
    """To MODERATION_EMAIL: what has waited for too long, the oldest first."""
    context = {"waiting": waiting, "total": len(waiting), "days": LATE, "url": whole(listing())}
    queue_mail(to=settings.MODERATION_EMAIL, template="submissions_late", context=context)


def _mail_sender(submission: Submission, template: str, address: str, **more: object) -> None:
    if submission.sender_email:  # else it was wiped after its period
        queue_mail(to=submission.sender_email, template=template, context={**_context(submission, address), **more})


def _mail_moderators(submission: Submission, template: str, **more: object) -> None:
    context = {**_context(submission, item_address(submission)), **more}
    queue_mail(to=settings.MODERATION_EMAIL, template=template, context=context)


def _context(submission: Submission, address: str) -> dict:
    return {
        "submission": submission,
        "kind": submission.kind,
        "title": submission.title,
        "subject_line": submission.subject,
        "places": submission.place_names,
        "url": whole(address),
    }
