"""What search engines are told beside the pages of Wagtail's Dutch tree, which Wagtail lists itself."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from municipalities.models import Municipality
from practices.languages import CODES, SOURCE
from practices.models import PracticePage
from practices.vocabularies import TERMS


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


class TermSitemap(Sitemap):
    """The list of each term that readers may see and a sheet on the site has, in each language."""

    def items(self) -> list[tuple[str, str, str]]:
        sheets = PracticePage.objects.published().values("pk")
        terms = [
            (vocabulary.name, slug)
            for vocabulary in TERMS
            for slug in vocabulary.shown().filter(**{f"{vocabulary.sheets}__in": sheets}).order_by("slug").distinct()
            .values_list("slug", flat=True)
        ]  # fmt: skip
        return [(code, facet, slug) for code in CODES for facet, slug in terms]

    def location(self, item: tuple[str, str, str]) -> str:
        code, facet, slug = item
        with translation.override(code):
            return f"{reverse('practices')}?{urlencode({facet: slug})}"


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
