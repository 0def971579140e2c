"""The note as a .docx: styles, a table with heads, and fields that Word and LibreOffice ask to fill in."""

from io import BytesIO

from django.utils import timezone
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from practices.languages import REGIONS
from practices.selection.note_blocks import Bullets, Gap, Note, Paragraph, Section, Table, leads

_INK, _SLATE, _LINE, _FILL = "10203A", "47546B", "C9D1DC", "FFF3C9"
_FONT = "Calibri"  # on every office machine; LibreOffice has one with the same measures
_WIDTH = Cm(16.5)
_LABEL_WIDTH = Cm(3)
_SIZES = {"Title": 21, "Heading 1": 13.5}


def word_file(note: Note) -> bytes:
    """The bytes of the file."""
    document = Document()
    _set_up(document, note)
    _head(document, note)
    for number, section in enumerate(note.sections, start=1):
        _section(document, number, section)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_up(document: DocumentType, note: Note) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.25)
    page.top_margin, page.bottom_margin = Cm(2), Cm(2)
    document.core_properties.title = note.title
    document.core_properties.subject = note.kind
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = timezone.now().replace(tzinfo=None)
    document.core_properties.comments = note.source
    document.core_properties.language = REGIONS[note.language].replace("_", "-")
    _set_styles(document, REGIONS[note.language].replace("_", "-"))
    _foot(page.footer.paragraphs[0], note.source)


def _set_styles(document: DocumentType, language: str) -> None:
    body = document.styles["Normal"]
    body.font.name, body.font.size = _FONT, Pt(11)
    body.paragraph_format.space_after, body.paragraph_format.line_spacing = Pt(6), 1.15
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    body.element.get_or_add_rPr().append(spoken)
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), True
        style.font.color.rgb = RGBColor.from_string(_INK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(16)
    document.styles["Heading 1"].paragraph_format.space_after = Pt(4)
    title = document.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)


def _head(document: DocumentType, note: Note) -> None:
    line = document.add_paragraph()
    line.paragraph_format.tab_stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _runs(line, note.organisation, bold=True)
    kind = line.add_run(f"\t{note.kind}")
    kind.font.color.rgb = RGBColor.from_string(_SLATE)
    line.paragraph_format.space_after = Pt(0)
    service = document.add_paragraph()
    _runs(service, note.service)
    _rule_under(service)
    document.add_paragraph(note.title, style="Title")
    facts = document.add_table(rows=0, cols=2)
    facts.autofit = False
    for label, told in note.facts:
        cells = facts.add_row().cells
        cells[0].width, cells[1].width = Cm(3.5), _WIDTH - Cm(3.5)
        _quiet(cells[0].paragraphs[0], label)
        _runs(cells[1].paragraphs[0], told)
        for cell in cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)


def _section(document: DocumentType, number: int, section: Section) -> None:
    document.add_heading(f"{number}. {section.title}", level=1)
    for block in section.blocks:
        if isinstance(block, Table):
            _table(document, block)
        elif isinstance(block, Bullets):
            for item in block.items:
                _runs(document.add_paragraph(style="List Bullet"), item).paragraph_format.space_after = Pt(2)
        else:
            _runs(document.add_paragraph(), block).paragraph_format.keep_with_next = leads(block) or None


def _table(document: DocumentType, table: Table) -> None:
    drawn = document.add_table(rows=0, cols=len(table.head))
    drawn.autofit = False
    widths = [_LABEL_WIDTH, *[(_WIDTH - _LABEL_WIDTH) // (len(table.head) - 1)] * (len(table.head) - 1)]
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width
    for index, row in enumerate([table.head, *table.rows]):
        cells = drawn.add_row().cells
        for column, (cell, told) in enumerate(zip(cells, row, strict=True)):
            cell.width = widths[column]
            _cell(cell, told, is_head=index == 0, is_label=column == 0)
    _repeat_head(drawn)
    document.add_paragraph()


def _cell(cell: _Cell, told: tuple[Paragraph, ...], *, is_head: bool, is_label: bool) -> None:
    for index, paragraph in enumerate(told):
        line = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        line.paragraph_format.space_after = Pt(2)
        if is_label:
            _quiet(line, str(paragraph[0]))
        else:
            _runs(line, paragraph, bold=is_head and index == 0, size=Pt(9.5))
    _edge(cell, "bottom", size=12 if is_head else 4, colour=_INK if is_head else _LINE)


def _runs(line: WordParagraph, paragraph: Paragraph, *, bold: bool = False, size: Pt | None = None) -> WordParagraph:
    for run in paragraph:
        if isinstance(run, Gap):
            _gap(line, run.asked)
        else:
            text = line.add_run(run)
            text.bold, text.font.size = bold or None, size
    return line


def _gap(line: WordParagraph, asked: str) -> None:
    """A content control of Word: a click selects what is asked, and typing replaces it."""
    control, about, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    alias, placeholder, kind = (OxmlElement(f"w:{name}") for name in ("alias", "showingPlcHdr", "text"))
    alias.set(qn("w:val"), asked)
    about.extend([alias, placeholder, kind])
    run = line.add_run(f"[{asked}]")
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), _FILL)
    run._r.get_or_add_rPr().append(shade)  # noqa: SLF001 - python-docx has no way to shade a run
    content.append(run._r)  # noqa: SLF001 - nor to put one into a control
    control.extend([about, content])
    line._p.append(control)  # noqa: SLF001 - the same


def _quiet(line: WordParagraph, text: str) -> None:
    run = line.add_run(text)
    run.bold, run.font.size = True, Pt(9.5)
    run.font.color.rgb = RGBColor.from_string(_SLATE)


def _repeat_head(table: WordTable) -> None:
    """The head of a table again on each page, and no row over two of them."""
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)  # noqa: SLF001 - python-docx does not know it
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - the same


def _edge(cell: _Cell, side: str, *, size: int, colour: str) -> None:
    borders = OxmlElement("w:tcBorders")
    borders.append(_border(side, size, colour))
    cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001 - the same


def _rule_under(line: WordParagraph) -> None:
    borders = OxmlElement("w:pBdr")
    borders.append(_border("bottom", 12, _INK))
    line._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - the same


def _border(side: str, size: int, colour: str):
    """One side, in eighths of a point."""
    border = OxmlElement(f"w:{side}")
    for name, value in {"val": "single", "sz": str(size), "space": "4", "color": colour}.items():
        border.set(qn(f"w:{name}"), value)
    return border


def _foot(line: WordParagraph, source: str) -> None:
    line.paragraph_format.tab_stops.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _quiet(line, f"{source}\t")
    _page_field(line, "PAGE")
    _quiet(line, " / ")
    _page_field(line, "NUMPAGES")


def _page_field(line: WordParagraph, name: str) -> None:
    counted = OxmlElement("w:fldSimple")
    counted.set(qn("w:instr"), name)
    run = line.add_run("1")
    run.font.size = Pt(9.5)
    counted.append(run._r)  # noqa: SLF001 - python-docx has no fields
    line._p.append(counted)  # noqa: SLF001 - the same
