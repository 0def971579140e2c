"""What an editor sees beside the form: the page, its card, its print, and what to look at before publishing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from practices.editor.findings import completeness, findings_of
from practices.output import pdf
from practices.output.cards import card_of


def _preview(page, request: HttpRequest, mode: str) -> HttpResponse | None:
    """The response of a preview mode of a PracticePage; None for the page itself."""
    if mode == "card":
        return TemplateResponse(request, "previews/card.jinja", {"page": page, "shown": card_of(page)})
    if mode == "print":
        return HttpResponse(pdf.render_sheet(page), content_type="application/pdf")
    if mode == "findings":
        done, total = completeness(page)
        context = {"page": page, "findings": findings_of(page), "done": done, "total": total}
        return TemplateResponse(request, "previews/findings.jinja", context)
    return None


class WithPreviews:
    """A part of PracticePage: what its editor can look at while writing."""

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [
            ("", gettext("Page")),
            ("card", gettext("Card")),
            ("print", gettext("Print (PDF)")),
            ("findings", gettext("To check before publishing")),
        ]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        below: Any = super()
        return _preview(self, request, mode_name) or below.serve_preview(request, mode_name)
