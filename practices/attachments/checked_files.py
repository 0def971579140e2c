"""The file of a letter or an agreement as it may be kept: what it says it is, without anything that runs, and without names.

Of what a program writes beside the text, only the text goes on: who wrote it and who saved it last is nobody's business.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import PurePath
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from practices.photos.files import clean_photo

# What runs, opens or holds something else, in a PDF.
_RUNS_IN_PDF = frozenset({"/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/RichMedia", "/ImportData", "/SubmitForm", "/XFA"})
# The same in what an office program packs: macros, scripts, objects of other programs, controls.
_RUNS_IN_PACKAGE = re.compile(
    r"(^|/)(vbaProject|vbaData|activeX|embeddings|Basic|Scripts|Object \d|ObjectReplacements|macrosheets)", re.IGNORECASE
)
# A part of an office file that is fetched from elsewhere as soon as it is opened; a link is fetched when it is clicked.
_FETCHED = re.compile(rb"<Relationship\b(?=[^>]*TargetMode=[\"']External)(?![^>]*/hyperlink[\"'])[^>]*>", re.IGNORECASE)
_PERSONAL = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml")
_NAMES = re.compile(
    rb"(<(?P<tag>dc:creator|cp:lastModifiedBy|meta:initial-creator|meta:printed-by|Manager|Company)\b[^>]*>).*?(</(?P=tag)>)",
    re.DOTALL,
)
_MOST_PARTS = 3000  # in a packed file; a long report has a few hundred


class _Kind(NamedTuple):
    """A kind of file: what it is called, and what in it says that it is one."""

    name: str
    said_in: str
    saying: bytes


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_PACKED = {
    "docx": _Kind("Word", "[Content_Types].xml", f"{_OFFICE}.wordprocessingml.document.main+xml".encode()),
    "xlsx": _Kind("Excel", "[Content_Types].xml", f"{_OFFICE}.spreadsheetml.sheet.main+xml".encode()),
    "odt": _Kind("OpenDocument", "mimetype", f"{_OPEN}.text".encode()),
    "ods": _Kind("OpenDocument", "mimetype", f"{_OPEN}.spreadsheet".encode()),
}
_PICTURES = {"jpg", "jpeg", "png", "webp"}
NAMES_OF_KINDS = {**{ending: kind.name for ending, kind in _PACKED.items()}, "pdf": "PDF", "jpg": "JPEG", "png": "PNG"}


class CheckedFile(ContentFile):
    """A file that was read, and written anew."""


def checked_file(file: File) -> CheckedFile:
    """The file as it may be kept. Raises ValidationError with what to do instead."""
    if isinstance(file, CheckedFile):
        return file
    name = PurePath(file.name or "bestand").name
    most = settings.LIMITS.attachment_bytes
    if (file.size or 0) > most:
        text = _("“%(name)s” is larger than %(most)d MB. Make it smaller: leave pictures out, or save them with fewer pixels.")
        raise ValidationError(text % {"name": name, "most": most // 1024**2})
    ending = PurePath(name).suffix.removeprefix(".").lower()
    if ending in _PICTURES:
        picture = clean_photo(file)
        return CheckedFile(picture.read(), name=picture.name)
    file.seek(0)
    data = file.read()
    reading = _reading(ending)
    if reading is None:
        raise _no_such_kind(name)
    return CheckedFile(reading(data, name), name=name)


def _reading(ending: str) -> Callable[[bytes, str], bytes] | None:
    if ending == "pdf":
        return _clean_pdf
    if ending in _PACKED:
        return lambda data, name: _clean_package(data, name, _PACKED[ending])
    return None


def _no_such_kind(name: str) -> ValidationError:
    text = _(
        "“%(name)s” is no kind of file that others can use. Save it as a PDF, or as docx, odt, xlsx or ods, or as a photo."
    )
    return ValidationError(text % {"name": name})


def _unreadable(name: str) -> ValidationError:
    text = _("“%(name)s” can't be read: it is damaged, has a password, or is another kind of file. Save it anew without one.")
    return ValidationError(text % {"name": name})


def _runs(name: str) -> ValidationError:
    text = _(
        "“%(name)s” has something in it that runs or is fetched from elsewhere: a macro, a script, another file. "
        "Save it without."
    )
    return ValidationError(text % {"name": name})


def _clean_pdf(data: bytes, name: str) -> bytes:
    try:
        reader = PdfReader(BytesIO(data))
        writer = None if reader.is_encrypted else PdfWriter(clone_from=reader)
    except Exception as error:  # pypdf says many kinds of errors of a file that is none
        raise _unreadable(name) from error
    if writer is None or not len(writer.pages):
        raise _unreadable(name)
    if any(_runs_in(each) for each in _dictionaries(writer)):
        raise _runs(name)
    title = reader.metadata.title if reader.metadata else ""
    writer.metadata = {"/Title": title} if title else None
    writer.root_object.pop(NameObject("/Metadata"), None)
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def _dictionaries(writer: PdfWriter) -> Iterator[DictionaryObject]:
    """Every dictionary in a PDF, those inside others too."""
    waiting: list = list(writer._objects)  # noqa: SLF001 - the only list of all of them
    while waiting:
        each = waiting.pop()
        if isinstance(each, DictionaryObject):
            yield each
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each


def _runs_in(each: DictionaryObject) -> bool:
    kinds = {str(each.raw_get(key)) for key in ("/S", "/Type", "/Subtype") if key in each}
    return bool(_RUNS_IN_PDF & (kinds | {str(key) for key in each}))


def _clean_package(data: bytes, name: str, kind: _Kind) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            _look_at(packed, name, kind)
            return _without_names(packed)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, KeyError, EOFError) as error:
        raise _unreadable(name) from error


def _look_at(packed: zipfile.ZipFile, name: str, kind: _Kind) -> None:
    """Raises ValidationError for what is another kind of file, unpacks to more than anybody needs, or holds what runs."""
    parts = packed.infolist()
    if len(parts) > _MOST_PARTS or sum(each.file_size for each in parts) > settings.LIMITS.attachment_bytes_unpacked:
        raise _unreadable(name)
    said = packed.read(kind.said_in)
    if not (said == kind.saying if kind.said_in == "mimetype" else kind.saying in said):
        raise _unreadable(name)
    if any(_RUNS_IN_PACKAGE.search(each.filename) for each in parts) or _fetches(packed):
        raise _runs(name)


def _fetches(packed: zipfile.ZipFile) -> bool:
    relations = (each for each in packed.namelist() if each.endswith(".rels"))
    return any(_FETCHED.search(packed.read(each)) for each in relations)


def _without_names(packed: zipfile.ZipFile) -> bytes:
    """The same parts in the same order, of which those about the file say nobody's name."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as target:
        for each in packed.infolist():
            said = packed.read(each)
            plain = zipfile.ZIP_STORED if each.filename == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(each.filename, _NAMES.sub(rb"\1\3", said) if each.filename in _PERSONAL else said, plain)
    return kept.getvalue()
