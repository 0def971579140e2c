"""How editors log in, and how often somebody may guess.

What was tried is counted under fingerprints: of the name, whether there is such an account or not, and of the network. So the
answer to a guess tells nobody which accounts there are, and the count tells nobody who they are.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from practices.limits import Rate
from practices.submissions.spam.network import network_of
from practices.submissions.spending import Spending, give_back, is_spent, spend

_OF_ACCOUNT, _OF_NETWORK = "logins", "logins of network"


class LoginForm(WagtailLoginForm):
    """Wagtail's form; its password has no label of its own, and got the English name of the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")

    def clean(self) -> dict[str, Any]:
        """Counted before the password is looked at: many guesses at once are as many as one after the other."""
        if not (self.cleaned_data.get("username") and self.cleaned_data.get("password")):
            return super().clean()  # nothing was guessed
        uses = self._uses()
        allowed = [spend(what, who, rate) for what, who, rate in uses]  # each is counted, also when another one is used up
        if not all(allowed):
            minutes = int(settings.LIMITS.logins_of_an_account.period.total_seconds() // 60)
            text = _("That was tried too often. Wait %(minutes)d minutes, or ask an administrator to let you in again.")
            raise ValidationError(text % {"minutes": minutes}, code="too_often")
        cleaned = super().clean()
        for what, who, rate in uses:
            give_back(what, who, rate.most if what == _OF_ACCOUNT else 1)
        return cleaned

    def _uses(self) -> list[tuple[str, str, Rate]]:
        name = fingerprint(self.cleaned_data["username"])
        network = network_of(self.request) if self.request else ""
        of_network = [(_OF_NETWORK, network, settings.LIMITS.logins_of_a_network)] if network else []
        return [(_OF_ACCOUNT, name, settings.LIMITS.logins_of_an_account), *of_network]


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


def is_shut_out(name: str) -> bool:
    """Whether this account can't log in now, because somebody guessed too often."""
    return is_spent(_OF_ACCOUNT, fingerprint(name), settings.LIMITS.logins_of_an_account)


def let_in_again(name: str) -> None:
    """Forget what was tried with this name."""
    Spending.objects.filter(what=_OF_ACCOUNT, who=fingerprint(name)).delete()
