"""Once a day the moderators hear of what has waited for too long; once, a writer that a draft is about to go."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.text import capfirst

from practices.submissions.links import item_url
from practices.submissions.mails import Late, mail_expiring, mail_summary
from practices.submissions.models import DailySummary, Submission
from practices.submissions.moderation.reviews import Review, late_reviews
from practices.submissions.moderation.waiting import age_since


@transaction.atomic
def remind_moderators() -> None:
    """One mail with everything that has waited for longer than it should, unless today's was queued already.

    What is in quarantine is told by number: it goes unread after its period (practices/limits.py).
    """
    late = Q(sent_at__lt=timezone.now() - settings.PERIODS.late)
    waiting = list(Submission.objects.waiting().filter(late).prefetch_related("municipalities__successor"))
    reviews = late_reviews()
    held = Submission.objects.filter(state=Submission.State.QUARANTINE)
    if (waiting or reviews or held.filter(late).exists()) and _is_first_of_today():
        mail_summary(_by_kind(waiting, reviews), held.count())


def _by_kind(waiting: list[Submission], reviews: list[Review]) -> dict[str, list[Late]]:
    kinds: dict[str, list[Late]] = {}
    with translation.override(settings.LANGUAGE_CODE):
        for each in waiting:
            late = Late(each.subject, item_url(each), each.sender_name, age_since(each.sent_at))
            kinds.setdefault(capfirst(each.get_kind_display()), []).append(late)
        for review in reviews:
            late = Late(review.title, review.address, review.writer, review.age)
            kinds.setdefault(capfirst(str(review.kind)), []).append(late)
    return kinds


def _is_first_of_today() -> bool:
    """Claim today's mail; the days before are forgotten."""
    today = timezone.localdate()
    DailySummary.objects.filter(day__lt=today).delete()
    _day, is_new = DailySummary.objects.get_or_create(day=today)
    return is_new


@transaction.atomic
def remind_writers() -> None:
    """One mail, some days before a draft goes, to who left an address with it."""
    soon = timezone.now() - settings.PERIODS.draft + settings.PERIODS.draft_reminder
    drafts = Submission.objects.filter(state=Submission.State.DRAFT, changed_at__lt=soon, reminded_on=None)
    for draft in drafts.exclude(sender_email=""):
        Submission.objects.filter(pk=draft.pk).update(reminded_on=timezone.localdate())  # it was not changed by that
        mail_expiring(draft, draft.changed_at + settings.PERIODS.draft)
