"""The page of `/praktijken/`."""

import re

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from practices.models import PracticePage
from search.facets import choices, renewed, selection

PAGE_SIZE = 20


def words_of(query: str) -> str:
    """The words of a query: signs mean something to the search in a database, and to nobody who types here."""
    return " ".join(re.findall(r"[\w@.'’-]*\w", query))


class PracticeIndexPage(Page):
    """All practices; every sheet is its child."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.PracticePage"]
    max_count_per_parent = 1
    template = "pages/practice_index_page.html"

    class Meta:
        verbose_name = _("practices")
        verbose_name_plural = _("practices")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        fresh = renewed(request.GET) if request.GET else None
        if fresh is not None:
            return HttpResponsePermanentRedirect(f"{request.path}?{fresh.urlencode()}")
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        parameters = request.GET
        paginator = Paginator(self.find(parameters), PAGE_SIZE)
        page_parameters = parameters.copy()
        page_parameters.pop("page", None)
        return {
            **super().get_context(request, *args, **kwargs),
            "results": paginator.get_page(parameters.get("page")),
            "query": parameters.get("q", "").replace("\x00", "").strip(),
            "choices": choices(parameters) if parameters else [],
            "parameters": page_parameters.urlencode(),
        }

    def find(self, parameters):
        """The published sheets that match, newest first; a query is put to Wagtail's search in the database.

        (Search that knows Dutch will replace the query; the facets stay.)
        """
        sheets = PracticePage.objects.published().child_of(self)
        for facet, slugs in selection(parameters).items():
            sheets = sheets.filter(facet.condition(slugs))
        sheets = sheets.distinct().newest_first().for_cards()
        query = words_of(parameters.get("q", ""))
        if not query:
            return sheets
        found = [hit.pk for hit in PracticePage.objects.live().child_of(self).search(query)]
        return sheets.filter(Q(pk__in=found) | Q(title__icontains=query) | Q(introduction__icontains=query))
