"""Wagtail's editor of rich text, of which an empty line at the beginning or the end is not kept."""

import re

from wagtail.admin.rich_text import DraftailRichTextArea

_EMPTY = r"<(p|h[2-4])\b[^>]*>(?:\s|&nbsp;|<br\s*/?>)*</\1>"
_FIRST, _LAST = re.compile(rf"^(?:\s*{_EMPTY})+"), re.compile(rf"(?:\s*{_EMPTY})+\s*$")


class TidyTextArea(DraftailRichTextArea):
    """Pasting leaves such lines: a list that is pasted into an empty field begins below its first line."""

    def value_from_datadict(self, data, files, name: str) -> str | None:
        value = super().value_from_datadict(data, files, name)
        return without_empty_edges(value) if isinstance(value, str) else value


def without_empty_edges(html: str) -> str:
    """Rich text without the empty paragraphs and headings that it begins and ends with.

    >>> without_empty_edges('<p data-block-key="a1"></p><ul><li>Samen koken</li></ul><p> </p>')
    '<ul><li>Samen koken</li></ul>'
    """
    return _LAST.sub("", _FIRST.sub("", html))
