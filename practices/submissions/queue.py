"""The queue of the moderators in Wagtail: the list, and one screen for each submission."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from practices.models import PracticePage
from practices.submissions import services
from practices.submissions.addresses import item_address, listing, sheet_address
from practices.submissions.models import LATE, Submission


def may_moderate(user) -> bool:
    """Whether somebody may read what was sent in: who may publish sheets."""
    return user.is_active and PagePermissionPolicy(PracticePage).user_has_permission(user, "publish")


class QueuePermissions(ModelPermissionPolicy):
    """Moderators look; nobody adds, edits or deletes a submission outside its own screen."""

    def user_has_permission(self, user, action: str) -> bool:
        return action == "view" and may_moderate(user)

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


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
    return item.place_names or item.proposal.get("about", "")


class QueueIndexView(IndexView):
    """All submissions; the menu leads to those that wait, the oldest first."""

    page_title = gettext_lazy("Queue")

    def get_base_queryset(self) -> QuerySet:
        return Submission.objects.select_related("page", "handled_by").prefetch_related("municipalities__successor")


class QueueViewSet(ModelViewSet):
    """*Wachtrij*: what was sent in, by whom, since when, and what became of it."""

    model = Submission
    name = "wachtrij"
    url_prefix = "wachtrij"
    icon = "mail"
    index_view_class = QueueIndexView
    copy_view_enabled = False
    form_fields = ["reason"]  # the view set asks for some; nobody may edit (QueuePermissions)
    list_filter = ["state", "kind"]
    search_fields = ["title", "reference", "sender_name", "sender_email", "municipalities__name"]
    search_backend_name = None
    list_display = [
        TitleColumn("title", label=gettext_lazy("Practice sheet"), sort_key="title", get_url=item_address),
        Column("get_kind_display", label=gettext_lazy("Kind"), sort_key="kind"),
        Column("where", label=gettext_lazy("Municipality"), accessor=where),
        StatusTagColumn(
            "age",
            label=gettext_lazy("Waits"),
            accessor=age,
            primary=lambda item: item.is_open and days(item) > LATE,
            sort_key="sent_at",
        ),
        Column("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("handled_by", label=gettext_lazy("Handled by")),
        Column("suspicion", label=gettext_lazy("Suspicion")),
    ]


class QueueMenuItem(MenuItem):
    """The menu entry, with how many wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_moderate(request.user)

    def render_component(self, request: HttpRequest) -> Any:
        total = Submission.objects.waiting().count()
        component = super().render_component(request)
        component.label = f"{self.label} ({total})" if total else str(self.label)
        return component


class DeclineForm(forms.Form):
    """Why not."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The sender gets this text by mail."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write why, for the sender gets it by mail.")},
    )


def submission_item(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent beside what is live, and what to do with it."""
    if not may_moderate(request.user):
        raise PermissionDenied
    submission = get_object_or_404(Submission.objects.select_related("page", "handled_by"), pk=pk)
    form = DeclineForm(request.POST if "decline" in request.POST else None)
    if request.method == "POST":
        try:
            done = _act(request, submission, form)
        except services.RefusedError as error:
            messages.error(request, str(error))
            return redirect("submission", pk=pk)
        if done:
            return redirect(listing())
    page = PracticePage.objects.for_sheet().filter(pk=submission.page_id).first()
    is_join = submission.kind == Submission.Kind.JOIN
    what = _("Does this too:") if is_join else _("Is something not right?")
    context = {
        "submission": submission,
        "what": f"{what} {where(submission)}".strip(),
        "page": page,
        "form": form,
        "listing": listing(),
    }
    return render(request, "submissions/admin/item.html", context)


def _act(request: HttpRequest, submission: Submission, form: DeclineForm) -> bool:
    """Do what was asked; False when something has to be filled in first."""
    if "accept" in request.POST:
        _say_done(request, services.accept(submission=submission, moderator=request.user))
        return True
    if form.is_valid():
        services.decline(submission=submission, moderator=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("%(title)s was declined.") % {"title": submission.title})
        return True
    return False


def _say_done(request: HttpRequest, submission: Submission) -> None:
    said = _("On the site, and mailed:") if submission.kind == Submission.Kind.JOIN else _("Done, and mailed:")
    button = messages.button(sheet_address(submission), _("See the sheet"), new_window=True)
    messages.success(request, f"{said} {submission.subject}", buttons=[button])
