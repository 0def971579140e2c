"""Requests that no button makes: publishing one's own edit in one step is refused, and nothing is saved."""

import pytest

from practices.models import PracticePage
from tests.factories import make_sheet
from tests.practices.test_workflow import posted

pytestmark = pytest.mark.django_db


def test_editing_and_publishing_in_one_step_is_refused(index, moderator, client):
    page = make_sheet(index)
    client.force_login(moderator)
    address = f"/beheer/pages/{page.pk}/edit/"
    data = posted(client.get(address).context["form"])
    client.post(address, {**data, "introduction": "Buiten het nazicht om.", "action-publish": "true"})

    page.refresh_from_db()
    assert page.introduction != "Buiten het nazicht om."
    assert page.get_latest_revision_as_object().introduction != "Buiten het nazicht om."


def test_creating_and_publishing_in_one_step_is_refused(index, moderator, client):
    client.force_login(moderator)
    address = f"/beheer/pages/add/practices/practicepage/{index.pk}/"
    data = posted(client.get(address).context["form"])
    client.post(
        address, {**data, "title": "Nieuw", "slug": "nieuw", "introduction": "x", "category": "1", "action-publish": "1"}
    )

    assert not PracticePage.objects.filter(slug="nieuw").exists()
    assert client.get("/praktijken/nieuw/").status_code == 404


def test_an_import_between_edit_and_approval_does_not_make_it_somebody_elses(index, moderator):
    page = make_sheet(index)
    draft = page.get_latest_revision_as_object()
    draft.introduction = "Van mij."
    draft.save_revision(user=moderator)
    draft.save_revision(user=None)
    page.refresh_from_db()

    assert not page.permissions_for_user(moderator).can_publish()


def test_an_address_is_in_plain_letters(index, writer, client):
    client.force_login(writer)
    address = f"/beheer/pages/add/practices/practicepage/{index.pk}/"
    data = posted(client.get(address).context["form"])
    client.post(address, {**data, "title": "Oekraïne", "slug": "oekraïne", "introduction": "x", "category": "1"})

    assert PracticePage.objects.get(title="Oekraïne").address == "/praktijken/oekraine/"
