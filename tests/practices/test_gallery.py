"""Several photos on one sheet: each with its words, three by two, the whole of it one click away."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.tests.utils import get_test_image_file
from wagtail_localize.models import Translation

from practices.bin.binning import put_in_bin
from practices.editor.findings import findings_of
from practices.gallery import add_to_gallery
from practices.models import GalleryPhoto, Photo, PracticePage
from practices.output.pdf import render_sheet, sheet_data
from practices.photos.models import PRINT_SIZE
from practices.translations.propagation import bring_structure
from tests.factories import PhotoFactory, make_sheet
from tests.practices.french import SHEET, read, translation
from tests.practices.test_workflow import posted

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
CAPTION = "De folder in negen talen"
IN_FRENCH = "Le dépliant en neuf langues"


def photo(**fields):
    return PhotoFactory(file=get_test_image_file(size=(1200, 900)), **fields)


@pytest.fixture
def sheet(index, settings, tmp_path):
    """A sheet with a photo at its head and two more."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    page = make_sheet(index, "Onthaalgesprekken", image=photo(), image_caption="Een gesprek")
    more = [GalleryPhoto(image=photo(description="Een folder"), caption=CAPTION), GalleryPhoto(image=photo(credit=""))]
    add_to_gallery(page, more)
    page.save_revision().publish()
    return PracticePage.objects.for_sheet().get(pk=page.pk)


def shown(client, address="/praktijken/onthaalgesprekken/"):
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_each_is_shown_with_its_words_and_leads_to_the_whole_of_it(sheet, client):
    page = shown(client)
    first, second = page.find(class_="gallery").find_all("figure")

    assert first.img["alt"] == "Een folder"
    assert first.find("figcaption").span.text == CAPTION
    assert first.find("figcaption").small.text == "Foto: © Stad Ninove"
    assert second.find("figcaption") is None
    head = page.find(class_="sheet__photo")
    assert (head.span.text, head.small.text) == ("Een gesprek", "Foto: © Stad Ninove")
    assert head.a["href"] == sheet.image.renditions.get(filter_spec=Photo.WHOLE_SIZE).url
    for figure in (page.find(class_="sheet__photo"), first, second):
        assert (figure.img["width"], figure.img["height"]) == ("960", "640")
        assert default_storage.exists(figure.img["src"].removeprefix("/media/"))
    whole = sheet.gallery.first().image.renditions.get(filter_spec=Photo.WHOLE_SIZE)
    assert first.a["href"] == whole.url
    assert (whole.width, whole.height) == (1200, 900)


def test_a_sheet_with_one_photo_or_none_has_no_gallery(index, client):
    make_sheet(index, "Onthaalgesprekken")

    assert shown(client).find(class_="gallery") is None
    assert shown(client).find(class_="sheet__photo") is None


def test_it_is_in_the_pdf_and_in_the_api_and_its_words_are_found(sheet, client):
    data = sheet_data(sheet)
    assert [each["under"] for each in data["first"]] == ["Een gesprek · Foto: © Stad Ninove"]
    assert [each["under"] for each in data["gallery"]] == [f"{CAPTION} · Foto: © Stad Ninove", ""]
    assert render_sheet(sheet).startswith(b"%PDF")
    told = client.get(f"/api/v1/practices/{sheet.pk}/").json()["photos"]
    assert [(each["caption"], each["credit"]) for each in told] == [
        ("Een gesprek", "© Stad Ninove"),
        (CAPTION, "© Stad Ninove"),
        ("", ""),
    ]
    assert told[1]["alternative"] == "Een folder"
    assert client.get("/api/v1/practices/", {"q": "folder"}).json()["count"] == 1


def test_a_lost_file_costs_its_picture_and_nothing_else(sheet, client):
    for each in Photo.objects.all():
        each.renditions.all().delete()
        each.file.storage.delete(each.file.name)
    sheet = PracticePage.objects.for_sheet().get(pk=sheet.pk)

    assert client.get(sheet.address).status_code == 200
    assert sheet_data(sheet)["gallery"] == sheet_data(sheet)["first"] == []
    assert render_sheet(sheet).startswith(b"%PDF")
    assert client.get(f"/api/v1/practices/{sheet.pk}/").json()["photos"] == []


def test_what_is_cut_follows_the_focal_point(sheet):
    image = sheet.gallery.first().image
    before = {each.filter_spec: each.file.name for each in image.renditions.all()}
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 100, 100, 80, 80
    image.save()

    after = {each.filter_spec: each.file.name for each in image.renditions.all()}
    assert after.keys() == before.keys()
    assert {size for size in after if after[size] != before[size]} == {size for size in after if size.startswith("fill")}


def test_a_photo_without_words_is_something_to_look_at(sheet):
    Photo.objects.filter(in_galleries__caption=CAPTION).update(alternative="described", description="")
    found = [finding.message for finding in findings_of(PracticePage.objects.get(pk=sheet.pk))]

    assert "De foto heeft geen alternatieve tekst." in found


@pytest.mark.parametrize("state", ["live", "scheduled", "in the bin"])
def test_nobody_changes_alone_what_readers_see(state, sheet, writer, client, django_capture_on_commit_callbacks):
    image = sheet.gallery.first().image
    if state == "scheduled":
        draft = PracticePage.objects.get(pk=sheet.pk).get_latest_revision()
        sheet.unpublish()
        draft.approved_go_live_at = "2099-01-01T12:00Z"
        draft.save()
    elif state == "in the bin":
        with django_capture_on_commit_callbacks(execute=True):
            put_in_bin(PracticePage.objects.get(pk=sheet.pk), None)
    client.force_login(writer)
    address = f"/beheer/images/{image.pk}/"
    response = client.post(address, {"title": "Anders", "alternative": "decorative", "collection": 1}, follow=True)

    assert Photo.objects.get(pk=image.pk).alternative == "described"
    assert "staat online, bij “Onthaalgesprekken”" in response.content.decode()


