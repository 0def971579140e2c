"""The note as an .odt: styles, tables with heads, and marked gaps."""

from io import BytesIO
from typing import Any

from odfdo import Document, Element, Header, List, ListItem, Span, Tab, VarPageCount, VarPageNumber
from odfdo import Paragraph as TextParagraph
from odfdo import Table as TextTable
from odfdo.cell import Cell as TextCell
from odfdo.row import Row

from practices.languages import REGIONS
from practices.selection.note_blocks import Bullets, Cell, Gap, Note, Paragraph, Section, Table, leads

_WIDTH, _LABEL_WIDTH = 16.5, 3.0  # cm
_INK, _SLATE = "#10203A", "#47546B"
_FONT = 'fo:font-family="Carlito, Calibri, Arial"'
_TEXT = f'{_FONT} fo:font-size="11pt" fo:color="{_INK}"'
_SMALL = f'{_FONT} fo:font-size="9.5pt" fo:color="{_INK}"'
_BELOW = 'fo:margin-top="0cm" fo:margin-bottom'
_TAB_STOP = f'<style:tab-stops><style:tab-stop style:position="{_WIDTH}cm" style:type="right"/></style:tab-stops>'
_BULLETS = "NoteBullets"
_BULLET_STYLE = (
    f'<text:list-style style:name="{_BULLETS}"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
    '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
    '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.5cm" fo:margin-left="0.6cm"/>'
    "</style:list-level-properties></text:list-level-style-bullet></text:list-style>"
)
_PAGE = {"width": "21cm", "height": "29.7cm", "margin-top": "2cm", "margin-bottom": "1.5cm", "margin-left": "2.25cm"}
# Our own styles by name: their family, and what is inside of them.
_STYLES = {
    "NoteBody": ("paragraph", f'<style:paragraph-properties {_BELOW}="0.2cm" fo:line-height="118%"/>', _TEXT),
    "NoteLead": ("paragraph", f'<style:paragraph-properties {_BELOW}="0.2cm" fo:keep-with-next="always"/>', _TEXT),
    "NoteHead": ("paragraph", f'<style:paragraph-properties {_BELOW}="0cm">{_TAB_STOP}</style:paragraph-properties>', _TEXT),
    "NoteRule": (
        "paragraph",
        f'<style:paragraph-properties {_BELOW}="0.5cm" fo:padding-bottom="0.1cm" fo:border-bottom="1.5pt solid {_INK}"/>',
        _TEXT,
    ),
    "NoteTitle": (
        "paragraph",
        f'<style:paragraph-properties {_BELOW}="0.35cm"/>',
        f'{_FONT} fo:font-size="21pt" fo:font-weight="bold" fo:color="{_INK}"',
    ),
    "NoteHeading": (
        "paragraph",
        '<style:paragraph-properties fo:margin-top="0.6cm" fo:margin-bottom="0.15cm" fo:keep-with-next="always"/>',
        f'{_FONT} fo:font-size="13.5pt" fo:font-weight="bold" fo:color="{_INK}"',
    ),
    "NoteCell": ("paragraph", f'<style:paragraph-properties {_BELOW}="0.05cm"/>', _SMALL),
    "NoteStrong": ("text", "", 'fo:font-weight="bold"'),
    "NoteQuiet": ("text", "", f'fo:font-weight="bold" fo:font-size="9.5pt" fo:color="{_SLATE}"'),
    "NoteGap": ("text", "", 'fo:background-color="#FFF3C9"'),
    "NoteEdge": ("table-cell", '<style:table-cell-properties fo:padding="0.1cm" fo:border-bottom="0.5pt solid #C9D1DC"/>', ""),
    "NoteTop": ("table-cell", f'<style:table-cell-properties fo:padding="0.1cm" fo:border-bottom="1.5pt solid {_INK}"/>', ""),
    "NotePlain": ("table-cell", '<style:table-cell-properties fo:padding="0.05cm"/>', ""),
    "NoteWhole": ("table-row", '<style:table-row-properties fo:keep-together="always"/>', ""),
}


def open_document_file(note: Note) -> bytes:
    """The bytes of the file."""
    document = Document("text")
    body = document.body
    body.clear()
    language, country = REGIONS[note.language].split("_")
    _set_styles(document, f'fo:language="{language}" fo:country="{country}"')
    document.meta.title, document.meta.subject = note.title, note.kind
    document.meta.language = f"{language}-{country}"
    for element in (*_head(document, note), *_sections(document, note)):
        body.append(element)
    _set_foot(document, note.source)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_styles(document: Document, spoken: str) -> None:
    for name, (family, properties, text) in _STYLES.items():
        told = f"<style:text-properties {text} {spoken}/>" if text else ""
        xml = f'<style:style style:name="{name}" style:family="{family}">{properties}{told}</style:style>'
        document.insert_style(xml, automatic=family.startswith("table"))
    document.insert_style(_BULLET_STYLE, automatic=True)
    for level in document.styles.root.get_elements("descendant::text:outline-level-style"):
        for name in [name for name in level.attributes if ":num-" in name]:
            level.del_attribute(name)  # our sections have their numbers in their text
        level.set_attribute("style:num-format", "")
    layout: Any
    for layout in document.get_styles("page-layout"):
        for name, value in {**_PAGE, "margin-right": _PAGE["margin-left"]}.items():
            prefix = "fo:page-" if name in {"width", "height"} else "fo:"
            layout.set_properties({f"{prefix}{name}": value}, area="page-layout")


