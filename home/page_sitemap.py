"""The pages of the site itself, as search engines are told of them; sheets are told of in search/sitemaps.py."""

from django.db.models import QuerySet
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from home.models import ContentPage, HomePage
from search.models import PracticeIndexPage


class PageSitemap(Sitemap):
    """The home page, the list of practices and the pages about the site."""

    def items(self) -> QuerySet[Page]:
        root = self.get_wagtail_site().root_page
        own = Page.objects.exact_type(HomePage, ContentPage, PracticeIndexPage)
        return own.descendant_of(root, inclusive=True).live().public().order_by("path").specific()
