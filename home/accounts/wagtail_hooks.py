"""What accounts add to Wagtail's screens."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from home.accounts.access_screen import access_of, own_access
from home.accounts.notices import invite
from home.accounts.roles import may_manage


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


@hooks.register("after_create_user")
def invite_who_is_new(request: HttpRequest, user: Any) -> None:
    invite(user)
    messages.success(request, _("A mail with a link is on its way to %(address)s.") % {"address": user.email})


@hooks.register("before_bulk_action")
def only_whom_one_may_manage(request: HttpRequest, action_type: str, objects: list, action: Any) -> None:
    """Wagtail's bulk actions on accounts ask for the permission, not on whom."""
    if any(isinstance(each, get_user_model()) and not may_manage(request.user, each) for each in objects):
        raise PermissionDenied
