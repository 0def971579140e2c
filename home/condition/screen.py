"""The screen and its buttons."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import log
from wagtail.models import Site

from home import runs
from home.accounts.login import let_in_again
from home.accounts.roles import may_manage_accounts
from home.condition.observing import Level, observations, shut_out_users
from home.condition.orders import ORDERS
from home.runs import Run
from practices.site_state import count_changes

ORDERED, CLEARED, LET_IN = "condition.ordered", "condition.cleared", "condition.let_in"  # deeds in the log


@require_safe
def condition(request: HttpRequest) -> HttpResponse:
    """Everything that is checked, under the number of alarms; what ran, and what can be asked for."""
    _only_administrators(request)
    checked = list(observations())
    levels = [each.level for _title, found in checked for each in found]
    orders = [(kind, runs.last_run(kind)) for kind in ORDERS]
    context = {
        "checked": checked,
        "alarms": levels.count(Level.ALARM),
        "notices": levels.count(Level.NOTICE),
        "orders": orders,
        "shut_out": shut_out_users(),
    }
    return render(request, "home/admin/condition.html", context)


@require_POST
def order(request: HttpRequest, kind: str) -> HttpResponse:
    """Have the worker run it."""
    _only_administrators(request)
    if kind not in ORDERS:
        raise PermissionDenied
    chosen = Run.Kind(kind)
    runs.ask_for_run(chosen)
    _note(request, ORDERED)
    messages.success(request, _("%(what)s: the worker starts it within a minute.") % {"what": chosen.label.capitalize()})
    return redirect("condition")


@require_POST
@transaction.atomic
def let_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody log in again who can't because of too many wrong passwords."""
    _only_administrators(request)
    user = get_object_or_404(get_user_model(), pk=pk)
    let_in_again(user.get_username())
    log(instance=user, action=LET_IN, user=request.user)
    messages.success(request, _("%(name)s can log in again.") % {"name": user.get_username()})
    return redirect("condition")


@require_POST
def clear_kept_pages(request: HttpRequest) -> HttpResponse:
    """Have every process of the site forget the pages that it keeps."""
    _only_administrators(request)
    count_changes()
    _note(request, CLEARED)
    messages.success(request, _("Every page is drawn anew when it is next asked for."))
    return redirect("condition")


def _note(request: HttpRequest, deed: str) -> None:
    log(instance=Site.objects.get(is_default_site=True), action=deed, user=request.user)


def _only_administrators(request: HttpRequest) -> None:
    if not may_manage_accounts(request.user):
        raise PermissionDenied


class ConditionMenuItem(MenuItem):
    """The entry among the reports."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_manage_accounts(request.user)
