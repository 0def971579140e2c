"""The report *Beveiligingslogboek*, for who manages accounts."""

from functools import cache

import django_filters
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import registry

from home.accounts.roles import may_manage_accounts
from home.audit.chain import AuditEntry


class AuditFilters(WagtailFilterSet):
    """What happened, by whom, when."""

    kind = django_filters.ChoiceFilter(label=_("What"), choices=AuditEntry.Kind.choices)
    who = django_filters.CharFilter(label=_("Who"))
    at = django_filters.DateFromToRangeFilter(label=_("At"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditEntry
        fields: list[str] = []


# What the site itself says in a row, in code; of Wagtail's deeds its register knows the words.
_SAID = {
    "otp_totp.totpdevice": _("with an app with codes"),
    "otp_webauthn.webauthncredential": _("with a passkey"),
    "accounts.recoverycodes": _("with a recovery code"),
    "bulk delete": _("deleted, with others"),
    "bulk assign_role": _("given a role, with others"),
    "bulk set_active_state": _("made active or not, with others"),
    "break accepted": _("a break in the log was looked at"),
    "otp_totp.totpdevice added": _("app with codes added"),
    "otp_totp.totpdevice removed": _("app with codes removed"),
    "otp_webauthn.webauthncredential added": _("passkey added"),
    "otp_webauthn.webauthncredential removed": _("passkey removed"),
    "new recovery codes": _("new recovery codes"),
    "session ended": _("session ended"),
    "sessions ended": _("all sessions ended"),
    "invited": _("link to choose a password sent"),
    "second factor taken away": _("second step to be chosen anew"),
    "second factor taken away by a command": _("second step to be chosen anew, by a command"),
}


def _moment(entry: AuditEntry) -> str:
    return date_format(timezone.localtime(entry.at), "SHORT_DATETIME_FORMAT")


def said_in_words(entry: AuditEntry) -> str:
    """As people would say it; an address that was asked, and what has no words, as it is."""
    return str(_SAID.get(entry.said) or dict(registry.get_choices()).get(entry.said, entry.said))


def about_in_words(entry: AuditEntry) -> str:
    """“practicepage 52” as “practice sheet 52”."""
    model, space, number = entry.about.partition(" ")
    return f"{_names_of_models().get(model, model)}{space}{number}"


@cache
def _names_of_models() -> dict[str, object]:
    return {model._meta.model_name or "": model._meta.verbose_name for model in apps.get_models()}


class AuditView(ReportView):
    """The newest first; as a spreadsheet too."""

    model = AuditEntry
    page_title = _("Audit log")
    header_icon = "lock"
    index_url_name = "audit"
    index_results_url_name = "audit_results"
    filterset_class = AuditFilters
    columns = [
        Column("number", label=pgettext_lazy("in a row", "Number"), width="8%"),
        Column("at", label=_("At"), accessor=_moment, width="14%"),
        Column("get_kind_display", label=_("What"), width="18%"),
        Column("who", label=_("Who"), width="14%"),
        Column("about", label=_("About"), accessor=about_in_words, width="16%"),
        Column("said", label=_("More"), accessor=said_in_words),
    ]
    list_export = ["number", "at", "kind", "who", "about", "said"]

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not may_manage_accounts(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[AuditEntry]:
        return AuditEntry.objects.order_by("-number")


class AuditMenuItem(MenuItem):
    """The entry among the reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_manage_accounts(request.user)
