"""What somebody shows beside a password: a passkey, the code of an authenticator, or one of the codes kept for later."""

import re
import secrets
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.hashers import ScryptPasswordHasher
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device, DeviceManager
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

_CODES, _ALPHABET, _LENGTH = 10, "23456789abcdefghjkmnpqrstuvwxyz", 8  # no signs that look like others
_WRITTEN = re.compile(rf"(?P<number>10|[1-9])(?P<secret>[{_ALPHABET}]{{{_LENGTH}}})")  # a code, tidied


class RecoveryCodes(Device):
    """Codes that each let somebody in once, when nothing else is at hand. Only their hashes are kept."""

    hashes = models.JSONField(_("hashes"), default=dict, editable=False)  # by the number that a code begins with

    objects = DeviceManager()

    class Meta:
        verbose_name = _("recovery codes")
        verbose_name_plural = _("recovery codes")

    @property
    def left(self) -> int:
        """How many have not been used."""
        return len(self.hashes)

    def verify_token(self, token: str) -> bool:
        """Whether this is one of them. It is used up then."""
        written = _WRITTEN.fullmatch(token.lower())
        kept = self.hashes.get(written["number"]) if written else None
        if not written or not kept or not ScryptPasswordHasher().verify(written["secret"], kept):
            return False
        number = written["number"]
        del self.hashes[number]
        self.save(update_fields=["hashes"])
        return True


@transaction.atomic
def new_recovery_codes(user: Any) -> list[str]:
    """Make codes for somebody, in place of those that there were; they can't be read again."""
    RecoveryCodes.objects.filter(user=user).delete()
    made = {str(number): "".join(secrets.choice(_ALPHABET) for _sign in range(_LENGTH)) for number in range(1, _CODES + 1)}
    hasher = ScryptPasswordHasher()
    # One of ten in a database is as hard to guess as a password of eight random signs: a light hash will do.
    hashes = {number: hasher.encode(secret, hasher.salt(), p=1) for number, secret in made.items()}
    RecoveryCodes.objects.create(user=user, name="recovery codes", hashes=hashes)
    return [f"{number}-{secret[:4]}-{secret[4:]}" for number, secret in made.items()]


def recovery_codes(user: Any) -> RecoveryCodes | None:
    """Those of somebody, if any were made."""
    return RecoveryCodes.objects.filter(user=user).first()


def keys_of(user: Any) -> list[Device]:
    """Passkeys and authenticators, the newest first."""
    found: Iterable[Device] = [
        *WebAuthnCredential.objects.filter(user=user, confirmed=True),
        *TOTPDevice.objects.filter(user=user, confirmed=True),
    ]
    return sorted(found, key=lambda device: device.created_at, reverse=True)


def has_second_factor(user: Any) -> bool:
    """Whether somebody has chosen one; recovery codes alone are none."""
    return bool(keys_of(user))


@transaction.atomic
def take_away(user: Any) -> None:
    """Everything that somebody could show beside the password: who lost it begins anew at the next login."""
    for device in (*keys_of(user), *RecoveryCodes.objects.filter(user=user)):
        device.delete()


def tidied(code: str) -> str:
    """Without the spaces and dashes by which people read it; nothing when there are signs that no code has."""
    typed = re.sub(r"[\s-]", "", code)
    return typed if typed.isascii() else ""


@transaction.atomic
def accepted_by(user: Any, code: str) -> Device | None:
    """The authenticator or the recovery codes of somebody that this code is of; it is used up."""
    typed = tidied(code)
    if typed.isdecimal():
        devices = TOTPDevice.objects.filter(user=user, confirmed=True)
    else:
        devices = RecoveryCodes.objects.filter(user=user)
    return next((device for device in devices.select_for_update() if device.verify_token(typed)), None)
