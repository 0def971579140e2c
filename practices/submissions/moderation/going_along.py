"""What goes along when a sheet leaves the site. (Wagtail counts its translations.)"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from practices.submissions.models import Submission


def going_along(page: Page, *, is_for_good: bool) -> list[str]:
    """Sentences for who is about to unpublish a sheet, or to delete it when it `is_for_good`."""
    waiting = Submission.objects.filter(page=page.pk, state__in=Submission.UNDECIDED).count()
    addresses = Redirect.objects.filter(redirect_page=page.pk).count() if is_for_good else 0
    return [
        *([_addresses(addresses)] if addresses else []),
        *([f"{_waiting(waiting)} {_after(is_for_good=is_for_good)}"] if waiting else []),
    ]


def _addresses(total: int) -> str:
    text = ngettext(
        "%(total)d old address of this sheet will lead nowhere any more.",
        "%(total)d old addresses of this sheet will lead nowhere any more.",
        total,
    )
    return text % {"total": total}


def _waiting(total: int) -> str:
    text = ngettext(
        "%(total)d submission about this sheet still waits in the queue.",
        "%(total)d submissions about this sheet still wait in the queue.",
        total,
    )
    return text % {"total": total}


def _after(*, is_for_good: bool) -> str:
    if is_for_good:
        return _("After this they have no sheet any more: answer the senders first.")
    return _("They can only be accepted once it is on the site again.")
