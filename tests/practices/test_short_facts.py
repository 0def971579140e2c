"""Short facts: wherever a part comes in and goes out."""

import json

import pytest
from bs4 import BeautifulSoup

from practices.fact_values import CARRIERS
from practices.importing.saving import import_files
from practices.models import Category, PracticePage
from practices.output.pdf import sheet_data
from practices.parts import IMPLEMENTATION, SHEET, Shown, short_facts_of
from practices.short_facts import CodesField
from practices.translations.localised import at
from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
FACTS = {
    "cost": "under_1000",
    "cost_note": "zonder het loon",
    "hours": "4 tot 8 uur",
    "carried_by": "staff,partner",
    "lead_time": "2 maanden",
    "evidence": "counted",
    "evidence_note": "120 gesprekken",
    "funding": "Plan Samenleven",
    "first_steps": "<ul><li>Spreek af met burgerzaken</li></ul>",
    "arrangements": "<ul><li>Een overeenkomst</li></ul>",
}
SAID = ["Minder dan 1.000 euro", "zonder het loon", "4 tot 8 uur", "Eigen personeel, een partner", "2 maanden", "Geteld"]


@pytest.fixture
def sheet(index):
    page = make_sheet(index, "Praattafels", {"Gent": ["Gent"]}, **FACTS)
    row = page.implementations.get()
    row.since, row.status, row.reach, row.languages, row.learned_from = "2019", "trial", "30 mensen", "Frans", "Aalst"
    row.save()
    page.get_latest_revision_as_object()
    return page


def page_of(client, address):
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_a_reader_sees_what_is_known_and_what_is_not(client, sheet, index):
    page = page_of(client, sheet.address)
    facts = [" ".join(each.get_text(" ").split()) for each in page.select(".short > div")]

    assert facts == [
        "Kostprijs Minder dan 1.000 euro zonder het loon",
        "Tijd per week 4 tot 8 uur",
        "Wie doet het Eigen personeel, een partner",
        "Aanlooptijd 2 maanden",
        "Hoe weten we dat Geteld 120 gesprekken",
        "Financiering Plan Samenleven",
    ]
    assert not page.select(".short__rest")
    assert page.select_one(".part--first_steps li").text == "Spreek af met burgerzaken"
    rows = {row.dt.text: row.dd.text.strip() for row in page.select(".doer .rows > div")}
    assert rows["Stand"] == "Proef"
    assert rows["Sinds"] == "2019"

    bare = page_of(client, make_sheet(index, "Leeg").address)
    assert not bare.select(".short")
    assert bare.select_one(".short__rest").text.split("Vul aan")[0].split() == (
        [
            "Nog",
            "niet",
            "bekend:",
            "kostprijs,",
            "tijd",
            "per",
            "week,",
            "wie",
            "doet",
            "het,",
            "aanlooptijd,",
            "hoe",
            "weten",
            "we",
            "dat,",
            "financiering.",
        ]
    )


def test_a_note_without_its_choice_is_the_fact(index):
    page = make_sheet(index, "Praattafels", cost_note="Alleen koffie")

    assert [(fact.part.name, fact.value, fact.note) for fact in short_facts_of(page)] == [("cost", "Alleen koffie", "")]


def test_they_are_in_the_pdf_and_the_api(client, sheet):
    told = json.dumps(sheet_data(at("praattafels")), default=str, ensure_ascii=False)
    answer = client.get(f"/api/v1/practices/{sheet.pk}/").json()

    assert [text for text in SAID if text not in told] == []
    assert answer["facts"][0] == {"name": "cost", "label": "Kostprijs", "value": SAID[0], "note": "zonder het loon"}
    assert answer["implementations"][0]["status"] == "Proef"
    assert answer["implementations"][0]["reach"] == "30 mensen"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cost=under_1000", True),
        ("cost=more", False),
        ("carried_by=partner", True),
        ("carried_by=volunteers", False),
        ("evidence=counted&evidence=studied", True),
        ("q=burgerzaken", True),
    ],
)
def test_they_are_looked_for(client, sheet, query, found):
    assert (client.get(f"/api/v1/practices/?{query}").json()["count"] == 1) is found


def test_what_is_compared_says_them_too(client, sheet):
    page = page_of(client, f"{sheet.address}vergelijk/")
    rows = {row.th.text.strip(): " ".join(row.td.text.split()) for row in page.select(".versus tbody tr")}

    assert rows["Stand"] == "Proef"
    assert rows["Bereik"] == "30 mensen"
    assert rows["Geleerd van"] == "Aalst"


