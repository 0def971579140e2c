"""How long something has waited for a moderator, and when that is too long."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def age_since(moment: datetime) -> str:
    """For how many days something has waited, in words."""
    total = (timezone.now() - moment).days
    return ngettext("%(total)d day", "%(total)d days", total) % {"total": total} if total else _("today")


def is_late(moment: datetime | None) -> bool:
    """Whether what waits since then has waited for too long; nothing waits since None."""
    return moment is not None and timezone.now() - moment > settings.PERIODS.late
