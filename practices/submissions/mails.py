"""Mails about submissions, one at each step; they are part of the transaction of the step."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.utils import translation

from practices.mail_queue import queue_mail
from practices.submissions.access import grant
from practices.submissions.links import absolute, item_url, listing, sheet_url, status_link
from practices.submissions.models import Submission
from practices.submissions.spending import spend

REFERENCE = "X-Reference"  # the header with the reference of the submission that a mail is about


class Late(NamedTuple):
    """Something in the daily summary: where it is handled, whose it is, and for how long it has waited."""

    title: str
    address: str
    who: str
    age: str


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
    address = _own_page if submission.kind == Submission.Kind.PRACTICE else sheet_url  # whose sheet is gone
    _mail_sender(submission, "submission_declined", address)


def mail_unchanged(submission: Submission) -> None:
    """To the sender of a remark: somebody looked at it, and the sheet stays as it is."""
    _mail_sender(submission, "submission_unchanged", sheet_url)


def mail_waiting(submission: Submission) -> None:
    """To MODERATION_EMAIL, with a link straight to the item of the queue."""
    _mail_moderators(submission, "submission_waiting")


def mail_answer(submission: Submission, answer: str) -> None:
    """To MODERATION_EMAIL: the sender answered."""
    _mail_moderators(submission, "submission_answer", answer=answer)


def mail_summary(kinds: Mapping[str, list[Late]], held: int) -> None:
    """To MODERATION_EMAIL: what has waited for too long by kind, the oldest first, and how many are `held` in quarantine."""
    context = {
        "kinds": kinds,
        "total": sum(map(len, kinds.values())),
        "held": held,
        "quarantine": absolute(listing(Submission.State.QUARANTINE)),
        "days": settings.PERIODS.late.days,
        "kept_days": settings.PERIODS.quarantine.days,
        "url": absolute(listing()),
    }
    queue_mail(to=settings.MODERATION_EMAIL, template="submissions_late", context=context)


def _own_page(submission: Submission) -> str:
    """A new way to the page on which its sender sees how it stands."""
    return status_link(grant(submission, submission.sender_email))


def _mail_writer(draft: Submission, template: str, **more: object) -> None:
    with translation.override(draft.language):
        context = {"url": absolute(_own_page(draft)), **more}
    _queue(draft, draft.sender_email, template, context, draft.language)


def _mail_sender(submission: Submission, template: str, address: Callable[[Submission], str], **more: object) -> None:
    """In the language of the sender, with an address in it."""
    if not submission.sender_email:  # it was wiped after its period
        return
    with translation.override(submission.language):
        context = {**_context(submission, address(submission)), **more}
    _queue(submission, submission.sender_email, template, context, submission.language)


def _mail_moderators(submission: Submission, template: str, **more: object) -> None:
    """Unless so many were mailed lately that another one tells nothing: the queue has it, and the daily summary."""
    if not spend("mails to moderators", "", settings.LIMITS.mails_to_moderators):
        return
    with translation.override(settings.LANGUAGE_CODE):
        context = {**_context(submission, item_url(submission)), **more}
    _queue(submission, settings.MODERATION_EMAIL, template, context, settings.LANGUAGE_CODE)


def _queue(submission: Submission, to: str, template: str, context: dict, language: str) -> None:
    headers = {REFERENCE: submission.reference}
    queue_mail(to=to, template=template, context=context, language=language, headers=headers)


def _context(submission: Submission, address: str) -> dict:
    return {
        "submission": submission,
        "kind": submission.kind,
        "title": submission.title,
        "subject_line": submission.subject,
        "places": submission.place_names,
        "url": absolute(address),
    }
