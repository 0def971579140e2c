"""Merging one term into another, in the editors' screens."""

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from practices.mergers import ask_to_merge, merge_terms, sheets_with
from practices.permissions import may_merge
from practices.taxonomy import PracticeTag, Term
from practices.term_changes import own_unread
from practices.vocabularies import TERMS, vocabulary_of

MODELS = {each.model._meta.model_name: each.model for each in TERMS}


class MergeForm(forms.Form):
    """Into which term."""

    target: forms.ModelChoiceField = forms.ModelChoiceField(
        queryset=None,
        label=gettext_lazy("Merge into"),
        help_text=gettext_lazy("All sheets move to this term. One that readers do not see yet is not in the list."),
    )

    def __init__(self, *args, source: Term | PracticeTag, user: Any, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        target = cast("forms.ModelChoiceField", self.fields["target"])
        own = own_unread(type(source), user)
        target.queryset = vocabulary_of(type(source)).shown().exclude(pk=source.pk).exclude(pk__in=own)


def merge_term(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Choose the term that another is merged into, and do it."""
    if kind not in MODELS:
        raise Http404
    model = MODELS[kind]
    if not may_merge(request.user, model):
        raise PermissionDenied
    source = get_object_or_404(model.objects.sources(), pk=pk)
    form = MergeForm(request.POST or None, source=source, user=request.user)
    listing = reverse(f"wagtailsnippets_practices_{kind}:list")
    if form.is_valid():
        target = form.cleaned_data["target"]
        if ask_to_merge(source=source, target=target, user=request.user):
            text = _("“%(name)s” is merged into “%(target)s” once somebody else has read it; it waits in the queue.")
            messages.success(request, text % {"name": source.name, "target": target.name})
            return redirect(listing)
        name, total = source.name, merge_terms(source=source, target=target, user=request.user)
        text = ngettext("%(total)d sheet moved", "%(total)d sheets moved", total) % {"total": total}
        messages.success(
            request,
            _("“%(name)s” was merged into “%(target)s”: %(text)s.") % {"name": name, "target": target.name, "text": text},
        )
        return redirect(listing)
    total = sheets_with(source).sources().count()
    return render(
        request,
        "practices/admin/merge_term.html",
        {
            "form": form,
            "source": source,
            "kind": model._meta.verbose_name,
            "total": total,
            "listing": listing,
        },
    )
