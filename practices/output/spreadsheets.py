"""Rows as a file for a spreadsheet, of which no cell is a formula."""

import csv
from collections.abc import Iterable

from django.http import HttpResponse

from practices.output.responses import named_file
from practices.single_line import without_controls

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(value: str) -> str:
    """A cell that no spreadsheet executes.

    >>> safe("=1+1"), safe("Gent")
    ("'=1+1", 'Gent')
    """
    value = without_controls(value)
    return f"'{value}" if value.startswith(_FORMULA) else value


def csv_file(rows: Iterable[list[str]], name: str) -> HttpResponse:
    """The rows as CSV, as a Belgian Excel opens it."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")  # the mark by which Excel knows UTF-8
    csv.writer(response, delimiter=";").writerows([safe(cell) for cell in row] for row in rows)
    return named_file(response, name)
