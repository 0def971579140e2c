"""What search engines are told: an index of parts, each of so many addresses, however many sheets there are.

How many there are, and which municipalities and terms have some, is read from the index of the search.
"""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.contrib.sitemaps import Sitemap
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import translation

from practices.languages import CODES, SOURCE
from practices.models import PracticePage
from practices.restrictions import behind_a_restriction
from practices.vocabularies import TERMS
from search.finding import Finder, Question

_PART = 1_000  # addresses
SheetRow = tuple[str, datetime | None]


class _Sheets(Sequence[SheetRow]):
    """The slugs of the sheets on the site and when they changed, read a part at a time; the index knows how many there are."""

    def __len__(self) -> int:
        return Finder(SOURCE).find(Question(limit=1), facets=()).found.total

    def __getitem__(self, part):  # type: ignore[no-untyped-def] # Django's paginator asks for slices only
        return list(PracticePage.objects.published().order_by("pk").values_list("slug", "last_published_at")[part])


class _Parts(Sitemap):
    """One kind of addresses. When the newest of all changed is not told, for that asks all of them."""

    limit = _PART

    def get_latest_lastmod(self) -> None:
        return None


class SheetSitemap(_Parts):
    """The Dutch sheets."""

    def items(self) -> Sequence[SheetRow]:
        return _Sheets()

    def location(self, item: SheetRow) -> str:
        return reverse("sheet", args=[item[0]])

    def lastmod(self, item: SheetRow) -> datetime | None:
        return item[1]


class TranslationSitemap(_Parts):
    """The sheets in other languages, each where it was translated: language, slug of the Dutch sheet, and when it changed."""

    def items(self) -> QuerySet:
        dutch = PracticePage.objects.published().filter(translation_key=OuterRef("translation_key"))
        translated = PracticePage.objects.live().translations().exclude(behind_a_restriction())
        rows = translated.annotate(dutch=Subquery(dutch.values("slug")[:1])).exclude(dutch=None).order_by("pk")
        return rows.values_list("locale__language_code", "dutch", "last_published_at")

    def location(self, item: tuple[str, str, datetime | None]) -> str:
        code, slug, _changed = item
        with translation.override(code):
            return reverse("sheet", args=[slug])

    def lastmod(self, item: tuple[str, str, datetime | None]) -> datetime | None:
        return item[2]


class MunicipalitySitemap(_Parts):
    """Only municipalities with a practice: an empty page is no answer to a search."""

    def items(self) -> list[str]:
        return sorted(_those_with_sheets("municipality"))

    def location(self, item: str) -> str:
        return reverse("municipality", args=[item])


class TermSitemap(_Parts):
    """The list of each term that readers may see and a sheet on the site has, in each language."""

    def items(self) -> list[tuple[str, str, str]]:
        labels = Finder(SOURCE).names.labels
        terms = [(each.name, slug) for each in TERMS for slug in sorted(_those_with_sheets(each.name) & set(labels[each.name]))]
        return [(code, facet, slug) for code in CODES for facet, slug in terms]

    def location(self, item: tuple[str, str, str]) -> str:
        code, facet, slug = item
        with translation.override(code):
            return f"{reverse('practices')}?{urlencode({facet: slug})}"


def _those_with_sheets(facet: str) -> set[str]:
    return {slug for slug, total in Finder(SOURCE).counts(facet)[facet].items() if total}
