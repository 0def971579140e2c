"""The work list of who translates: drafts, and translations with lines that wait because they changed in Dutch."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from practices.languages import SOURCE
from practices.models import PracticePage
from practices.sheet_list import TitleColumn
from practices.translations.lines import lines_that_wait


def lines_left(page: PracticePage) -> int:
    """How many lines wait for a translation of their own."""
    source = TranslationSource.objects.get_for_instance_or_none(page.original)
    return len(lines_that_wait(source, page.locale)) if source else 0


class LanguageFilter(WagtailFilterSet):
    """One language at a time."""

    locale = ModelChoiceFilter(label=_("Language"), queryset=Locale.objects.exclude(language_code=SOURCE))

    class Meta:
        model = PracticePage
        fields: list[str] = []


class OutdatedReport(PageReportView):
    """Each leads to its lines, to translate them or to publish them; those that wait longest come first."""

    results_template_name = "wagtailadmin/reports/base_report_results.html"
    index_url_name = "outdated_translations"
    index_results_url_name = "outdated_translations_results"
    page_title = _("Translations to update")
    header_icon = "wagtail-localize-language"
    filterset_class = LanguageFilter
    columns = [
        TitleColumn("title", label=_("Practice"), classname="title", sort_key="title"),
        Column("locale", label=_("Language"), sort_key="locale__language_code"),
        Column(lines_left, label=_("To be translated")),
        DateColumn("outdated_since", label=_("Since"), sort_key="outdated_since"),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]

    def get_queryset(self) -> QuerySet:
        translations = PracticePage.objects.translations()
        waiting = translations.exclude(outdated_since=None, live=True).order_by("outdated_since", "latest_revision_created_at")
        return self.order_queryset(waiting).select_related("locale")
