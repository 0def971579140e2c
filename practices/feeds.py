"""The newest practices as RSS."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.translation import gettext_lazy as _

from practices.models import PracticePage


class NewPractices(Feed):
    title = _("New practices — Samenleven in diversiteit")
    description = _("Practices of Flemish municipalities about living together in diversity.")
    link = "/praktijken/"
    language = "nl"

    def items(self) -> list[PracticePage]:
        return list(PracticePage.objects.published().newest_first().select_related("category")[:30])

    def item_title(self, item: PracticePage) -> str:
        return item.title

    def item_description(self, item: PracticePage) -> str:
        return item.introduction

    def item_link(self, item: PracticePage) -> str:
        return settings.BASE_URL + item.address

    def item_pubdate(self, item: PracticePage):
        return item.first_published_at

    def item_categories(self, item: PracticePage) -> list[str]:
        return [item.category.name] if item.category else []
