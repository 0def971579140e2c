"""Municipalities for search engines; Wagtail lists the pages itself."""

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from municipalities.models import Municipality
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
