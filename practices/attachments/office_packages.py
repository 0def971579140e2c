"""The files of office programs, which are packed XML: what may be in them, and the names that do not go along.

A package may hold what is known to be harmless, and nothing else: a list of what is bad would always be short of something.
"""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from lxml import etree

_MOST_PARTS = 3000  # a long report has a few hundred
_XML = {".xml", ".rels", ".rdf", ".vml"}
_PLAIN = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".odttf", ".ttf"}
_WITHOUT_ENDING = {"mimetype", "layout-cache"}
_SCAN, _WORDS = 0xDA, {0xE1, 0xED}  # marks of a JPEG: where the picture begins, and what stands beside it
_PRINTER = re.compile(r"printerSettings\d*\.bin")  # which Excel writes by itself

# Of a relation, by the end of its type: what is another file, runs, or is fetched.
_RUNS = re.compile(
    r"/(oleObject|vbaProject|wordVbaData|activeXControl\w*|control|aFChunk|externalLink\w*|connections|queryTable|"
    r"xlMacrosheet|xlIntlMacrosheet|subDocument|frame|package|attachedToolbars|keyMapCustomizations)$",
    re.IGNORECASE,
)
_RUNS_BY_CONTENT_TYPE = re.compile(r"macro|vba|oleObject|activeX|externalLink|connections\+xml", re.IGNORECASE)
_FIELDS_THAT_FETCH = re.compile(r"\b(DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DATABASE|RD)\b", re.IGNORECASE)
_FORMULAS_THAT_RUN = re.compile(r"WEBSERVICE|DDE\s*\(|\|\s*'|CALL\s*\(|REGISTER(\.ID)?\s*\(|EXEC\s*\(", re.IGNORECASE)
_ELEMENTS_THAT_RUN = {
    "event-listener", "script", "applet", "plugin", "object-ole", "floating-frame", "dde-source", "dde-link", "dde-connection",
    "dde-connection-decl", "database-source-sql", "database-source-query", "ddeLink", "oleLink", "webPr", "altChunk",
}  # fmt: skip
_ELSEWHERE = re.compile(r"^\s*([a-z][\w+.-]*:|//|\\\\|/|\.\./)", re.IGNORECASE)
_FOLLOWED = {"a", "hyperlink"}  # what somebody clicks on

# Whose text, or which attributes, are names of who wrote it.
_NAMES = {"creator", "lastModifiedBy", "initial-creator", "printed-by", "Manager", "Company", "author", "editing-cycles"}
_NAME_ATTRIBUTES = {"author", "initials", "userName", "displayName", "userId"}
_OWN_PROPERTIES = "docProps/custom.xml"


class NotHarmlessError(ValueError):
    """Something in it runs, is another file, or is fetched from elsewhere."""


class PackageKind(NamedTuple):
    """A kind of file: what it is called, and which part says what that it is one."""

    name: str
    said_in: str
    saying: bytes


def clean_package(data: bytes, kind: PackageKind, *, most_bytes: int) -> bytes:
    """The same file without the names of its writers.

    Raises NotHarmlessError, and ValueError, OSError or KeyError for what is no such file or unpacks to more bytes.
    """
    with zipfile.ZipFile(BytesIO(data)) as packed:
        parts = packed.infolist()
        names = [part.filename for part in parts]
        if len(parts) > _MOST_PARTS or len(set(names)) < len(names) or sum(part.file_size for part in parts) > most_bytes:
            raise ValueError("more than a package has")
        said = packed.read(kind.said_in)
        if not (said == kind.saying if kind.said_in == "mimetype" else kind.saying in said):
            raise ValueError("another kind")
        kept = BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as target:
            for part in parts:
                plain = zipfile.ZIP_STORED if part.filename == "mimetype" else zipfile.ZIP_DEFLATED
                target.writestr(part.filename, _clean_part(part.filename, packed.read(part)), plain)
    return kept.getvalue()


