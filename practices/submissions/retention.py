"""How long personal data stay. `manage.py worker` keeps to it; the privacy page says the same."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from post_office.models import STATUS, Email

from practices.submissions.models import Submission

QUARANTINE, DECLINED, PUBLISHED, MAILS = (timedelta(days=days) for days in (30, 90, 365, 30))


@transaction.atomic
def keep_periods() -> None:
    """Delete what was quarantined, declined or mailed long ago, and forget who sent what was published a year ago."""
    now, state = timezone.now(), Submission.State
    Submission.objects.filter(
        Q(state=state.QUARANTINE, sent_at__lt=now - QUARANTINE) | Q(state=state.DECLINED, handled_at__lt=now - DECLINED)
    ).delete()
    Email.objects.filter(status=STATUS.sent, last_updated__lt=now - MAILS).delete()
    old = Submission.objects.filter(state=state.ACCEPTED, handled_at__lt=now - PUBLISHED)
    old.update(sender_name="", sender_email="")
