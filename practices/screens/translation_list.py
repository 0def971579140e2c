"""The work list of who translates: drafts, and translations with lines that wait because they changed in Dutch."""

from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ModelChoiceFilter
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from practices.languages import SOURCE
from practices.models import PracticePage
from practices.permissions import may_open
from practices.screens.sheet_list import TitleColumn
from practices.segments.state import lines_that_wait, that_wait


def lines_left(page: PracticePage) -> int:
    """How many lines wait for a translation of their own."""
    source = TranslationSource.objects.get_for_instance_or_none(page.original)
    return len(lines_that_wait(source, page.locale)) if source else 0


class Waiting(NamedTuple):
    """A term, or a page about the site, with lines that wait, and where this user translates them."""

    name: str
    kind: str
    language: Locale
    address: str


def others_that_wait(user) -> Iterator[Waiting]:
    """What is no sheet and waits, of what this user may change."""
    sheet, finder = ContentType.objects.get_for_model(PracticePage), AdminURLFinder(user)
    for locale in Locale.objects.exclude(language_code=SOURCE):
        sources = TranslationSource.objects.exclude(specific_content_type=sheet)
        running = sources.filter(translations__target_locale=locale, translations__enabled=True)
        for source in that_wait(running, locale).select_related("specific_content_type").order_by("object_repr"):
            model = source.specific_content_type.model_class()
            made = model.objects.filter(translation_key=source.object_id, locale=locale).first()
            address = finder.get_edit_url(made) if made else None
            if address:
                yield Waiting(source.object_repr, model._meta.verbose_name, locale, address)


class LanguageFilter(WagtailFilterSet):
    """One language at a time."""

    locale = ModelChoiceFilter(label=_("Language"), queryset=Locale.objects.exclude(language_code=SOURCE))

    class Meta:
        model = PracticePage
        fields: list[str] = []


class OutdatedReport(PageReportView):
    """Each leads to its lines, to translate them or to publish them; those that wait longest come first."""

    results_template_name = "practices/admin/outdated_results.html"
    index_url_name = "outdated_translations"
    index_results_url_name = "outdated_translations_results"
    page_title = _("Translations to update")
    header_icon = "wagtail-localize-language"
    filterset_class = LanguageFilter
    columns = [
        TitleColumn("title", label=_("Practice"), classname="title", sort_key="title"),
        Column("dutch_title", label=_("In Dutch"), sort_key="dutch_title"),
        Column("locale", label=_("Language"), sort_key="locale__language_code"),
        Column(lines_left, label=_("Lines to translate")),
        DateColumn("outdated_since", label=_("Since"), sort_key="outdated_since"),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]

    def get_context_data(self, **kwargs) -> dict:
        return {**super().get_context_data(**kwargs), "others": list(others_that_wait(self.request.user))}

    def get_queryset(self) -> QuerySet:
        translations = PracticePage.objects.translations().outside_bin().filter(pk__in=may_open(self.request.user).values("pk"))
        waiting = translations.exclude(outdated_since=None, live=True).order_by("outdated_since", "latest_revision_created_at")
        dutch = PracticePage.objects.sources().filter(translation_key=OuterRef("translation_key")).values("draft_title")[:1]
        return self.order_queryset(waiting.annotate(dutch_title=Subquery(dutch))).select_related("locale")
