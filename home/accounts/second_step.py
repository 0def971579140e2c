"""The screens between a password and the editors' screens: show the second factor, or choose one the first time."""

from base64 import b32encode
from binascii import unhexlify
from collections.abc import Callable
from functools import wraps
from typing import Any

import segno
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key
from django_otp_webauthn.models import WebAuthnCredential
from wagtail.admin.views.account import LoginView

from home.accounts import devices
from home.accounts.forms import CodeForm
from home.accounts.login import codes_are_spent, count_code, forget_codes, guessed_too_often
from home.accounts.notices import Notice, tell_of_change
from home.accounts.second_factor import (
    ask_again,
    is_through,
    let_through,
    next_address,
    password_user,
    showed_it_just_now,
    showed_password,
    stay_through,
)
from home.audit.chain import AuditEntry, add_entry
from home.audit.hearing import account
from practices.submissions.spending import later_please

_KEY = "new_authenticator"  # of a session: the secret of an authenticator that has shown no code yet
View = Callable[..., HttpResponse]


@method_decorator(never_cache, name="dispatch")
class EditorsLogin(LoginView):
    """Wagtail's, which goes on to the second step, and says 429 to who guesses."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = password_user(request)
        if user.is_authenticated and not is_through(user):
            return _on_to("second_step", request)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        super().form_valid(form)
        showed_password(self.request, form.get_user())
        return _on_to("second_step", self.request) if settings.SECOND_FACTOR else redirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        answer = super().form_invalid(form)
        return later_please(answer, settings.LIMITS.logins_of_an_account) if guessed_too_often(self.request) else answer


def with_password(view: View) -> View:
    """A view for who showed a password, also without a second factor; others log in first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not password_user(request).is_authenticated:
            return redirect_to_login(next_address(request), reverse("wagtailadmin_login"))
        return view(request, *args, **kwargs)

    return never_cache(require_http_methods(["GET", "HEAD", "POST"])(guarded))


@with_password
def second_step(request: HttpRequest) -> HttpResponse:
    """Show a passkey, the code of the app, or a recovery code."""
    user = password_user(request)
    if not devices.has_second_factor(user):
        return _on_to("second_step_choice", request)
    form = CodeForm(request.POST or None, accept=lambda code: _device_of(request, code))
    if form.is_valid():
        let_through(request, form.accepted)
        return redirect(next_address(request))
    context = {
        "form": form,
        "next": next_address(request),
        "has_passkey": WebAuthnCredential.objects.filter(user=user, confirmed=True).exists(),
        "has_app": TOTPDevice.objects.filter(user=user, confirmed=True).exists(),
        "is_through": is_through(user),
    }
    answer = render(request, "accounts/admin/second_step.html", context)
    return later_please(answer, settings.LIMITS.codes_of_an_account) if guessed_too_often(request) else answer


@with_password
def second_step_choice(request: HttpRequest) -> HttpResponse:
    """Choose a passkey or an app: at the first login, or one more later."""
    user = password_user(request)
    if devices.has_second_factor(user) and not (is_through(user) and showed_it_just_now(request)):
        return ask_again(request)
    key = request.session.setdefault(_KEY, default_key())
    form = CodeForm(request.POST or None, accept=lambda code: _shown_by(key, code))
    if form.is_valid():
        del request.session[_KEY]
        with transaction.atomic():
            device, is_new = TOTPDevice.objects.get_or_create(
                user=user, key=key, defaults={"name": "app", "last_t": form.accepted}
            )
            if is_new:
                keep_device(request, device)
        return redirect(_next_after_key(request))
    written = b32encode(unhexlify(key)).decode()
    context = {
        "form": form,
        "next": next_address(request),
        "after": _next_after_key(request),
        "secret": " ".join(written[start : start + 4] for start in range(0, len(written), 4)),
        "picture": segno.make(TOTPDevice(user=user, key=key).config_url).svg_inline(omitsize=True),
        "is_first": not devices.has_second_factor(user),
    }
    return render(request, "accounts/admin/second_step_choice.html", context)


@with_password
def new_codes(request: HttpRequest) -> HttpResponse:
    """Make codes for when nothing else is at hand; they are shown once."""
    user = password_user(request)
    if not (is_through(user) and showed_it_just_now(request)):
        return ask_again(request)
    codes: list[str] = []
    if request.method == "POST":
        with transaction.atomic():
            codes = devices.new_recovery_codes(user)
            tell_of_change(user, Notice.CODES)
            add_entry(AuditEntry.Kind.ACCESS, who=user, said="new recovery codes")
        stay_through(request, devices.recovery_codes(user))
    kept = devices.recovery_codes(user)
    context = {"codes": codes, "left": kept.left if kept else 0, "next": next_address(request)}
    return render(request, "accounts/admin/recovery_codes.html", context)


def keep_device(request: HttpRequest, device: Device) -> None:
    """Let in whoever has a new passkey or app, and tell them of it. Inside the transaction that made it."""
    user = password_user(request)
    tell_of_change(user, Notice.ADDED)
    add_entry(AuditEntry.Kind.ACCESS, who=user, said=f"{device.model_label()} added")
    let_through(request, device)


def _device_of(request: HttpRequest, code: str) -> Device | None:
    user = password_user(request)
    count_code(request, user)
    with transaction.atomic():
        device = devices.accepted_by(user, code)
        if device is None:
            add_entry(AuditEntry.Kind.WRONG_CODE, about=account(user))
            if codes_are_spent(user):
                tell_of_change(user, Notice.GUESSED)
            return None
        forget_codes(user)
        if isinstance(device, devices.RecoveryCodes):
            tell_of_change(user, Notice.USED)
    return device


def _shown_by(key: str, code: str) -> int | None:
    """The half minute in which an authenticator with this secret shows this code, if it is about now."""
    typed, clock = devices.tidied(code), TOTP(unhexlify(key))
    return clock.t() if typed.isdecimal() and clock.verify(int(typed), tolerance=1) else None


def _next_after_key(request: HttpRequest) -> str:
    """To the recovery codes, for who has none yet."""
    has_codes = devices.recovery_codes(password_user(request)) is not None
    return next_address(request) if has_codes else _address("recovery_codes", request)


def _on_to(name: str, request: HttpRequest) -> HttpResponse:
    return redirect(_address(name, request))


def _address(name: str, request: HttpRequest) -> str:
    return f"{reverse(name)}?{urlencode({'next': next_address(request)})}"
