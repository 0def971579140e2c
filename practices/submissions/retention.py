"""How long personal data stay. `manage.py worker` keeps to it; the privacy page says the same."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from practices.submissions.models import Submission

QUARANTINE, DECLINED, PUBLISHED = timedelta(days=30), timedelta(days=90), timedelta(days=365)


@transaction.atomic
def keep_periods() -> None:
    """Delete what was quarantined or declined long ago, and forget who sent what was published a year ago."""
    now, state = timezone.now(), Submission.State
    Submission.objects.filter(
        Q(state=state.QUARANTINE, sent_at__lt=now - QUARANTINE) | Q(state=state.DECLINED, handled_at__lt=now - DECLINED)
    ).delete()
    old = Submission.objects.filter(state=state.ACCEPTED, handled_at__lt=now - PUBLISHED)
    old.update(sender_name="", sender_email="")
