"""A line of a translation as somebody types it, and as wagtail-localize keeps it: HTML with no blocks and no attributes.

What is typed is text. Only in a line of rich text are the few tags of a line read as such (bold, italic, and a link, which
says by its number which one it is); any other sign is itself.
"""

import re
from html import escape

from bs4 import BeautifulSoup, NavigableString, Tag
from wagtail_localize.strings import INLINE_TAGS

from practices.single_line import without_controls

_TAG = re.compile(rf'(</?(?:{"|".join(sorted(INLINE_TAGS))})(?: id="\w+")? ?/?>)')


def line_as_typed(kept: str, *, rich: bool) -> str:
    """What is kept as the text that stands in the field.

    >>> line_as_typed("vlot &amp; <b>goed</b><br/>en snel", rich=True)
    'vlot & <b>goed</b>\\nen snel'
    """
    return "".join(_typed(node, rich=rich) for node in BeautifulSoup(kept, "html.parser").children).strip()


def line_as_kept(typed: str, *, rich: bool) -> str:
    """What was typed as it is kept; what is not closed is closed.

    >>> line_as_kept("1 < 2 & <b>goed", rich=True)
    '1 &lt; 2 &amp; <b>goed</b>'
    """
    parts = _TAG.split(tidy_line(typed)) if rich else [tidy_line(typed)]
    html = "".join(part if number % 2 else escape(part, quote=False) for number, part in enumerate(parts))
    return str(BeautifulSoup(html.replace("\n", "<br/>"), "html.parser"))


def tidy_line(typed: str) -> str:
    """A text as any browser sends it, with one sign for each line break."""
    return without_controls(typed).strip()


def _typed(node: object, *, rich: bool) -> str:
    if isinstance(node, NavigableString):
        return re.sub(r"\s+", " ", str(node))
    if not isinstance(node, Tag):
        return ""
    if node.name == "br":
        return "\n"
    inside = "".join(_typed(each, rich=rich) for each in node.children)
    if not rich:
        return inside
    number = f' id="{node["id"]}"' if node.has_attr("id") else ""
    return f"<{node.name}{number}>{inside}</{node.name}>"
