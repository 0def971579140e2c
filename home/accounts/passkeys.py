"""Passkeys: the addresses that the script of django-otp-webauthn asks, for who has shown a password or nothing at all."""

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import JsonResponse
from django.urls import path
from django.views.i18n import JavaScriptCatalog
from django_otp_webauthn import exceptions, views
from django_otp_webauthn.helpers import WebAuthnHelper
from django_otp_webauthn.models import WebAuthnCredential

from home.accounts import devices
from home.accounts.login import said_to_wait
from home.accounts.second_factor import (
    is_through,
    let_through,
    next_address,
    password_user,
    showed_it_just_now,
    showed_password,
)
from home.accounts.second_step import keep_device
from home.audit.chain import AuditEntry, add_entry
from home.audit.hearing import account
from practices.submissions.spam.network import network_of
from practices.submissions.spending import spend

app_name = "otp_webauthn"  # by which the package finds its addresses

_OF_BROKEN_BODIES = (ValueError, TypeError, KeyError, AttributeError, RecursionError, IntegrityError)


class Ceremonies(WebAuthnHelper):
    """The package's own; a passkey comes with what its owner hears of it, or not at all."""

    @transaction.atomic
    def register_complete(self, user: Any, state: dict, data: dict) -> WebAuthnCredential:
        device = super().register_complete(user, state, data)
        keep_device(self.request, device)
        return device


class _OfWhoShowedAPassword:
    """Of the views of the package, which know only who is in: they are also for who is on the way there."""

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        if not isinstance(request.data, dict):
            raise exceptions.MalformedRequest
        super().initial(request, *args, **kwargs)  # type: ignore[misc] # of the view that this is mixed into

    def get_user(self) -> Any:
        user = password_user(self.request)  # type: ignore[attr-defined] # as above
        return user if user.is_authenticated else None

    def handle_exception(self, exc: Exception) -> JsonResponse:
        """As JSON, whatever a browser sent in place of what was asked: the package takes less for granted than it could."""
        if isinstance(exc, _OF_BROKEN_BODIES):
            exc = exceptions.MalformedRequest()
        if not isinstance(exc, exceptions.OTPWebAuthnApiError):
            raise exc
        if user := self.get_user():
            add_entry(AuditEntry.Kind.WRONG_CODE, about=account(user), said=exc.code)
        return JsonResponse({"detail": str(exc), "code": exc.code}, status=exc.status_code)


class _Registration(_OfWhoShowedAPassword):
    def user_is_mfa_enrolled(self, user: Any) -> bool:
        return settings.SECOND_FACTOR and devices.has_second_factor(user)

    def check_can_register(self) -> None:
        user, request = self.get_user(), self.request  # type: ignore[attr-defined] # as above
        if devices.has_second_factor(user) and not (is_through(user) and showed_it_just_now(request)):
            raise exceptions.NotVerified


class BeginRegistration(_Registration, views.BeginCredentialRegistrationView):
    """What a browser needs to make a passkey."""


class CompleteRegistration(_Registration, views.CompleteCredentialRegistrationView):
    """The passkey that a browser made."""


class _AskedTooOften(exceptions.OTPWebAuthnApiError):
    status_code = 429
    default_code = "too_often"


class BeginLogin(_OfWhoShowedAPassword, views.BeginCredentialAuthenticationView):
    """What a browser needs to show one. Each is kept in a session, of a visitor too, so a network gets so many."""

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        rate, network = settings.LIMITS.passkeys_of_a_network, network_of(request)
        if network and not spend("passkeys of network", network, rate):
            raise _AskedTooOften(said_to_wait(rate))
        super().initial(request, *args, **kwargs)


class CompleteLogin(_OfWhoShowedAPassword, views.CompleteCredentialAuthenticationView):
    """The passkey that a browser showed. Without a password before it, it has asked for a finger, a face or a code."""

    def complete_auth(self, device: WebAuthnCredential) -> None:
        user = self.get_user()
        if user is None:
            login(self.request, authenticate(self.request, webauthn_credential=device))
            showed_password(self.request, self.request.user)
        elif device.user_id != user.pk:
            raise PermissionDenied
        let_through(self.request, device)

    def get_success_url(self) -> str:
        return next_address(self.request)


urlpatterns = [
    path("maken/", BeginRegistration.as_view(), name="credential-registration-begin"),
    path("maken/klaar/", CompleteRegistration.as_view(), name="credential-registration-complete"),
    path("tonen/", BeginLogin.as_view(), name="credential-authentication-begin"),
    path("tonen/klaar/", CompleteLogin.as_view(), name="credential-authentication-complete"),
    path("woorden.js", JavaScriptCatalog.as_view(packages=["django_otp_webauthn"]), name="js-i18n-catalog"),
]
