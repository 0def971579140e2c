"""Putting a sheet in the bin, taking it out again, and emptying the bin."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from practices import history
from practices.binned_sheets import BinnedSheet
from practices.door import RefusedError
from practices.models import PracticePage
from practices.permissions import may_moderate
from practices.signals import about_to_be_binned


@transaction.atomic
def put_in_bin(page: PracticePage, user: Any) -> None:
    """Take a sheet off the site with its translations, or one translation, and keep it for a while. Raises RefusedError."""
    about_to_be_binned.send(sender=PracticePage, page=page, user=user)
    now = timezone.now()
    for each in list(_with_translations(page).select_for_update(of=("self",)).filter(binned=None)):
        if each.alias_of_id:  # it says nothing of its own, and comes again by itself
            DeletePageAction(each, user=user).execute(skip_permission_checks=True)
            continue
        BinnedSheet.objects.create(page=each, binned_at=now, binned_by=user, live_revision=each.live_revision)
        _stop_everything(each, user)
        log(instance=each, action=history.BINNED, user=user)


@transaction.atomic
def take_out(binned: BinnedSheet, user: Any) -> PracticePage:
    """Put a sheet back as it was, with the translations that went with it; on the site if it was there. Raises RefusedError."""
    page = binned.page
    _refuse_alone(page)
    together = list(BinnedSheet.objects.filter(page__in=_with_translations(page), binned_at=binned.binned_at))
    BinnedSheet.objects.filter(pk__in=[each.pk for each in together]).delete()
    for each in sorted(together, key=lambda each: each.page.is_translation):  # the Dutch sheet comes first
        each.page.refresh_from_db()
        log(instance=each.page, action=history.TAKEN_OUT, user=user)
        if each.live_revision and each.page.alias_of_id is None and may_moderate(user):
            # These words were approved before; who puts them back did not write them.
            each.live_revision.publish(user=user, skip_permission_checks=True)
    page.refresh_from_db()
    return page


def _refuse_alone(page: PracticePage) -> None:
    """Raise RefusedError for a translation whose Dutch sheet is in the bin, or gone."""
    dutch = page.original
    if dutch is page and page.is_translation:
        raise RefusedError(_("The Dutch sheet of this translation is gone: it can't be put back."), reverse("bin"))
    if dutch is not page and dutch.is_in_bin:
        text = _("The Dutch sheet is in the bin too: put that back first.")
        raise RefusedError(text, reverse("binned_sheet", args=[dutch.binned.pk]))


def delete_for_good(binned: BinnedSheet, user: Any = None) -> None:
    """Delete a sheet with the translations that went with it; nothing brings them back."""
    with transaction.atomic():
        together = BinnedSheet.objects.filter(page__in=_with_translations(binned.page))
        for page in [each.page for each in together]:
            DeletePageAction(page, user=user).execute(skip_permission_checks=True)


def empty_bin() -> None:
    """Delete what has been in it for longer than its period (practices/limits.py)."""
    old = BinnedSheet.objects.filter(binned_at__lt=timezone.now() - settings.PERIODS.bin)
    for binned in old.select_related("page").order_by("pk"):
        if BinnedSheet.objects.filter(pk=binned.pk).exists():  # not gone with the one before
            delete_for_good(binned)


def _with_translations(page: PracticePage) -> Any:
    """The Dutch sheet with what there is of it in other languages; of a translation only that."""
    if page.is_translation:
        return PracticePage.objects.filter(pk=page.pk)
    return PracticePage.objects.filter(translation_key=page.translation_key)


def _stop_everything(page: PracticePage, user: Any) -> None:
    """What goes on with it stops: a review, a day on which it would come on the site, and being there."""
    review = page.current_workflow_state
    if review:
        review.cancel(user=user)
    page.revisions.update(approved_go_live_at=None)
    if page.live:
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