def _clean_part(name: str, said: bytes) -> bytes:
    path = PurePosixPath(name)
    ending = f".{path.name.rpartition('.')[2].lower()}"  # `.rels` is all ending
    if not _stays_inside(path, name) or not (_is_plain(path, name) or ending in _XML | _PLAIN):
        raise NotHarmlessError(name)
    if ending in _XML and said.strip():
        return _clean_xml(name, said)
    return _without_words(said) if ending in {".jpg", ".jpeg"} else said


def _stays_inside(path: PurePosixPath, name: str) -> bool:
    return ".." not in path.parts and not path.is_absolute() and "\\" not in name


def _is_plain(path: PurePosixPath, name: str) -> bool:
    """Whether it is a folder, or one of the few parts that programs write without an ending of their own."""
    return name.endswith("/") or path.name in _WITHOUT_ENDING or bool(_PRINTER.fullmatch(path.name))


def _without_words(photo: bytes) -> bytes:
    """A JPEG without what a camera or a program wrote beside the picture: where it was taken, and by whom."""
    kept, place = [photo[:2]], 2
    while photo[place : place + 1] == b"\xff" and photo[place + 1] != _SCAN:
        size = 2 + int.from_bytes(photo[place + 2 : place + 4])
        if photo[place + 1] not in _WORDS:
            kept.append(photo[place : place + size])
        place += size
    return b"".join([*kept, photo[place:]])


def _clean_xml(name: str, said: bytes) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(said, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(name) from error
    if root.getroottree().docinfo.doctype:
        raise NotHarmlessError(name)
    fields, changed = "", False
    for element in root.iter(etree.Element):
        local = etree.QName(element).localname
        _judge(element, local, name)
        fields += _field(element, local)
        changed |= _blank(element, local, name)
    if _FIELDS_THAT_FETCH.search(fields):
        raise NotHarmlessError(name)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if changed else said


def _judge(element: Any, local: str, name: str) -> None:
    """Raises NotHarmlessError for an element that runs, or fetches something as soon as the file is opened."""
    judge = _JUDGES.get(local)
    if local in _ELEMENTS_THAT_RUN or (judge is not None and judge(element)):
        raise NotHarmlessError(name)
    for attribute, value in element.attrib.items():
        told = etree.QName(attribute).localname
        if told == "href" and local not in _FOLLOWED and _ELSEWHERE.match(value):
            raise NotHarmlessError(name)
        if told == "formula" and _FORMULAS_THAT_RUN.search(value):
            raise NotHarmlessError(name)


def _relation_runs(element: Any) -> bool:
    kind = element.get("Type", "")
    if _RUNS.search(kind):
        return True
    return element.get("TargetMode", "").strip().casefold() == "external" and not kind.endswith("/hyperlink")


def _type_runs(element: Any) -> bool:
    return bool(_RUNS_BY_CONTENT_TYPE.search(element.get("ContentType", "")))


def _formula_runs(element: Any) -> bool:
    return bool(_FORMULAS_THAT_RUN.search("".join(element.itertext())))


_JUDGES: dict[str, Callable[[Any], bool]] = {
    "Relationship": _relation_runs,
    "Override": _type_runs,
    "Default": _type_runs,
    "f": _formula_runs,
    "definedName": _formula_runs,
}


def _field(element: Any, local: str) -> str:
    """What a field of Word asks for; it may be told in several pieces."""
    if local == "instrText":
        return element.text or ""
    if local == "fldSimple":
        return f" {next((value for key, value in element.attrib.items() if etree.QName(key).localname == 'instr'), '')} "
    return ""


def _blank(element: Any, local: str, name: str) -> bool:
    """Take the names out of an element; whether there were any."""
    changed = False
    if (local in _NAMES or (name == _OWN_PROPERTIES and local != "Properties")) and element.text:
        element.text, changed = "", True
    for attribute, value in element.attrib.items():
        if etree.QName(attribute).localname in _NAME_ATTRIBUTES and value:
            element.set(attribute, "")
            changed = True
    return changed
