"""What goes along when a sheet leaves the site. (Wagtail counts its translations.)"""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from practices.submissions.models import Submission


def going_along(page: Page, *, to_bin: bool) -> list[str]:
    """Sentences for who is about to unpublish a sheet, or to delete it, which puts it in the bin."""
    waiting = Submission.objects.filter(page=page.pk, state__in=Submission.UNDECIDED).count()
    return [*([_bin()] if to_bin else []), *([_waiting(waiting)] if waiting else [])]


def _bin() -> str:
    days = settings.PERIODS.bin.days
    text = ngettext(
        "It stays in the bin for %(days)d day, with its translations and all that was sent in; it can be put back.",
        "It stays in the bin for %(days)d days, with its translations and all that was sent in; it can be put back.",
        days,
    )
    return text % {"days": days}


def _waiting(total: int) -> str:
    text = ngettext(
        "%(total)d submission about this sheet still waits in the queue.",
        "%(total)d submissions about this sheet still wait in the queue.",
        total,
    )
    return " ".join((text % {"total": total}, _("They can only be accepted once it is on the site again.")))
