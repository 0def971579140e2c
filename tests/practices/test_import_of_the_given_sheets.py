"""Every field of every given sheet, against expectations written by hand."""

import json
from pathlib import Path

import pytest

from municipalities.models import Municipality
from practices.contacts import split_partners
from practices.importing.saving import import_files
from practices.models import PracticePage
from practices.richtext import read_blocks

pytestmark = pytest.mark.any_database

SHEETS = Path(__file__).parents[2] / "practices" / "data" / "sheets"
EXPECTED = json.loads((Path(__file__).parent / "data" / "sheets-expected.json").read_text(encoding="utf-8"))

# A sheet without a title line is called after its file.
TITLES = {
    "welkomstpakket.txt": "Welkomstpakket",
    "divers-personeelsbeleid.txt": "Divers personeelsbeleid",
    "zomertaalkampen.txt": "Zomertaalkampen",
    "woonbuddy-loi.txt": "Woonbuddy LOI",
    "samentuin.txt": "Samentuin: tuinieren met de buurt",
    "aanpak-polarisatie.txt": "Aanpak polarisatie",
}


@pytest.mark.django_db
@pytest.mark.parametrize("expected", EXPECTED, ids=lambda each: each["file"])
def test_a_given_sheet_is_read_right(expected, index):
    [report] = import_files([SHEETS / expected["file"]], index=index)
    sheet = report.as_json()
    page = PracticePage.objects.get(slug=Path(expected["file"]).stem)

    assert sheet["status"] == "created"
    assert sheet["title"] == (expected["title"] or TITLES[expected["file"]])
    assert page.image_credit == (expected["image"] or "")
    assert sheet["category"] == (expected["category"] or expected["category_raw"])
    for name in ("goals", "target_groups", "success_factors", "challenges", "policy_domains"):
        assert sheet[name] == expected[name], name
    assert sheet["has_description"]
    nested = [block for block in read_blocks(page.success_factors) if block.depth]
    assert len(nested) == expected.get("success_factor_subitems", 0)
    assert split_partners(page.partners) == expected.get("partners", [])
    assert [each["label"] for each in sheet["implementations"]] == [each["heading"] for each in expected["implementations"]]
    saved = page.get_latest_revision_as_object().implementation_list
    for read, wanted, row in zip(sheet["implementations"], expected["implementations"], saved, strict=True):
        assert set(read["municipalities"]) == names(wanted["nis"]), read["label"]
        assert read["contacts"] == wanted["emails"], read["label"]
        assert read["website"] == wanted["website"], read["label"]
        assert split_partners(read["partners"]) == wanted["partners"], read["label"]
        assert [block.text for block in read_blocks(row.description)] == wanted["text"], read["label"]
        assert {place.name for place in row.municipalities.all()} == names(wanted["nis"])
        assert row.website_lost is (wanted["website"] == "")


def names(codes):
    return set(Municipality.objects.filter(nis_code__in=codes).values_list("name", flat=True))


def test_the_real_sheet_has_nine_implementations_that_name_ten_municipalities(index):
    [report] = import_files([SHEETS / "onthaalgesprekken.txt"], index=index, publish=True)
    sheet = report.as_json()
    page = PracticePage.objects.get(slug="onthaalgesprekken")

    assert (sheet["goals"], sheet["success_factors"], sheet["challenges"]) == (4, 6, 5)
    assert sheet["category"] == "Onthaalbeleid"
    assert sheet["target_groups"] == ["Nieuwkomers"]
    assert sheet["policy_domains"] == ["Burgerzaken", "Onderwijs", "Taal", "Vrije tijd", "Wonen"]
    assert page.introduction.startswith("Veel gemeenten nodigen nieuwkomers uit")
    assert page.image_credit == "Ninove_onthaalgesprekken.jpg"
    assert len(page.implementation_list) == 9
    assert len(page.municipality_list) == 10
    by_label = {each.label: each for each in page.implementation_list}
    assert by_label["Affligem & Liedekerke"].contact_lines == [
        "welkom@affligem.be",
        "integratie@liedekerke.be",
    ]
    assert by_label["Beersel"].contact_lines == ["integratie@beersel.be"]
    assert [label for label, each in by_label.items() if each.website_lost] == [
        "Beersel",
        "Halle",
        "Sint-Pieters-Leeuw",
    ]
    assert [place.name for place in by_label["Machelen-Diegem"].municipality_list] == ["Machelen"]
    assert not by_label["Ninove"].contacts
    assert any("integratie@beersel.be" in doubt for doubt in sheet["doubts"])


def test_what_is_doubtful_is_said(index):
    reports = {each.file: " | ".join(each.doubts) for each in import_files(sorted(SHEETS.glob("*.txt")), index=index)}

    assert "Beveren-Kruibeke-Zwijndrecht, Roeselare" in reports["zomertaalkampen.txt"].replace("Alveringem, ", "")
    assert "Geraardsbergen" in reports["aanpak-polarisatie.txt"]
    assert "Polarisatie en samenleven" in reports["aanpak-polarisatie.txt"]
    assert "Uitdagingen" in reports["welkomstpakket.txt"]
    assert "Welzijn : OCMW" in reports["woonbuddy-loi.txt"]
