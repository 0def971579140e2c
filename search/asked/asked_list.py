"""*Zoekvragen*: what people look for in vain, and one click that mends it."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from practices.permissions import DecidedByPolicy, may_edit_words
from search.asked.field_questions import FieldQuestion
from search.asked.models import AskedWords
from search.asked.naming import NameOfConcept, near_concepts_of
from search.finding import Finder, Question
from search.thesaurus.models import Concept

_KINDS = {
    "in_vain": gettext_lazy("Nothing found"),
    "hardly": gettext_lazy("Little found"),
    "passed_over": gettext_lazy("Found, and not clicked"),
}


class AskedFilters(WagtailFilterSet):
    """Which searches; the menu leads to those in vain."""

    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("What it found"),
        choices=list(_KINDS.items()),
        method="of_kind",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = AskedWords
        fields = ["language"]

    def of_kind(self, searches: QuerySet, _name: str, kind: str) -> QuerySet:
        """The searches of a kind, as models.py has it."""
        return searches & getattr(AskedWords.objects, kind)()


def _found_now(asked: AskedWords) -> str:
    """The address of what the words find on the site now."""
    with override(asked.language):
        return f"{reverse('practices')}?{urlencode({'q': asked.text})}"


def _naming(asked: AskedWords) -> str:
    return reverse("name_asked", args=[asked.pk])


def _day(asked: AskedWords) -> str:
    return date_format(asked.last_on)


class AskedIndexView(IndexView):
    """The searches whose words are kept, the most frequent first."""

    def get_base_queryset(self) -> QuerySet:
        return AskedWords.objects.told()

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """To the questions that were made of some, with how many wait."""
        waiting = FieldQuestion.objects.waiting().count()
        label = _("Questions to the field") + (f" ({waiting})" if waiting else "")
        return [*super().header_buttons, HeaderButton(label, url=reverse("field_questions"), icon_name="help")]


class AskedViewSet(DecidedByPolicy, ModelViewSet):
    """What people look for."""

    model = AskedWords
    index_view_class = AskedIndexView
    filterset_class = AskedFilters
    icon = "search"
    menu_label = gettext_lazy("Searches")
    menu_order = 126
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    form_fields = ["text"]
    list_per_page = 50
    ordering = ["-times"]

    @cached_property
    def menu_url(self) -> str:
        """What an editor looks at first: what finds nothing."""
        return f"{super().menu_url}?kind=in_vain"

    search_fields = ["text"]
    search_backend_name = None
    list_display = [
        TitleColumn("text", label=gettext_lazy("Words"), sort_key="text", get_url=_found_now),
        TitleColumn("naming", label="", accessor=lambda asked: _("Make it a name"), get_url=_naming),
        Column("get_language_display", label=gettext_lazy("Language")),
        NumberColumn("times", label=gettext_lazy("Times"), sort_key="times"),
        NumberColumn("found", label=gettext_lazy("Found"), sort_key="found"),
        NumberColumn("clicked", label=gettext_lazy("Clicked"), sort_key="clicked"),
        Column("last_on", label=gettext_lazy("Last"), accessor=_day, sort_key="last_on"),
    ]


def name_asked(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the words of a search a name of a concept that is near, of another one, or of a new one."""
    if not may_edit_words(request.user):
        raise PermissionDenied
    asked = get_object_or_404(AskedWords.objects.exclude(text=""), pk=pk)
    form = NameOfConcept(request.POST if request.method == "POST" else None, asked=asked)
    if form.is_valid() and (concept := form.save()):
        total = Finder(asked.language).find(Question(asked.text, limit=1), facets=()).found.total
        tell = messages.success if total else messages.warning
        tell(request, _said(form.cleaned_data["name"], concept.title, total), buttons=[_to_the_search(asked)])
        if total:  # what still finds nothing stays on the list
            form.close()
        return redirect("zoekvragen:index")
    named = Concept.objects.called(asked.text)
    context = {"form": form, "asked": asked, "near": near_concepts_of(asked), "named": named, "found_now": _found_now(asked)}
    return render(request, "search/admin/name_asked.html", context)


@require_POST
def close_asked(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing is to be done about a search."""
    if not may_edit_words(request.user):
        raise PermissionDenied
    asked = get_object_or_404(AskedWords.objects.exclude(text=""), pk=pk)
    AskedWords.objects.filter(pk=asked.pk).update(is_done=True, text="")
    messages.success(request, _("“%(words)s” is dealt with, and the words are not kept.") % {"words": asked.text})
    return redirect("zoekvragen:index")


def _said(name: str, title: str, total: int) -> str:
    """What became of it, and what the search finds now."""
    found = ngettext("It finds %(total)s practice now.", "It finds %(total)s practices now.", total) % {"total": total}
    return _("“%(words)s” is a name of “%(title)s” now.") % {"words": name, "title": title} + " " + found


def _to_the_search(asked: AskedWords) -> Any:
    return messages.button(_found_now(asked), _("Look at it"), new_window=True)
