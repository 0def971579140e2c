"""A file as text: plain text in whatever encoding, Word, OpenDocument and HTML by way of HTML, PDF line by line."""

from collections.abc import Callable
from pathlib import Path

from django.utils.translation import gettext as _

from practices.importing.encodings import decode, decode_page, encoding_of_pairs
from practices.importing.open_document import odt_to_html
from practices.importing.pdf_text import pdf_to_text
from practices.importing.tidying import AROUND_PAGES
from practices.importing.web_pages import prepared
from practices.importing.word import word_to_html
from practices.richtext import plain_text

_TEXT_CONTROLS = b"\t\n\v\f\r\x1a\x1b"
_STRAY = 4  # control characters that text may have by accident
_PAGES = (".html", ".htm")
_AS_HTML: dict[str, Callable[[Path], tuple[str, list[str]]]] = {".docx": word_to_html, ".odt": odt_to_html}
SUFFIXES = (".docx", ".odt", ".pdf", ".txt", *_PAGES)


def read_file(path: Path) -> str:
    """The text of a file.

    Raises ValueError for one of another kind, or that is not what it is called, and OSError when it can't be read.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(
            _("%(suffix)s files can't be read; use one of %(known)s") % {"suffix": suffix, "known": ", ".join(SUFFIXES)}
        )
    if suffix == ".pdf":
        return pdf_to_text(path)
    if suffix in _AS_HTML:
        html, around = _AS_HTML[suffix](path)
        return AROUND_PAGES.join([plain_text(prepared(html)), "\n".join(dict.fromkeys(filter(str.strip, around)))])
    data = path.read_bytes()
    try:
        text = "" if _is_binary(data) else (decode_page if suffix in _PAGES else decode)(data)
    except UnicodeDecodeError:
        text = ""
    if data and not text:
        raise ValueError(_("This is not text: save the sheet as .docx, or as .txt in UTF-8, first"))
    return plain_text(prepared(text)) if suffix in _PAGES else text


def _is_binary(data: bytes) -> bool:
    """Whether these bytes are a picture, a program or noise: text has next to no control characters."""
    if encoding_of_pairs(data):
        return False
    control = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in data)  # noqa: PLR2004 - where letters begin
    return control > _STRAY and control * 50 > len(data)
