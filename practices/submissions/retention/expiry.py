"""How long personal data stay. `manage.py worker` keeps to it; the privacy page says the same."""

import re
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email

from practices.submissions.models import Access, Message, SentPhoto, Submission
from practices.submissions.sent_photos import drop

DRAFT, QUARANTINE, DECLINED, YEAR, MAILS, PHOTOS = (timedelta(days=days) for days in (30, 30, 90, 365, 30, 90))
NETWORK = timedelta(hours=2)  # what came within one counts (spam/suspicion.py)
_RANDOM = r"[-_A-Za-z0-9]{20,}"


@transaction.atomic
def keep_periods() -> None:
    """Delete what was drafted, quarantined, declined or mailed long ago, and forget who sent what nobody touched for a year."""
    now, state = timezone.now(), Submission.State
    Submission.objects.filter(
        Q(state=state.DRAFT, changed_at__lt=now - DRAFT)
        | Q(state=state.QUARANTINE, sent_at__lt=now - QUARANTINE)
        | Q(state=state.DECLINED, handled_at__lt=now - DECLINED)
    ).delete()
    Submission.objects.filter(sent_at__lt=now - NETWORK).exclude(network="").update(network="")
    Access.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()  # what was mailed lately counts (access.py)
    Email.objects.filter(status__in=[STATUS.sent, STATUS.failed], last_updated__lt=now - MAILS).delete()
    done = Submission.objects.filter(state=state.ACCEPTED, handled_at__lt=now - PHOTOS)
    for photo in SentPhoto.objects.filter(key__in=done.values("key")):
        drop(photo)
    old = Submission.objects.filter(Q(handled_at__lt=now - YEAR) | Q(handled_at=None, changed_at__lt=now - YEAR))
    Message.objects.filter(submission__in=old).delete()
    Access.objects.filter(submission__in=old).delete()
    old.update(sender_name="", sender_email="")


@transaction.atomic
def forget_links() -> None:
    """Take the links to submissions out of the mails that were sent: only their hashes stay."""
    link = reverse("status_link", args=["-"]).removesuffix("-/")
    for mail in Email.objects.filter(status=STATUS.sent, message__regex=link + _RANDOM):
        for name in ("message", "html_message"):
            setattr(mail, name, re.sub(link + _RANDOM, link + "…", getattr(mail, name)))
        mail.save(update_fields=["message", "html_message"])
