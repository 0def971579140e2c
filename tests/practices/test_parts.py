"""A part of a sheet is told once, and comes out wherever the table says; what is forgotten is said."""

from dataclasses import replace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from practices import checks
from practices.editor.findings import completeness, findings_of
from practices.importing.content import HEADED
from practices.importing.reading import read_sheet
from practices.models import PracticePage
from practices.parts import IMPLEMENTATION, SHEET, Kind, Part, Shown, Weight, named
from practices.submissions import checks as form_checks
from practices.submissions.proposals import ASKED_OF_SHEET
from practices.submissions.sharing.steps import CourseForm
from practices.submissions.wording import wordings_of
from tests.factories import make_sheet

pytestmark = pytest.mark.any_database

TEXTS = [part for part in SHEET if part.is_rich or part.kind in {Kind.TEXT, Kind.NAMES}]


def messages(found):
    return [(error.id, error.hint) for error in found]


def test_the_table_is_whole_as_it_is():
    assert checks.parts_are_told() == form_checks.forms_ask_the_parts() == []


def test_a_field_in_no_row_is_an_error_that_says_where_to_put_it(monkeypatch):
    rest = tuple(part for part in SHEET if part.name != "challenges")
    monkeypatch.setattr(checks, "SHEET", rest)
    [(identifier, hint)] = messages(checks.parts_are_told())

    assert identifier == "practices.E001"
    assert "practices/parts.py" in hint


def test_a_field_of_an_implementation_in_no_row_is_one_too(monkeypatch):
    monkeypatch.setattr(checks, "IMPLEMENTATION", tuple(part for part in IMPLEMENTATION if part.name != "website"))

    assert [identifier for identifier, _hint in messages(checks.parts_are_told())] == ["practices.E001"]


TRIED = Part(
    name="tried_by_a_test",
    kind=Kind.TEXT,
    label="Proef",
    shown=Shown.SECTION,
    weight=Weight.BODY,
    headings=("Proef van een test",),
)


@pytest.mark.parametrize(
    ("row", "identifier"),
    [
        (TRIED, "practices.E002"),  # no such field
        (TRIED, "practices.E003"),  # nor a panel
        (replace(TRIED, headings=()), "practices.E004"),
        (replace(TRIED, headings=("Doelen",)), "practices.E005"),
        (replace(TRIED, kind=Kind.TERMS), "practices.E006"),
    ],
)
def test_a_row_that_nothing_follows_is_an_error(monkeypatch, row, identifier):
    monkeypatch.setattr(checks, "SHEET", (*SHEET, row))
    found = dict(messages(checks.parts_are_told()))

    assert found[identifier]


def test_a_part_that_is_asked_without_a_field_is_an_error_and_so_is_a_field_without_a_part(monkeypatch):
    monkeypatch.setattr(form_checks, "ASKED_OF_SHEET", (*ASKED_OF_SHEET, replace(TRIED, asked=True)))
    assert [identifier for identifier, _hint in messages(form_checks.forms_ask_the_parts())] == ["submissions.E001"]

    fewer = tuple(part for part in ASKED_OF_SHEET if part.name != "goals")
    monkeypatch.setattr(form_checks, "ASKED_OF_SHEET", fewer)
    [(identifier, hint)] = messages(form_checks.forms_ask_the_parts())
    assert (identifier, "asked=True" in hint) == ("submissions.E002", True)


def test_a_row_without_a_field_stops_the_start_with_what_to_do(monkeypatch):
    monkeypatch.setattr(checks, "SHEET", (*SHEET, TRIED))
    with pytest.raises(ImproperlyConfigured, match="Add the field to PracticePage, with its migration"):
        checks.refuse_rows_without_a_field()


def test_a_question_without_a_place_in_the_order_of_its_form_is_an_error(monkeypatch):
    monkeypatch.setattr(CourseForm, "field_order", ["description"])
    assert messages(form_checks.forms_ask_the_parts()) == [
        ("submissions.E003", f'Put "{name}" in CourseForm.field_order (practices/submissions/sharing/steps.py).')
        for name in ("may_show_people", "cost", "hours", "carried_by")
    ]


def test_each_model_field_that_people_fill_in_is_known_by_its_kind():
    kinds = {Kind.LIST: models.TextField, Kind.RICH: models.TextField, Kind.TEXT: models.TextField, Kind.LINE: models.CharField}
    for part in SHEET:
        if part.kind in kinds:
            assert isinstance(PracticePage._meta.get_field(part.name), kinds[part.kind]), part.name


@pytest.mark.parametrize("part", HEADED, ids=lambda part: part.name)
def test_each_part_is_read_under_each_of_its_headings(part, gazetteer):
    for heading in part.headings:
        content = read_sheet(f"Praattafels\n\nInleiding.\n\n{heading}\n\n• Koffie\n", "praattafels.txt", gazetteer).content
        place = "to_place" if part.choices and not part.note else part.note or part.name
        assert "Koffie" in str(getattr(content, place)), heading


def filled_with(part, text):
    return f"<ul><li>{text}</li></ul>" if part.kind is Kind.LIST else f"<p>{text}</p>" if part.is_rich else text


@pytest.mark.parametrize("part", TEXTS, ids=lambda part: part.name)
def test_each_text_comes_on_the_page_in_the_pdf_the_index_and_the_api(part, index, client):
    from practices.output.pdf import sheet_data

    page = make_sheet(index, **{part.name: filled_with(part, "Zwaluwstaart.")})
    sheet = PracticePage.objects.for_sheet().get(pk=page.pk)

    assert "Zwaluwstaart." in client.get(page.address).content.decode()
    assert "Zwaluwstaart." in str(sheet_data(sheet))
    [found] = client.get("/api/v1/practices/", {"q": "zwaluwstaart"}).json()["results"]
    assert found["id"] == page.pk
    assert "Zwaluwstaart." in str(client.get(f"/api/v1/practices/{page.pk}/").json())


@pytest.mark.parametrize("part", [part for part in TEXTS if part.expected], ids=lambda part: part.name)
def test_each_text_that_is_expected_counts_and_is_missed(part, index):
    page = make_sheet(index, live=False, **{part.name: filled_with(part, "Iets.")})
    whole = completeness(page)[0]
    setattr(page, part.name, "")

    assert completeness(page)[0] == whole - 1
    assert str(part.label) in {finding.where for finding in findings_of(page)}


def test_what_can_be_said_in_other_words_is_what_the_table_says(index):
    page = make_sheet(index)

    assert [each.name for each in wordings_of(page, None)] == [part.name for part in SHEET if part.correctable]
    assert named(SHEET, "goals").title == "Doelen"
