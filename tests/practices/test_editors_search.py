"""What an editor may type in the lists of the admin: nothing breaks them."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.factories import make_sheet

LISTS = [
    "/beheer/sheets/",
    "/beheer/snippets/practices/category/",
    "/beheer/snippets/practices/practicetag/",
    "/beheer/pages/search/",
    "/beheer/images/",
    "/beheer/gemeenten/",
]
pytestmark = [pytest.mark.django_db, pytest.mark.wagtails_indexes]


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("query", ['"', '"koffie', 'kof"fie', "'", "a:b*(", "koffie AND", 'title:"x', "\\", "%", " "])
def test_signs_in_a_query_are_no_error(client, moderator, index, address, query):
    make_sheet(index, "Koffie en een babbel")
    client.force_login(moderator)

    assert client.get(address, {"q": query}).status_code == 200


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(query='"""')
@given(query=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20))
def test_any_query_is_answered(client, moderator, index, query):
    client.force_login(moderator)

    assert client.get("/beheer/sheets/", {"q": query}).status_code == 200


def test_a_word_is_found_with_and_without_its_quotes(client, moderator, index):
    make_sheet(index, "Koffie en een babbel")
    client.force_login(moderator)

    for query in ("koffie", '"koffie', '"koffie"'):
        found = client.get("/beheer/sheets/", {"q": query}).context["object_list"]
        assert [page.title for page in found] == ["Koffie en een babbel"]


def test_the_list_of_sheets_finds_by_any_name_of_a_municipality(client, moderator, index):
    make_sheet(index, "Onthaal", {"Machelen": ["Machelen"]})
    make_sheet(index, "Taal", {"Gent": ["Gent"]})
    client.force_login(moderator)

    for query in ("Machelen", "diegem"):
        found = client.get("/beheer/sheets/", {"q": query}).context["object_list"]
        assert [page.title for page in found] == ["Onthaal"]


def test_the_list_of_sheets_is_narrowed_by_state_category_and_municipality(client, moderator, index):
    live = make_sheet(index, "Onthaal", {"Gent": ["Gent"]}, category="Taal")
    make_sheet(index, "Klad", {"Gent": ["Gent"]}, live=False)
    client.force_login(moderator)

    def titles(**filters):
        return {page.title for page in client.get("/beheer/sheets/", filters).context["object_list"]}

    assert titles(state="live") == {"Onthaal"}
    assert titles(state="draft") == {"Klad"}
    assert titles(state="review") == titles(state="returned") == titles(state="changed") == set()
    assert titles(category=live.category.pk) == {"Onthaal"}
    gent = live.implementations.first().municipalities.first()
    assert titles(municipality=gent.pk) == {"Onthaal", "Klad"}
    assert titles(municipality=gent.pk, state="draft") == {"Klad"}


def test_the_list_of_sheets_shows_what_waits_and_what_was_sent_back(client, moderator, writer, index):
    page = make_sheet(index, "Onthaal")
    make_sheet(index, "Taal")
    draft = page.get_latest_revision_as_object()
    draft.introduction = "Nieuw."
    draft.save_revision(user=writer)
    page.refresh_from_db()
    page.get_workflow().start(page, writer)
    client.force_login(moderator)

    def titles(state):
        return [found.title for found in client.get("/beheer/sheets/", {"state": state}).context["object_list"]]

    assert (titles("review"), titles("returned"), titles("changed")) == (["Onthaal"], [], ["Onthaal"])
    page.refresh_from_db()
    page.current_workflow_task.on_action(page.current_workflow_task_state, moderator, "reject", comment="Waar?")
    assert (titles("review"), titles("returned")) == ([], ["Onthaal"])


@pytest.mark.parametrize("query", ["?q=bestaatnietxyz", "?state=review"])
@pytest.mark.parametrize("part", ["", "results/"])
def test_a_list_without_a_sheet_says_how_to_go_on(query, part, index, writer, client):
    make_sheet(index)
    client.force_login(writer)
    page = client.get(f"/beheer/sheets/{part}{query}").content.decode()

    assert "Geen fiche is zo:" in page
    assert "toon alle fiches" in page


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("onthaalgespreken", "onthaalgesprekken"), ("Onthaalgsprekken Ninove", "onthaalgesprekken ninove"), ("kofffie", "koffie"),
     ("bestaatnietxyz", ""), ("<b>", ""), ("%%", "")],
)  # fmt: skip
def test_a_word_that_was_typed_wrongly_leads_to_the_right_one(typed, meant, index, writer, client):
    page = make_sheet(index)
    page.tags.add("koffie")
    page.save()
    client.force_login(writer)
    screen = BeautifulSoup(client.get("/beheer/sheets/", {"q": typed}).content, "html.parser")
    link = screen.find("a", string=f"“{meant}”")

    assert bool(link) is bool(meant)
    if link:
        assert link["href"] == f"/beheer/sheets/?q={meant.replace(' ', '+')}"
        assert "Bedoelde je" in link.parent.text


def test_the_list_finds_by_keyword_contact_and_partner(index, writer, client):
    page = make_sheet(index)
    page.tags.add("koffie")
    page.save()
    client.force_login(writer)
    for query in ("onthaal@ninove.example", "koffie"):
        assert "Onthaalgesprekken" in client.get("/beheer/sheets/", {"q": query}).content.decode(), query
