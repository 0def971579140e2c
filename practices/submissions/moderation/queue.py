"""The queue of the moderators in Wagtail: its list, and its entry in the menu."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_filters.filters import MultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from practices.permissions import DecidedByPolicy, may_moderate
from practices.submissions.links import listing
from practices.submissions.models import ReasonTemplate, Submission
from practices.submissions.moderation.reviews import waiting_reviews
from practices.submissions.moderation.rows import keys_in_order, row_of, rows_at

REVIEW = "review"  # among the kinds to narrow by: what is no submission
HANDLED = (Submission.State.ACCEPTED, Submission.State.DECLINED, Submission.State.UNCHANGED)


@dataclass(frozen=True)
class Tab:
    """A part of the queue."""

    label: str
    total: int
    address: str
    is_chosen: bool


def tabs(chosen: list[str]) -> list[Tab]:
    """The parts of the queue with how many are in each, in one query and one for the reviews."""
    totals = dict(Submission.objects.sent().order_by().values_list("state").annotate(Count("pk")))
    totals[Submission.State.WAITING] = totals.get(Submission.State.WAITING, 0) + waiting_reviews().count()
    parts = {
        _("Waiting"): (Submission.State.WAITING,),
        _("Open question"): (Submission.State.ASKED,),
        _("Quarantine"): (Submission.State.QUARANTINE,),
        _("Handled"): HANDLED,
    }
    return [
        Tab(label, sum(totals.get(state, 0) for state in states), listing(*states), set(chosen) == {*map(str, states)})
        for label, states in parts.items()
    ]


class QueueFilters(WagtailFilterSet):
    """What moderators narrow the queue by."""

    state = MultipleChoiceFilter(
        label=gettext_lazy("State"), choices=Submission.State.choices[1:], widget=CheckboxSelectMultiple
    )
    kind = MultipleChoiceFilter(
        label=gettext_lazy("Kind"),
        choices=[*Submission.Kind.choices, (REVIEW, gettext_lazy("sheet, translation or term by an editor"))],
        widget=CheckboxSelectMultiple,
        method="of_kind",
    )

    class Meta:
        model = Submission
        fields: list[str] = []

    def of_kind(self, submissions: QuerySet, name: str, value: list[str]) -> QuerySet:
        """Those of these kinds; the reviews come beside them (QueueIndexView)."""
        return submissions.filter(kind__in=value) if value else submissions


class ChoiceColumn(BulkActionsCheckboxColumn):
    """The box to choose several; a review is read by itself."""

    cell_template_name = "submissions/admin/choice_cell.html"


class WaitingColumn(Column):
    """How long it has waited; what is late stands out."""

    cell_template_name = "submissions/admin/waiting_cell.html"


class QueueIndexView(IndexView):
    """All submissions; the menu leads to those that wait, the oldest first, with the sheets of editors that do among them."""

    page_title = gettext_lazy("Queue")
    filterset_class = QueueFilters

    def get_base_queryset(self) -> QuerySet:
        submissions = Submission.objects.sent().select_related("page", "handled_by", "taken_by")
        return submissions.with_signs().prefetch_related("municipalities__successor")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Each once, however many of its municipalities have the word in their name."""
        return super().search_queryset(queryset).distinct()

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> tuple:
        """A page of rows. Of what waits only the keys are read for the order of all, and no more than what is shown."""
        if not self._shows_reviews:
            paginator, page, found, is_paginated = super().paginate_queryset(queryset, page_size)
            return paginator, page, [row_of(each) for each in found], is_paginated
        reviews = waiting_reviews().named(self.search_query)
        keys = keys_in_order(queryset, reviews, self.ordering or self.default_ordering)
        paginator, page, found, is_paginated = super().paginate_queryset(keys, page_size)
        return paginator, page, rows_at(found, queryset, reviews, self.request.user), is_paginated

    @property
    def _shows_reviews(self) -> bool:
        """Among what waits, and among all; unless other kinds were chosen."""
        waits = self.request.GET.getlist("state") in ([], [Submission.State.WAITING])
        kinds = self.request.GET.getlist("kind")
        return waits and (not kinds or REVIEW in kinds)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict:
        return {**super().get_context_data(*args, **kwargs), "tabs": tabs(self.request.GET.getlist("state"))}

    @cached_property
    def no_results_message(self) -> str:
        """For an empty queue: that nothing waits, and where else something may be."""
        if self.is_searching or self.request.GET.get("state") != Submission.State.WAITING:
            return super().no_results_message
        total = Submission.objects.filter(state=Submission.State.QUARANTINE).count()
        if not total:
            return _("Nothing is waiting.")
        text = ngettext(
            "Nothing is waiting. %(total)d is in quarantine:", "Nothing is waiting. %(total)d are in quarantine:", total
        )
        link = format_html('<a href="{}">{}</a>', listing(Submission.State.QUARANTINE), _("have a look"))
        return format_html("{} {}", text % {"total": total}, link)


class QueueViewSet(DecidedByPolicy, ModelViewSet):
    """*Wachtrij*: what was sent in, by whom, since when, and what became of it."""

    model = Submission
    name = "wachtrij"
    url_prefix = "wachtrij"
    icon = "mail"
    index_view_class = QueueIndexView
    copy_view_enabled = False
    form_fields = ["reason"]  # the view set asks for some; nobody may edit (practices/permissions.py)
    search_fields = ["title", "reference", "sender_name", "sender_email", "municipalities__name"]
    search_backend_name = None
    index_template_name = "submissions/admin/queue.html"
    list_display = [
        ChoiceColumn("bulk_actions", obj_type="submission"),
        TitleColumn(
            "title",
            label=gettext_lazy("Practice sheet"),
            sort_key="title",
            get_url=lambda row: row.address,
            get_title_id=lambda row: f"submission_{row.pk}_title" if row.pk else None,
        ),
        Column("kind", label=gettext_lazy("Kind"), sort_key="kind"),
        Column("where", label=gettext_lazy("Municipality")),
        Column("sender", label=gettext_lazy("Sender"), sort_key="sender_name"),
        WaitingColumn("age", label=gettext_lazy("Since"), sort_key="sent_at"),
        Column("signs", label=gettext_lazy("Look at")),
        Column("who", label=gettext_lazy("By")),
    ]


class ReasonViewSet(DecidedByPolicy, ModelViewSet):
    """The reasons for declining that come back; the screen of a submission leads here."""

    model = ReasonTemplate
    name = "redenen"
    url_prefix = "redenen"
    icon = "mail"
    form_fields = ["name", "text"]
    list_display = ["name", "text"]
    copy_view_enabled = False
    add_to_settings_menu = True
    menu_label = gettext_lazy("Reasons for declining")


class QueueMenuItem(MenuItem):
    """The menu entry, with how many wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_moderate(request.user)

    def render_component(self, request: HttpRequest) -> Any:
        total = Submission.objects.waiting().count() + waiting_reviews().count()
        component = super().render_component(request)
        component.label = f"{self.label} ({total})" if total else str(self.label)
        return component
