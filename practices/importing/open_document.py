"""An OpenDocument text, as LibreOffice writes it, as HTML."""

from html import escape
from pathlib import Path
from zipfile import ZipFile

from django.utils.translation import gettext as _
from lxml import etree

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW, _OFFICE, _STYLE = (f"{{{_OASIS}{name}:1.0}}" for name in ("text", "table", "drawing", "office", "style"))
_HREF = "{http://www.w3.org/1999/xlink}href"
_TAGS = {
    f"{_TEXT}p": "p",
    f"{_TEXT}h": "h2",
    f"{_TEXT}list": "ul",
    f"{_TEXT}list-item": "li",
    f"{_TEXT}list-header": "li",
    f"{_TEXT}a": "a",
    f"{_TEXT}note": "div",
    f"{_TABLE}table": "table",
    f"{_TABLE}table-row": "tr",
    f"{_TABLE}table-cell": "td",
    f"{_DRAW}text-box": "div",
    f"{_DRAW}custom-shape": "div",
}
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "<br>", f"{_TEXT}soft-page-break": ""}
# What nobody reads in the document: words that were taken out, remarks in the margin, the number of a footnote.
_LEFT_OUT = frozenset(
    (
        f"{_TEXT}tracked-changes",
        f"{_OFFICE}annotation",
        f"{_TEXT}note-citation",
        f"{_OFFICE}forms",
        f"{_TEXT}sequence-decls",
        f"{_TEXT}table-of-content",
    )
)
_WIDEST = 40  # spaces in a row


def odt_to_html(path: Path) -> tuple[str, list[str]]:
    """The text of an .odt, and what stands around its pages. Raises ValueError for what is none, and OSError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with ZipFile(path) as packed:
            root = etree.fromstring(packed.read("content.xml"), parser)
            styles = etree.fromstring(packed.read("styles.xml"), parser) if "styles.xml" in packed.namelist() else root
        return _html(root.xpath("office:body/office:text", namespaces={"office": _OFFICE.strip("{}")})[0]), _around(styles)
    except OSError:
        raise
    except Exception as error:  # whatever the readers of zip and XML raise
        raise ValueError(_("This is not an OpenDocument text (.odt)")) from error


def _around(styles: etree._Element) -> list[str]:
    """The lines above and below the pages."""
    heads = styles.iter(f"{_STYLE}header", f"{_STYLE}footer")
    return ["".join(line.itertext()) for head in heads for line in head.iter(f"{_TEXT}p")]


def _html(element: etree._Element) -> str:
    """An element and what is in it; of one that HTML has no name for, only what is in it."""
    if not isinstance(element.tag, str) or element.tag in _LEFT_OUT:
        return ""
    if element.tag in _SIGNS:
        return _SIGNS[element.tag]
    if element.tag == f"{_TEXT}s":
        return " " * min(_number(element.get(f"{_TEXT}c")), _WIDEST)
    inside = escape(element.text or "") + "".join(_html(child) + escape(child.tail or "") for child in element)
    tag = _tag(element)
    if not tag:
        return inside
    link = f' href="{escape(element.get(_HREF, ""))}"' if tag == "a" else ""
    return f"<{tag}{link}>{inside}</{tag}>"


def _tag(element: etree._Element) -> str:
    """Its name in HTML. Numbered headings stand in a list, each in its own: then it is none."""
    if element.tag in {f"{_TEXT}list", f"{_TEXT}list-item"} and element.find(f".//{_TEXT}h") is not None:
        return "div"
    return _TAGS.get(element.tag, "")


def _number(written: str | None) -> int:
    return int(written) if written and written.isdigit() else 1
