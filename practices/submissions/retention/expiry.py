"""What the worker deletes and forgets after its period (practices/limits.py), as the privacy page says."""

import re
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email

from practices.submissions.models import Access, Message, SentPhoto, Submission
from practices.submissions.sent_photos import drop

_RANDOM = r"[-_A-Za-z0-9]{20,}"


@transaction.atomic
def keep_periods() -> None:
    """Delete what was drafted, quarantined, declined or mailed long ago, and forget who sent what nobody touched for a year."""
    now, state, periods = timezone.now(), Submission.State, settings.PERIODS
    Submission.objects.filter(
        Q(state=state.DRAFT, changed_at__lt=now - periods.draft)
        | Q(state=state.QUARANTINE, sent_at__lt=now - periods.quarantine, changed_at__lt=now - periods.quarantine)
        | Q(state__in=[state.DECLINED, state.UNCHANGED], handled_at__lt=now - periods.declined)
    ).delete()
    Submission.objects.filter(sent_at__lt=now - periods.network).exclude(network="").update(network="")
    Access.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()  # what was mailed lately counts (access.py)
    Email.objects.filter(status__in=[STATUS.sent, STATUS.failed], last_updated__lt=now - periods.mails).delete()
    done = Submission.objects.filter(state=state.ACCEPTED, handled_at__lt=now - periods.photos)
    for photo in SentPhoto.objects.filter(key__in=done.values("key")):
        drop(photo)
    old = Submission.objects.filter(
        Q(handled_at__lt=now - periods.sender) | Q(handled_at=None, changed_at__lt=now - periods.sender)
    )
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
