"""The page of a selection, and what is taken along from it."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from municipalities.models import Municipality
from practices.output.responses import named_file, pdf_response
from practices.output.vcards import vcards
from practices.selection.address import MOST, Address
from practices.selection.chosen import Selection, read_selection
from practices.selection.note import write_note
from practices.selection.note_blocks import Note
from practices.selection.note_open_document import open_document_file
from practices.selection.note_pdf import note_pdf
from practices.selection.note_word import word_file
from practices.selection.sheets_pdf import sheets_pdf
from practices.selection.sheets_side_by_side import compare_sheets, sheets_compared_pdf, sheets_file

_NOTES: dict[str, tuple[str, Callable[[Note], bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", word_file),
    "odt": ("application/vnd.oasis.opendocument.text", open_document_file),
    "pdf": ("application/pdf", note_pdf),
}


@require_safe
def my_selection(request: HttpRequest) -> HttpResponse:
    """The sheets that the address names, in its order; `q` looks for more of them."""
    chosen = read_selection(Address.of(request.GET))
    context = {
        "selection": chosen,
        "own_slug": chosen.own_slug,
        "most": MOST,
        "query": request.GET.get("q", "").strip(),
        "names": Municipality.objects.current().values_list("name", flat=True),
    }
    return TemplateResponse(request, "pages/selection.jinja", context)


@require_safe
def selection_side_by_side(request: HttpRequest) -> HttpResponse:
    """The sheets beside each other, as a page, or as the file of `format`."""
    chosen = _not_empty(request)
    here = f"{reverse('selection_side_by_side')}{chosen.address}"
    if request.GET.get("format") == "csv":
        return sheets_file(chosen)
    if request.GET.get("format") == "pdf":
        return pdf_response(sheets_compared_pdf(chosen, here), "praktijken-vergelijking.pdf")
    context = {"selection": chosen, "own_slug": chosen.own_slug, "rows": compare_sheets(chosen), "here": here}
    return TemplateResponse(request, "pages/sheets_side_by_side.jinja", context)


@require_safe
def selection_note(request: HttpRequest, kind: str) -> HttpResponse:
    """The note to the board: it proposes the sheet of `for`, else the first."""
    chosen = _not_empty(request)
    if chosen.address.our and chosen.own is None:  # nobody wants a note with a slip of the pen in its first line
        return redirect(f"{reverse('selection')}{chosen.address}#take")
    content_type, draw = _NOTES[kind]
    response = HttpResponse(draw(write_note(chosen)), content_type=content_type)
    return named_file(response, f"nota-{chosen.chosen[0].slug}.{kind}")


@require_safe
def selection_sheets(request: HttpRequest) -> HttpResponse:
    """The sheets in one PDF, with cover and contents."""
    chosen = _not_empty(request)
    return pdf_response(sheets_pdf(chosen), "praktijken.pdf")


@require_safe
def selection_contacts(request: HttpRequest) -> HttpResponse:
    """Whom to call, as vCards."""
    chosen = _not_empty(request)
    rows = [(each.page, column.implementation) for each in chosen.chosen for column in each.comparison.columns]
    text = "".join(vcards(each, title=page.title, address=page.address) for page, each in rows)
    if not text:
        raise Http404
    return named_file(HttpResponse(text, content_type="text/vcard; charset=utf-8"), "contacten.vcf")


def _not_empty(request: HttpRequest) -> Selection:
    found = read_selection(Address.of(request.GET).first(request.GET.get("for", "")))
    if not found.chosen:
        raise Http404
    return found
