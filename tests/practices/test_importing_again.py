"""Importing again changes nothing; importing a changed file makes one revision; a bad file stops nothing."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from municipalities.models import Municipality
from practices.importing.saving import import_files
from practices.mergers import merge_terms
from practices.models import Category, Implementation, PracticePage, SheetSource, TargetGroup
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
    out = StringIO()
    with pytest.raises(CommandError, match="4 bestanden"):
        call_command("import_sheets", tmp_path, tmp_path / "weg.txt", "--report", "json", stdout=out)

    status = {each["file"]: each["status"] for each in json.loads(out.getvalue())}
    assert status == {
        "beeld.png": "failed",
        "kapot.docx": "failed",
        "leeg.txt": "failed",
        "praattafels.txt": "created",
        "weg.txt": "failed",
    }
    assert [page.slug for page in PracticePage.objects.all()] == ["praattafels"]


def test_only_bad_files_is_an_error_for_who_called(tmp_path, index):
    with pytest.raises(CommandError):
        call_command("import_sheets", tmp_path / "weg.txt", stdout=StringIO())


def row(slug="praattafels", **wanted):
    page = PracticePage.objects.get(slug=slug).get_latest_revision_as_object()
    return next(each for each in page.implementations.all() if all(getattr(each, k) == v for k, v in wanted.items()))


def edit(change, slug="praattafels"):
    draft = PracticePage.objects.get(slug=slug).get_latest_revision_as_object()
    change(draft)
    draft.save_revision().publish()


def test_implementations_that_an_editor_added_or_renamed_stay(index, file):
    import_files([file], index=index, publish=True)

    def add(draft):
        rows = list(draft.implementations.all())
        rows[0].label = ""
        for name in ("Gent", "Brugge"):
            added = Implementation(label="", contacts=f"dienst@{name.lower()}.example")
            added.municipalities.set(Municipality.objects.filter(name=name))
            rows.append(added)
        draft.implementations.set(rows)

    edit(add)
    file.write_text(BODY.replace("CVO", "LIGO"), encoding="utf-8")
    import_files([file], index=index, publish=True)

    page = PracticePage.objects.get(slug="praattafels")
    assert [place.name for place in page.municipality_list] == ["Brugge", "Gent", "Kortrijk"]
    assert page.implementations.count() == 3
    assert page.implementation_list[0].partners == "LIGO, bibliotheek"


def test_a_change_in_one_field_of_an_implementation_leaves_the_other_fields_of_the_editor(index, file):
    file.write_text(BODY.replace("Website: https://kortrijk.example/praten", "Website"), encoding="utf-8")
    import_files([file], index=index, publish=True)

    def look_up(draft):
        rows = list(draft.implementations.all())
        rows[0].website, rows[0].website_lost, rows[0].contacts = (
            "https://kortrijk.example/nieuw",
            False,
            "loket@kortrijk.example",
        )
        draft.implementations.set(rows)

    edit(look_up)
    file.write_text(file.read_text(encoding="utf-8").replace("CVO", "LIGO"), encoding="utf-8")
    [report] = import_files([file], index=index, publish=True)

    fresh = row(label="Kortrijk")
    assert (fresh.website, fresh.contacts) == ("https://kortrijk.example/nieuw", "loket@kortrijk.example")
    assert fresh.partners == "LIGO, bibliotheek"
    assert not any("bewerkt" in doubt for doubt in report.doubts)


def test_an_edited_implementation_that_left_the_file_is_kept_and_reported(index, file):
    text = BODY.replace(
        "Beleidsdomeinen", "Gent\n\n • Contact: a@gent.example\n\nBrugge\n\n • Contact: b@brugge.example\n\nBeleidsdomeinen"
    )
    file.write_text(text, encoding="utf-8")
    import_files([file], index=index, publish=True)

    def improve(draft):
        rows = list(draft.implementations.all())
        rows[1].contacts = "beter@gent.example"
        draft.implementations.set(rows)

    edit(improve)
    file.write_text(BODY, encoding="utf-8")
    [report] = import_files([file], index=index, publish=True)

    page = PracticePage.objects.get(slug="praattafels")
    assert [place.name for place in page.municipality_list] == ["Gent", "Kortrijk"]
    assert any("Gent" in doubt for doubt in report.doubts)


def test_an_implementation_that_an_editor_removed_does_not_come_back(index, file):
    import_files([file], index=index, publish=True)
    edit(lambda draft: draft.implementations.set([]))
    file.write_text(
        BODY.replace("Deze praktijk in", "Deze praktijk in\n\nGent\n\n • Contact: a@gent.example"), encoding="utf-8"
    )
    import_files([file], index=index, publish=True)

    assert [place.name for place in PracticePage.objects.get(slug="praattafels").municipality_list] == ["Gent"]


def test_nor_does_it_when_its_file_was_read_before_facts_were(index, file):
    import_files([file], index=index, publish=True)
    edit(lambda draft: draft.implementations.set([]))
    source = SheetSource.objects.get()
    for block in source.content["implementations"]:
        del block["facts"]
    source.save()
    file.write_text(BODY.replace("Deze praktijk in", "Deze praktijk in\n\nGent\n\n • Sinds: 2019"), encoding="utf-8")
    import_files([file], index=index, publish=True)

    assert [place.name for place in PracticePage.objects.get(slug="praattafels").municipality_list] == ["Gent"]


def test_an_edit_that_waits_is_not_published_by_an_import(index, file):
    import_files([file], index=index, publish=True)
    draft = PracticePage.objects.get(slug="praattafels").get_latest_revision_as_object()
    draft.introduction = "Nog niet nagekeken."
    draft.save_revision()
    [same] = import_files([file], index=index, publish=True)
    file.write_text(BODY.replace("Koffie", "Thee"), encoding="utf-8")
    [changed] = import_files([file], index=index, publish=True)

    page = PracticePage.objects.get(slug="praattafels")
    assert same.status == "unchanged"
    assert page.introduction != "Nog niet nagekeken."
    assert "Koffie" in page.success_factors
    assert any("Niet gepubliceerd" in doubt for doubt in changed.doubts)


def test_a_sheet_that_was_taken_off_the_site_stays_off(index, file):
    import_files([file], index=index, publish=True)
    PracticePage.objects.get(slug="praattafels").unpublish()
    for text in (BODY, BODY.replace("Koffie", "Thee")):
        file.write_text(text, encoding="utf-8")
        import_files([file], index=index, publish=True)

    assert not PracticePage.objects.get(slug="praattafels").live


def test_a_sheet_with_a_missing_part_is_kept_as_a_draft_with_the_reason(index, file):
    file.write_text(BODY.replace("Categorie\n\nTaal\n", ""), encoding="utf-8")
    [report] = import_files([file], index=index, publish=True)

    assert report.status == "created"
    assert not PracticePage.objects.get(slug="praattafels").live
    assert any("Niet gepubliceerd: category" in doubt for doubt in report.doubts)


@pytest.mark.parametrize("tail", [",", ").", "."])
def test_a_sign_behind_an_address_is_left_off(index, file, tail):
    file.write_text(BODY.replace("/praten", f"/praten{tail}"), encoding="utf-8")
    import_files([file], index=index)

    assert row(label="Kortrijk").website == "https://kortrijk.example/praten"


def test_an_address_that_is_none_is_kept_as_text(index, file):
    file.write_text(BODY.replace("https://kortrijk.example/praten", "https://kortrijk.example/" + "a" * 600), encoding="utf-8")
    [report] = import_files([file], index=index)

    assert report.status == "created"
    assert "a" * 600 in row(label="Kortrijk").description


def test_a_sheet_with_another_address_is_still_the_sheet_of_its_file(index, file):
    import_files([file], index=index, publish=True)
    page = PracticePage.objects.get()
    page.slug = "praten"
    page.save_revision().publish()
    file.write_text(BODY.replace("Koffie", "Thee"), encoding="utf-8")
    import_files([file], index=index, publish=True)

    assert "Thee" in PracticePage.objects.get().success_factors


def test_two_files_with_the_same_address_do_not_overwrite_each_other(index, file, tmp_path):
    other = tmp_path / "02-praattafels.txt"
    other.write_text(BODY.replace("Koffie", "Thee"), encoding="utf-8")
    first, second = import_files([file, other], index=index)

    assert (first.status, second.status) == ("created", "failed")


def test_a_term_that_was_merged_away_does_not_come_back(index, file):
    merge_terms(source=TargetGroup.objects.get(name="Anderstaligen"), target=TargetGroup.objects.get(name="Nieuwkomers"))
    [report] = import_files([file], index=index)

    assert report.as_json()["target_groups"] == ["Nieuwkomers"]
    assert not TargetGroup.objects.filter(name="Anderstaligen").exists()


def test_rich_text_that_an_editors_save_wrote_in_another_form_is_no_edit(index, file):
    import_files([file], index=index, publish=True)
    edit(lambda draft: setattr(draft, "success_factors", '<ul><li data-block-key="a1b2c">Koffie</li></ul>'))
    file.write_text(BODY.replace("Koffie", "Thee"), encoding="utf-8")
    [report] = import_files([file], index=index, publish=True)

    assert "Thee" in PracticePage.objects.get(slug="praattafels").success_factors
    assert not any("bewerkt" in doubt for doubt in report.doubts)


def test_a_file_that_is_not_there_is_reported_in_dutch_and_the_command_fails(index, tmp_path):
    out = StringIO()
    with pytest.raises(CommandError, match="1 bestand kon niet worden ingelezen"):
        call_command("import_sheets", tmp_path / "weg.txt", stdout=out)

    assert "Dit bestand bestaat niet" in out.getvalue()
