"""What templates need to draw a sheet."""

import json

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from municipalities.models import Municipality
from practices.colours import PAIRS
from practices.contacts import EMAIL
from practices.languages import CODES, SOURCE, reader_language
from practices.output.mosaic import draw_mosaic
from practices.segments.marking import mark_lines

register = template.Library()


@register.simple_tag
def mosaic(seed: int | None, colour: str, columns: int, rows: int) -> SafeString:
    """The mosaic of a sheet; everything in it is ours."""
    return mark_safe(draw_mosaic(seed or 0, colour, columns, rows))  # noqa: S308 - nothing in it was typed by anybody


@register.simple_tag
def pair(colour: str) -> SafeString:
    """The category's colours as CSS custom properties for a `style` attribute."""
    colours = PAIRS.get(colour, PAIRS["blue"])
    return mark_safe(f"--dark:{colours.dark};--tint:{colours.tint}")  # noqa: S308 - constants


@register.simple_tag
def foreign(language: str) -> SafeString:
    """The `lang` of a text that is in another language than the page around it; nothing for one that is not."""
    return mark_safe(f' lang="{language}"') if language in CODES and language != reader_language() else SafeString()  # noqa: S308 - one of CODES


@register.simple_tag
def foreign_line(page, line: str) -> SafeString:
    """The same for a line of a sheet or of a page about the site, which in a translation may be Dutch still."""
    return foreign(SOURCE if line in page.dutch_lines else page.locale.language_code)


@register.filter
def marked(html: str, page) -> SafeString:
    """The rich text of such a page, with the language of each line that in a translation is Dutch still."""
    return mark_safe(mark_lines(html, page.dutch_lines, page.locale.language_code))  # noqa: S308 - of Wagtail's own rich text


@register.simple_tag
def foreign_page(page) -> SafeString:
    """The same for the texts of a page of Wagtail's tree; one that only stands in for another has the language of that."""
    return foreign((page.alias_of or page).locale.language_code)


@register.filter
def mailto(line: str) -> SafeString:
    """A contact line with its e-mail addresses as links."""
    parts, end = [], 0
    for match in EMAIL.finditer(line):
        address = escape(match[0])
        parts += [escape(line[end : match.start()]), f'<a href="mailto:{address}">{address}</a>']
        end = match.end()
    return mark_safe("".join([*parts, escape(line[end:])]))  # noqa: S308 - every part is escaped


@register.filter
def beginning_with(places: list[Municipality], place: Municipality) -> list[Municipality]:
    """The places with this one in front, so that a shortened list of plates shows it; the order of the others stays."""
    return sorted(places, key=lambda other: other != place)


@register.filter
def json_ld(data: dict) -> SafeString:
    """Data for a `<script type="application/ld+json">`; no text in it can close the script."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(text)  # noqa: S308 - escaped above
