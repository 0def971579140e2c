"""The PDF of a letter: nothing in it runs or opens something else, and it says nobody's name."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from practices.attachments.office_packages import NotHarmlessError

_OBJECT_STREAM = re.compile(rb"/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_MOST_IN_OBJECT_STREAMS = 20 * 1024**2  # bytes, unpacked; what pypdf reads sign by sign
# Keys, types and kinds of actions of what runs, opens or holds something else.
_RUNS = frozenset(
    {
        "/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/FS", "/FileAttachment", "/RichMedia",
        "/AA", "/ImportData", "/SubmitForm", "/XFA", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound", "/Screen", "/3D",
    }
)  # fmt: skip
_KINDS = ("/S", "/Type", "/Subtype")


def clean_pdf(data: bytes) -> bytes:
    """The same file without the names of its writers. Raises NotHarmlessError, and any Exception for what is no PDF."""
    if sum(_object_streams(data)) > _MOST_IN_OBJECT_STREAMS:
        raise ValueError("more than a letter has")
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted or not len(reader.pages):
        raise ValueError("locked, or empty")
    writer = PdfWriter(clone_from=reader)
    for each in _dictionaries(writer):
        if _runs(each):
            raise NotHarmlessError
        _take_names_out(each)
    title = reader.metadata.title if reader.metadata else ""
    writer.metadata = {"/Title": title} if title else None
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def _take_names_out(each: DictionaryObject) -> None:
    remark = ["/T"] if each.get("/Subtype") not in {None, "/Widget"} and "/Rect" in each else []
    for name in ("/Metadata", "/Author", *remark):
        if name in each:
            del each[NameObject(name)]


def _object_streams(data: bytes) -> Iterator[int]:
    """The bytes of each stream of objects, unpacked; no more than is needed to know that it is too many."""
    for found in _OBJECT_STREAM.finditer(data):
        begin = _STREAM.search(data, found.end())
        if begin:
            try:
                yield len(zlib.decompressobj().decompress(data[begin.end() :], _MOST_IN_OBJECT_STREAMS + 1))
            except zlib.error:
                yield 0


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


def _runs(each: DictionaryObject) -> bool:
    said = {str(key) for key in each} | {str(each.raw_get(key)) for key in _KINDS if key in each}
    return bool(_RUNS & said) or _opens_elsewhere(each)


def _opens_elsewhere(each: DictionaryObject) -> bool:
    """Whether opening the file leads to anything but a place in it."""
    action = each.get("/OpenAction")
    if action is None or isinstance(action, ArrayObject):
        return False
    return not (isinstance(action, DictionaryObject) and action.get("/S") == "/GoTo")
