"""The page of `/praktijken/`, and the journal that the indexes follow."""

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField


class PracticeIndexPage(Page):
    """All practices; every sheet is its child. What is found is in search/finding.py, what it looks like in search/views.py."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["practices.PracticePage"]
    max_count_per_parent = 1
    template = "pages/practice_index_page.jinja"

    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        verbose_name = _("practices")
        verbose_name_plural = _("practices")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        from search.views import results  # noqa: PLC0415 - the view needs the indexes, which need these models

        return results(request, {"page": self, "description": self.search_description})


class JournalEntry(models.Model):
    """A change that the indexes have to follow: of one sheet, or (without one) of the names of the facets."""

    sheet = models.IntegerField(_("practice sheet"), null=True)  # a primary key; the sheet may be gone
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("entry in the journal")
        verbose_name_plural = _("journal")

    def __str__(self) -> str:
        return f"{self.pk}: {self.sheet or '-'}"
