"""Throwing away the draft of a sheet that is on the site: back to what readers see."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem

from practices import history
from practices.door import RefusedError
from practices.models import PracticePage
from practices.permissions import may_edit


@transaction.atomic
def discard_draft(*, page: PracticePage, user: Any) -> None:
    """Make what is live the newest revision; the draft stays in the history. Raises RefusedError."""
    _refuse_without_draft(page)
    review = page.current_workflow_state
    if review:
        review.cancel(user=user)
    page.revisions.update(approved_go_live_at=None)
    live = page.live_revision.as_object()
    history.keep_revision(live, history.DISCARDED, user=user, data={}, clean=False)


def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then do it."""
    page = get_object_or_404(PracticePage.objects.sources(), id=pk)
    lock = page.get_lock()
    if not may_edit(page, request.user) or (lock and lock.for_user(request.user)):  # as its writer's, while it is in review
        raise PermissionDenied
    _refuse_without_draft(page)
    if request.method == "POST":
        discard_draft(page=page, user=request.user)
        messages.success(request, _("The draft of “%(title)s” was thrown away.") % {"title": page.title})
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"deed": _("Throw the draft away"), "icon": "bin", "title": page.title, "page": page}
    return render(request, "practices/admin/discard.html", context)


def _refuse_without_draft(page: PracticePage) -> None:
    if not page.live or not page.live_revision or not page.has_unpublished_changes:
        back = reverse("wagtailadmin_pages:edit", args=[page.pk])
        raise RefusedError(_("There is no draft to throw away: this is all there is of the sheet."), back)


class DiscardMenuItem(ActionMenuItem):
    """In the menu of the editor, where there is a draft beside what is live."""

    name = "discard"
    label = gettext_lazy("Throw the draft away")
    icon_name = "bin"

    def is_shown(self, context: dict) -> bool:
        page = context.get("page")
        if page is None or context["view"] != "edit" or context["locked_for_user"]:
            return False
        is_sheet = page.specific_class is PracticePage and not page.specific.is_translation
        return is_sheet and page.live and page.has_unpublished_changes

    def get_url(self, context: dict) -> str:
        return reverse("discard_draft", args=[context["page"].pk])
