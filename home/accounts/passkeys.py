"""Passkeys: the addresses that the script of django-otp-webauthn asks, for who has shown a password or nothing at all."""

import json
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.views.i18n import JavaScriptCatalog
from django_otp_webauthn import exceptions, views
from django_otp_webauthn.models import WebAuthnCredential

from home.accounts import devices
from home.accounts.second_factor import (
    is_through,
    let_through,
    next_address,
    password_user,
    showed_it_just_now,
    showed_password,
)
from home.accounts.second_step import keep_device

app_name = "otp_webauthn"  # by which the package finds its addresses


class _OfWhoShowedAPassword:
    """Also who is not in yet."""

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        request.user = password_user(request)
        if not isinstance(request.data, dict):
            raise exceptions.MalformedRequest
        super().initial(request, *args, **kwargs)  # type: ignore[misc] # of the view that this is mixed into


class _Registration(_OfWhoShowedAPassword):
    def user_is_mfa_enrolled(self, user: Any) -> bool:
        return settings.SECOND_FACTOR and devices.has_second_factor(user)

    def check_can_register(self) -> None:
        user = self.request.user  # type: ignore[attr-defined] # as above
        recent = is_through(user) and showed_it_just_now(self.request)  # type: ignore[attr-defined] # as above
        if devices.has_second_factor(user) and not recent:
            raise exceptions.NotVerified


class BeginRegistration(_Registration, views.BeginCredentialRegistrationView):
    """What a browser needs to make a passkey."""


class CompleteRegistration(_Registration, views.CompleteCredentialRegistrationView):
    """The passkey that a browser made."""

    def post(self, *args: Any, **kwargs: Any) -> JsonResponse:
        answer = super().post(*args, **kwargs)
        device = WebAuthnCredential.objects.get(pk=json.loads(answer.content)["id"])
        keep_device(self.request, device)
        return answer


class BeginLogin(_OfWhoShowedAPassword, views.BeginCredentialAuthenticationView):
    """What a browser needs to show one."""


class CompleteLogin(_OfWhoShowedAPassword, views.CompleteCredentialAuthenticationView):
    """The passkey that a browser showed. Without a password before it, it has asked for a finger, a face or a code."""

    def complete_auth(self, device: WebAuthnCredential) -> None:
        if not self.request.user.is_authenticated:
            login(self.request, authenticate(self.request, webauthn_credential=device))
            showed_password(self.request, self.request.user)
        if device.user_id != self.request.user.pk:
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
