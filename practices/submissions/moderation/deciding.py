"""What moderators decide of a submission. Each is one transaction, mails included."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, Revision

from practices.door import RefusedError
from practices.models import Category, GalleryPhoto, PracticePage
from practices.submissions import mails, sent_photos
from practices.submissions.deeds import MOVED, TRUSTED, note_deed
from practices.submissions.links import item_url
from practices.submissions.locking import close, take
from practices.submissions.models import SentPhoto, Submission
from practices.submissions.moderation.changing import changes_of, publish_changes
from practices.submissions.moderation.joining import add_implementation
from practices.submissions.moderation.live import sheet_of
from practices.submissions.proposals import JoinProposal
from practices.submissions.sharing.making import make_page
from practices.submissions.sharing.publishing import publish_practice, was_changed, withdraw_page


@transaction.atomic
def accept(
    *,
    submission: Submission,
    moderator,
    category: Category | None = None,
    photos: Sequence[SentPhoto] = (),
    changes: Iterable[str] = (),
    at_place: Mapping[str, str] | None = None,
) -> Submission:
    """Do what was asked, and tell the sender. Raises RefusedError.

    A municipality is put on the live sheet, with just that change; `at_place` is what a moderator corrected of what the sheet
    will say of it, by part. A new practice goes live as its sheet stands now, in `category` when it has none. Those of its
    `photos` go along, the first at the head of the sheet. Of what was not right those `changes` are published, by
    the name of their part; the rest the moderator did before, or leaves.
    """
    submission = take(submission)
    with sent_photos.published(photos) as shown:
        return _accept(submission, moderator, category, shown, changes, at_place or {})


def _accept(
    submission: Submission,
    moderator,
    category: Category | None,
    photos: list[GalleryPhoto],
    changes: Iterable[str],
    at_place: Mapping[str, str],
) -> Submission:
    if submission.kind == Submission.Kind.JOIN:
        _join(submission, moderator, at_place, photos)
    if submission.kind == Submission.Kind.REMARK:
        _correct(submission, moderator, changes)
    # Closed before its sheet is published: `follow_publishing` leaves what is closed alone, else it would mail a second time.
    close(submission, Submission.State.ACCEPTED, moderator)
    if submission.kind == Submission.Kind.PRACTICE:
        publish_practice(submission, moderator, category, photos)
        submission.save()
    _tell_published(submission, at_place)
    return submission


def where_it_is_decided(*, page: PracticePage) -> str:
    """The screen of a practice that somebody shared and nobody decided yet, when its sheet is published elsewhere.

    Raises RefusedError when a moderator has to choose or read something there first.
    """
    submission = Submission.objects.open_practice(page.pk)
    if submission is None:
        return ""
    address = item_url(submission)
    if submission.state == Submission.State.ASKED:
        raise RefusedError(_("The sender has not answered the question yet. Decide here whether it can go without."), address)
    if submission.photos:
        raise RefusedError(_("A photo came along with this practice. Choose here whether it goes on the site too."), address)
    return address


def refuse_undecided(page: PracticePage) -> None:
    """Raise RefusedError for the sheet of a practice that somebody shared and nobody decided yet: it leads to the decision."""
    submission = Submission.objects.open_practice(page.pk)
    if submission:
        text = _("Somebody sent this practice in, and hears what becomes of it. Decide in the queue.")
        raise RefusedError(text, item_url(submission))


@transaction.atomic
def follow_publishing(*, page: PracticePage, revision: Revision, moderator) -> None:
    """A sheet that somebody shared was published elsewhere than in the queue: that is accepting it too."""
    for submission in _shared(page).select_for_update(of=("self",)):
        if submission.is_open:
            close(submission, Submission.State.ACCEPTED, moderator or _who_scheduled(page, revision))
            _tell_published(submission)


def _shared(page: PracticePage) -> QuerySet[Submission]:
    return Submission.objects.filter(page=page.pk, kind=Submission.Kind.PRACTICE)


def _who_scheduled(page: PracticePage, revision: Revision) -> Any:
    entry = PageLogEntry.objects.filter(page=page.pk, revision=revision, action="wagtail.publish.schedule").first()
    return entry.user if entry else None


@transaction.atomic
def trust(*, submission: Submission, moderator) -> Submission:
    """Take it out of quarantine: it waits like any other, and both sides hear of it. Raises RefusedError."""
    submission = take(submission)
    if submission.state != Submission.State.QUARANTINE:
        raise RefusedError(_("Somebody has already taken this out of quarantine."))
    submission.suspicion, submission.state = "", Submission.State.WAITING
    if submission.kind == Submission.Kind.PRACTICE and submission.page is None:
        make_page(submission)
    submission.save()
    note_deed(submission, TRUSTED, moderator)
    mails.mail_received(submission)
    mails.mail_waiting(submission)
    return submission


def _tell_published(submission: Submission, at_place: Mapping[str, str] | None = None) -> None:
    """Mail the sender: whether an editor changed their words, or which of the proposed ones the sheet does not have."""
    sent = submission.join.at_place
    changed, left = any(text.split() != sent.get(name, "").split() for name, text in (at_place or {}).items()), ""
    if submission.kind == Submission.Kind.PRACTICE:
        changed = was_changed(submission)
    elif submission.kind == Submission.Kind.REMARK:
        page = PracticePage.objects.filter(pk=submission.page_id).first()
        proposed = changes_of(page, submission.remark) if page else []
        left = ", ".join(change.wording.label for change in proposed if not change.is_done)
    mails.mail_published(submission, changed=changed, left=left)


def _join(submission: Submission, moderator, at_place: Mapping[str, str], photos: list[GalleryPhoto]) -> None:
    page = sheet_of(submission)
    places = submission.places
    double = sorted({place.name for place in places} & {place.name for place in page.municipality_list})
    if double:
        raise RefusedError(_("%(places)s is already on the sheet.") % {"places": ", ".join(double)})
    add_implementation(page, places, {**submission.join.at_place, **at_place}, moderator, submission.reference, photos)


def _correct(submission: Submission, moderator, changes: Iterable[str]) -> None:
    """Take over the words that were chosen; without any, the sheet must have been corrected by hand since."""
    if changes:
        publish_changes(sheet_of(submission), submission.remark, changes, moderator, submission.reference)
    elif not was_published_since(submission):
        raise RefusedError(
            _("The sheet has not been published since this was sent. Change it first, or close this without a change.")
        )


def was_published_since(submission: Submission) -> bool:
    """Whether the sheet of a remark came on the site after it: else nothing can have been changed because of it."""
    page = submission.page
    return page is not None and page.last_published_at is not None and page.last_published_at > submission.sent_at


@transaction.atomic
def close_unchanged(*, submission: Submission, moderator) -> Submission:
    """Close a remark: the sheet stays as it is, and the sender hears so. Raises RefusedError."""
    submission = take(submission)
    if submission.kind != Submission.Kind.REMARK:
        raise RefusedError(_("Only a remark can be closed without a change."))
    close(submission, Submission.State.UNCHANGED, moderator)
    if not submission.suspicion:  # a machine gets no answer
        mails.mail_unchanged(submission)
    return submission


@transaction.atomic
def decline(*, submission: Submission, moderator, reason: str) -> Submission:
    """Say no, with a reason that the sender reads. Raises RefusedError."""
    submission = take(submission)
    submission.reason = reason
    close(submission, Submission.State.DECLINED, moderator)
    if submission.kind == Submission.Kind.PRACTICE:
        withdraw_page(submission, moderator)
    if not submission.suspicion:  # a machine gets no answer
        mails.mail_declined(submission)
    return submission


@transaction.atomic
def turn_into_implementation(*, submission: Submission, page: PracticePage, moderator) -> Submission:
    """A new practice that is one already: what its sender wrote belongs on that sheet. Raises RefusedError.

    It waits on, for it still has to be accepted; the sheet that was made of it goes.
    """
    submission = take(submission)
    if submission.kind != Submission.Kind.PRACTICE:
        raise RefusedError(_("Only a new practice can be moved to another sheet."))
    withdraw_page(submission, moderator)
    join = JoinProposal.moved_from(submission.practice, submission.title)
    submission.kind, submission.page, submission.title = Submission.Kind.JOIN, page, page.title
    submission.proposal = join.as_json()
    submission.save()
    note_deed(submission, MOVED, moderator)
    return submission


@transaction.atomic
def use_photo(*, photo: SentPhoto) -> None:
    """Put a photo that came along among the images of Wagtail, for an editor to choose on the sheet."""
    sent_photos.publish_photo(photo)
