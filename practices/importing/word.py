"""A Word file as HTML: through mammoth, with the text boxes that it leaves out."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import mammoth
from django.utils.translation import gettext as _
from lxml import etree

_BODY = "word/document.xml"
_HEAD = re.compile(r"word/(?:header|footer)\d*\.xml")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def word_to_html(path: Path) -> tuple[str, list[str]]:
    """The text of a .docx, and what stands around its pages. Raises ValueError for what is none, and OSError."""
    try:
        data = path.read_bytes()
        return mammoth.convert_to_html(BytesIO(_with_boxes(data))).value, _around(data)
    except OSError:
        raise
    except Exception as error:  # mammoth raises whatever the zip and XML readers raise
        raise ValueError(_("This is not a Word file (.docx)")) from error


def _around(data: bytes) -> list[str]:
    """The lines above and below the pages, which mammoth leaves out."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with ZipFile(BytesIO(data)) as source:
        roots = [etree.fromstring(source.read(name), parser) for name in source.namelist() if _HEAD.fullmatch(name)]
    return [_text(line) for root in roots for line in root.iter(f"{_WORD}p")]


def _with_boxes(data: bytes) -> bytes:
    """The file with the text of each box behind the paragraph that it hangs on, unless mammoth reads it there already."""
    with ZipFile(BytesIO(data)) as source:
        body = source.read(_BODY)
        if b"txbxContent" not in body:
            return data
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
        for box in list(root.iter(f"{_WORD}txbxContent")):
            _lift(box)
        result = BytesIO()
        with ZipFile(result, "w", ZIP_DEFLATED) as target:
            for name in source.namelist():
                target.writestr(name, etree.tostring(root) if name == _BODY else source.read(name))
    return result.getvalue()


def _lift(box: etree._Element) -> None:
    if next(box.iterancestors(f"{_CHOICES}Fallback"), None) is not None:
        return  # the same words for older programs, which mammoth reads
    choice = next(box.iterancestors(f"{_CHOICES}AlternateContent"), None)
    fallback = choice.find(f"{_CHOICES}Fallback") if choice is not None else None
    if fallback is not None and _text(box) in _text(fallback):
        return
    paragraph = next(box.iterancestors(f"{_WORD}p"), None)
    if paragraph is not None:
        for child in reversed(list(box)):
            paragraph.addnext(child)


def _text(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{_WORD}t"))