def _head(document: Document, note: Note) -> list[Element]:
    line = _paragraph(note.organisation, "NoteHead", "NoteStrong")
    line.append(Tab())
    line.append(_span(note.kind, "NoteQuiet"))
    title = _heading(1, note.title, "NoteTitle")
    rows = [[_cell([(label,)], "NotePlain", "NoteQuiet"), _cell([told], "NotePlain")] for label, told in note.facts]
    facts = _rows(document, "Facts", [3.5, _WIDTH - 3.5], rows)
    return [line, _paragraph(note.service, "NoteRule"), title, facts]


def _sections(document: Document, note: Note) -> list[Element]:
    found: list[Element] = []
    for number, section in enumerate(note.sections, start=1):
        found += [_heading(2, f"{number}. {section.title}", "NoteHeading"), *_blocks(document, number, section)]
    return found


def _heading(level: int, text: str, style: str) -> Header:
    """A heading without the number that the template would give it."""
    heading = Header(level, suppress_numbering=True)
    heading.set_attribute("text:style-name", style)  # odfdo takes a style here and forgets it
    heading.append_plain_text(text)
    return heading


def _blocks(document: Document, number: int, section: Section) -> list[Element]:
    found: list[Element] = []
    for index, block in enumerate(section.blocks):
        if isinstance(block, Table):
            found += [_table(document, f"Table {number}.{index}", block), TextParagraph(style="NoteBody")]
        elif isinstance(block, Bullets):
            found.append(_bullets(block))
        else:
            found.append(_paragraph(block, "NoteLead" if leads(block) else "NoteBody"))
    return found


def _bullets(bullets: Bullets) -> List:
    drawn = List(style=_BULLETS)
    for item in bullets.items:
        line = ListItem()
        line.append(_paragraph(item, "NoteBody"))
        drawn.append(line)
    return drawn


def _table(document: Document, name: str, table: Table) -> TextTable:
    columns = len(table.head) - 1
    widths = [_LABEL_WIDTH, *[(_WIDTH - _LABEL_WIDTH) / columns] * columns]
    rows = []
    for index, row in enumerate([table.head, *table.rows]):
        edge = "NoteEdge" if index else "NoteTop"
        label = _cell(list(row[0]), edge, "NoteQuiet")
        rows.append([label, *(_cell(list(told), edge, "" if index else "NoteStrong") for told in row[1:])])
    return _rows(document, name, widths, rows)


def _rows(document: Document, name: str, widths: list[float], rows: list[list[TextCell]]) -> TextTable:
    table = TextTable(name)
    for index, width in enumerate(widths):
        style = f"{name} column {index}"
        xml = (
            f'<style:style style:name="{style}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width:.2f}cm"/></style:style>'
        )
        document.insert_style(xml, automatic=True)
        column = Element.from_tag("table:table-column")
        column.set_attribute("table:style-name", style)
        table.append(column)
    for cells in rows:
        row = Row(style="NoteWhole")
        for cell in cells:
            row.append(cell)
        table.append(row)
    return table


def _cell(told: Cell | list[Paragraph], style: str, first: str = "") -> TextCell:
    cell = TextCell(style=style)
    for index, paragraph in enumerate(told):
        cell.append(_paragraph(paragraph, "NoteCell", "" if index else first))
    return cell


def _paragraph(paragraph: Paragraph, style: str, span: str = "") -> TextParagraph:
    line = TextParagraph(style=style)
    for run in paragraph:
        line.append(_gap(run.asked) if isinstance(run, Gap) else _span(run, span))
    return line


def _span(text: str, style: str) -> Span:
    span = Span(style=style or None)
    span.append_plain_text(text)
    return span


def _gap(asked: str) -> Span:
    """Marked, and in brackets: LibreOffice prints no placeholder of its own, and nobody would miss what it asks."""
    return _span(f"[{asked}]", "NoteGap")


def _set_foot(document: Document, source: str) -> None:
    line = TextParagraph(style="NoteHead")
    line.append(_span(source, "NoteQuiet"))
    line.append(Tab())
    for element in (VarPageNumber(), _span(" / ", ""), VarPageCount()):
        line.append(element)
    master: Any = document.get_style("master-page", "Standard")
    master.set_page_footer(line)
