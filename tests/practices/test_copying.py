"""Copying a sheet asks for a title only, and opens the copy, which is a draft."""

import pytest

from practices.models import PracticePage
from tests.factories import make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(index, writer, client):
    client.force_login(writer)
    return f"/beheer/pages/{make_sheet(index).pk}/copy/"


def test_the_copy_is_a_draft_with_an_address_of_its_own(address, index, client):
    make_sheet(index, "Taaltafels")
    response = client.post(address, {"new_title": "Taaltafels"})

    copy = PracticePage.objects.get(title="Taaltafels", live=False)
    assert response.url == f"/beheer/pages/{copy.pk}/edit/"
    assert copy.slug == "taaltafels-2"
    assert copy.introduction.startswith("Veel gemeenten")
    assert "Ze blijft een concept" in client.get(response.url).content.decode()


@pytest.mark.parametrize("title", ["", "onthaalgesprekken", "Onthaalgesprekken\r\n"])
def test_it_needs_another_title(title, address, client):
    response = client.post(address, {"new_title": title})

    assert "Geef de kopie een eigen titel" in response.content.decode()
    assert PracticePage.objects.count() == 1


def test_the_form_of_wagtail_publishes_nothing(address, index, moderator, client):
    client.force_login(moderator)
    others = {"new_slug": "x", "new_parent_page": index.pk, "publish_copies": "on", "alias": "on"}
    client.post(address, {"new_title": "Taaltafels", **others})

    copy = PracticePage.objects.get(title="Taaltafels")
    assert (copy.live, copy.alias_of) == (False, None)


def test_an_original_that_may_not_be_written_below_is_not_copied(address, person, client):
    client.force_login(person("gast", is_staff=True))
    assert client.post(address, {"new_title": "Taaltafels"}).status_code == 302
    assert PracticePage.objects.count() == 1
