"""The API and the completions: what a program and somebody who types get."""

import pytest

from search.facets import FACET_NAMES
from tests.factories import make_sheet
from tests.search.generated import make_sheets

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_api_gives_what_the_page_shows(client, index):
    make_sheets(index, 45)
    data = client.get("/api/v1/practices/?q=taal&sort=title&page=2").json()
    page = client.get("/praktijken/?q=taal&sort=title&page=2")

    assert data["count"] == page.context_data["total"]
    assert [each["title"] for each in data["results"]] == [each.card["title"] for each in page.context_data["results"]]
    assert tuple(data["facets"]) == FACET_NAMES
    assert len(data["facets"]["municipality"]) == 285


def test_a_count_of_the_api_is_what_choosing_it_gives(client, index):
    make_sheets(index, 60)
    data = client.get("/api/v1/practices/?category=taal").json()
    for facet in FACET_NAMES:
        for value in [each for each in data["facets"][facet] if each["count"]][:3]:
            chosen = "" if facet == "category" else "category=taal&"
            assert client.get(f"/api/v1/practices/?{chosen}{facet}={value['value']}").json()["count"] == value["count"]


def test_one_practice_is_whole_and_an_unpublished_one_is_not_there(client, index):
    page = make_sheet(index, "Onthaal", {"Gent": ["Gent"]})
    hidden = make_sheet(index, "Klad", live=False)
    data = client.get(f"/api/v1/practices/{page.pk}/").json()

    assert data["implementations"][0]["municipalities"] == [{"value": "gent", "label": "Gent"}]
    assert data["implementations"][0]["contacts"] == ["onthaal@ninove.example"]
    assert {"label": "Doelen", "value": "Nieuwe inwoners welkom heten"} in data["sections"]
    assert client.get(f"/api/v1/practices/{hidden.pk}/").status_code == 404


def test_it_is_open_to_other_sites_and_not_sent_again_while_nothing_changes(client, index):
    make_sheet(index)
    response = client.get("/api/v1/practices/")
    assert response["Access-Control-Allow-Origin"] == "*"
    again = client.get("/api/v1/practices/", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make_sheet(index, "Nieuw")

    assert client.get("/api/v1/practices/", headers={"if-none-match": response["ETag"]}).json()["count"] == 2


def test_the_description_has_every_facet_and_its_page_asks_no_other_host(client, db):
    description = client.get("/api/v1/openapi.json").json()
    parameters = {each["name"] for each in description["paths"]["/api/v1/practices/"]["get"]["parameters"]}
    assert parameters == {"q", *FACET_NAMES, "literal", "sort", "page"}
    html = client.get("/api/v1/docs").content.decode()
    assert 'src="http' not in html
    assert 'href="http' not in html


def test_nothing_can_be_written(client, db):
    for method in (client.post, client.put, client.delete):
        assert method("/api/v1/practices/").status_code == 405


def completions(client, text):
    return {
        group["kind"]: [(item["label"], item["url"]) for item in group["items"]]
        for group in client.get("/api/v1/suggest/", {"q": text}).json()
    }


def test_completions_are_titles_before_terms_places_partners_and_concepts_and_each_once(client, index):
    make_sheet(index, "Onthaalgesprekken")
    other = make_sheet(index, "Samentuin", introduction="Een onthaalgesprek, en later een praatje bij onthaalbeleid.")
    draft = other.get_latest_revision_as_object()
    [row] = draft.implementations.all()
    row.partners = "Onthaalhuis vzw, onthaalhuis VZW"
    draft.implementations.set([row])
    draft.save_revision().publish()
    found = completions(client, "onthaal")

    assert list(found) == ["practice", "category", "partner", "concept"]
    assert [label for label, _url in found["practice"]] == ["Onthaalgesprekken"]  # not what only mentions it
    assert [label for label, _url in found["partner"]] == ["Onthaalhuis vzw"]
    assert ("onthaalgesprek", "/praktijken/?q=onthaalgesprek") in found["concept"]
    assert "onthaalbeleid" not in [label for label, _url in found["concept"]]  # it is a category


def test_completions_of_every_kind_lead_where_they_say(client, index):
    page = make_sheet(index, "Taalhelden", {"Machelen": ["Machelen"]}, category="Taal")
    page.tags.add("taalcafé")
    draft = page.get_latest_revision_as_object()
    draft.tags.add("taalcafé")
    [row] = draft.implementations.all()
    row.partners = "Taalunie, Rode Kruis"
    draft.implementations.set([row])
    draft.save_revision().publish()
    found = completions(client, "taal")

    assert found["practice"] == [("Taalhelden", "/praktijken/taalhelden/")]
    assert ("Taal", "/praktijken/?category=taal") in found["category"]
    assert found["tag"] == [("taalcafé", "/praktijken/?tag=taalcafe")]
    assert found["partner"] == [("Taalunie", "/praktijken/?q=%22Taalunie%22")]
    assert completions(client, "dieg")["municipality"] == [("Machelen (Diegem)", "/gemeenten/machelen/")]
    for label, url in [item for items in found.values() for item in items]:
        assert client.get(url).status_code == 200, label
    assert "Taalhelden" in client.get('/praktijken/?q="Taalunie"').content.decode()


@pytest.mark.parametrize("text", ["", " ", "t", "\x00", "'", '"', "%"])
def test_too_little_to_complete_gives_nothing(client, index, text):
    assert completions(client, text) == {}


def test_a_sheet_leads_to_three_that_are_like_it_with_the_reason(client, index):
    for title, category in [("Eén", "Taal"), ("Twee", "Taal"), ("Drie", "Wonen"), ("Vier", "Taal"), ("Vijf", "Taal")]:
        make_sheet(index, title, category=category)
    response = client.get("/praktijken/een/")
    html = " ".join(response.content.decode().split())

    assert html.count("Ook Taal") == 3
    assert "Drie" not in html


@pytest.mark.parametrize("query", ["sort=AAA", "sort=", "literal=ja"])
def test_a_value_that_the_description_does_not_have_is_refused_in_words(client, query):
    response = client.get(f"/api/v1/practices/?{query}")

    assert response.status_code == 422
    assert response.json()["detail"][0]["loc"] == ["query", query.partition("=")[0]]


def test_every_answer_is_in_the_description(client):
    described = client.get("/api/v1/openapi.json").json()

    answers = {path: set(each["get"]["responses"]) for path, each in described["paths"].items()}
    assert answers == {
        "/api/v1/practices/": {"200", "422", "503"},
        "/api/v1/practices/{practice_id}/": {"200", "404", "422", "503"},
        "/api/v1/municipalities/": {"200", "503"},
        "/api/v1/suggest/": {"200", "422", "503"},
    }
    assert described["info"]["contact"]["email"] == "samenleven@vvsg.be"
