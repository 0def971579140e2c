"""The newest practices as RSS."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practices.languages import reader_language
from practices.models import PracticePage
from practices.single_line import without_controls
from practices.translations.localised import cards


class NewPractices(Feed):
    title = _("New practices — Samenleven in diversiteit")
    description = _("Practices from Flemish municipalities on living together in diversity.")

    def link(self) -> str:
        return reverse("practices")

    def __call__(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.language = reader_language()
        return super().__call__(request, *args, **kwargs)

    def items(self) -> list[PracticePage]:
        return cards(PracticePage.objects.published().newest_first()[:30])

    def item_title(self, item: PracticePage) -> str:
        return without_controls(item.title)

    def item_description(self, item: PracticePage) -> str:
        return without_controls(item.introduction)

    def item_link(self, item: PracticePage) -> str:
        return settings.BASE_URL + item.address

    def item_pubdate(self, item: PracticePage):
        return item.first_published_at

    def item_categories(self, item: PracticePage) -> list[str]:
        return [term.name for term in item.terms_of("category")]
