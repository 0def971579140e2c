"""The sheets of a selection beside each other: what each takes, for whom it is, and who does it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.implementations import last_confirmed
from practices.output.comparison_pdf import PrintedColumn, render_columns
from practices.output.spreadsheets import csv_file
from practices.pages.places import how_many_municipalities
from practices.parts import SHEET, TERM_KINDS, Part, Shown, named, short_facts_of
from practices.richtext import read_blocks
from practices.selection.chosen import Chosen, Selection

_TEXTS = ("goals", "first_steps", "arrangements", "success_factors", "challenges")
_TERMS = ("category", "target_groups", "policy_domains")
_MOST_NAMED = 6  # municipalities of a sheet
_MOST_ITEMS = 5  # of a list


@dataclass(frozen=True)
class SheetRow:
    """What each of the sheets says of one thing, as lines, none where it says nothing.

    `spoken` when the lines are those of the sheet, in its language; `to_fill_in` when whoever knows it can tell.
    """

    label: str
    cells: list[list[str]]
    spoken: bool = False
    to_fill_in: bool = False

    @property
    def texts(self) -> list[str]:
        """The cells as texts."""
        return ["\n".join(lines) for lines in self.cells]

    def in_brief(self) -> list[list[str]]:
        """The first lines of each, with a sign that there are more."""
        return [[*lines[:_MOST_ITEMS], *(["…"] if len(lines) > _MOST_ITEMS else [])] for lines in self.cells]


def compare_sheets(selection: Selection) -> list[SheetRow]:
    """The rows in which one of the sheets says something."""
    return [row for row in _every_row(selection.chosen) if any(row.cells)]


def sheets_file(selection: Selection) -> HttpResponse:
    """The same for a spreadsheet: a column for each sheet."""
    heads = ["", *(each.page.title for each in selection.chosen)]
    return csv_file([heads, *([row.label, *row.texts] for row in compare_sheets(selection))], "praktijken-vergelijking.csv")


def sheets_compared_pdf(selection: Selection, address: str) -> bytes:
    """The same in print."""
    return render_columns(
        title=_("Practices side by side"),
        lead="",
        columns=[PrintedColumn(plates=[], name=each.page.title) for each in selection.chosen],
        rows=[(row.label, ["\n".join(lines) for lines in row.in_brief()]) for row in compare_sheets(selection)],
        address=address,
    )


def _every_row(chosen: list[Chosen]) -> Iterator[SheetRow]:
    for part, tell_part in _parts():
        said = part.kind not in TERM_KINDS and not part.choices
        yield SheetRow(part.title, [tell_part(each, part) for each in chosen], spoken=said, to_fill_in=part.correctable)
    for label, tell in _others():
        yield SheetRow(label, [tell(each) for each in chosen])


def _parts() -> Iterator[tuple[Part, Callable[[Chosen, Part], list[str]]]]:
    """The parts of a sheet that are compared, each with what tells it in a few lines."""
    yield named(SHEET, "introduction"), lambda each, _part: each.page.introduction.splitlines()
    yield from ((part, _fact) for part in SHEET if part.shown is Shown.SHORT)
    yield from ((named(SHEET, name), _items) for name in _TEXTS)
    yield from ((named(SHEET, name), _names) for name in _TERMS)


def _others() -> tuple[tuple[str, Callable[[Chosen], list[str]]], ...]:
    """What else is compared, by what stands before it."""
    return (
        (_("Done in"), _places),
        (_("Most like yours"), _likest),
        (_("Whom to call"), _contacts),
        (named(SHEET, "attachments").title, _files),
        (_("Last checked"), _checked),
    )


def _items(chosen: Chosen, part: Part) -> list[str]:
    """The items of a list, a line each."""
    return [block.text for block in read_blocks(getattr(chosen.page, part.name))]


def _likest(chosen: Chosen) -> list[str]:
    """The municipality that is most like one's own, with why."""
    like = [column.likeness for column in chosen.comparison.every if column.likeness]
    return [f"{like[0].place.name}: {like[0].reason}"] if like else []


def _fact(chosen: Chosen, part: Part) -> list[str]:
    told = next((fact for fact in short_facts_of(chosen.page) if fact.part == part), None)
    return [text for text in (told.value, told.note) if text] if told else []


def _names(chosen: Chosen, part: Part) -> list[str]:
    return _line(term.name for term in chosen.page.terms_of(part.name))


def _places(chosen: Chosen) -> list[str]:
    total = len(chosen.page.municipality_list)
    names = ", ".join(place.name for place in chosen.places[:_MOST_NAMED])
    return [how_many_municipalities(total), names + (" …" if len(chosen.places) > _MOST_NAMED else "")] if total else []


def _files(chosen: Chosen) -> list[str]:
    return _line(row.document.title for row in chosen.page.attachments.all())


def _contacts(chosen: Chosen) -> list[str]:
    total = len(chosen.contacts)
    return [ngettext("%(total)d contact", "%(total)d contacts", total) % {"total": total}] if total else []


def _checked(chosen: Chosen) -> list[str]:
    day = last_confirmed(chosen.page.implementation_list)
    return [date_format(day)] if day else []


def _line(names: Iterable[str]) -> list[str]:
    joined = ", ".join(names)
    return [joined] if joined else []
