"""Mails to an editor about their own account."""

from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.users.models import UserProfile

from practices.mail_queue import queue_mail
from practices.people import name_of


class Notice(TextChoices):
    """What an editor hears of; the mail has a sentence for each."""

    ADDED = "added"
    REMOVED = "removed"
    TAKEN = "taken"
    CODES = "codes"
    USED = "used"
    GUESSED = "guessed"
    ADDRESS = "address"


def tell_of_change(user: Any, change: Notice, to: str = "") -> None:
    """What happened to how they log in; `to` the address that they had before, if that is what changed."""
    if has_address(user):
        context = {"name": name_of(user), "change": change.value}
        queue_mail(to=to or user.email, template="account_changed", context=context, language=_language_of(user))


def invite(user: Any) -> None:
    """The link by which somebody chooses a password; it ends when it is used, or after some days.

    Who has no address gets none.
    """
    if not has_address(user):
        return
    code = {"uidb64": urlsafe_base64_encode(force_bytes(user.pk)), "token": default_token_generator.make_token(user)}
    context = {
        "name": name_of(user),
        "username": user.get_username(),
        "path": reverse("wagtailadmin_password_reset_confirm", kwargs=code),
        "is_new": not user.has_usable_password(),
    }
    queue_mail(to=user.email, template="account_invitation", context=context, language=_language_of(user))


def has_address(user: Any) -> bool:
    """Whether a mail can go there."""
    try:
        validate_email(user.email)
    except ValidationError:
        return False
    return True


def _language_of(user: Any) -> str:
    """The language of their screens."""
    return UserProfile.get_for_user(user).get_preferred_language()
