"""The picture of 1200 by 630 pixels that stands beside a shared link: title, category and mosaic."""

from django.conf import settings

from practices.colours import PAIRS
from practices.output.mosaic import draw_mosaic
from practices.output.typesetting import typeset


def render_picture(page) -> bytes:
    """The picture of a PracticePage, as PNG."""
    data = {
        "title": page.title,
        "language": page.language,
        "publisher": settings.WAGTAIL_SITE_NAME,
        "category": page.shown_category.name if page.shown_category else "",
        "dark": PAIRS[page.colour].dark,
        "mosaic": draw_mosaic(page.original.pk or 0, page.colour, 6, 9),
    }
    return typeset("picture.typ", data, format="png", ppi=72)
