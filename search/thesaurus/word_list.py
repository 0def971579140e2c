"""*Woordenlijst*: the concepts in Wagtail's admin, found by any of their names."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.panels import InlinePanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from practices.permissions import DecidedByPolicy, may_edit_words
from search.thesaurus.concept_mergers import merge_concepts
from search.thesaurus.forms import ConceptField, ConceptForm, NameForm, RelationForm, Rows
from search.thesaurus.models import Concept, ConceptName

MERGED = "search.concept_merged"
_SHOWN = 6  # names in the list
_EMPTY_ROWS = 3
_NAMES_HELP = gettext_lazy(
    "Who types one of these also finds sheets with the others. What is only how it is asked leads here, and is not looked for "
    "itself. A name that means something else too (“app”, “maatje”) counts inside a longer name only."
)
_RELATIONS_HELP = gettext_lazy(
    "A search that finds nothing shows sheets about what is a kind of this, and leads on to what this is close to or helped by."
)


class RowsPanel(InlinePanel):
    """The rows of a concept as a table: there may be a hundred, and all of them are short."""

    def __init__(self, relation_name: str, *args, form: type[forms.ModelForm], **kwargs) -> None:
        super().__init__(relation_name, *args, **kwargs)
        self.form = form

    def clone_kwargs(self) -> dict:
        return {**super().clone_kwargs(), "form": self.form}

    def get_form_options(self) -> dict:
        fields = list(self.form._meta.fields or ())
        return {"formsets": {self.relation_name: {"form": self.form, "formset": Rows, "fields": fields, "extra": _EMPTY_ROWS}}}

    class BoundPanel(Panel.BoundPanel):
        """The table; without a row that JavaScript copies."""

        template_name = "search/admin/rows_panel.html"

        @property
        def formset(self) -> Any:
            """The forms of the rows."""
            return self.form.formsets[self.panel.relation_name]

        def get_comparison(self) -> list:
            return []

        def get_context_data(self, parent_context: dict | None = None) -> dict:
            columns = [field for field in self.formset.empty_form.visible_fields() if field.name != "DELETE"]
            rows = [*self.formset.extra_forms, *self.formset.initial_forms]  # what is new stands on top
            return {**super().get_context_data(parent_context), "formset": self.formset, "columns": columns, "rows": rows}


class ConceptIndexView(IndexView):
    """All concepts, those with a name that is searched for."""

    def get_base_queryset(self) -> QuerySet:
        seen = ConceptName.objects.filter(is_avoided=False).order_by("pk")
        return Concept.objects.prefetch_related(Prefetch("names", queryset=seen, to_attr="seen_names"))

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().search_queryset(queryset).distinct() if self.is_searching else queryset


class ConceptEditView(EditView):
    """A concept, with a way to merge it into another."""

    def form_valid(self, form: ConceptForm) -> HttpResponse:
        """Somebody else may have given the concept the same name in the same moment."""
        try:
            with transaction.atomic():
                Concept.objects.locked(form.changes())
                return super().form_valid(form)
        except IntegrityError:
            form.add_error(None, _("Somebody else changed this at the same moment. Look again, and send it once more."))
            return self.form_invalid(form)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        url = reverse("merge_concept", args=[self.object.pk])
        return [*super().header_more_buttons, Button(_("Merge into another concept"), url=url, icon_name="link", priority=20)]


class ConceptDeleteView(DeleteView):
    """A concept goes, with what follows from it."""

    @property
    def confirmation_message(self) -> str:
        total = self.object.names.count()
        text = ngettext(
            "“%(title)s” goes with its %(total)s other name: searches for them find less then. Merge it into "
            "another concept to keep them.",
            "“%(title)s” goes with its %(total)s other names: searches for them find less then. Merge it into "
            "another concept to keep them.",
            total,
        )
        return text % {"title": self.object.title, "total": total}


class NamesColumn(Column):
    """The first names of a concept, those that were searched for before the others."""

    def get_cell_context_data(self, instance: Concept, parent_context: dict) -> dict:
        asked = parent_context["request"].GET.get("q", "").casefold()
        names = sorted((name.text for name in instance.seen_names), key=lambda text: asked not in text.casefold())
        more = "" if len(names) <= _SHOWN else f" … ({len(names)})"
        return {**super().get_cell_context_data(instance, parent_context), "value": ", ".join(names[:_SHOWN]) + more}

    def get_value(self, instance: Concept) -> str:
        return ""


class ConceptViewSet(DecidedByPolicy, ModelViewSet):
    """The thesaurus, owned by the editors."""

    model = Concept
    index_view_class = ConceptIndexView
    edit_view_class = ConceptEditView
    delete_view_class = ConceptDeleteView
    icon = "openquote"
    menu_label = gettext_lazy("Word list")
    menu_order = 125
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        "title",
        NamesColumn("names", label=gettext_lazy("Other names")),
        DateColumn("changed_at", label=gettext_lazy("Changed"), sort_key="changed_at"),
    ]
    list_per_page = 50
    ordering = ["title"]
    search_fields = ["title", "names__text"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            "title",
            "definition",
            RowsPanel("names", heading=gettext_lazy("Other names"), help_text=_NAMES_HELP, form=NameForm),
            RowsPanel("relations", heading=gettext_lazy("Belongs together with"), help_text=_RELATIONS_HELP, form=RelationForm),
            "note",
        ],
        base_form_class=ConceptForm,
    )


class ConceptMergeForm(forms.Form):
    """Into which concept."""

    target = ConceptField(label=gettext_lazy("Merge into"))

    def __init__(self, *args, source: Concept, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.source = source

    def clean_target(self) -> Concept:
        """Another concept."""
        target = self.cleaned_data["target"]
        if target == self.source:
            raise forms.ValidationError(_("Choose another concept."))
        return target


def merge_concept(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the concept that another is merged into, and do it."""
    if not may_edit_words(request.user):
        raise PermissionDenied
    source = get_object_or_404(Concept, pk=pk)
    form = ConceptMergeForm(request.POST if request.method == "POST" else None, source=source)
    if form.is_valid():
        target = form.cleaned_data["target"]
        with transaction.atomic():
            if not merge_concepts(source, target):
                raise Http404
            log(instance=target, action=MERGED, user=request.user, data={"merged": source.title})
        text = _("“%(source)s” was merged into “%(target)s”; its names are there now.")
        messages.success(request, text % {"source": source.title, "target": target.title})
        return redirect(reverse("woordenlijst:edit", args=[target.pk]))
    return render(request, "search/admin/merge_concept.html", {"form": form, "source": source})
