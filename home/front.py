"""What the home page shows of the practices: the newest, true numbers, the categories and the map.

All of it is read from the index, which keeps its counts: the page takes as long with a hundred thousand sheets as with ten.
"""

from practices.languages import reader_language
from practices.models import Category
from practices.translations.localised import name_terms
from search.finding import Finder, Question
from search.related import large_card
from search.whole_map import whole_map


def page_context(*, cards: int) -> dict:
    """The context of the home page. Raises NoIndexError."""
    finder = Finder(reader_language())
    found = finder.find(Question(sort="recent", limit=cards), facets=("category", "municipality")).found
    drawn = whole_map(finder, found.counts["municipality"])
    return {
        "newest": [large_card(card) for card in found.cards],
        "categories": _categories(found.counts["category"]),
        "practice_total": found.total,
        **drawn.context,
        "drawn": drawn,
    }


def _categories(totals: dict[str, int]) -> list[Category]:
    """Those with practices, each with its number of them, by name."""
    categories = list(Category.objects.sources().filter(approved=True, slug__in=[s for s, total in totals.items() if total]))
    name_terms(categories)
    for category in categories:
        category.total = totals[category.slug]
    return sorted(categories, key=lambda each: each.name.casefold())
