"""Implementations beside each other, as rows for a spreadsheet."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from practices.output.spreadsheets import csv_file
from practices.parts import Kind, Part
from practices.richtext import read_blocks


def comparison_file(page, comparison, address: str) -> HttpResponse:
    """A column for each implementation, a row for each part."""
    return csv_file(_rows(comparison), f"{page.original.slug}-vergelijking.csv")


def _rows(comparison) -> Iterator[list[str]]:
    yield ["", *(str(column.implementation) for column in comparison.columns)]
    if any(column.likeness for column in comparison.columns):
        yield [_("Most like yours"), *(column.reason for column in comparison.columns)]
    for row in comparison.rows:
        yield [row.part.title, *(told_plainly(row.part, value) for value in row.values)]


def told_plainly(part: Part, value: Any) -> str:
    """What a part says, as plain text of one or more lines."""
    if part.is_rich:
        return "\n".join(block.text for block in read_blocks(value))
    return date_format(value) if part.kind is Kind.DATE and value else value or ""
