"""What this room adds to Wagtail's screens."""

from typing import Any

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from home.condition.audit_report import AuditMenuItem, AuditView
from home.condition.screen import (
    CLEARED,
    LET_IN,
    ORDERED,
    ConditionMenuItem,
    clear_kept_pages,
    condition,
    let_in,
    order,
)


@hooks.register("insert_global_admin_js")
def start_widgets() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("editors/start-widgets.js"))


@hooks.register("register_admin_urls")
def condition_urls() -> list:
    return [
        path("toestand/", condition, name="condition"),
        path("toestand/leegmaken/", clear_kept_pages, name="condition_clear"),
        path("toestand/toelaten/<int:pk>/", let_in, name="condition_let_in"),
        path("toestand/<str:kind>/", order, name="condition_order"),
    ]


@hooks.register("register_reports_menu_item")
def condition_menu_item() -> ConditionMenuItem:
    return ConditionMenuItem(_("Condition of the site"), lazy(reverse, str)("condition"), icon_name="cogs", order=900)


@hooks.register("register_admin_urls")
def audit_urls() -> list:
    return [
        path("logboek/", AuditView.as_view(), name="audit"),
        path("logboek/rijen/", AuditView.as_view(results_only=True), name="audit_results"),
    ]


@hooks.register("register_reports_menu_item")
def audit_menu_item() -> AuditMenuItem:
    return AuditMenuItem(_("Audit log"), lazy(reverse, str)("audit"), icon_name="lock", order=910)


@hooks.register("register_log_actions")
def condition_deeds(actions: Any) -> None:
    actions.register_action(ORDERED, _("Have the worker run something"), _("The worker was asked to run something"))
    actions.register_action(LET_IN, _("Let in again"), _("The account may log in again"))
    actions.register_action(CLEARED, _("Clear kept pages"), _("The kept pages were cleared"))
