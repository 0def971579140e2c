"""The queue of the moderators in Wagtail: its list, and its entry in the menu."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from practices.permissions import may_moderate
from practices.submissions.links import item_url, listing
from practices.submissions.models import ReasonTemplate, Submission


def days(item: Submission) -> int:
    """For how many days it has been here."""
    return (timezone.now() - item.sent_at).days


def age(item: Submission) -> str:
    """How long it waits, in words; a date when it was handled."""
    if item.handled_at:
        return f"{timezone.localtime(item.handled_at):%d/%m/%Y}"
    total = days(item)
    return ngettext("%(total)d day", "%(total)d days", total) % {"total": total} if total else _("today")


def where(item: Submission) -> str:
    """The municipalities that it is about, or the part of the sheet."""
    return item.place_names or item.remark.about


class QueueIndexView(IndexView):
    """All submissions; the menu leads to those that wait, the oldest first."""

    page_title = gettext_lazy("Queue")

    def get_base_queryset(self) -> QuerySet:
        return Submission.objects.sent().select_related("page", "handled_by").prefetch_related("municipalities__successor")

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


class QueueViewSet(ModelViewSet):
    """*Wachtrij*: what was sent in, by whom, since when, and what became of it."""

    model = Submission
    name = "wachtrij"
    url_prefix = "wachtrij"
    icon = "mail"
    index_view_class = QueueIndexView
    copy_view_enabled = False
    form_fields = ["reason"]  # the view set asks for some; nobody may edit (practices/permissions.py)
    list_filter = ["state", "kind"]
    search_fields = ["title", "reference", "sender_name", "sender_email", "municipalities__name"]
    search_backend_name = None
    index_template_name = "submissions/admin/queue.html"
    list_display = [
        BulkActionsCheckboxColumn("bulk_actions", obj_type="submission"),
        TitleColumn(
            "title",
            label=gettext_lazy("Practice sheet"),
            sort_key="title",
            get_url=item_url,
            get_title_id=lambda item: f"submission_{item.pk}_title",
        ),
        Column("get_kind_display", label=gettext_lazy("Kind"), sort_key="kind"),
        Column("where", label=gettext_lazy("Municipality"), accessor=where),
        StatusTagColumn(
            "age",
            label=gettext_lazy("Waiting"),
            accessor=age,
            primary=lambda item: item.is_open and timezone.now() - item.sent_at > settings.PERIODS.late,
            sort_key="sent_at",
        ),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("handled_by", label=gettext_lazy("Handled by")),
        Column("suspicion", label=gettext_lazy("Suspicion")),
    ]


class ReasonViewSet(ModelViewSet):
    """The reasons for declining that come back; the screen of a submission leads here."""

    model = ReasonTemplate
    name = "redenen"
    url_prefix = "redenen"
    icon = "mail"
    form_fields = ["name", "text"]
    list_display = ["name", "text"]
    copy_view_enabled = False


class QueueMenuItem(MenuItem):
    """The menu entry, with how many wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_moderate(request.user)

    def render_component(self, request: HttpRequest) -> Any:
        total = Submission.objects.waiting().count()
        component = super().render_component(request)
        component.label = f"{self.label} ({total})" if total else str(self.label)
        return component
