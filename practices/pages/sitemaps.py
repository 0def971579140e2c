"""What search engines are told beside the pages of Wagtail's Dutch tree, which Wagtail lists itself."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.utils import translation

from municipalities.models import Municipality
from practices.languages import SOURCE
from practices.models import PracticePage


class MunicipalitySitemap(Sitemap):
    """Only municipalities with a practice: an empty page is no answer to a search."""

    def items(self) -> QuerySet[Municipality]:
        return (
            Municipality.objects.current()
            .filter(implementations__page__in=PracticePage.objects.published())
            .defer("shape")
            .distinct()
            .order_by("name")
        )


class TranslationSitemap(Sitemap):
    """The sheets in other languages, each where it was translated."""

    def items(self) -> list[tuple[PracticePage, str]]:
        sheets = PracticePage.objects.published().with_languages().select_related("locale").order_by("title")
        return [(sheet, code) for sheet in sheets for code in sheet.translated_into if code != SOURCE]

    def location(self, item: tuple[PracticePage, str]) -> str:
        sheet, code = item
        with translation.override(code):
            return sheet.address

    def lastmod(self, item: tuple[PracticePage, str]) -> datetime | None:
        return item[0].last_published_at
