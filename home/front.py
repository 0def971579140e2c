"""What the home page shows of the practices: the newest, true numbers, the categories and the map."""

from django.db.models import Count, Q

from practices.models import Category, PracticePage
from practices.output.cards import card_of
from practices.pages.places import map_context
from practices.translations.localised import cards as shown_cards
from practices.translations.localised import name_terms


def page_context(*, cards: int) -> dict:
    """The context of the home page; a fixed number of queries, whatever the number of sheets."""
    published = PracticePage.objects.published()
    categories = list(
        Category.objects.filter(approved=True)
        .annotate(total=Count("sheets", filter=Q(sheets__in=published)))
        .filter(total__gt=0)
        .order_by("name")
    )
    name_terms(categories)
    places = map_context(published)
    return {
        "newest": [card_of(page) for page in shown_cards(published.newest_first()[:cards])],
        "categories": categories,
        "practice_total": published.count(),
        **places,
    }
