"""Passwords that somebody who knows the site would try first."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_OWN = (
    "samenleven", "diversiteit", "praktijken", "praktijk", "databank", "vvsg", "gemeente", "wagtail", "django", "redacteur",
    "moderator", "beheerder", "beheer", "welkom", "wachtwoord", "password", "admin", "geheim", "azerty", "qwerty",
)  # fmt: skip
_FEWEST_LETTERS = 6  # that are left when those words are gone


class NotOfTheSite:
    """Validator: a password is more than a word of the site, or of a keyboard, with figures behind it."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises ValidationError."""
        letters = re.sub(r"[\W\d_]+", "", password.casefold())
        rest = re.sub("|".join(_OWN), "", letters)
        if rest != letters and len(rest) < _FEWEST_LETTERS:
            raise ValidationError(_("Anybody would try the words of this site first: take others."), code="of_the_site")

    def get_help_text(self) -> str:
        return _("Not a word of this site with figures behind it.")
