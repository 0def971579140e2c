"""Once a day the moderators hear of what has waited for too long; once, a writer that a draft is about to go."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from practices.submissions.mails import mail_expiring, mail_summary
from practices.submissions.models import Submission


@transaction.atomic
def remind_moderators() -> None:
    """One mail with everything that has waited for longer than it should, unless today's was queued already."""
    today = timezone.localdate()
    late = Submission.objects.waiting().filter(sent_at__lt=timezone.now() - settings.PERIODS.late)
    if late.filter(reminded_on=today).exists():
        return
    waiting = list(late.filter(Q(reminded_on=None) | Q(reminded_on__lt=today)).prefetch_related("municipalities__successor"))
    if waiting:
        Submission.objects.filter(pk__in=[each.pk for each in waiting]).update(reminded_on=today)
        mail_summary(waiting)


@transaction.atomic
def remind_writers() -> None:
    """One mail, some days before a draft goes, to who left an address with it."""
    soon = timezone.now() - settings.PERIODS.draft + settings.PERIODS.draft_reminder
    drafts = Submission.objects.filter(state=Submission.State.DRAFT, changed_at__lt=soon, reminded_on=None)
    for draft in drafts.exclude(sender_email=""):
        Submission.objects.filter(pk=draft.pk).update(reminded_on=timezone.localdate())  # it was not changed by that
        mail_expiring(draft, draft.changed_at + settings.PERIODS.draft)
