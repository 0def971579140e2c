"""What waits for a moderator besides what was sent in: sheets of editors, changes to them, translations, terms."""

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
from practices.models import PracticePage, TermChange
from practices.people import name_of
from practices.permissions import may_approve
from practices.submissions.models import Submission
from practices.submissions.moderation.waiting import age_since, is_late
from practices.term_changes import review_address
from practices.vocabularies import terms_named

MOST = 25  # in a mail, the oldest first


@dataclass(frozen=True)
class Review:
    """A page in review, or a change of a term: where a moderator reads it, and whether it is theirs to approve."""

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


@dataclass(frozen=True)
class Reviews:
    """Those that run, each kind the oldest first: of pages and of terms."""

    pages: QuerySet[WorkflowState]
    terms: QuerySet[TermChange]

    def count(self) -> int:
        return self.pages.count() + self.terms.count()

    def since(self) -> list[datetime]:
        """Since when the oldest of each kind waits."""
        first = (self.pages.values_list("since", flat=True).first(), self.terms.values_list("written_at", flat=True).first())
        return [moment for moment in first if moment]

    def named(self, text: str) -> "Reviews":
        """Those of pages with this text in their title, and of terms with it in their name, now or then; all without one."""
        if not text:
            return self
        pages = Page.objects.filter(pk__in=[int(key) for key in self.pages.values_list("object_id", flat=True)])
        found = self.pages.filter(object_id__in=[str(page.pk) for page in pages.filter(draft_title__icontains=text)])
        terms = [each.pk for each in self.terms if text.casefold() in f"{each} {each.values.get('name')}".casefold()]
        return Reviews(found, self.terms.filter(pk__in=terms))


def waiting_reviews() -> Reviews:
    """The reviews that run, but those of practices that wait in the queue themselves."""
    return Reviews(_waiting_pages(), TermChange.objects.order_by("written_at", "pk"))


def _waiting_pages() -> QuerySet[WorkflowState]:
    keys = Submission.objects.open_practices().annotate(page_key=Cast("page", CharField()))
    running = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    running = running.exclude(Exists(keys.filter(page_key=OuterRef("object_id"))))
    return running.annotate(since=Coalesce("current_task_state__started_at", "created_at")).order_by("since", "pk")


def late_reviews() -> list[Review]:
    """The first of those that have waited for too long."""
    since, reviews = timezone.now() - settings.PERIODS.late, waiting_reviews()
    late = [
        *read_pages(reviews.pages.filter(since__lt=since)[:MOST], None).values(),
        *read_terms(reviews.terms.filter(written_at__lt=since)[:MOST], None).values(),
    ]
    return sorted(late, key=lambda review: review.since)[:MOST]


def read_pages(states: QuerySet[WorkflowState], user: Any) -> dict[int, Review]:
    """These reviews by their key, in order, as this moderator sees them; nobody is None."""
    states = states.select_related("requested_by")
    pages = Page.objects.select_related("locale").specific().in_bulk([int(state.object_id) for state in states])
    return {state.pk: _review(state, pages[int(state.object_id)], user) for state in states if int(state.object_id) in pages}


def read_terms(changes: QuerySet[TermChange], user: Any) -> dict[int, Review]:
    """The same for changes of terms, of which the terms are read in a query for each kind."""
    found = list(changes.select_related("written_by"))
    kinds = {change.kind for change in found}
    terms: dict[str, dict[int, Any]] = {
        kind: terms_named(kind).model.objects.in_bulk([change.term_id for change in found if change.kind == kind])
        for kind in kinds
    }
    return {
        change.pk: Review(
            kind=_("term"),
            title=terms[change.kind][change.term_id].name,
            address=review_address(change),
            writer=name_of(change.written_by),
            since=change.written_at,
            is_own=user is not None and not change.may_be_approved_by(user),
        )
        for change in found
        if change.term_id in terms[change.kind]
    }


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
    if page.specific_class is not PracticePage:
        return _("page about the site")
    if page.locale.language_code != SOURCE:
        return _("translation")
    return _("change by an editor") if page.live else _("sheet by an editor")
