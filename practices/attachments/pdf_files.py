"""The PDF of a letter: nothing in it runs or opens something else, and it says nobody's name."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
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
    if _unpacks_to_more(data):
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
    remark = ["/T"] if "/Rect" in each and _kind(each, "/Subtype") not in {"", "/Widget"} else []
    for name in ("/Metadata", "/Author", *remark):
        if name in each:
            del each[NameObject(name)]


def _unpacks_to_more(data: bytes) -> bool:
    """Whether the streams of objects have more in them than a letter; each is looked at once, and no further."""
    total, place = 0, 0
    while found := _OBJECT_STREAM.search(data, place):
        begin = _STREAM.search(data, found.end())
        if begin is None:
            return False
        end = data.find(b"endstream", begin.end())
        place = len(data) if end < 0 else end
        with suppress(zlib.error):
            total += len(zlib.decompressobj().decompress(data[begin.end() : place], _MOST_IN_OBJECT_STREAMS + 1))
        if total > _MOST_IN_OBJECT_STREAMS:
            return True
    return False


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
    said = {str(key) for key in each} | {_kind(each, key) for key in _KINDS}
    return bool(_RUNS & said) or _opens_elsewhere(each)


def _opens_elsewhere(each: DictionaryObject) -> bool:
    """Whether opening the file leads to anything but a place in it."""
    if "/OpenAction" not in each:
        return False
    action = each["/OpenAction"]
    return not isinstance(action, ArrayObject) and not (isinstance(action, DictionaryObject) and _kind(action, "/S") == "/GoTo")


def _kind(each: DictionaryObject, key: str) -> str:
    """What a dictionary says of its kind, there or in an object that it refers to."""
    return str(each[key]) if key in each else ""
