"""The lists of the editors: what stands in them, and at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_sheet

pytestmark = pytest.mark.django_db


def test_a_municipality_is_listed_once_with_its_number_of_sheets_and_found_by_another_name(client, moderator, index):
    make_sheet(index, "Een", {"Machelen": ["Machelen"], "Nog eens": ["Machelen"]})
    make_sheet(index, "Twee", {"Machelen": ["Machelen"]})
    client.force_login(moderator)
    response = client.get("/beheer/gemeenten/", {"q": "diegem"})

    [found] = response.context["object_list"]
    assert (found.name, found.total) == ("Machelen", 2)
    assert len(client.get("/beheer/gemeenten/").context["page_obj"].paginator.object_list) == 285


def test_the_list_of_sheets_names_municipalities_and_completeness(client, writer, index):
    make_sheet(index, "Groot", {name: [name] for name in ("Gent", "Aalst", "Brugge", "Halle", "Ninove", "Lier")})
    client.force_login(writer)
    html = " ".join(client.get("/beheer/sheets/").content.decode().split())

    assert "Aalst, Brugge, Gent, Halle +2" in html
    assert "5/10" in html


@pytest.mark.any_database
def test_what_we_add_to_the_list_of_sheets_costs_the_same_for_two_as_for_ten(client, writer, index):
    client.force_login(writer)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            client.get("/beheer/sheets/")
        return len(captured.captured_queries)

    make_sheet(index, "Een")
    make_sheet(index, "Twee")
    cost()
    few = cost()
    for number in range(8):
        make_sheet(index, f"Nog {number}", {"Gent": ["Gent"], "Brugge": ["Brugge"]})
    wagtail = 4 * 8  # its own buttons and those of wagtail-localize ask twice each per page
    assert cost() <= few + wagtail


def test_terms_are_listed_with_the_number_of_sheets(client, moderator, index):
    make_sheet(index, category="Taal")
    make_sheet(index, "Klad", category="Taal", live=False)
    client.force_login(moderator)
    response = client.get("/beheer/snippets/practices/category/")

    totals = {term.name: (term.live_total, term.total) for term in response.context["object_list"]}
    assert (totals["Taal"], totals["Wonen"]) == ((1, 2), (0, 0))
    assert "Samenvoegen met een andere" in response.content.decode()


@pytest.mark.parametrize("group", ["Redacteurs", "Moderatoren"])
def test_an_editor_may_add_and_choose_photos(client, person, group):
    client.force_login(person("jo", group))

    assert client.get("/beheer/images/add/").status_code == 200
    chooser = client.get("/beheer/images/chooser/")
    assert chooser.status_code == 200
    assert "Upload" in chooser.json()["html"]


def test_municipalities_are_sorted_by_their_number_of_sheets(client, moderator, index):
    make_sheet(index, places={"Zwalm": ["Zwalm"]})
    client.force_login(moderator)

    assert client.get("/beheer/gemeenten/?ordering=-total").context["object_list"][0].name == "Zwalm"


def test_a_municipality_is_inspected_with_its_postcodes_other_names_and_sheets(client, writer, index):
    page = make_sheet(index, places={"Machelen": ["Machelen"]})
    client.force_login(writer)
    place = page.municipality_list[0]
    html = client.get(f"/beheer/gemeenten/inspect/{place.pk}/").content.decode()

    assert "1830, 1831" in html
    assert "Diegem" in html
    assert f'<a href="/beheer/pages/{page.pk}/edit/">Onthaalgesprekken</a>' in html
