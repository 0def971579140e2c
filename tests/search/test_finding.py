"""Whatever is typed into the public search field, the answer is a page."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_sheet

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ['gesprek"', '"taal', 'a"b', '"*(', "NEAR(", "taal AND", "\x00", "-taal", "a:b", "'"])
def test_signs_in_a_query_are_no_error(client, index, query):
    make_sheet(index)

    assert client.get("/praktijken/", {"q": query}).status_code == 200
    assert client.get("/praktijken/", {"category": query, "page": query}).status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(st.characters(blacklist_categories=("Cs",)), max_size=60))
def test_any_query_is_answered(client, index, query):
    assert client.get("/praktijken/", {"q": query}).status_code == 200


def test_no_hits_say_what_to_do(client, index):
    html = client.get("/praktijken/?q=xyzzy").content.decode()

    assert "Niets gevonden" in html
    assert "Deel jouw praktijk" in html
    assert "Toon alle praktijken" in html
