"""A sheet as a tagged PDF (PDF/UA-1): the same content as the page, on at most a few A4 pages."""

from dataclasses import asdict

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.colours import PAIRS
from practices.implementations import Implementation
from practices.output.mosaic import draw_mosaic
from practices.output.typesetting import typeset
from practices.photos.models import PRINT_SIZE
from practices.richtext import read_blocks


def render_sheet(page) -> bytes:
    """The PDF of a PracticePage that was loaded with `for_sheet`."""
    return typeset("sheet.typ", sheet_data(page), format="pdf", pdf_standards=["ua-1"])


def sheet_data(page) -> dict:
    """What print/sheet.typ shows, as plain text."""
    total = len(page.municipality_list)
    return {
        "title": page.title,
        "language": page.language,
        "publisher": settings.WAGTAIL_SITE_NAME,
        "introduction": page.introduction,
        "category": page.category.name if page.category else "",
        "dark": PAIRS[page.colour].dark,
        "url": settings.BASE_URL + page.address,
        "changed": _("Last changed") + " " + date_format(page.last_published_at) if page.last_published_at else "",
        "mosaic": draw_mosaic(page.original.pk or 0, page.colour, 24, 2),
        "photo": list(_photo(page)),  # its bytes as numbers, because typst reads files as text only
        "photo_alt": page.image.default_alt_text if page.image else "",
        "credit": (_("Photo:") + " " + page.credit) if page.image and page.credit else "",
        "facts": _facts(page),
        "sections": _sections([(_("Goals"), page.goals), (_("How it works"), page.description)]),
        "duo": _duo(page),
        "implementations_title": ngettext(
            "This practice in %(total)d municipality", "This practice in %(total)d municipalities", total
        )
        % {"total": total},
        "implementations": [_implementation(each) for each in page.implementation_list],
    }


def _photo(page) -> bytes:
    """The photo as a JPEG; empty without one, or when its file is lost: then the mosaic stands there."""
    if not page.image:
        return b""
    try:
        with page.image.get_rendition(PRINT_SIZE).file.open("rb") as file:
            return file.read()
    except (OSError, ValueError):  # SourceImageIOError of Wagtail is an OSError
        return b""


def _facts(page) -> list[dict]:
    facts = [
        (_("Target group"), ", ".join(term.name for term in page.group_list)),
        (_("Policy domains"), ", ".join(term.name for term in page.domain_list)),
        (_("Partners"), page.partners),
    ]
    return [{"label": label, "value": value} for label, value in facts if value]


def _sections(parts: list[tuple[str, str]]) -> list[dict]:
    sections = [{"title": title, "blocks": [asdict(block) for block in read_blocks(html)]} for title, html in parts]
    return [section for section in sections if section["blocks"]]


def _duo(page) -> list[dict]:
    helps = _sections([(_("What helps"), page.success_factors)])
    hurts = _sections([(_("What gets in the way"), page.challenges)])
    return [{**each, "fill": "#DFF3EA"} for each in helps] + [{**each, "fill": "#FFF3C9"} for each in hurts]


def _implementation(implementation: Implementation) -> dict:
    lines = [{"label": _("Contact"), "value": line, "url": ""} for line in implementation.contact_lines]
    if implementation.website:
        lines.append({"label": _("Website"), "value": implementation.website, "url": implementation.website})
    if implementation.partners:
        lines.append({"label": _("Partners"), "value": implementation.partners, "url": ""})
    if implementation.confirmed_on:
        lines.append({"label": _("Checked on"), "value": date_format(implementation.confirmed_on), "url": ""})
    return {
        "plates": [place.name for place in implementation.municipality_list],
        "caption": implementation.caption,
        "blocks": [asdict(block) for block in read_blocks(implementation.description)],
        "lines": lines,
    }
