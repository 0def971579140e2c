"""Mails about submissions, one at each step; they are part of the transaction of the step."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils import translation

from practices.mail_queue import queue_mail
from practices.submissions.access import grant
from practices.submissions.links import absolute, item_url, listing, sheet_url, status_link
from practices.submissions.models import Submission


def mail_draft(draft: Submission) -> None:
    """To who writes it: the link with which it opens on another device. No word of the draft stands in it."""
    _mail_writer(draft, "submission_draft")


def mail_expiring(draft: Submission, moment: datetime) -> None:
    """To who writes it: at this moment the draft goes."""
    _mail_writer(draft, "submission_expiring", moment=moment)


def mail_received(submission: Submission) -> None:
    """To the sender: it is here, under this reference, with a copy."""
    _mail_sender(submission, "submission_received", _own_page)


def mail_question(submission: Submission, question: str) -> None:
    """To the sender: what a moderator wants to know, with the page to answer it."""
    _mail_sender(submission, "submission_question", _own_page, question=question)


def mail_published(submission: Submission, *, changed: bool, left: str) -> None:
    """To the sender: it is on the site; `changed` when it does not say just what they wrote, `left` what was not taken over."""
    _mail_sender(submission, "submission_published", sheet_url, changed=changed, left=left)


def mail_declined(submission: Submission) -> None:
    """To the sender: it does not come on the site, and why."""
    _mail_sender(submission, "submission_declined", sheet_url)


def mail_unchanged(submission: Submission) -> None:
    """To the sender of a remark: somebody looked at it, and the sheet stays as it is."""
    _mail_sender(submission, "submission_unchanged", sheet_url)


def mail_waiting(submission: Submission) -> None:
    """To MODERATION_EMAIL, with a link straight to the item of the queue."""
    _mail_moderators(submission, "submission_waiting")


def mail_answer(submission: Submission, answer: str) -> None:
    """To MODERATION_EMAIL: the sender answered."""
    _mail_moderators(submission, "submission_answer", answer=answer)


def mail_summary(waiting: list[Submission]) -> None:
    """To MODERATION_EMAIL: what has waited for too long, the oldest first."""
    context = {"waiting": waiting, "total": len(waiting), "days": settings.PERIODS.late.days, "url": absolute(listing())}
    queue_mail(to=settings.MODERATION_EMAIL, template="submissions_late", context=context)


def _own_page(submission: Submission) -> str:
    """A new way to the page on which its sender sees how it stands."""
    return status_link(grant(submission, submission.sender_email))


def _mail_writer(draft: Submission, template: str, **more: object) -> None:
    with translation.override(draft.language):
        context = {"url": absolute(_own_page(draft)), **more}
    queue_mail(to=draft.sender_email, template=template, context=context, language=draft.language)


def _mail_sender(submission: Submission, template: str, address: Callable[[Submission], str], **more: object) -> None:
    """In the language of the sender, with an address in it."""
    if not submission.sender_email:  # it was wiped after its period
        return
    with translation.override(submission.language):
        context = {**_context(submission, address(submission)), **more}
    queue_mail(to=submission.sender_email, template=template, context=context, language=submission.language)


def _mail_moderators(submission: Submission, template: str, **more: object) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        context = {**_context(submission, item_url(submission)), **more}
    queue_mail(to=settings.MODERATION_EMAIL, template=template, context=context)


def _context(submission: Submission, address: str) -> dict:
    return {
        "submission": submission,
        "kind": submission.kind,
        "title": submission.title,
        "subject_line": submission.subject,
        "places": submission.place_names,
        "url": absolute(address),
    }
