"""The card of a practice, as every page draws it."""

from dataclasses import dataclass, field

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from municipalities.models import Municipality
from practices.languages import reader_language

MOST_PLATES = 3  # names of municipalities on a card
_LEAD = 26  # words


@dataclass(frozen=True)
class Picture:
    """A photo in the size of a card; width and height in pixels, where they are known."""

    url: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, kw_only=True)
class CardView:
    """What a card shows. Without a picture the mosaic of its `sign` stands there."""

    title: str
    url: str
    language: str  # of title and lead
    category: str
    category_language: str
    colour: str
    sign: str
    lead: str
    picture: Picture | None = None
    places: list[str] = field(default_factory=list)
    places_in_all: str = ""  # how many municipalities there are, when not all stand there
    reason: str = ""  # why it is shown

    @property
    def slug(self) -> str:
        """Of the sheet, as its address has it."""
        return sheet_slug(self.url)

    @property
    def is_foreign(self) -> bool:
        """Whether it is in another language than the page around it."""
        return self.language != reader_language()


def card_of(page, *, here: Municipality | None = None, reason: str = "") -> CardView:
    """The card of a PracticePage, loaded with `for_cards`; of one that is shown for a municipality, `here` comes first."""
    places = sorted(page.municipality_list, key=lambda place: place != here) if here else page.municipality_list
    category = page.shown_category
    return CardView(
        title=page.title,
        url=page.address + (f"#{here.slug}" if here else ""),
        language=page.language,
        category=category.name if category else "",
        category_language=category.shown_language if category else "",
        colour=page.colour,
        sign=str(page.sign),
        lead=shortened(page.introduction, _LEAD),
        picture=_picture(page),
        places=[place.name for place in places[:MOST_PLATES]],
        places_in_all=in_all(len(places)) if len(places) > MOST_PLATES else "",
        reason=reason,
    )


def sheet_slug(address: str) -> str:
    """The slug in the address of a sheet.

    >>> sheet_slug("/fr/praktijken/taalcafe/#ternat")
    'taalcafe'
    """
    return address.partition("#")[0].rstrip("/").rpartition("/")[2]


def in_all(total: int) -> str:
    """How many municipalities there are, in words."""
    return _("%(total)s municipalities in all") % {"total": total}


def shortened(text: str, words: int) -> str:
    """The first words of a text."""
    return Truncator(text).words(words, truncate=" …")


def _picture(page) -> Picture | None:
    if not page.image:
        return None
    rendition = page.image.get_rendition(page.image.CARD_SIZE)
    return Picture(rendition.url, rendition.width, rendition.height)
