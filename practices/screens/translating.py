"""The screen on which a page is translated: all its lines in one form, Dutch beside the other language, and the next step.

wagtail-localize's editor has a form for each line, and knows no review. This one takes its place for pages; terms, which
have one line, keep it.
"""

import re
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.machine_translators import get_machine_translator

from practices.door import OneDoor, RefusedError, refuse_binned
from practices.permissions import may_approve, may_edit, may_publish, may_publish_own
from practices.screens.answers import say_published
from practices.segments.state import running_translation, unread_lines
from practices.translations.review import is_locked_for, send_for_review
from practices.translations.taking_over import TakenOver, Typed, take_over
from practices.translations.translated_lines import LineKey, field_name, lines_of_translation
from practices.workflow import returned_task

_FIELD = re.compile(r"line-(\d{1,18})-(\d{1,18})")


def lead_to_the_lines(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_edit_page`: whatever link leads to the editor of a translation leads here."""
    is_translated = issubclass(page.specific_class, OneDoor) and running_translation(page)
    return redirect("translate_page", page.pk) if is_translated else None


@method_decorator(never_cache, name="dispatch")
class TranslatingView(View):
    """Shows the lines, keeps what was typed, and takes the step of the button that was pressed."""

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        super().setup(request, *args, **kwargs)
        self.page: Any = get_object_or_404(Page.objects.select_related("locale"), pk=kwargs["pk"]).specific
        translation = running_translation(self.page)
        if translation is None:
            raise Http404
        self.translation = translation

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> Any:
        if not isinstance(self.page, OneDoor) or not may_edit(self.page, request.user):
            raise PermissionDenied
        refuse_binned(self.page)
        self.is_locked = is_locked_for(self.page, request.user)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._answer(TakenOver(lines_of_translation(self.translation)))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        outcome = self._take_over(_typed(request.POST))
        if outcome.unplaced:
            text = _("These lines could not be kept, for the Dutch text changed too much: %(lines)s")
            messages.error(request, text % {"lines": " / ".join(outcome.unplaced)})
        if outcome.moved:
            messages.warning(
                request,
                _("The Dutch text changed while you were typing. Your lines stand at the ones that came in their place."),
            )
        if outcome.is_refused:
            messages.error(
                request, _("Not everything could be kept: look at the lines in red. Nothing that you typed is lost.")
            )
            return self._answer(outcome)
        steps = {"send": self._send, "publish": self._publish, "reject": self._reject}
        return steps.get(request.POST.get("action", ""), self._stay)(outcome)

    @transaction.atomic
    def _take_over(self, typed: dict[LineKey, Typed]) -> TakenOver:
        """Keep what was typed, unless somebody else began to review it: who sends it waits for this row."""
        page = type(self.page).objects.select_for_update(of=("self",)).get(pk=self.page.pk)
        if is_locked_for(page, self.request.user):
            raise RefusedError(_("Somebody else is reviewing this translation now, or keeps it locked."), self._here)
        return take_over(translation=self.translation, typed=typed, user=self.request.user)

    def _stay(self, outcome: TakenOver) -> HttpResponse:
        """After “save”."""
        said = ngettext("%(total)s line saved.", "%(total)s lines saved.", outcome.written) % {"total": outcome.written}
        waits = ngettext("%(total)s waits.", "%(total)s wait.", outcome.waiting) % {"total": outcome.waiting}
        messages.success(self.request, f"{said} {waits if outcome.waiting else _('All lines are translated.')}")
        return redirect(self._here)

    def _send(self, outcome: TakenOver) -> HttpResponse:
        """To the review, which asks when a line waits."""
        if outcome.waiting or outcome.moved or self.page.get_workflow() is None or self.page.workflow_in_progress:
            return redirect("review_translation", self.page.pk)
        send_for_review(page=self.page, translation=self.translation, user=self.request.user)
        self._say(_("“%(title)s” was sent for review."))
        return redirect("outdated_translations")

    def _publish(self, outcome: TakenOver) -> HttpResponse:
        if outcome.is_stale or outcome.moved or outcome.unplaced:
            messages.warning(self.request, _("Lines of this translation changed while you were reading. Read it again first."))
            return redirect(self._here)
        if not may_publish(self.page, self.request.user):
            if may_approve(self.page, self.request.user):  # it is not for their lines
                raise PermissionDenied
            messages.warning(
                self.request,
                _("You wrote a line of this translation, so somebody else has to publish it. Your work has been saved."),
            )
            return redirect(self._here)
        try:
            with transaction.atomic():
                self.translation.save_target(user=self.request.user, publish=True)
        except (ValidationError, DataError) as error:
            reasons = " ".join(getattr(error, "messages", ()))
            raise RefusedError(_("This translation can't be published yet. %(reasons)s") % {"reasons": reasons}) from error
        self.page.refresh_from_db()
        say_published(self.request, self.page)
        return redirect(self._here)

    def _reject(self, outcome: TakenOver) -> HttpResponse:
        """Back to who wrote it, with a reason."""
        task = self.page.current_workflow_task_state
        reason = self.request.POST.get("reason", "").strip()
        if task is None or not self.page.workflow_in_progress:
            raise RefusedError(_("This translation is not in review."), self._here)
        if not reason:
            return self._answer(outcome, lacks_reason=True)
        task.task.specific.on_action(task, self.request.user, "reject", comment=reason)
        self._say(_("“%(title)s” was sent back."))
        return redirect("wagtailadmin_home")

    def _say(self, sentence: str) -> None:
        messages.success(self.request, sentence % {"title": self.page.draft_title})

    def _answer(self, outcome: TakenOver, *, lacks_reason: bool = False) -> HttpResponse:
        in_review = self.page.workflow_in_progress
        first = next((line for line in outcome.lines if line.error or line.waits), None)
        context = {
            "deed": _("Translate"),
            "icon": "wagtail-localize-language",
            "title": self.page.draft_title,
            "page": self.page,
            "language": self.page.locale,
            "translation": self.translation,
            "lines": outcome.lines,
            "waiting": outcome.waiting,
            "first": first,
            "is_locked": self.is_locked,
            "lacks_reason": lacks_reason,
            "in_review": in_review,
            "returned": returned_task(self.page),
            "may_stop": may_publish_own(self.request.user),
            "may_send": not in_review and self.page.get_workflow() is not None,
            "may_publish": may_publish(self.page, self.request.user),
            "unread": set(unread_lines(self.page).values_list("pk", flat=True)) if in_review else set(),
            "machine": self._machine,
            "permissions": self.page.permissions_for_user(self.request.user),
        }
        return render(self.request, "practices/admin/translating.html", context)

    @property
    def _here(self) -> str:
        return reverse("translate_page", args=[self.page.pk])

    @property
    def _machine(self) -> Any:
        machine = get_machine_translator()
        able = machine and machine.can_translate(self.translation.source.locale, self.translation.target_locale)
        return machine if able else None


def _typed(data: QueryDict) -> dict[LineKey, Typed]:
    """What was sent, by line."""
    found = {}
    for name in data:
        match = _FIELD.fullmatch(name)
        if match:
            key = int(match[1]), int(match[2])
            found[key] = Typed(
                text=str(data[name]).replace("\r\n", "\n"),
                version=data.get(field_name("version", key), ""),
                confirmed=field_name("confirmed", key) in data,
            )
    return found
