"""What accounts add to Wagtail's screens."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from home.accounts.access_screen import access_of, own_access
from home.accounts.roles import may_manage
from home.accounts.second_factor import ask_again, showed_it_just_now
from home.accounts.sessions import end_sessions
from home.audit.chain import AuditEntry, add_entry
from home.audit.hearing import account


@hooks.register("register_admin_urls")
def access_urls() -> list:
    return [
        path("account/toegang/", own_access, name="own_access"),
        path("users/<int:pk>/toegang/", access_of, name="access_of"),
    ]


@hooks.register("register_account_menu_item")
def own_access_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("own_access"),
        "label": _("Access"),
        "help_text": _("Your passkeys and apps, recovery codes, and where you are logged in."),
    }


@hooks.register("register_user_listing_buttons")
def access_button(user: Any, request_user: Any, **kwargs: object) -> Iterator[Button]:
    if may_manage(request_user, user):
        yield Button(_("Access"), reverse("access_of", args=[user.pk]), icon_name="lock", priority=20)


@hooks.register("before_bulk_action")
def only_whom_one_may_manage(request: HttpRequest, action_type: str, objects: list, action: Any) -> HttpResponse | None:
    """Wagtail's bulk actions on accounts ask for the permission, not on whom, nor whether it is still the same person."""
    accounts = _accounts(objects)
    if not all(may_manage(request.user, each) for each in accounts):
        raise PermissionDenied
    return ask_again(request) if accounts and not showed_it_just_now(request) else None


@hooks.register("after_bulk_action")
def account_for_accounts(request: HttpRequest, action_type: str, objects: list, action: Any) -> None:
    """They write rows past every signal and log."""
    accounts = _accounts(objects)
    for each in accounts:
        end_sessions(each)
        add_entry(AuditEntry.Kind.ACCOUNT, who=request.user, about=account(each), said=f"bulk {action_type}")
    if request.user in accounts:
        request.session.cycle_key()  # whose own session ended too


def _accounts(objects: list) -> list:
    return [each for each in objects if isinstance(each, get_user_model())]
