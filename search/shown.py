"""What pages of other rooms show out of the search, in the reader's language."""

from practices.languages import reader_language
from practices.models import PracticePage
from practices.output.cards import CardView
from practices.site_state import say_passing
from search.engines import EngineError
from search.finding import Finder, Question
from search.likeness import AlikeCard, alike
from search.related import card_view, related_to


def related(page: PracticePage) -> list[CardView]:
    """Three sheets that are like this one; none for a draft."""
    return related_to(page, reader_language()) if page.live else []


def first_found(text: str, most: int) -> list[CardView]:
    """The first sheets that a search finds; none when it cannot answer now."""
    if not text:
        return []
    try:
        cards = Finder(reader_language()).find(Question(text=text, limit=most), facets=()).found.cards
    except EngineError:  # the index is not there yet
        say_passing()
        return []
    return [card_view(card) for card in cards]


def similar_sheets(title: str, *said: str, places: str = "") -> list[AlikeCard]:
    """The cards of sheets that a practice with this title may be already.

    `said` is what else is written of it, `places` the names of the municipalities that do it.
    """
    return alike(title, reader_language(), " ".join(filter(None, said)), places)
