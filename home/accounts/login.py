"""How editors log in, and how often somebody may guess.

What was tried is counted under fingerprints: of the name, whether there is such an account or not, and of the network. So the
answer to a guess tells nobody which accounts there are, and the count tells nobody who they are.
"""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from home.audit.chain import AuditEntry, add_entry
from home.audit.hearing import account
from practices.limits import Rate
from practices.submissions.spam.network import network_of
from practices.submissions.spending import Spending, give_back, is_spent, spend

_OF_ACCOUNT, _OF_NETWORK, _OF_SECOND_STEP = "logins", "logins of network", "second steps"
_TOO_OFTEN = "guessed_too_often"  # the attribute of a request


class CountedBackend(ModelBackend):
    """Django's own, which every way of logging in asks: Wagtail has one for editors, and one for pages that are not for all."""

    def authenticate(self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **more: Any):
        """Counted before the password is looked at: many guesses at once are as many as one after the other.

        Raises PermissionDenied for who guessed too often, and says so on the request.
        """
        if not username or not password:
            return None  # nothing was guessed
        uses = _uses(request, username)
        allowed = [spend(what, who, rate) for what, who, rate in uses]  # each is counted, also when another one is used up
        if not all(allowed):
            if request is not None:
                setattr(request, _TOO_OFTEN, True)
            raise PermissionDenied
        user = super().authenticate(request, username=username, password=password, **more)
        if user is not None:
            for what, who, rate in uses:
                give_back(what, who, rate.most if what == _OF_ACCOUNT else 1)
        return user


def _uses(request: HttpRequest | None, name: str) -> list[tuple[str, str, Rate]]:
    network = network_of(request) if request else ""
    of_network = [(_OF_NETWORK, network, settings.LIMITS.logins_of_a_network)] if network else []
    return [(_OF_ACCOUNT, fingerprint(name), settings.LIMITS.logins_of_an_account), *of_network]


class LoginForm(WagtailLoginForm):
    """Wagtail's form; its password has no label of its own, and got the English name of the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")

    def get_invalid_login_error(self) -> ValidationError:
        return (
            told_to_wait(settings.LIMITS.logins_of_an_account)
            if guessed_too_often(self.request)
            else super().get_invalid_login_error()
        )


class PasswordResetForm(WagtailPasswordResetForm):
    """Wagtail's form; it says the same whether a mail leaves, there is no such account, or there were too many mails."""

    def save(self, *args: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
        network = network_of(request) if request else ""
        address, limits = fingerprint(self.cleaned_data["email"]), settings.LIMITS
        if network and not spend("resets of network", network, limits.resets_of_a_network):
            return
        if spend("resets", address, limits.resets_of_an_address):
            super().save(*args, request=request, **kwargs)


def fingerprint(name: str) -> str:
    """Of a name or an address, however it is spelled."""
    return salted_hmac("login", name.strip().casefold(), algorithm="sha256").hexdigest()[:32]


def guessed_too_often(request: HttpRequest) -> bool:
    """Whether this very try was one too many."""
    return getattr(request, _TOO_OFTEN, False)


def said_to_wait(rate: Rate) -> str:
    """What is said then."""
    text = _("That was tried too often. Wait %(minutes)d minutes, or ask an administrator to let you in again.")
    return text % {"minutes": int(rate.period.total_seconds() // 60)}


def told_to_wait(rate: Rate) -> ValidationError:
    """The same as an error of a form."""
    return ValidationError(said_to_wait(rate), code="too_often")


def count_code(request: HttpRequest, user: Any) -> None:
    """Count a code of the second step, before it is looked at. Raises ValidationError for who guessed too often."""
    rate = settings.LIMITS.codes_of_an_account
    if not spend(_OF_SECOND_STEP, fingerprint(user.get_username()), rate):
        setattr(request, _TOO_OFTEN, True)
        raise told_to_wait(rate)


def codes_are_spent(user: Any) -> bool:
    """Whether that was the last one that is looked at."""
    return is_spent(_OF_SECOND_STEP, fingerprint(user.get_username()), settings.LIMITS.codes_of_an_account)


def forget_codes(user: Any) -> None:
    """The right one was shown: those before it no longer count."""
    Spending.objects.filter(what=_OF_SECOND_STEP, who=fingerprint(user.get_username())).delete()


def note_login(*, user: Any, **kwargs: object) -> None:
    """Receiver of `user_logged_in`: where there is a second step, whoever logs in is noted after it (`let_through`)."""
    add_entry(AuditEntry.Kind.PASSWORD if settings.SECOND_FACTOR else AuditEntry.Kind.LOGIN, who=user)


def note_logout(*, user: Any, **kwargs: object) -> None:
    """Receiver of `user_logged_out`."""
    if user is not None:
        add_entry(AuditEntry.Kind.LOGOUT, who=user)


def note_failed_login(*, credentials: dict, request: HttpRequest | None = None, **kwargs: object) -> None:
    """Receiver of `user_login_failed`: the guesses that were looked at; the others would fill the log.

    The name is kept only when there is such an account: it may be a password in the wrong field.
    """
    if request is None or not guessed_too_often(request):
        user = get_user_model().objects.filter(username=credentials.get("username") or "").first()
        add_entry(AuditEntry.Kind.WRONG_PASSWORD, about=account(user) if user else "")


def is_shut_out(name: str) -> bool:
    """Whether this account can't log in now, because somebody guessed too often."""
    who, limits = fingerprint(name), settings.LIMITS
    return is_spent(_OF_ACCOUNT, who, limits.logins_of_an_account) or is_spent(_OF_SECOND_STEP, who, limits.codes_of_an_account)


def forget_passwords(name: str) -> None:
    """Forget the passwords that were tried with this name."""
    Spending.objects.filter(what=_OF_ACCOUNT, who=fingerprint(name)).delete()


def let_in_again(name: str) -> None:
    """Forget what was tried with this name."""
    Spending.objects.filter(what__in=[_OF_ACCOUNT, _OF_SECOND_STEP], who=fingerprint(name)).delete()
