"""The screen *Mails*: what was sent, what still waits, what failed and why; and sending it again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django_filters.filters import ChoiceFilter
from post_office.models import STATUS, Email, Log
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import log

from practices.permissions import may_moderate
from practices.submissions.deeds import MAIL_RESENT
from practices.submissions.mails import REFERENCE
from practices.submissions.models import Submission


class MailState(models.TextChoices):
    """How a mail stands, as moderators see it."""

    FAILED = "failed", gettext_lazy("failed")
    WAITING = "waiting", gettext_lazy("still to be sent")
    SENT = "sent", gettext_lazy("sent")


_STATES = {
    STATUS.failed: MailState.FAILED,
    STATUS.queued: MailState.WAITING,
    STATUS.requeued: MailState.WAITING,
    STATUS.sent: MailState.SENT,
}


def mails_in(state: str) -> QuerySet[Email]:
    """The mails that stand so."""
    return Email.objects.filter(status__in=[number for number, own in _STATES.items() if own == state])


def mail_listing(state: str = MailState.FAILED) -> str:
    """The address of the screen, with the mails that stand so."""
    return f"{reverse('mails')}?state={state}"


def send_again(mails: QuerySet[Email], user: Any) -> int:
    """Queue those of these mails that failed once more; how many. It is one transaction."""
    with transaction.atomic():
        failed = list(mails.filter(status=STATUS.failed).select_for_update())
        for mail in failed:
            mail.status, mail.number_of_retries, mail.scheduled_time = STATUS.queued, None, None
            mail.save(update_fields=["status", "number_of_retries", "scheduled_time", "last_updated"])
            log(instance=mail, action=MAIL_RESENT, user=user, title=mail.subject)  # whose address it is stays out of it
    return len(failed)


class MailFilters(WagtailFilterSet):
    """How they stand."""

    state = ChoiceFilter(label=gettext_lazy("State"), choices=MailState.choices, method="of_state")

    class Meta:
        model = Email
        fields: list[str] = []

    def of_state(self, queryset: QuerySet[Email], name: str, value: str) -> QuerySet[Email]:
        return queryset.filter(pk__in=mails_in(value).values("pk"))


class StateColumn(Column):
    """How a mail stands; of one that failed why, and the button to send it again."""

    cell_template_name = "submissions/admin/mail_state_cell.html"

    def get_value(self, instance: Email) -> MailState:
        return _STATES[instance.status or STATUS.sent]

    def get_cell_context_data(self, instance: Email, parent_context: dict) -> dict:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "failed": instance.status == STATUS.failed, "error": instance.error, "mail": instance}


class SubmissionColumn(Column):
    """The submission that a mail is about, where it is handled."""

    cell_template_name = "submissions/admin/mail_submission_cell.html"

    def get_value(self, instance: Email) -> str:
        return instance.reference or ""

    def get_cell_context_data(self, instance: Email, parent_context: dict) -> dict:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "url": reverse("submission", args=[instance.submission]) if instance.submission else ""}


class MailsView(ReportView):
    """All mails of the last weeks, the newest first."""

    page_title = gettext_lazy("E-mails")
    header_icon = "mail"
    verbose_name, verbose_name_plural = gettext_lazy("e-mail"), gettext_lazy("e-mails")
    index_url_name = "mails"
    index_results_url_name = "mails_results"
    filterset_class = MailFilters
    is_searchable = True
    search_fields = ["subject", "to", "message"]
    search_backend_name = None
    template_name = "submissions/admin/mails.html"
    model = Email
    default_ordering = "-created"
    columns = [
        Column("subject", label=gettext_lazy("Subject"), classname="title"),
        Column("to", label=gettext_lazy("To"), accessor=lambda mail: ", ".join(mail.to)),
        StateColumn("state", label=gettext_lazy("State")),
        SubmissionColumn("submission", label=gettext_lazy("Submission")),
        DateColumn("created", label=gettext_lazy("Written"), sort_key="created"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_moderate(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet:
        last = Log.objects.filter(email=OuterRef("pk")).order_by("-pk").values("message")[:1]
        about = Submission.objects.filter(reference=OuterRef("reference")).values("pk")[:1]
        mails = super().get_queryset().annotate(error=Subquery(last), reference=KeyTextTransform(REFERENCE, "headers"))
        return mails.annotate(submission=Subquery(about))

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict:
        return {**super().get_context_data(*args, **kwargs), "failed_total": mails_in(MailState.FAILED).count()}


@require_POST
def resend(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Send one mail that failed again, or all of them."""
    if not may_moderate(request.user):
        raise PermissionDenied
    chosen = Email.objects.all() if pk is None else Email.objects.filter(pk=get_object_or_404(Email, pk=pk).pk)
    total = send_again(chosen, request.user)
    text = ngettext("%(total)d e-mail is sent again.", "%(total)d e-mails are sent again.", total)
    messages.success(request, text % {"total": total} if total else _("Nothing had failed: it is on its way, or sent."))
    return redirect(mail_listing(MailState.WAITING if total else MailState.FAILED))


class MailsMenuItem(MenuItem):
    """The entry among the reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_moderate(request.user)
