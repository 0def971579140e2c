"""The page of `/praktijken/`; the journal that the indexes follow is a model too."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import SynchronizedField

from practices.door import FixturePage
from search.asked.field_questions import FieldQuestion
from search.asked.models import AskedWords
from search.journal import JournalEntry
from search.results import TEMPLATE, results_page
from search.thesaurus.models import Concept, ConceptName, ConceptRelation

__all__ = [
    "AskedWords",
    "Concept",
    "ConceptName",
    "ConceptRelation",
    "FieldQuestion",
    "JournalEntry",
    "PracticeIndexPage",
]


class PracticeIndexPage(FixturePage):
    """All practices; every sheet is its child. What it shows is in search/results.py."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.PracticePage"]
    max_count_per_parent = 1
    template = TEMPLATE

    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("practices")
        verbose_name_plural = _("practices")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return results_page(request, {"page": self, "description": self.search_description})

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The list as readers see it: this page has but its title to preview."""
        return self.serve(request)
