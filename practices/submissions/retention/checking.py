"""Whether everything that belongs together is there: photos with their files, sheets, mails. It changes nothing."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image
from post_office.models import Email

from practices.submissions.models import SentPhoto, Submission


def problems() -> Iterator[str]:
    """A sentence for each thing that is not whole; none when nothing was lost or done by half."""
    for photo in SentPhoto.objects.all():
        yield from _photo(photo)
    for submission in Submission.objects.sent().exclude(state=Submission.State.QUARANTINE):
        yield from _submission(submission)


def _photo(photo: SentPhoto) -> Iterator[str]:
    try:
        with photo.file.open() as file, Image.open(file) as image:
            image.load()
    except OSError as error:
        yield _("The photo %(file)s can't be read: %(error)s") % {"file": photo.file.name, "error": error}


def _submission(submission: Submission) -> Iterator[str]:
    name = {"submission": submission}
    if submission.kind == Submission.Kind.PRACTICE and submission.state == Submission.State.WAITING and submission.page is None:
        yield _("%(submission)s is waiting without its sheet; somebody deleted it") % name
    if submission.kind == Submission.Kind.JOIN and not submission.municipalities.exists():
        yield _("%(submission)s names no municipality") % name
    lately = submission.sent_at > timezone.now() - settings.PERIODS.mails + timedelta(days=1)  # before that, its mails are gone
    if lately and submission.sender_email and not submission.suspicion:
        total = Email.objects.filter(message__contains=submission.reference).count()
        if not total:  # the moderators hear of no more than LIMITS.mails_to_moderators
            yield _("%(submission)s has no e-mail in the queue, not even to its sender") % name
