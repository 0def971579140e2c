"""Importing again changes nothing; importing a changed file makes one revision; a bad file stops nothing."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from practices.models import Category, PracticePage, SheetSource, TargetGroup
from practices.sheets.importing import import_files
from tests.factories import make_sheet
from tests.practices.test_reading import BODY

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "praattafels.txt"
    path.write_text(BODY, encoding="utf-8")
    return path


def revisions():
    return PracticePage.objects.get(slug="praattafels").revisions.count()


def test_the_same_file_again_makes_no_revision(index, file):
    import_files([file], index=index, publish=True)
    [report] = import_files([file], index=index, publish=True)

    assert report.status == "unchanged"
    assert revisions() == 1
    assert report.as_json()["title"] == "Praattafels"


def test_a_changed_file_makes_one_revision_and_keeps_who_does_it(index, file):
    import_files([file], index=index, publish=True)
    before = PracticePage.objects.get(slug="praattafels").implementations.get()
    file.write_text(BODY.replace("Koffie", "Thee").replace("CVO", "LIGO"), encoding="utf-8")

    [report] = import_files([file], index=index, publish=True)

    assert report.status == "changed"
    assert revisions() == 2
    page = PracticePage.objects.get(slug="praattafels")
    assert "Thee" in page.success_factors
    after = page.implementations.get()
    assert (after.pk, after.translation_key, after.partners) == (before.pk, before.translation_key, "LIGO, bibliotheek")


def test_without_publish_a_changed_file_waits_as_a_draft(index, file):
    import_files([file], index=index, publish=True)
    file.write_text(BODY.replace("Koffie", "Thee"), encoding="utf-8")
    import_files([file], index=index)

    page = PracticePage.objects.get(slug="praattafels")
    assert "Koffie" in page.success_factors
    assert page.has_unpublished_changes
    assert "Thee" in page.get_latest_revision_as_object().success_factors


def test_what_an_editor_changed_stays_unless_the_file_changed_there_too(index, file):
    import_files([file], index=index, publish=True)
    page = PracticePage.objects.get(slug="praattafels")
    page.introduction = "Door een redacteur herschreven."
    page.success_factors = "<ul><li>Gebak</li></ul>"
    page.save_revision().publish()
    file.write_text(BODY.replace("Koffie", "Thee"), encoding="utf-8")

    [report] = import_files([file], index=index, publish=True)

    page = PracticePage.objects.get(slug="praattafels")
    assert page.introduction == "Door een redacteur herschreven."
    assert "Thee" in page.success_factors
    assert any("succesfactoren" in doubt for doubt in report.doubts)


def test_a_dry_run_reports_the_same_and_saves_nothing(index, file):
    [dry] = import_files([file], index=index, dry_run=True)

    assert not PracticePage.objects.exists()
    [real] = import_files([file], index=index)
    assert dry.as_json() == real.as_json()


def test_an_unknown_term_is_made_as_not_approved_and_reported(index, file):
    file.write_text(
        BODY.replace("Anderstaligen", "Breiers").replace("Categorie\n\nTaal", "Categorie\n\nTaalen"), encoding="utf-8"
    )
    [report] = import_files([file], index=index)

    assert not TargetGroup.objects.get(name="Breiers").approved
    assert not Category.objects.get(name="Taalen").approved
    assert any("Breiers" in doubt for doubt in report.doubts)
    assert any("misschien is het “Taal”" in doubt for doubt in report.doubts)


def test_a_sheet_that_was_not_made_from_a_file_is_never_overwritten(index, file):
    make_sheet(index, "Praattafels")
    [report] = import_files([file], index=index)

    assert report.status == "failed"
    assert "praattafels" in report.doubts[0]
    assert not SheetSource.objects.exists()


def test_bad_files_are_reported_and_the_others_go_on(index, file, tmp_path):
    (tmp_path / "leeg.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "kapot.docx").write_bytes(b"geen zip")
    (tmp_path / "beeld.png").write_bytes(b"\x89PNG")
    lang = BODY.replace("https://kortrijk.example/praten", "https://kortrijk.example/" + "a" * 600)
    (tmp_path / "lang.txt").write_text(lang, encoding="utf-8")
    out = StringIO()
    call_command("import_sheets", tmp_path, tmp_path / "weg.txt", "--report", "json", stdout=out)

    status = {each["file"]: each["status"] for each in json.loads(out.getvalue())}
    assert status == {
        "beeld.png": "failed",
        "kapot.docx": "failed",
        "lang.txt": "failed",
        "leeg.txt": "failed",
        "praattafels.txt": "created",
        "weg.txt": "failed",
    }
    assert [page.slug for page in PracticePage.objects.all()] == ["praattafels"]


def test_only_bad_files_is_an_error_for_who_called(tmp_path, index):
    with pytest.raises(CommandError):
        call_command("import_sheets", tmp_path / "weg.txt", stdout=StringIO())
