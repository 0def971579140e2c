"""The editors' lists of terms, one for each vocabulary, with the number of sheets that have each."""

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn, NumberColumn
from wagtail.admin.widgets.button import ListingButton
from wagtail.models import Locale
from wagtail.snippets.views.snippets import CreateView as SnippetCreateView
from wagtail.snippets.views.snippets import EditView as SnippetEditView
from wagtail.snippets.views.snippets import IndexView as SnippetIndexView
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from practices.languages import SOURCE
from practices.screens.term_review import ReviewedTerm
from practices.taxonomy import Term
from practices.vocabularies import TERMS, TermVocabulary

TOTALS = (
    NumberColumn("live_total", label=_("On the site"), sort_key="live_total"),
    NumberColumn("total", label=_("Including drafts"), sort_key="total"),
)


class TermFilters(WagtailFilterSet):
    """Without the filter by language that Wagtail adds: the list has the Dutch terms only."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters.pop("locale", None)


class TermIndexView(SnippetIndexView):
    """Terms with the number of sheets, and a way to merge one into another."""

    base_filterset_class = TermFilters

    def get_list_more_buttons(self, instance) -> list[ListingButton]:
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission("delete") and instance.locale.language_code == SOURCE:
            buttons.append(
                ListingButton(
                    _("Merge into another"),
                    url=reverse("merge_term", args=[instance._meta.model_name, instance.pk]),
                    icon_name="link",
                    priority=60,
                )
            )
        return buttons


class TermCreateView(ReviewedTerm, SnippetCreateView):
    """A term begins in Dutch; what began in another language would be the translation of nothing."""

    action_verb = "wagtail.create"

    def get_locale(self) -> Locale:
        return Locale.objects.get(language_code=SOURCE)

    def get_translations(self) -> list[dict]:
        return []


class TermEditView(ReviewedTerm, SnippetEditView):
    """A term; its translations go as wagtail-localize has it."""


class TermViewSet(SnippetViewSet):
    """The terms of one vocabulary; their translations stand behind the Dutch ones."""

    vocabulary: TermVocabulary
    index_view_class = TermIndexView
    add_view_class = TermCreateView
    edit_view_class = TermEditView
    copy_view_enabled = False  # Wagtail's saves past what somebody else reads
    icon = "tag"
    ordering = ["name"]

    def get_queryset(self, request) -> QuerySet:
        sheets = self.vocabulary.sheets
        sources = Q((f"{sheets}__locale__language_code", SOURCE))
        total = Count(sheets, filter=sources, distinct=True)
        live = Count(sheets, filter=sources & Q((f"{sheets}__live", True)), distinct=True)
        # By the locale's key, because the search in this list can't filter on a field of the locale.
        source = Locale.objects.get(language_code=SOURCE)
        return self.model.objects.filter(locale_id=source.pk).annotate(total=total, live_total=live)


def _viewset_of(vocabulary: TermVocabulary) -> type[TermViewSet]:
    """The list of a vocabulary; terms that the importer makes wait for approval."""
    approved = "approved" in vocabulary.model.editable
    return type(
        f"{vocabulary.model.__name__}ViewSet",
        (TermViewSet,),
        {
            "model": vocabulary.model,
            "vocabulary": vocabulary,
            "list_display": ["name", *([BooleanColumn("approved", label=_("Approved"))] if approved else []), *TOTALS],
            "list_filter": ["approved"] if approved else [],
            "search_fields": None if issubclass(vocabulary.model, Term) else ["name"],
            "panels": [FieldPanel(name) for name in vocabulary.model.editable],
        },
    )


class TermsGroup(SnippetViewSetGroup):
    """The vocabularies, together under one entry of the menu."""

    items = tuple(map(_viewset_of, TERMS))
    menu_label = _("Terms")
    menu_icon = "tag"
    menu_order = 120
