"""What happens to a submission: it is sent, accepted or declined. Each is one transaction, mails included."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from practices.models import PracticePage
from practices.submissions import mails
from practices.submissions.forms import CONSENT_VERSION
from practices.submissions.joining import add_implementation
from practices.submissions.models import LABELS, Submission
from practices.submissions.suspicion import suspicion


class RefusedError(Exception):
    """Why it can't be done now, in words for the moderator."""


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
            "proposal": {name: data[name] for name in LABELS if name in data},
            "sender_name": data["sender_name"],
            "sender_email": data["sender_email"],
            "consent_version": CONSENT_VERSION,
            "may_publish_contact": data.get("may_publish_contact", False),
        },
    )
    if is_new:
        submission.municipalities.set(data.get("municipalities", ()))
        if not doubts:
            mails.mail_received(submission)
            mails.mail_moderators(submission)
    return submission


@transaction.atomic
def accept(*, submission: Submission, moderator) -> Submission:
    """Do what was asked, and tell the sender. Raises RefusedError.

    A municipality is put on the live sheet, with just that change; what was not right the moderator changed before.
    """
    submission = _take(submission)
    if submission.kind == Submission.Kind.JOIN:
        _join(submission, moderator)
    _close(submission, Submission.State.ACCEPTED, moderator)
    mails.mail_published(submission)
    return submission


def _join(submission: Submission, moderator) -> None:
    # Nobody else changes the sheet until this is done: publishing writes all of its implementations.
    Page.objects.select_for_update().filter(pk=submission.page_id).first()
    page = PracticePage.objects.live().filter(pk=submission.page_id).first()
    if page is None:
        raise RefusedError(_("The sheet is not on the site any more."))
    if page.current_workflow_state:
        raise RefusedError(_("The sheet is being reviewed, or was sent back. Finish that first, then accept this."))
    places = submission.places
    double = sorted({place.name for place in places} & {place.name for place in page.municipality_list})
    if double:
        raise RefusedError(_("%(places)s is on the sheet already.") % {"places": ", ".join(double)})
    add_implementation(page, places, submission.proposal, moderator)


@transaction.atomic
def decline(*, submission: Submission, moderator, reason: str) -> Submission:
    """Say no, with a reason that the sender reads. Raises RefusedError."""
    submission = _take(submission)
    submission.reason = reason
    _close(submission, Submission.State.DECLINED, moderator)
    if not submission.suspicion:  # a machine gets no answer
        mails.mail_declined(submission)
    return submission


def _take(submission: Submission) -> Submission:
    """The submission as it is now, for nobody else until the end of the transaction."""
    own = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if not own.is_open:
        who = own.handled_by.get_full_name() or own.handled_by.get_username() if own.handled_by else "?"
        when = timezone.localtime(own.handled_at) if own.handled_at else timezone.now()
        raise RefusedError(
            _("%(name)s handled this already, on %(date)s at %(time)s: %(state)s.")
            % {"name": who, "date": f"{when:%d/%m/%Y}", "time": f"{when:%H:%M}", "state": own.get_state_display()}
        )
    return own


def _close(submission: Submission, state: str, moderator) -> None:
    submission.state, submission.handled_by, submission.handled_at = state, moderator, timezone.now()
    submission.save()
