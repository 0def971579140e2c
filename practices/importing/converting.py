"""A file as text: plain text in whatever encoding, Word through mammoth, HTML through inscriptis."""

from pathlib import Path

from django.utils.translation import gettext as _

from practices.importing.encodings import decode
from practices.importing.web_pages import prepared
from practices.importing.word import word_to_html
from practices.richtext import plain_text

_TEXT_CONTROLS = b"\t\n\v\f\r\x1a\x1b"
_STRAY = 4  # control characters that text may have by accident
SUFFIXES = (".txt", ".docx", ".html", ".htm")


def read_file(path: Path) -> str:
    """The text of a file. Raises ValueError for a file that is no text, Word or HTML, and OSError when it can't be read."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(
            _("%(suffix)s files can't be read; use one of %(known)s") % {"suffix": suffix, "known": ", ".join(SUFFIXES)}
        )
    if suffix == ".docx":
        return plain_text(prepared(word_to_html(path)))
    data = path.read_bytes()
    try:
        text = "" if _is_binary(data) else decode(data)
    except UnicodeDecodeError:
        text = ""
    if data and not text:
        raise ValueError(_("This is not text: save the sheet as .docx, or as .txt in UTF-8, first"))
    return plain_text(prepared(text)) if suffix in {".html", ".htm"} else text


def _is_binary(data: bytes) -> bool:
    """Whether these bytes are a picture, a program or noise: text has next to no control characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    control = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in data)  # noqa: PLR2004 - where letters begin
    return control > _STRAY and control * 50 > len(data)
