"""A sheet as a tagged PDF (PDF/UA-1): the same content as the page, on at most a few A4 pages."""

from collections.abc import Iterable
from dataclasses import asdict
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image

from practices.attachments.models import Attachment
from practices.colours import PAIRS
from practices.gallery import ShownPhoto
from practices.implementations import Implementation, last_confirmed
from practices.mosaics.drawing import draw_mosaic
from practices.output.qr_codes import qr_code
from practices.output.typesetting import typeset
from practices.parts import IMPLEMENTATION, SHEET, Kind, Part, Shown, filled, named, short_facts_of
from practices.photos.models import PRINT_SIZE, Photo
from practices.richtext import Block, read_blocks

_DUO = {Shown.HELPS: "#DFF3EA", Shown.HURTS: "#FFF3C9"}  # the grounds of what helps and of what gets in the way


_MOST_PHOTOS = 6  # of a gallery, in print


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
        "category": page.shown_category.name if page.shown_category else "",
        "dark": PAIRS[page.colour].dark,
        "url": settings.BASE_URL + page.address,
        "changed": _("Last changed") + " " + date_format(localtime(page.last_published_at)) if page.last_published_at else "",
        "mosaic": draw_mosaic(page.sign, "band"),
        "qr": qr_code(settings.BASE_URL + page.address),
        "on_site": _("This practice on the site"),
        "checked": checked_line(page.implementation_list),
        **_photos(page),
        "files_title": named(SHEET, "attachments").title,
        "files": [_file(each) for each in page.attachments.all()],
        "facts": _facts(page),
        "sections": _sections(page, Shown.SECTION),
        "duo": [{**section, "fill": fill} for shown, fill in _DUO.items() for section in _sections(page, shown)],
        "implementations_title": ngettext(
            "This practice in %(total)d municipality", "This practice in %(total)d municipalities", total
        )
        % {"total": total},
        "implementations": [_implementation(each) for each in page.implementation_list],
    }


def checked_line(implementations: Iterable[Implementation]) -> str:
    """How up to date these are, in words."""
    day = last_confirmed(implementations)
    if day is None:
        return _("None of these municipalities has confirmed lately that this is still correct.")
    return _("Last checked by a municipality on %(day)s.") % {"day": date_format(day)}


def _photos(page) -> dict:
    """The photo at the head, as `first` (nothing without one, or when its file is lost), and those of the gallery."""
    head = len(page.photos) - len(page.gallery.all())
    first, rest = page.photos[:head], page.photos[head:]
    shown = [_as_data(photo) for photo in rest[:_MOST_PHOTOS]]
    left = len(rest) - _MOST_PHOTOS
    more = ngettext("%(total)s more photo on the site.", "%(total)s more photos on the site.", left) % {"total": left}
    return {
        "first": [data for data in map(_as_data, first) if data["photo"]],
        "gallery_title": named(SHEET, "gallery").title,
        "gallery": [data for data in shown if data["photo"]],
        "gallery_more": more if left > 0 else "",
    }


def _as_data(photo: ShownPhoto) -> dict:
    under = (photo.caption, photo.credit and f"{_('Photo:')} {photo.credit}")
    return {"photo": _photo(photo.image), "alt": photo.image.default_alt_text, "under": " · ".join(filter(None, under))}


def _photo(photo: Photo) -> list[int]:
    """The photo as a JPEG, as numbers because typst reads files as text only; empty when its file is lost or broken."""
    try:
        with photo.get_rendition(PRINT_SIZE).file.open("rb") as file:
            data = file.read()
        Image.open(BytesIO(data)).load()
    except (OSError, ValueError, SyntaxError):  # SourceImageIOError of Wagtail is an OSError; Pillow says any of them
        return []
    return list(data)


def _file(row: Attachment) -> dict[str, str]:
    file = row.document
    about = " · ".join(filter(None, (*row.about, file.languages, file.terms_of_use)))
    return {"title": file.title, "url": settings.BASE_URL + file.url, "about": about, "caption": row.caption}


def _facts(page) -> list[dict]:
    facts = [(fact.part.title, " · ".join(filter(None, (fact.value, fact.note)))) for fact in short_facts_of(page)]
    facts += [(part.title, _as_line(value)) for part, value in filled(page, SHEET, Shown.FACT)]
    return [{"label": label, "value": value} for label, value in facts]


def _as_line(value: str | list) -> str:
    return value if isinstance(value, str) else ", ".join(term.name for term in value)


def _sections(page, shown: Shown) -> list[dict]:
    """The texts under a heading; rich text that holds nothing is none."""
    texts = [(part.title, _blocks(part, value)) for part, value in filled(page, SHEET, shown)]
    return [{"title": title, "blocks": [asdict(block) for block in blocks]} for title, blocks in texts if blocks]


def _implementation(implementation: Implementation) -> dict:
    lines = [
        {"label": part.title, "value": line, "url": line if part.kind is Kind.WEBSITE else ""}
        for part, value in filled(implementation, IMPLEMENTATION, Shown.FACT)
        for line in _lines(part, value)
    ]
    return {
        "plates": [place.name for place in implementation.municipality_list],
        "caption": implementation.caption,
        "blocks": [asdict(block) for block in read_blocks(implementation.description)],
        "lines": lines,
    }


def _blocks(part: Part, value: str) -> list[Block]:
    return read_blocks(value) if part.is_rich else [Block("p", line) for line in value.splitlines() if line.strip()]


def _lines(part: Part, value: Any) -> list[str]:
    """What a fact of an implementation says, a line each."""
    if part.kind is Kind.DATE:
        return [date_format(value)]
    return [line.strip() for line in value.splitlines() if line.strip()] if part.kind is Kind.CONTACTS else [value]
