"""A change of a term: where it is saved to wait, and the screen on which somebody else reads it."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic.edit import ModelFormMixin
from wagtail.admin import messages
from wagtail.log_actions import log

from practices.door import RefusedError
from practices.mergers import approve_merger, sheets_with
from practices.people import name_of
from practices.permissions import may_moderate
from practices.taxonomy import PracticeTag, Term
from practices.term_changes import MERGE, TermChange, approve_change, change_of, drop_change, review_address, save_changed
from practices.vocabularies import terms_named


@dataclass(frozen=True)
class TermLine:
    """One thing that changes of a term."""

    label: str | Promise
    before: str
    after: str


class ReviewedTerm(ModelFormMixin):
    """A part of the views that make and edit a term: what readers would see of it waits for somebody else."""

    request: HttpRequest
    form: Any
    action_verb = "wagtail.edit"
    change: TermChange | None = None
    produced_error_message = None  # which Wagtail sets only once it has tried to save

    def form_valid(self, form: Any) -> HttpResponse:
        waiting = change_of(form.instance) if form.instance.pk else None
        if waiting and waiting.written_by_id != self.request.user.pk:
            text = _("A change by %(name)s waits: read that first.")
            self.produced_error_message = text % {"name": name_of(waiting.written_by)}
            form.add_error("name", self.produced_error_message)
            return self.form_invalid(form)
        return super().form_valid(form)

    def save_instance(self) -> Term | PracticeTag:
        self.change = save_changed(self.form.instance, self.request.user)
        log(instance=self.form.instance, action=self.action_verb, user=self.request.user)
        return self.form.instance

    def get_success_message(self, instance: Any = None) -> str:
        if self.change:
            return _("Saved. Readers see it once somebody else has read it; it waits in the queue.")
        return super().get_success_message(instance)  # type: ignore[misc] # that of Wagtail's view


def review_term(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a change through, or leave the term as it is."""
    if not may_moderate(request.user):
        raise PermissionDenied
    change = get_object_or_404(TermChange.objects.select_related("written_by"), pk=pk)
    term = change.term
    if term is None:
        raise Http404
    deed = {"approve": _approve, "drop": _drop}.get(request.POST.get("deed", "")) if request.method == "POST" else None
    if deed:
        deed(request, change, term)
        return redirect(f"wagtailsnippets_practices_{term._meta.model_name}:list")
    context = {
        "deed": _("Change of a term"),
        "icon": "tag",
        "title": term.name,
        "change": change,
        "kind": terms_named(change.kind).label,
        "writer": name_of(change.written_by),
        "lines": [_line(change, term, name, value) for name, value in change.values.items()],
        "total": sheets_with(term).sources().count(),
        "may_approve": change.may_be_approved_by(request.user),
        "is_own": change.written_by_id == request.user.pk,
    }
    return render(request, "practices/admin/term_review.html", context)


def tell_what_waits(request: HttpRequest, instance: Any) -> None:
    """Hook `before_edit_snippet`: say that a change of this term waits, and lead to it."""
    if request.method != "GET" or not isinstance(instance, Term | PracticeTag):
        return
    change = change_of(instance)
    if change:
        text = _("A change of this term by %(name)s waits to be read.") % {"name": name_of(change.written_by)}
        messages.info(request, text, buttons=[messages.button(review_address(change), _("Read it"))])


def _approve(request: HttpRequest, change: TermChange, term: Term | PracticeTag) -> None:
    if MERGE in change.values:
        target, total = change.target, approve_merger(change, request.user)
        moved = ngettext("%(total)d sheet moved", "%(total)d sheets moved", total) % {"total": total}
        text = _("“%(name)s” was merged into “%(target)s”: %(text)s.")
        messages.success(request, text % {"name": term.name, "target": target.name, "text": moved})
        return
    try:
        approve_change(change, request.user)
    except ValidationError as error:
        raise RefusedError(" ".join(error.messages), review_address(change)) from error
    messages.success(request, _("“%(name)s” is changed, also for readers.") % {"name": change.values.get("name") or term.name})


def _drop(request: HttpRequest, change: TermChange, term: Term | PracticeTag) -> None:
    drop_change(change, request.user)
    messages.success(request, _("“%(name)s” stays as it is.") % {"name": term.name})


def _line(change: TermChange, term: Term | PracticeTag, name: str, value: Any) -> TermLine:
    if name == MERGE:
        return TermLine(_("becomes one with"), term.name, change.target.name if change.target else _("a term that is gone"))
    field: Any = term._meta.get_field(name)
    return TermLine(field.verbose_name, _said(field, getattr(term, name)), _said(field, value))


def _said(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(dict(field.flatchoices).get(value, value))
