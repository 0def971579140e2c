"""A Word file as HTML: through mammoth, with the text boxes that it leaves out."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import mammoth
from django.utils.translation import gettext as _
from lxml import etree

_BODY = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def word_to_html(path: Path) -> str:
    """The text of a .docx. Raises ValueError for what is none, and OSError when it can't be read."""
    try:
        data = path.read_bytes()
        return mammoth.convert_to_html(BytesIO(_with_boxes(data))).value
    except OSError:
        raise
    except Exception as error:  # mammoth raises whatever the zip and XML readers raise
        raise ValueError(_("This is not a Word file (.docx)")) from error


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
