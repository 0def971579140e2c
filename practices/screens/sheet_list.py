"""The editors' list of sheets: their state and completeness, found by words and by any name of a municipality."""

import re
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Revision, WorkflowState

from municipalities.models import Municipality
from municipalities.names import Gazetteer
from practices.editor.findings import completeness
from practices.models import Implementation, PracticePage, PracticeTag, SheetSource, TaggedPractice, Term
from practices.permissions import may_open, may_translate
from practices.screens.languages_column import LanguagesColumn, with_translations
from practices.vocabularies import TERMS

_NAMES_SHOWN = 4
_ALIKE = 0.75  # of two words, as difflib counts it
_WORDS = 8  # of a query, that are compared with every one that is known
_TITLES = 5000  # the newest, among which a word that was typed wrongly is looked for


def words_in(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


class SheetFilters(WagtailFilterSet):
    """What editors narrow the list by."""

    STATES = {
        "live": (_("On the site"), Q(live=True)),
        "changed": (_("On the site, with an edit waiting"), Q(live=True, has_unpublished_changes=True)),
        "draft": (_("Not on the site"), Q(live=False)),
        "review": (_("Waiting for review"), Q(_specific_workflow_states__status=WorkflowState.STATUS_IN_PROGRESS)),
        "returned": (
            _("Sent back to the writer"),
            Q(
                _specific_workflow_states__status=WorkflowState.STATUS_NEEDS_CHANGES,
                _specific_workflow_states__workflow__active=True,
            ),
        ),
    }

    state = ChoiceFilter(
        label=_("State"), choices=[(name, label) for name, (label, _condition) in STATES.items()], method="in_state"
    )
    municipality = ModelChoiceFilter(label=_("Municipality"), queryset=Municipality.objects.current(), method="done_in")

    class Meta:
        model = PracticePage
        fields: list[str] = []

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters.pop("locale", None)  # the list has the Dutch sheets only

    def in_state(self, sheets: QuerySet, name: str, value: str) -> QuerySet:
        return sheets.filter(pk__in=PracticePage.objects.filter(self.STATES[value][1]).values("pk"))

    def done_in(self, sheets: QuerySet, name: str, value: Municipality) -> QuerySet:
        return sheets.filter(pk__in=PracticePage.objects.in_municipality(value).values("pk"))


# A filter for each vocabulary of terms that editors approve.
SheetFilters.base_filters |= {
    vocabulary.part: ModelChoiceFilter(
        field_name=vocabulary.part, label=vocabulary.label, queryset=vocabulary.model.objects.sources()
    )
    for vocabulary in TERMS
    if issubclass(vocabulary.model, Term)
}


class SheetIndexView(IndexView):
    """The sheets of whoever looks; their lists of municipalities come in a fixed number of queries."""

    results_template_name = "practices/admin/sheet_results.html"

    def get_base_queryset(self) -> QuerySet:
        full_name = NullIf(Trim(Concat("user__first_name", Value(" "), "user__last_name")), Value(""))
        editor = Revision.objects.filter(pk=OuterRef("latest_revision")).values(name=Coalesce(full_name, "user__username"))
        imported = Exists(SheetSource.objects.filter(page=OuterRef("pk")))
        # Wagtail's list drops `select_related`, so these are fetched for all sheets at once.
        sheets = self._listed().sources().outside_bin().for_sheet().prefetch_related("category", "locale")
        return with_translations(sheets).annotate(last_editor=Subquery(editor[:1]), was_imported=imported)

    def _listed(self) -> Any:
        """What somebody may open; for who translates, what is on the site too."""
        listed = Q(pk__in=may_open(self.request.user).values("pk"))
        if may_translate(self.request.user):
            listed |= Q(pk__in=PracticePage.objects.published().values("pk"))
        return self.annotate_queryset(PracticePage.objects.filter(listed))

    def get_context_data(self, **kwargs) -> dict:
        """What somebody may not open stands under its name on the site, and not under that of its draft."""
        context = super().get_context_data(**kwargs)
        sheets = list(context["object_list"])
        opened = set(may_open(self.request.user).filter(pk__in=[sheet.pk for sheet in sheets]).values_list("pk", flat=True))
        for sheet in sheets:
            if sheet.pk not in opened:
                sheet.draft_title = sheet.title
        return context

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Sheets with these words, a keyword or contact with them, or done in a municipality with this postcode or a name that
        begins so; last edit first.
        """
        if not self.is_searching:
            return queryset
        found = queryset.filter(_with_words(self.search_query))
        return found if self.is_explicitly_ordered else found.order_by(F("latest_revision_created_at").desc(nulls_last=True))

    @cached_property
    def no_results_message(self) -> str:
        if not self.is_searching and not self.is_filtering:
            return gettext("There is no sheet yet.")
        link = format_html('<a href="{}">{}</a>', self.index_url, gettext("show all sheets"))
        said = format_html("{} {}", gettext("No sheet is like that:"), link)
        meant = self._meant if self.is_searching else ""
        if not meant:
            return said
        address = f"{self.index_url}?{urlencode({'q': meant})}"
        return format_html('{} <a href="{}">“{}”</a>? {}', gettext("Did you mean"), address, meant, said)

    @cached_property
    def _meant(self) -> str:
        """What was typed, with each word that no title, keyword or municipality has as the one that is most like it."""
        titles = PracticePage.objects.sources().outside_bin().order_by("-latest_revision_created_at")
        names = [*titles.values_list("draft_title", flat=True)[:_TITLES], *PracticeTag.objects.values_list("name", flat=True)]
        names += Municipality.objects.values_list("name", flat=True)
        known = {word for name in names for word in words_in(name)}
        typed = words_in(self.search_query)[:_WORDS]
        meant = [word if word in known else (get_close_matches(word, known, n=1, cutoff=_ALIKE) or [word])[0] for word in typed]
        query = " ".join(meant)
        return query if meant != typed and self.get_base_queryset().filter(_with_words(query)).exists() else ""


def _with_words(query: str) -> Q:
    """The sheets that have these words somewhere, or are done where they say."""
    by_words = [hit.pk for hit in PracticePage.objects.search(query)]
    by_title = [hit.pk for hit in PracticePage.objects.autocomplete(query)]
    places = Gazetteer.from_database().search(query, limit=Municipality.objects.count())
    named = Q(contacts__icontains=query) | Q(partners__icontains=query)
    there = Implementation.objects.filter(Q(municipalities__in=places) | named).values("page")
    tagged = TaggedPractice.objects.filter(tag__name__icontains=query).values("content_object")
    return Q(pk__in=[*by_words, *by_title]) | Q(pk__in=there) | Q(pk__in=tagged)


class TitleColumn(PageTitleColumn):
    """Wagtail's, under a plain heading: the one with "1-25 of 25" has lost its spaces in Dutch. And all of these are Dutch."""

    header_template_name = Column.header_template_name

    def get_cell_context_data(self, instance: PracticePage, parent_context: dict) -> dict:
        return {**super().get_cell_context_data(instance, parent_context), "show_locale_labels": False}


def completed(page: PracticePage) -> str:
    done, total = completeness(page)
    return f"{done}/{total}"


def last_editor(page: PracticePage) -> str:
    """Who made the newest revision; an import is nobody's, and neither is the edit of somebody who left."""
    return page.last_editor or (gettext("import") if page.was_imported else "–")


def names_of_municipalities(page: PracticePage) -> str:
    """The first municipalities by name, and how many more."""
    names = [place.name for place in page.municipality_list]
    return ", ".join(names[:_NAMES_SHOWN]) + (f" +{len(names) - _NAMES_SHOWN}" if len(names) > _NAMES_SHOWN else "")


class SheetListingViewSet(PageListingViewSet):
    """The list *Praktijkfiches* in the menu."""

    model = PracticePage
    index_view_class = SheetIndexView
    filterset_class = SheetFilters
    icon = "doc-full"
    menu_label = _("Practice sheets")
    menu_order = 110
    add_to_admin_menu = True
    name = "sheets"
    columns = [
        BulkActionsColumn("bulk_actions"),
        TitleColumn("title", label=_("Practice"), classname="title", width="30%", sort_key="title"),
        Column("category", label=_("Category"), sort_key="category__name"),
        Column(names_of_municipalities, label=_("Municipalities")),
        Column(completed, label=_("Filled in")),
        LanguagesColumn("languages", label=_("Also in")),
        Column(last_editor, label=_("Last edit by")),
        DateColumn("latest_revision_created_at", label=_("Last edit"), sort_key="latest_revision_created_at"),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]
