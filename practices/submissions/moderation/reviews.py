"""What waits for a moderator besides what was sent in: sheets of editors, changes to them, translations."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, WorkflowState

from practices.languages import SOURCE
from practices.people import name_of
from practices.permissions import may_approve
from practices.submissions.models import Submission
from practices.submissions.moderation.waiting import age_since, is_late

MOST = 25  # in a mail, the oldest first


@dataclass(frozen=True)
class Review:
    """A page in review: where a moderator reads it, and whether it is theirs to approve."""

    kind: str | Promise
    title: str
    address: str
    writer: str
    since: datetime
    is_own: bool

    @property
    def age(self) -> str:
        return age_since(self.since)

    @property
    def is_late(self) -> bool:
        return is_late(self.since)


def waiting_reviews() -> QuerySet[WorkflowState]:
    """The reviews that run, the oldest first, but those of practices that wait in the queue themselves."""
    keys = Submission.objects.open_practices().annotate(page_key=Cast("page", CharField()))
    running = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    running = running.exclude(Exists(keys.filter(page_key=OuterRef("object_id"))))
    return running.annotate(since=Coalesce("current_task_state__started_at", "created_at")).order_by("since", "pk")


def reviews_named(text: str) -> QuerySet[WorkflowState]:
    """Those of pages with this text in their title; all of them without one."""
    found = waiting_reviews()
    if not text:
        return found
    pages = Page.objects.filter(pk__in=[int(key) for key in found.values_list("object_id", flat=True)])
    return found.filter(object_id__in=[str(page.pk) for page in pages.filter(draft_title__icontains=text)])


def late_reviews() -> list[Review]:
    """The first of those that have waited for too long."""
    late = waiting_reviews().filter(since__lt=timezone.now() - settings.PERIODS.late)
    return list(read_reviews(late[:MOST], None).values())


def read_reviews(states: QuerySet[WorkflowState], user: Any) -> dict[int, Review]:
    """These reviews by their key, in order, as this moderator sees them; nobody is None."""
    states = states.select_related("requested_by")
    pages = Page.objects.select_related("locale").specific().in_bulk([int(state.object_id) for state in states])
    return {state.pk: _review(state, pages[int(state.object_id)], user) for state in states if int(state.object_id) in pages}


def _review(state: WorkflowState, page: Page, user: Any) -> Review:
    return Review(
        kind=_kind(page),
        title=page.draft_title,
        address=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        writer=name_of(state.requested_by),
        since=state.since,
        is_own=user is not None and not may_approve(page, user),
    )


def _kind(page: Page) -> str | Promise:
    if page.locale.language_code != SOURCE:
        return _("translation")
    return _("change by an editor") if page.live else _("sheet by an editor")
