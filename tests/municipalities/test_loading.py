"""The files of a year in the database, and next year's mergers."""

import csv
import shutil

import pytest
from django.core.management import CommandError, call_command

from municipalities.loading import load_municipalities
from municipalities.models import Municipality
from municipalities.shapes import DATA
from practices.models import PracticePage
from tests.factories import make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def next_year(tmp_path):
    """Affligem and Liedekerke become Denderpoort; Ninove swallows Haaltert and keeps its name under a new code."""
    for file in DATA.iterdir():
        if file.is_file():
            shutil.copy(file, tmp_path)
    file = tmp_path / "municipalities.csv"
    rows = list(csv.DictReader(file.open(encoding="utf-8")))
    gone = {"Affligem", "Liedekerke", "Haaltert"}
    affligem = next(row for row in rows if row["name"] == "Affligem")
    ninove = next(row for row in rows if row["name"] == "Ninove")
    rows = [row for row in rows if row["name"] not in gone]
    rows.append(
        {
            **affligem,
            "nis": "23999",
            "name": "Denderpoort",
            "merged_from": "Affligem (23105, 2027); Liedekerke (23044, 2027)",
        }
    )
    ninove.update(nis="41999", merged_from="Ninove (41048, 2027); Haaltert (41024, 2027)")
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return tmp_path


def test_there_are_285_with_a_shape_and_neighbours():
    places = Municipality.objects.current()

    assert places.count() == 285
    assert not places.filter(shape="").exists()
    assert {place.name for place in Municipality.objects.get(name="Ninove").neighbours.all()} >= {"Denderleeuw", "Liedekerke"}
    assert Municipality.objects.get(name="Ninove").postcodes == ["9400", "9401", "9402", "9403", "9404", "9406"]


def test_loading_again_changes_nothing(django_assert_max_num_queries):
    report = load_municipalities()

    assert (report.created, report.changed, report.merged) == ([], [], [])


def test_after_a_merger_the_old_one_points_on_its_address_redirects_and_its_implementations_follow(next_year, client, index):
    page = make_sheet(index, "Onthaalgesprekken", {"Affligem & Liedekerke": ["Affligem", "Liedekerke"]})
    code_before = Municipality.objects.get(name="Ninove").pk

    load_municipalities(folder=next_year)

    new = Municipality.objects.get(name="Denderpoort")
    assert Municipality.objects.get(name="Affligem").successor == new
    response = client.get("/gemeenten/affligem/")
    assert (response.status_code, response["Location"]) == (301, "/gemeenten/denderpoort/")
    page = PracticePage.objects.get(pk=page.pk)
    assert [place.name for place in page.municipality_list] == ["Denderpoort"]
    draft = page.get_latest_revision_as_object()
    assert [place.name for place in draft.municipality_list] == ["Denderpoort"]
    assert "Onthaalgesprekken" in client.get("/gemeenten/denderpoort/").content.decode()
    ninove = Municipality.objects.get(name="Ninove")
    assert (ninove.pk, ninove.nis_code) == (code_before, "41999")

    again = load_municipalities(folder=next_year)
    assert (again.created, again.changed, again.merged) == ([], [], [])


def test_a_municipality_that_vanishes_without_a_successor_stops_the_load_and_nothing_changes(next_year):
    file = next_year / "municipalities.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("Haaltert (41024, 2027)", ""), encoding="utf-8")

    with pytest.raises(CommandError, match="Haaltert"):
        call_command("load_municipalities", next_year)

    assert Municipality.objects.current().count() == 285
    assert not Municipality.objects.filter(name="Denderpoort").exists()


def test_a_folder_without_files_is_a_clear_error(tmp_path):
    with pytest.raises(CommandError, match="is missing"):
        call_command("load_municipalities", tmp_path)


def test_a_new_name_leaves_a_redirect_and_the_old_name_is_still_understood(next_year, client, gazetteer):
    file = next_year / "municipalities.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",Ternat,", ",Groot-Ternat,"), encoding="utf-8")
    load_municipalities(folder=next_year)
    load_municipalities(folder=next_year)

    assert client.get("/gemeenten/ternat/")["Location"] == "/gemeenten/groot-ternat/"
    assert type(gazetteer).from_database().resolve("Ternat").place.name == "Groot-Ternat"


def test_names_survive_two_mergers_in_a_row(next_year, tmp_path_factory, gazetteer, client):
    load_municipalities(folder=next_year)
    later = tmp_path_factory.mktemp("later")
    for each in next_year.iterdir():
        shutil.copy(each, later)
    file = later / "municipalities.csv"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("23999,")]
    rows = list(csv.DictReader(lines))
    next(row for row in rows if row["name"] == "Ternat")["merged_from"] = "Denderpoort (23999, 2029)"
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    load_municipalities(folder=later)

    fresh = type(gazetteer).from_database()
    for name in ("Denderpoort", "Affligem", "Hekelgem"):
        assert fresh.resolve(name).place.name == "Ternat", name
    assert client.get("/gemeenten/affligem/")["Location"] == "/gemeenten/ternat/"


def test_the_address_of_a_municipality_from_before_a_merger_leads_to_the_one_of_today(client):
    assert client.get("/gemeenten/kortessem/")["Location"] == "/gemeenten/hasselt/"
