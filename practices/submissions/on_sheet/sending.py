"""Keeping what a form about a sheet holds. It is one transaction, mails included."""

from django.db import transaction
from django.utils import timezone

from practices.languages import reader_language
from practices.models import PracticePage
from practices.submissions import mails
from practices.submissions.forms import CONSENT_VERSION
from practices.submissions.models import Submission
from practices.submissions.proposals import JoinProposal, RemarkProposal
from practices.submissions.spam.suspicion import suspicion

PROPOSALS: dict[str, type[JoinProposal | RemarkProposal]] = {
    Submission.Kind.JOIN: JoinProposal,
    Submission.Kind.REMARK: RemarkProposal,
}


@transaction.atomic
def send(*, kind: str, page: PracticePage, data: dict) -> Submission:
    """Keep what a valid form holds, and queue its mails. The same form sent again gives the same submission and no mail."""
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
        if not doubts:
            mails.mail_received(submission)
            mails.mail_waiting(submission)
    return submission
