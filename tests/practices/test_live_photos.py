"""A photo that is on the site stays as somebody else approved it: file, alternative text and all."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from practices.models import Photo
from tests.factories import PhotoFactory, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(index):
    photo = PhotoFactory(file=get_test_image_file(), collection=Collection.get_first_root_node())
    make_sheet(index, "Onthaalgesprekken", image=photo)
    return photo


def change(client, photo):
    data = {"title": "Anders", "alternative": "described", "description": "Iets anders", "credit": "", "tags": ""}
    address = f"/beheer/images/{photo.pk}/"
    return client.post(address, {**data, "collection": photo.collection_id, "focal_point_x": ""}, follow=True)


@pytest.mark.parametrize("role", ["writer", "moderator"])
@pytest.mark.parametrize("deed", ["change", "delete", "delete several"])
def test_nobody_changes_alone_what_readers_see(role, deed, photo, request, client):
    user = request.getfixturevalue(role)
    Photo.objects.update(uploaded_by_user=user)
    client.force_login(user)
    if deed == "change":
        response = change(client, photo)
    elif deed == "delete":
        response = client.post(f"/beheer/images/{photo.pk}/delete/", follow=True)
    else:
        response = client.post(f"/beheer/bulk/practices/photo/delete/?id={photo.pk}&next=/beheer/images/", follow=True)

    assert response.status_code == 200
    assert Photo.objects.get(pk=photo.pk).description == "Twee mensen praten aan een tafel"
    if deed != "delete several":
        assert "staat online, bij “Onthaalgesprekken”. Voeg een andere foto toe" in response.content.decode()


def test_a_photo_of_a_draft_and_one_of_nothing_can_be_changed(photo, writer, client):
    photo.sheets.get().unpublish()
    client.force_login(writer)
    change(client, photo)

    assert Photo.objects.get(pk=photo.pk).description == "Iets anders"


def test_an_administrator_may(photo, admin_client):
    change(admin_client, photo)

    assert Photo.objects.get(pk=photo.pk).description == "Iets anders"


def test_a_photo_of_a_sheet_that_was_approved_for_a_later_day_stays_too(photo, writer, client):
    page = photo.sheets.get()
    page.unpublish()
    page.revisions.update(approved_go_live_at=timezone.now() + timedelta(days=2))
    client.force_login(writer)
    change(client, photo)

    assert Photo.objects.get(pk=photo.pk).description == "Twee mensen praten aan een tafel"