TEXT = """Praattafels

Praten aan een tafel.

Kostprijs
Minder dan 1.000 euro
zonder het loon
Tijd per week
4 tot 8 uur
Wie doet het
Eigen personeel, een partner
Het huis van het kind
Hoe weten we dat
120 gesprekken
Zo begin je eraan
• Spreek af met burgerzaken
• Begin klein
Deze praktijk in
Gent
• Elke week in het buurthuis.
• Contact: onthaal@gent.be
• Sinds: 2019
• Stand: gestopt
• Over de stand: te weinig vrijwilligers
• Bereik: 20 mensen
• Kostprijs: 500 euro
• Wie doet het: een partner
• Talen: Nederlands, Frans
• Geleerd van: Kortrijk
• Sinds: 2021
"""
OF_GENT = {
    "since": "2019",
    "status": "stopped",
    "status_note": "te weinig vrijwilligers",
    "reach": "20 mensen",
    "cost_note": "500 euro",
    "carried_by": "partner",
    "languages": "Nederlands, Frans",
    "learned_from": "Kortrijk",
}


def test_a_file_says_them_under_their_headings(index, tmp_path):
    (tmp_path / "praattafels.txt").write_text(TEXT)
    import_files([tmp_path / "praattafels.txt"], index=index, publish=True)
    page = PracticePage.objects.sources().get(slug="praattafels").get_latest_revision_as_object()

    assert (page.cost, page.cost_note) == ("under_1000", "zonder het loon")
    assert (page.carried_by, page.hours) == ("staff,partner", "4 tot 8 uur")
    assert (page.evidence, page.evidence_note) == ("", "120 gesprekken")
    assert "Begin klein" in page.first_steps
    assert "Wie doet het: Het huis van het kind" in page.to_place


def test_a_file_says_those_of_a_municipality_on_a_line_each_and_an_editors_stay(index, tmp_path):
    file = tmp_path / "praattafels.txt"
    file.write_text(TEXT)
    import_files([file], index=index, publish=True)
    page = PracticePage.objects.sources().get(slug="praattafels")
    [gent] = page.implementations.all()
    assert {name: getattr(gent, name) for name in OF_GENT} == OF_GENT
    assert gent.description.count("<li>") == 2
    assert "Sinds: 2021" in gent.description  # a second one stays in the text
    assert (page.cost, page.cost_note) == ("under_1000", "zonder het loon")

    draft = page.get_latest_revision_as_object()
    draft.category = Category.objects.sources()[0]
    [gent] = draft.implementations.all()
    gent.reach = "25 mensen"
    draft.implementations.add(gent)
    draft.save_revision(clean=False).publish()
    file.write_text(TEXT.replace("500 euro", "600 euro"))
    import_files([file], index=index, publish=True)
    [gent] = PracticePage.objects.get(pk=page.pk).implementations.all()
    assert (gent.reach, gent.cost_note) == ("25 mensen", "600 euro")


def test_behind_an_empty_line_the_sheet_goes_on(index, tmp_path):
    file = tmp_path / "praattafels.txt"
    said = TEXT.replace("Kostprijs\nMinder dan 1.000 euro\nzonder het loon\n", "")
    file.write_text(f"{said}\nKostprijs: 700 euro\n")
    import_files([file], index=index, publish=True)
    page = PracticePage.objects.sources().get(slug="praattafels")

    assert page.implementations.get().cost_note == "500 euro"
    assert page.cost_note == "700 euro"


def test_every_fact_is_a_row_of_the_table_that_an_editor_fills_in(index, admin_client):
    page = make_sheet(index, "Praattafels")
    html = admin_client.get(f"/beheer/pages/{page.pk}/edit/").content.decode()

    assert [name for name in FACTS if f'name="{name}"' not in html] == []
    facts = [part.name for part in IMPLEMENTATION if part.name in {"since", "status", "reach", "languages", "learned_from"}]
    assert [name for name in facts if f'name="implementations-0-{name}"' not in html] == []
    assert {part.name for part in SHEET if part.shown in {Shown.SHORT, Shown.NOTE}} <= FACTS.keys()


@pytest.mark.parametrize(("typed", "kept"), [(["partner", "staff"], "partner,staff"), ([], "")])
def test_several_values_are_kept_as_their_codes(typed, kept):
    field = CodesField(choices=CARRIERS, required=False)

    assert field.clean(typed) == kept
    assert field.prepare_value("staff,partner") == ["staff", "partner"]
    assert not field.has_changed("staff,partner", ["partner", "staff"])
