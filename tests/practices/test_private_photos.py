"""A photo of a draft lies in no public folder; of one on the site only the sizes do, under names that say nothing."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import UploadedFile

from practices.bin.binning import put_in_bin
from practices.gallery import add_to_gallery
from practices.models import GalleryPhoto, Photo, PracticePage
from practices.photos.models import hide_sizes
from practices.photos.unfinished import forget_unfinished
from tests.factories import make_sheet
from tests.pictures import WHERE, picture

pytestmark = [pytest.mark.django_db, pytest.mark.wagtails_indexes]
FIELDS = {"title": "Geheim feest", "alternative": "decorative", "description": "", "credit": "", "tags": "", "collection": 1}


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


def upload(client, way):
    """Upload a photo by one of the editors' ways."""
    file = picture(name="geheim-feest.jpg", size=(700, 500))
    if way == "several":
        client.post(
            reverse("wagtailimages:add_multiple"),
            {"title": "x", "files[]": file, "collection": 1},
            HTTP_X_REQUESTED_WITH="XMLHttpRequest",
        )
        return Photo.objects.first() or _complete(client)
    address = {"one": "wagtailimages:add", "chooser": "wagtailimages_chooser:create"}[way]
    data = FIELDS if way == "one" else {f"image-chooser-upload-{name}": value for name, value in FIELDS.items()}
    client.post(reverse(address), {**data, "file" if way == "one" else "image-chooser-upload-file": file})
    return Photo.objects.get()


def _complete(client):
    """Give what was uploaded among several its alternative text."""
    waiting = UploadedFile.objects.get()
    assert not Path(waiting.file.path).is_relative_to(settings.MEDIA_ROOT)
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    data = {f"uploaded-image-{waiting.pk}-{name}": value for name, value in FIELDS.items()}
    client.post(address, data, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    return Photo.objects.get()


def public(media):
    return [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize("way", ["one", "several", "chooser"])
def test_what_an_editor_uploads_lies_in_no_public_folder(way, media, admin_client):
    photo = upload(admin_client, way)
    photo.get_rendition("max-165x165")  # as the editors' lists show it

    assert public(media) == []
    assert "geheim" not in photo.file.name
    for file in (photo.file, photo.renditions.get().file):
        assert admin_client.get(file.url).status_code == 200
        assert Client().get(file.url).status_code == 302  # to the login
    assert WHERE not in b"".join(admin_client.get(photo.file.url).streaming_content)


def test_a_name_that_is_none_is_not_found(media, admin_client):
    for name in ("niets.jpg", "..", "..%5cdb.sqlite3"):
        assert admin_client.get(f"/beheer/fotos/{name}").status_code in {400, 404}


@pytest.fixture
def sheet(index, media, admin_client):
    photo = upload(admin_client, "one")
    page = make_sheet(index, "Onthaalgesprekken", image=photo)
    page.save_revision().publish()
    return PracticePage.objects.get(pk=page.pk)


def test_on_the_site_its_sizes_are_public_and_the_file_is_not(sheet, media, client):
    shown = {path.name for path in public(media)}

    assert len(shown) == len(Photo.SIZES)
    assert not [name for name in shown if "geheim" in name]
    assert not default_storage.path(sheet.image.file.name).startswith(f"{media}/")
    page = client.get(sheet.address).content.decode()
    assert "/media/images/" in page
    assert "/beheer/fotos/" not in page


def _without_photo(page):
    page.image = None
    page.save_revision().publish()


DEEDS = {
    "unpublished": lambda page: page.unpublish(),
    "expired": lambda page: (page.refresh_from_db(), page.unpublish(set_expired=True)),
    "in the bin": lambda page: put_in_bin(page, None),
    "another photo": _without_photo,
    "deleted": lambda page: page.delete(),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_off_the_site_its_files_are_gone(deed, sheet, media, django_capture_on_commit_callbacks):
    assert public(media)
    with django_capture_on_commit_callbacks(execute=True):
        DEEDS[deed](sheet)
        hide_sizes(Photo.objects.all())  # the worker, for what no signal tells

    assert public(media) == []


IN_GALLERY = {
    **{name: DEEDS[name] for name in ("unpublished", "expired", "in the bin", "deleted")},
    "out of the gallery": lambda page: (page.gallery.clear(), page.save_revision().publish()),
}


@pytest.mark.parametrize("deed", IN_GALLERY)
def test_so_are_those_of_a_photo_in_its_gallery(deed, index, media, admin_client, django_capture_on_commit_callbacks):
    page = make_sheet(index, "Onthaalgesprekken")
    add_to_gallery(page, [GalleryPhoto(image=upload(admin_client, "one"))])
    page.save_revision().publish()
    assert len(public(media)) == len(Photo.SIZES)
    with django_capture_on_commit_callbacks(execute=True):
        IN_GALLERY[deed](PracticePage.objects.get(pk=page.pk))
        hide_sizes(Photo.objects.all())

    assert public(media) == []


def test_as_long_as_another_sheet_with_it_is_on_the_site_they_stay(sheet, media, index, django_capture_on_commit_callbacks):
    make_sheet(index, "Praattafels", image=sheet.image)
    with django_capture_on_commit_callbacks(execute=True):
        sheet.unpublish()

    assert len(public(media)) == len(Photo.SIZES)


def test_published_again_it_has_other_names(sheet, media, django_capture_on_commit_callbacks):
    before = {path.name for path in public(media)}
    with django_capture_on_commit_callbacks(execute=True):
        sheet.unpublish()
        PracticePage.objects.get(pk=sheet.pk).get_latest_revision().publish()

    after = {path.name for path in public(media)}
    assert len(after) == len(Photo.SIZES)
    assert not before & after


def test_sizes_that_an_editor_saw_before_become_public_ones(index, media, admin_client):
    photo = upload(admin_client, "one")
    photo.get_rendition(Photo.RESULT_SIZE)
    page = make_sheet(index, "Onthaalgesprekken", image=photo)
    page.save_revision().publish()

    assert len(public(media)) == len(Photo.SIZES)
    assert {each.file.name.partition("/")[0] for each in photo.renditions.all()} == {"images"}
    assert timezone.now() > photo.created_at
    assert Path(photo.file.path).exists()


@pytest.mark.parametrize("way", ["create", "save", "assigned"])
def test_a_file_that_comes_by_no_form_is_cleaned_too(way, media):
    photo = Photo(title="x", alternative="decorative")
    if way == "save":
        photo.file.save("camera.jpg", picture(orientation=6), save=False)
    else:
        photo.file = picture(orientation=6)
    photo.save()

    assert (photo.width, photo.height) == (40, 60)
    with photo.file.open() as file:
        assert WHERE not in file.read()


def test_what_was_uploaded_and_never_got_its_text_goes_after_a_day(media, client, moderator):
    client.force_login(moderator)
    client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "x", "files[]": picture(name="oud.jpg"), "collection": 1},
        HTTP_X_REQUESTED_WITH="XMLHttpRequest",
    )
    waiting = UploadedFile.objects.get()
    forget_unfinished()
    assert UploadedFile.objects.exists()

    path = Path(waiting.file.storage.path(waiting.file.name))
    yesterday = path.stat().st_mtime - settings.PERIODS.unsent_photos.total_seconds() - 60
    os.utime(path, (yesterday, yesterday))
    forget_unfinished()
    assert not UploadedFile.objects.exists()
    assert not path.exists()


def test_a_row_whose_file_is_gone_goes_too(media):
    UploadedFile.objects.create(file="wagtail_uploads/weg.jpg")
    forget_unfinished()

    assert not UploadedFile.objects.exists()
