"""The picture of 1200 by 630 pixels that stands beside a shared link: mosaic, category, title and the municipalities."""

from django.conf import settings

from practices.colours import PAIRS
from practices.mosaics.drawing import draw_mosaic
from practices.output.cards import in_all
from practices.output.typesetting import typeset

_MOST_PLATES = 4


def render_picture(page) -> bytes:
    """The picture of a PracticePage, as PNG."""
    places = page.municipality_list
    data = {
        "title": page.title,
        "language": page.language,
        "publisher": settings.WAGTAIL_SITE_NAME,
        "category": page.shown_category.name if page.shown_category else "",
        "dark": PAIRS[page.colour].dark,
        "mosaic": draw_mosaic(page.sign, "deel"),
        "places": [place.name for place in places[:_MOST_PLATES]],
        "in_all": in_all(len(places)) if len(places) > _MOST_PLATES else "",
    }
    return typeset("picture.typ", data, format="png", ppi=72)
