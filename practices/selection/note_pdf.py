"""The note as a tagged PDF: as it will look, with lines where somebody writes."""

from practices.output.typesetting import typeset
from practices.selection.note_blocks import Bullets, Gap, Note, Paragraph, Section, Table, leads


def note_pdf(note: Note) -> bytes:
    """The bytes of the file (PDF/UA-1)."""
    data = {
        "language": note.language,
        "organisation": _runs(note.organisation),
        "service": _runs(note.service),
        "kind": note.kind,
        "title": note.title,
        "facts": [{"label": label, "told": _runs(told)} for label, told in note.facts],
        "sections": [_section(section) for section in note.sections],
        "source": note.source,
    }
    return typeset("note.typ", data, format="pdf", pdf_standards=["ua-1"])


def _section(section: Section) -> dict:
    return {"title": section.title, "blocks": [_block(block) for block in section.blocks]}


def _block(block: Paragraph | Bullets | Table) -> dict:
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": [_runs(item) for item in block.items]}
    if isinstance(block, Table):
        rows = [[[_runs(line) for line in cell] for cell in row] for row in (block.head, *block.rows)]
        return {"kind": "table", "head": rows[0], "rows": rows[1:]}
    return {"kind": "paragraph", "runs": _runs(block), "leads": leads(block)}


def _runs(paragraph: Paragraph) -> list[dict]:
    return [{"gap": True, "text": run.asked} if isinstance(run, Gap) else {"gap": False, "text": run} for run in paragraph]
