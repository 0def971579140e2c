"""Keeping what a form about a sheet holds. It is one transaction, mails included."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from practices.languages import reader_language
from practices.models import PracticePage
from practices.submissions import mails, sent_photos
from practices.submissions.forms import CONSENT_VERSION
from practices.submissions.models import SentPhoto, Submission
from practices.submissions.proposals import JoinProposal, RemarkProposal
from practices.submissions.spam.suspicion import suspicion

PROPOSALS: dict[str, type[JoinProposal | RemarkProposal]] = {
    Submission.Kind.JOIN: JoinProposal,
    Submission.Kind.REMARK: RemarkProposal,
}


@transaction.atomic
def send(*, kind: str, page: PracticePage, data: dict, draft: Submission | None = None) -> Submission:
    """Keep what a valid form holds, and queue its mails. The same form sent again gives the same submission and no mail.

    A `draft` of the same practice ends with it; its photos go along.
    """
    doubts = suspicion(data)
    submission, is_new = Submission.objects.get_or_create(
        key=data["key"].value,
        defaults={
            "kind": kind,
            "page": page,
            "title": page.title,
            "state": Submission.State.QUARANTINE if doubts else Submission.State.WAITING,
            "suspicion": doubts,
            "network": data["network"],
            "language": reader_language(),
            "sent_at": timezone.now(),
            "proposal": PROPOSALS[kind].read(data).as_json(),
            "sender_name": data["sender_name"],
            "sender_email": data["sender_email"],
            "consent_version": CONSENT_VERSION,
            "may_show_people": data["may_show_people"],
            "may_publish_contact": data.get("may_publish_contact", False),
        },
    )
    if is_new:
        submission.municipalities.set(data.get("municipalities", ()))
        submission.photos.update(description=data["photos_show"])
        if draft:
            _take_over(draft, submission)
        if not doubts:
            mails.mail_received(submission)
            mails.mail_waiting(submission)
    return submission


def along(draft: Submission | None) -> QuerySet[SentPhoto]:
    """The photos of a draft that go along: those with words, when everybody in them agrees."""
    agreed = draft is not None and bool(draft.proposal.get("may_show_people"))
    return draft.photos.exclude(description="") if draft and agreed else SentPhoto.objects.none()


def _take_over(draft: Submission, submission: Submission) -> None:
    there = submission.photos.values("digest")
    moved = along(draft).exclude(digest__in=there).update(key=submission.key)
    if moved:
        submission.may_show_people = True
        submission.save()
    for photo in draft.photos:
        sent_photos.drop(photo)
    draft.delete()
