"""Who is in: whoever passed the second step. Until then a password makes nobody more than a visitor, on any address."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, cast

import django_otp
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django_otp.models import Device

from home.accounts.sessions import is_over, note_use
from home.audit.chain import AuditEntry, add_entry

_PASSWORD_USER = "password_user"  # noqa: S105 - the attribute of a request
_SHOWN_AT = "shown_at"  # the key of a session: when somebody last showed a second factor
RECENT, WHILE_TYPING = timedelta(minutes=15), timedelta(hours=1)


class SecondFactorMiddleware:
    """`request.user` is who is in; `password_user(request)` who showed a password, and may only go on to the second step."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        setattr(request, _PASSWORD_USER, user)
        request.user = cast("Any", SimpleLazyObject(partial(_who_is_in, request, user)))
        request.auser = partial(_same_later, request)
        if request.path.startswith(reverse("wagtailadmin_home")) and request.user.is_authenticated:
            note_use(request)
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            add_never_cache_headers(response)  # with the bar of an editor, or what is for who is logged in
        return response


def password_user(request: HttpRequest) -> Any:
    """Who showed a password, or a visitor."""
    return getattr(request, _PASSWORD_USER)


def showed_password(request: HttpRequest, user: Any) -> None:
    """From here on in this request, this is who did."""
    setattr(request, _PASSWORD_USER, user)


def _who_is_in(request: HttpRequest, user: Any) -> Any:
    return user if user.is_authenticated and is_through(user) and not is_over(request) else AnonymousUser()


async def _same_later(request: HttpRequest) -> Any:
    return request.user


def is_through(user: Any) -> bool:
    """Whether somebody showed all that is asked. (django-otp adds the method to the user of a request.)"""
    return not settings.SECOND_FACTOR or (hasattr(user, "is_verified") and user.is_verified())


def let_through(request: HttpRequest, device: Device) -> None:
    """Log in whoever showed this, with a session that nobody could know before."""
    request.user = password_user(request)
    django_otp.login(request, device)
    add_entry(AuditEntry.Kind.LOGIN, who=request.user, said=device.model_label())
    request.session[_SHOWN_AT] = timezone.now().timestamp()
    request.session.cycle_key()


def stay_through(request: HttpRequest, device: Device | None) -> None:
    """What a session was opened with is gone, by its owner who has just shown it: this other one keeps it open."""
    opened_with = Device.from_persistent_id(request.session.get(django_otp.DEVICE_ID_SESSION_KEY, ""))
    if settings.SECOND_FACTOR and opened_with is None and device is not None:
        django_otp.login(request, device)


def showed_it_just_now(request: HttpRequest, within: timedelta = RECENT) -> bool:
    """Whether a second factor was shown in the last quarter of an hour; what opens an account asks for that."""
    since = timezone.now().timestamp() - request.session.get(_SHOWN_AT, 0)
    return not settings.SECOND_FACTOR or since < within.total_seconds()


def ask_again(request: HttpRequest) -> HttpResponseRedirect:
    """To the second step, and back here; what was sent has to be sent again, and that is said."""
    if request.method == "POST":
        messages.warning(request, _("Show first that it is you; then do it once more."))
    here = request.path if request.method == "POST" else request.get_full_path()
    return redirect(f"{reverse('second_step')}?{urlencode({'next': here})}")


def next_address(request: HttpRequest) -> str:
    """Where somebody was going, if that is one of our own addresses; else the first page of the editors' screens."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if asked.startswith(reverse("second_step")):  # or one would be asked twice
        asked = ""
    own = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return asked if own else reverse("wagtailadmin_home")
