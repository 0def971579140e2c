"""A translation goes through the workflow of its Dutch sheet: who made it sends it, somebody else approves it or not.

Sending it stands on its screen (screens/translating.py), in the menu of the page, and in the work list.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import Translation

from practices.door import OneDoor, RefusedError, refuse_binned
from practices.history import TERM_TRANSLATED
from practices.languages import SOURCE
from practices.permissions import may_edit, may_publish_own
from practices.segments.state import lines_that_wait, running_translation, unread_names
from practices.taxonomy import PracticeTag, Term


@transaction.atomic
def send_for_review(*, page: Page, translation: Translation, user) -> None:
    """Keep the lines as they are translated now as a revision, and start its review, or go on with it after it was sent back.

    What is on the site stays.
    """
    fresh = translation.source.get_ephemeral_translated_instance(page.locale, fallback=True)
    fresh.save_revision(user=user, clean=False)
    page = type(page).objects.select_for_update(of=("self",)).get(pk=page.pk)
    if page.workflow_in_progress:  # by a second press of the button
        raise RefusedError(_("“%(title)s” is already waiting for review.") % {"title": page.draft_title})
    returned = page.current_workflow_state
    if returned:  # Wagtail has one review of a page at a time, also of one that was sent back
        returned.resume(user=user)
    else:
        page.get_workflow().start(page, user)


def is_locked_for(page: Page, user: Any) -> bool:
    """Whether somebody may not write in a translation now: while somebody else reviews it, or keeps it locked."""
    lock = page.get_lock()
    return bool(lock and lock.for_user(user))


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Says how many lines wait, and sends the translation."""
    page = get_object_or_404(Page.objects.exclude(locale__language_code=SOURCE), pk=pk, alias_of=None).specific
    if not may_edit(page, request.user):
        raise PermissionDenied
    translation = running_translation(page)
    if translation is None:
        raise Http404
    refuse_binned(page)
    listing = reverse("outdated_translations")
    if page.get_workflow() is None:
        raise Http404
    if page.workflow_in_progress:
        messages.warning(request, _("“%(title)s” is already waiting for review.") % {"title": page.draft_title})
        return redirect(listing)
    if request.method == "POST":
        send_for_review(page=page, translation=translation, user=request.user)
        messages.success(request, _("“%(title)s” was sent for review.") % {"title": page.draft_title})
        return redirect(listing)
    waits = len(lines_that_wait(translation.source, page.locale))
    context = {
        "deed": _("Send for review"),
        "icon": "wagtail-localize-language",
        "title": page.draft_title,
        "page": page,
        "waits": waits,
    }
    return render(request, "practices/admin/translation_review.html", context)


def refuse_own_lines_of_a_term(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Hook `before_edit_snippet`: the names of a term in other languages are published by somebody else too."""
    publishes = request.method == "POST" and request.POST.get("action") == "publish"
    if not publishes or not isinstance(instance, Term | PracticeTag) or may_publish_own(request.user):
        return None
    if not unread_names(instance).filter(last_translated_by=request.user.pk).exists():
        log(instance=instance, action=TERM_TRANSLATED, user=request.user)
        return None
    messages.warning(request, _("You wrote this name, so somebody else has to publish it. Your work has been saved."))
    return redirect(request.path)


def _is_translation(page: Page) -> bool:
    """Whether a page says in another language what a Dutch one says, and goes through the door."""
    is_other = page.locale.language_code != SOURCE and not page.alias_of_id
    return is_other and issubclass(page.specific_class, OneDoor)


def review_button(page: Page, user, next_url: str | None = None, **kwargs: object) -> Iterator[Button]:
    """In the menu of a translation that is not in review, for who may change it."""
    if _is_translation(page) and not page.workflow_in_progress and may_edit(page, user):
        yield Button(_("Send for review"), reverse("review_translation", args=[page.pk]), icon_name="check", priority=55)
