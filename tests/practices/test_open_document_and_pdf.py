"""A sheet as LibreOffice wrote it, as .odt and as .pdf, and files that only look so."""

import io
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from practices.importing.converting import read_file
from practices.importing.uploaded_sheet import read_upload
from practices.richtext import read_blocks
from tests.practices.written import is_whole, written

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

DATA = Path(__file__).parent / "data"
LONG = "Een vaste begeleider die iedereen kent en die tijd heeft voor wie nog geen Nederlands spreekt"
HEAD = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">"""


STYLE = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'


def odt(body, head=HEAD, styles=""):
    """A text with this in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(
            "content.xml", f"{head}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
        if styles:
            packed.writestr("styles.xml", styles)
    return file.getvalue()


def paragraphs(text=None):
    return "".join(f"<text:p>{line}</text:p>" for line in (text or written()).splitlines())


def test_a_sheet_of_libreoffice_with_a_table_and_words_that_were_taken_out(read):
    reading = read((DATA / "buurtwandeling.odt").read_bytes(), "buurtwandeling.odt")

    assert is_whole(reading.content)
    assert reading.doubts == []
    assert "Geheim" not in str(reading.content.as_json())


@pytest.mark.parametrize("name", ["twee-kolommen.pdf", "kop-op-elke-bladzijde.pdf"])
def test_a_pdf_in_columns_or_over_pages_is_read_in_its_order_and_its_lines_are_whole(name, read):
    content = read((DATA / name).read_bytes(), name).content

    assert (content.title, content.category) == ("Buurtwandeling", "Onthaalbeleid")
    assert [block.text for block in read_blocks(content.success_factors)] == [LONG, "Gratis"]
    assert [block.text.split(",")[0] for block in read_blocks(content.description)] == [
        "Een vrijwilliger wandelt een uur met nieuwe inwoners"
    ] * 2
    assert [(each.label, each.contacts) for each in content.implementations] == [("Aalst", ["onthaal@aalst.example.be"])]
    assert content.policy_domains == ["Wonen", "Vrije tijd"]
    assert content.to_place == "Databank van de gemeente"


PIECES = {
    "spaces and tabs": ("<text:p>Bel<text:s text:c='2'/>vooraf<text:tab/>aan.</text:p>", "Bel vooraf aan."),
    "a break in a line": ("<text:p>Bel vooraf.<text:line-break/>En neem mee.</text:p>", "Bel vooraf."),
    "a box": (
        "<text:p><draw:frame><draw:text-box><text:p>Bel vooraf.</text:p></draw:text-box></draw:frame></text:p>", "Bel vooraf.",
    ),
    "a shape": ("<text:p><draw:custom-shape><text:p>Bel vooraf.</text:p></draw:custom-shape></text:p>", "Bel vooraf."),
    "a span": ("<text:p>Bel <text:span>voor</text:span>af.</text:p>", "Bel vooraf."),
    "a section": ("<text:section><text:p>Bel vooraf.</text:p></text:section>", "Bel vooraf."),
    "signs of HTML": ("<text:p>Bel &lt;b&gt;vooraf&lt;/b&gt; &amp; aan.</text:p>", "Bel <b>vooraf</b> & aan."),
}  # fmt: skip


@pytest.mark.parametrize("kind", PIECES)
def test_each_piece_of_a_document_is_read(kind, read):
    piece, said = PIECES[kind]
    description = "<text:p>Een vrijwilliger wandelt een uur met nieuwe inwoners.</text:p>"
    content = read(odt(paragraphs().replace(description, description + piece)), "buurtwandeling.odt").content

    assert said in [block.text for block in read_blocks(content.description)]


def test_a_numbered_heading_and_a_remark_in_the_margin(read):
    body = paragraphs().replace(
        "<text:p>Categorie</text:p>",
        "<text:list><text:list-item><text:h>Categorie<office:annotation><text:p>Nee?</text:p></office:annotation></text:h>"
        "</text:list-item></text:list>",
    )
    assert is_whole(read(odt(body), "buurtwandeling.odt").content)


def test_a_link_keeps_where_it_leads(read):
    body = paragraphs().replace(
        "<text:p>- Contact: onthaal@aalst.example.be</text:p>",
        "<text:p>- Contact: onthaal@aalst.example.be</text:p>"
        '<text:p>- <text:a xlink:href="https://www.aalst.example/wandelen">Website</text:a></text:p>',
    )
    assert read(odt(body), "buurtwandeling.odt").content.implementations[0].website == "https://www.aalst.example/wandelen"


def pdf(*, pages=1, password=""):
    file, writer = io.BytesIO(), PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_what_stands_above_and_below_the_pages_is_left_over(suffix, read):
    document, file = docx.Document(), io.BytesIO()
    for line in written().splitlines():
        document.add_paragraph(line)
    document.sections[0].header.paragraphs[0].text = "Stad Aalst"
    document.sections[0].footer.paragraphs[0].text = "Meer weten? An Peeters, 0475 12 34 56"
    document.save(file)
    styles = (
        f"{HEAD.replace('document-content', 'document-styles').replace('>', ' ' + STYLE + '>', 1)}<style:header>"
        "<text:p>Stad Aalst</text:p></style:header><style:footer><text:p>Meer weten? An Peeters, 0475 12 34 56</text:p>"
        "</style:footer></office:document-styles>"
    )
    data = file.getvalue() if suffix == "docx" else odt(paragraphs(), styles=styles)
    content = read(data, f"buurtwandeling.{suffix}").content

    assert is_whole(content)
    assert content.to_place.split("\n") == ["Stad Aalst", "Meer weten? An Peeters, 0475 12 34 56"]


ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + HEAD
REFUSED = {
    "a scan": ("x.pdf", pdf(), "alleen beelden"),
    "a book": ("x.pdf", pdf(pages=31), "meer dan 30"),
    "locked": ("x.pdf", pdf(password="geheim"), "kan niet gelezen worden"),
    "no PDF": ("x.pdf", b"%PDF-1.7 stuk", "kan niet gelezen worden"),
    "nothing as PDF": ("x.pdf", b"", "kan niet gelezen worden"),
    "no OpenDocument": ("x.odt", b"PK stuk", "geen OpenDocument"),
    "nothing as OpenDocument": ("x.odt", b"", "geen OpenDocument"),
    "a sheet of numbers": ("x.odt", odt("").replace(b"office:text", b"office:spreadsheet"), "geen OpenDocument"),
    "very deep": ("x.odt", odt("<text:section>" * 5000 + "</text:section>" * 5000), "geen OpenDocument"),
    "a document of Word": ("x.odt", b"PK\x03\x04" + bytes(300), "geen OpenDocument"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_said(kind, tmp_path):
    name, data, said = REFUSED[kind]
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(ValueError, match=said):
        read_file(path)


def test_a_document_takes_no_file_of_the_machine_along(tmp_path):
    path = tmp_path / "x.odt"
    path.write_bytes(odt("<text:p>Begin &a; eind</text:p>", head=ENTITY))

    assert Path("/etc/hostname").read_text().strip() not in read_file(path)


def pages_of_one(total, operators):
    """A PDF whose pages are all the same one, with so much to do on it."""
    stream = zlib.compress(b"BT /F 12 Tf 10 10 Td (a) Tj ET\n" * operators)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (total, b"3 0 R " * total),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F << %s >> >> >> >>"
        % b"/Type /Font /Subtype /Type1 /BaseFont /Helvetica",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    return body + b"xref\n0 5\n0000000000 65535 f \n%strailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        start,
    )


ENDLESS = {
    "a small PDF with much to do": ("x.pdf", pages_of_one(30, 20_000)),
    "a packed document": ("x.odt", odt("<text:p>x</text:p>" * 400_000)),
    "a page of tables": (
        "x.html",
        b"<table><tr><td>waar</td><td>wat</td></tr><tr><td>Gent</td><td>b</td></tr></table>" * 20_000,
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", ENDLESS)
def test_what_would_be_read_for_minutes_is_ended_and_said(kind, settings):
    upload = SimpleUploadedFile(*ENDLESS[kind])
    read = read_upload(upload, most_bytes=settings.LIMITS.sheet_bytes, longest=10_000)

    assert "te lang" in read.reason
    assert read.text == ""


@pytest.mark.parametrize("name", ["é" * 150 + ".txt", "a" * 300 + ".txt", "../../x.txt", "a\x00b.txt", "x.", "x" + ".a" * 200])
def test_a_file_is_read_whatever_it_is_called(name, settings):
    read = read_upload(SimpleUploadedFile(name, b"Doelen\n- a\n"), most_bytes=1000, longest=1000)

    assert read.text or "niet leesbaar" in read.reason
    assert len(read.name) < 150


ROWS = """[Categorie], [Onthaalbeleid], [Doelen], [- Elkaar leren kennen
- De weg vinden], [Voor wie], [Nieuwkomers, buurtbewoners],
[Beschrijving], [Een vrijwilliger leidt de wandeling. Onderweg vertellen bewoners over hun straat, en na afloop is er koffie in
het buurthuis voor wie wil blijven.], [Succesfactoren], [- Een vaste begeleider
- Gratis], [Uitdagingen], [Slecht weer], [Gemeente], [Ninove], [Beleidsdomeinen], [Welzijn, Cultuur]"""


@pytest.mark.parametrize("first", ["30%", "20%", "45%"])
def test_a_form_table_that_was_printed_is_read_row_by_row(first, read, tmp_path):
    source = tmp_path / "tabel.typ"
    source.write_text(f"= Buurtwandeling\nElke maand wandelen buren samen.\n#table(columns: ({first}, 1fr), {ROWS})")
    content = read(typst.compile(source), "tabel.pdf").content

    assert (content.title, content.category) == ("Buurtwandeling", "Onthaalbeleid")
    assert content.introduction == "Elke maand wandelen buren samen."
    assert content.target_groups == ["Nieuwkomers", "buurtbewoners"]
    assert [block.text for block in read_blocks(content.goals)] == ["Elkaar leren kennen", "De weg vinden"]
    assert [block.text for block in read_blocks(content.success_factors)] == ["Een vaste begeleider", "Gratis"]
    assert [each.label for each in content.implementations] == ["Ninove"]
    assert "koffie in het buurthuis voor wie wil blijven" in content.description


def test_sentences_that_begin_with_the_word_of_a_heading_are_no_table(read, tmp_path):
    source = tmp_path / "tekst.typ"
    source.write_text(
        "= Buurtwandeling\nElke maand.\n\n*Beschrijving*\n\nPartners zijn er veel.\n\nGemeente en school doen mee.\n\n"
        "Doelen stellen we samen.\n\nTips geven we graag."
    )
    content = read(typst.compile(source), "tekst.pdf").content

    assert "Partners zijn er veel." in content.description
    assert "Tips geven we graag." in content.description
