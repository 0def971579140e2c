"""Periods in the texts of editors: a name between double brackets is written as the period has it, so a page says what is done.

“Een concept wissen we [[concept]] na je laatste wijziging” reads “… wissen we 30 dagen na …”.
"""

import re
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# The names that editors write, and the period (practices/limits.py) behind each.
NAMES = {
    "concept": "draft",
    "inzending": "sender",
    "afgewezen": "declined",
    "spam": "quarantine",
    "mails": "mails",
    "foto's": "photos",
    "prullenbak": "bin",
}
_NAMED = re.compile(r"\[\[([^\[\]]+)\]\]")
_YEAR = 365  # days


def with_periods(html: str) -> str:
    """The text with the periods that it names; what is no name of one stays as it is."""
    return _NAMED.sub(lambda found: _period(found[1].strip()) or found[0], html)


def _period(name: str) -> str:
    attribute = NAMES.get(name.replace("’", "'").replace("&#x27;", "'"))
    return in_words(getattr(settings.PERIODS, attribute)) if attribute else ""


def in_words(period: timedelta) -> str:
    """A period of days; years where it is just so many."""
    years, days = divmod(period.days, _YEAR)
    if years and not days:
        return _("%(total)d year") % {"total": years} if years == 1 else _("%(total)d years") % {"total": years}
    return ngettext("%(total)d day", "%(total)d days", period.days) % {"total": period.days}
