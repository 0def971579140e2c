"""The one door to the site: whatever puts a page there, or changes it there, comes through `publish`.

The queue, Wagtail's home screen and editor, its bulk actions, a schedule, an import, a translation that is ready: Wagtail
calls the method `publish` of the page in all of them, and that calls this. What may not happen is refused in words, with
nothing changed.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.models.pages import PagePermissionTester

from practices.authorship import says_what_is_live
from practices.history import REFUSED
from practices.languages import SOURCE
from practices.permissions import FixturePermissionTester, FourEyesPermissionTester, may_approve, may_publish_own
from practices.signals import about_to_publish, went_live

logger = logging.getLogger(__name__)
SCHEDULED = "wagtail.publish.scheduled"  # as Wagtail logs what its command publishes


class RefusedError(Exception):
    """Why it can't be done now, in words for who tried; `address` leads to where it can, and may be empty."""

    def __init__(self, reason: object, address: str = "") -> None:
        super().__init__(reason)
        self.address = address


class OneDoor(Page):
    """For the models of all pages, the sheet first of all: Wagtail's ways to publish, every one."""

    promote_panels = Page.promote_panels[:1]  # for search engines; no template of ours has Wagtail's menus

    class Meta:
        abstract = True

    @property
    def is_in_bin(self) -> bool:
        """Whether an editor deleted it and it can be put back, as a sheet can."""
        return False

    def what_lacks(self) -> str:
        """Why readers can't use it as it is, in words; empty when they can."""
        return ""

    @property
    def own_address(self) -> str:
        """The path on the site, in the language of the page."""
        return self.get_url() or ""

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return FourEyesPermissionTester(user, self)

    def publish(self, revision, user=None, *, skip_permission_checks: bool = False, **options) -> None:
        """Put a revision on the site. Raises RefusedError."""
        proceed = partial(super().publish, revision, user=user, skip_permission_checks=skip_permission_checks, **options)
        scheduled = options.get("log_action") == SCHEDULED
        publish(self, revision, user, proceed, trusted=skip_permission_checks, scheduled=scheduled)

    def save_revision(self, *args, **kwargs) -> Revision:
        """A draft; none when it says what is live, as after a letter that was typed and taken away again.

        Autosave writes into the newest revision of its user: not into one that somebody else has read.
        """
        written_over = kwargs.get("overwrite_revision")
        if written_over and (written_over.pk == self.live_revision_id or written_over.approved_go_live_at):
            kwargs["overwrite_revision"] = None
        revision = super().save_revision(*args, **kwargs)
        page = type(self).objects.filter(pk=self.pk, live=True).select_related("live_revision").first()
        if page and _is_no_draft(page, revision):
            type(self).objects.filter(pk=self.pk).update(has_unpublished_changes=False)
            self.has_unpublished_changes = False
        return revision

    def copy(self, *args, keep_live: bool = True, **kwargs) -> Page:
        """A draft, for a copy has other words as soon as its title is another; somebody else reads them."""
        return super().copy(*args, keep_live=False, **kwargs)

    def copy_for_translation(self, *args, **kwargs) -> Page:
        """A translation; of what is in the bin there is none."""
        refuse_binned(self)
        return super().copy_for_translation(*args, **kwargs)

    def create_alias(self, *, update_locale=None, **kwargs) -> Page:
        """A page that stands in for this one in another language; the list of practices has a sheet only once."""
        if update_locale is None:
            raise RefusedError(_("A practice has one sheet. Copy it to write another one like it."))
        return super().create_alias(update_locale=update_locale, **kwargs)


class FixturePage(OneDoor):
    """For the models of the pages about the site, that of all practices first of all: they stay where they are."""

    class Meta:
        abstract = True

    def what_lacks(self) -> str:
        return _("This page can't go off the site: leave the day empty on which it would.") if self.expire_at else ""

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return FixturePermissionTester(user, self)


def _is_no_draft(page: Page, revision: Revision) -> bool:
    """Whether a revision says what is live, and nothing else waits: neither a review nor a day on which another one comes."""
    if not says_what_is_live(revision, page):
        return False
    scheduled = page.revisions.filter(approved_go_live_at__isnull=False)
    return page.current_workflow_state is None and not scheduled.exists()


def publish(page: Page, revision: Revision, user: Any, proceed: Callable[[], None], *, trusted: bool, scheduled: bool) -> None:
    """Put a revision on the site by `proceed`, which is Wagtail's way. Raises RefusedError.

    A review that runs is approved by it: Wagtail would cancel it, and tell nobody. `trusted` is what was decided elsewhere,
    as the queue does: that the words are not those of who publishes them. What was `scheduled` has nobody before a screen who
    could be told: it stays a draft, and its history says why.
    """
    who = user if user or scheduled else _translator(page, revision)
    try:
        with transaction.atomic():
            _publish(page, revision, who, proceed, trusted=trusted)
    except RefusedError as error:
        if not scheduled:
            raise
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        log(instance=page, action=REFUSED, revision=revision, data={"reason": str(error)})
        logger.warning("Revision %s was scheduled, and can't be published: %s", revision.pk, error)


def refuse_incomplete(page: Page, address: str = "") -> None:
    """Raise RefusedError for a page that lacks what readers need."""
    lacks = page.what_lacks()
    if lacks:
        raise RefusedError(lacks, address)
    try:
        page.full_clean()
    except ValidationError as error:
        text = _("Something is missing in the text: %(reasons)s Edit it first.")
        raise RefusedError(text % {"reasons": " ".join(error.messages)}, address) from error


def refuse_binned(page: Page) -> None:
    """Raise RefusedError for a sheet in the bin; it leads there."""
    if page.is_in_bin:
        address = reverse("binned_sheet", args=[page.binned.pk])
        raise RefusedError(_("“%(title)s” is in the bin. Put it back first.") % {"title": page.draft_title}, address)


def refuse_own_words(page: Page, user: Any) -> None:
    """Raise RefusedError for who wrote what waits; an administrator may."""
    if not may_approve(page, user) and not may_publish_own(user):
        raise RefusedError(_("You were the last to change this text. Let another moderator accept it."))


def _publish(page: Page, revision: Revision, user: Any, proceed: Callable[[], None], *, trusted: bool) -> None:
    _refuse(page, revision, user, trusted=trusted)
    review = page.current_workflow_state if user else None
    if review and may_approve(page, user) and revision.is_latest_revision():
        _approve(review, user)  # which comes back here, without a review
        return
    proceed()
    if review:
        review.cancel(user=user)
    page.refresh_from_db(fields=["live", "live_revision"])
    if page.live and page.live_revision_id == revision.pk:
        went_live.send(sender=type(page), page=page, revision=revision, user=user)


def _refuse(page: Page, revision: Revision, user: Any, *, trusted: bool) -> None:
    """Raise RefusedError for what may not come on the site."""
    refuse_binned(page)
    answers = about_to_publish.send(sender=type(page), page=page, revision=revision, user=user)
    refuse_incomplete(revision.as_object(), next((address for _receiver, address in answers if address), ""))
    if user and not trusted:
        refuse_own_words(page, user)


def _approve(review: Any, user: Any) -> None:
    if review.status == review.STATUS_NEEDS_CHANGES:  # sent back, and answered since
        review.resume(user=user)
    task = review.current_task_state
    task.task.specific.on_action(task.specific, user, "approve")


def _translator(page: Page, revision: Revision) -> Any:
    """Who pressed “Publish” on the screen of a translation: wagtail-localize publishes by nobody, a revision of its user."""
    return revision.user if page.locale.language_code != SOURCE else None
