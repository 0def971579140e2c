"""What stands beside each other on a page, as a tagged PDF (PDF/UA-1) on its side."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from practices.languages import reader_language
from practices.output.comparison_file import told_plainly
from practices.output.pdf import checked_line
from practices.output.qr_codes import qr_code
from practices.output.responses import pdf_response
from practices.output.typesetting import typeset


@dataclass(frozen=True)
class PrintedColumn:
    """The head of a column: plates of municipalities or a name, and why it is like one's own."""

    plates: list[str]
    name: str = ""
    reason: str = ""


def comparison_in_print(page, comparison, address: str) -> HttpResponse:
    """The PDF of the implementations of a sheet side by side; `address` is that of the page with the same."""
    columns = [
        PrintedColumn(
            plates=[place.name for place in column.implementation.municipality_list],
            name="" if column.implementation.municipality_list else column.implementation.label,
            reason=column.reason,
        )
        for column in comparison.columns
    ]
    rows = [(row.part.title, [told_plainly(row.part, value) for value in row.values]) for row in comparison.rows]
    checked = checked_line(column.implementation for column in comparison.columns)
    told: dict[str, Any] = {"title": page.title, "lead": page.introduction, "columns": columns, "rows": rows}
    return pdf_response(render_columns(**told, address=address, checked=checked), f"{page.original.slug}-vergelijking.pdf")


def render_columns(
    *,
    title: str,
    lead: str,
    columns: list[PrintedColumn],
    rows: Iterable[tuple[str, list[str]]],
    address: str,
    checked: str = "",
) -> bytes:
    """A PDF of columns with their rows, each a label and what every column says; what is empty is said to be unknown."""
    url = settings.BASE_URL + address
    data: dict[str, Any] = {
        "title": title,
        "lead": lead,
        "language": reader_language(),
        "publisher": settings.WAGTAIL_SITE_NAME,
        "day": date_format(localdate()),
        "columns": [vars(column) for column in columns],
        "rows": [{"label": label, "cells": cells} for label, cells in rows],
        "unknown": _("Not known yet."),
        "url": url,
        "qr": qr_code(url),
        "on_site": _("This comparison on the site"),
        "checked": checked,
    }
    return typeset("comparison.typ", data, format="pdf", pdf_standards=["ua-1"])