def test_a_comparison_says_what_came_and_what_went(sheet, moderator, client):
    draft = PracticePage.objects.get(pk=sheet.pk).get_latest_revision_as_object()
    gone, kept = draft.gallery.all()
    draft.gallery.remove(gone)
    kept.caption = "De zaal"
    draft.gallery.add(kept)
    revision = draft.save_revision(user=moderator)
    client.force_login(moderator)
    page = shown(client, f"/beheer/pages/{sheet.pk}/revisions/compare/live...{revision.pk}/")

    said = page.find("table", class_="listing").get_text(" ", strip=True)
    assert "Foto" in said
    assert "De zaal" in said
    assert CAPTION in said


def test_an_editor_adds_one_and_changes_a_caption(sheet, writer):
    client = Client()
    client.force_login(writer)
    address = f"/beheer/pages/{sheet.pk}/edit/"
    opened = client.get(address)
    assert "Meer foto" in opened.content.decode()
    extra = {"gallery-2-image": photo().pk, "gallery-2-caption": "Nieuw", "gallery-2-ORDER": "3", "gallery-2-id": ""}
    data = {**posted(opened.context["form"]), "gallery-TOTAL_FORMS": "3", **extra, "gallery-0-caption": "Anders"}
    client.post(address, data)

    draft = PracticePage.objects.get(pk=sheet.pk).get_latest_revision_as_object()
    assert [row.caption for row in draft.gallery.all()] == ["Anders", "", "Nieuw"]
    assert [row.caption for row in PracticePage.objects.get(pk=sheet.pk).gallery.all()] == [CAPTION, ""]


def test_ten_photos_ask_the_database_no_more_than_two_do(sheet, client):
    def asked():
        client.get(sheet.address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(sheet.address).status_code == 200
            render_sheet(PracticePage.objects.for_sheet().get(pk=sheet.pk))
        return len(queries)

    few = asked()
    draft = PracticePage.objects.get(pk=sheet.pk).get_latest_revision_as_object()
    add_to_gallery(draft, [GalleryPhoto(image=photo()) for _number in range(8)])
    draft.save_revision().publish()

    assert asked() == few
    assert sheet_data(PracticePage.objects.for_sheet().get(pk=sheet.pk))["gallery_more"] == "Nog 4 foto’s op de site."


@pytest.fixture
def translate(sheet, in_french):
    """Puts the sheet on the site in French, with its caption."""
    in_french(sheet, {CAPTION: IN_FRENCH})


def test_a_translation_has_the_photos_with_captions_of_its_own(sheet, translate, client):

    figures = read(client, SHEET).find(class_="gallery").find_all("figure")
    assert len(figures) == 2
    assert figures[0].find("figcaption").span.text == IN_FRENCH
    assert figures[0].img["src"] == shown(client).find(class_="gallery").img["src"]


def test_a_caption_that_waits_for_its_translation_says_that_it_is_dutch(sheet, translate, client):
    draft = PracticePage.objects.get(pk=sheet.pk).get_latest_revision_as_object()
    add_to_gallery(draft, [GalleryPhoto(image=photo(), caption="De wachtzaal")])
    draft.save_revision().publish()

    captions = [each.span for each in read(client, SHEET).find(class_="gallery").find_all("figcaption") if each.span]
    assert [(each.text, each.get("lang")) for each in captions] == [(IN_FRENCH, None), ("De wachtzaal", "nl")]


def test_a_stopped_translation_keeps_its_caption_when_the_dutch_photos_change(sheet, translate):
    first, second = sheet.gallery.all()
    original = PracticePage.objects.get(pk=sheet.pk)
    add_to_gallery(original, [GalleryPhoto(image=photo(title="Nieuw"), caption="Nieuw")])
    original.gallery.remove(original.gallery.all()[1])
    original.save()
    bring_structure(original, translation())

    rows = translation().gallery.all()
    assert [(row.image, row.caption) for row in rows][:1] == [(first.image, IN_FRENCH)]
    assert [row.image.title for row in rows] == ["Onthaal in Ninove", "Nieuw"]
    assert second.image not in [row.image for row in rows]


def test_a_photo_that_is_deleted_leaves_a_translation_that_can_be_published(sheet, translate, admin_client):
    first = sheet.gallery.first().image
    admin_client.post(f"/beheer/images/{first.pk}/delete/")
    assert not Photo.objects.filter(pk=first.pk).exists()

    assert [row.caption for row in translation().gallery.all()] == [""]
    running = Translation.objects.get(source__object_id=sheet.translation_key)
    running.save_target(publish=True)
    assert translation().live


@pytest.mark.parametrize("left", [0, 1, 200])
def test_a_half_file_costs_its_picture_and_nothing_else(left, sheet):
    for image in (sheet.image, sheet.gallery.first().image):
        size = image.renditions.get(filter_spec=PRINT_SIZE)
        Path(size.file.path).write_bytes(Path(size.file.path).read_bytes()[:left])

    assert render_sheet(sheet).startswith(b"%PDF")
    data = sheet_data(sheet)
    assert (data["first"], len(data["gallery"])) == ([], 1)


def test_who_translates_reads_a_caption_under_the_name_of_its_photo(sheet, translate, moderator, client):
    client.force_login(moderator)
    page = shown(client, f"/beheer/vertalingen/{translation().pk}/")
    headings = [heading.get_text(strip=True) for heading in page.find_all(["h2", "h3", "h4"])]

    assert "Onthaal in Ninove" in headings
    assert CAPTION not in headings
    assert CAPTION in page.text
