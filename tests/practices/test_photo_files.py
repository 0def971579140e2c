"""A photo is kept upright and without a word beside its pixels; what is no photo is refused with words that help."""

import struct
import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.users.models import UserProfile

from practices.models import Photo
from practices.photos.files import clean_photo
from tests.pictures import WHERE, moving, picture, pixels

pytestmark = pytest.mark.any_database

JPEG = picture().read()
WHOLE = [picture(kind).read() for kind in ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_says(width, height):
    """A few bytes that claim to be an enormous picture."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def jpeg_that_says(width, height):
    start = JPEG.index(b"\xff\xc0") + 5
    return JPEG[:start] + struct.pack(">HH", height, width) + JPEG[start + 4 :]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_nothing_but_the_picture_is_kept(kind):
    kept = clean_photo(picture(kind)).read()

    assert WHERE in picture(kind).read()
    assert WHERE not in kept
    with Image.open(BytesIO(kept)) as image:
        assert not image.getexif()
        assert not {"exif", "xmp", "XML:com.adobe.xmp", "Location", "comment", "photoshop", "mp"} & set(image.info)
        assert image.format == "JPEG"


def test_what_can_be_seen_through_stays_so():
    with Image.open(clean_photo(picture("PNG", mode="RGBA"))) as image:
        assert (image.format, image.mode) == ("PNG", "RGBA")


@pytest.mark.parametrize(("orientation", "size"), [(1, (60, 40)), (3, (60, 40)), (6, (40, 60)), (8, (40, 60))])
def test_a_camera_that_was_turned_gives_an_upright_picture(orientation, size):
    with Image.open(clean_photo(picture(orientation=orientation))) as image:
        assert image.size == size
        first = image.convert("RGB").getpixel((2, 2))
    assert (first[0] > first[2]) == (orientation in {1, 6})  # red where red was to be seen


def test_odd_words_of_a_camera_do_no_harm():
    turned = struct.pack("<HHIHxx", 0x0112, 3, 1, 6)
    a_word_for_a_number = struct.pack("<HHI4s", 0x011A, 2, 4, b"abc\0")
    words = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 2) + turned + a_word_for_a_number + bytes(4)
    kept = BytesIO()
    pixels().save(kept, "JPEG", exif=words)
    with Image.open(clean_photo(SimpleUploadedFile("foto.jpg", kept.getvalue()))) as image:
        assert image.size == (40, 60)


def test_a_photo_of_several_pictures_is_its_first():
    kept = BytesIO()
    pixels().save(kept, "MPO", save_all=True, append_images=[pixels()])
    with Image.open(clean_photo(SimpleUploadedFile("foto.jpg", kept.getvalue()))) as image:
        assert (image.format, image.size) == ("JPEG", (60, 40))


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGB"])
def test_every_kind_of_colour_becomes_one_that_browsers_show(mode):
    with Image.open(clean_photo(picture(mode=mode))) as image:
        assert image.mode == "RGB"


def test_a_large_photo_becomes_small_enough_for_the_site():
    with Image.open(clean_photo(picture(size=(4000, 3000)))) as image:
        assert image.size == (2000, 1500)


def test_names_are_plain():
    assert clean_photo(picture("HEIF", name="../../IMG 12 é.HEIC")).name == "IMG 12 é.jpg"
    assert clean_photo(picture(name="x" * 300 + ".jpg")).name == "x" * 80 + ".jpg"


HOSTILE = {
    "nothing": b"",
    "one byte": b"\0",
    "text": b"Dit is geen foto.",
    "html": b"<!doctype html><script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "svg with a prologue": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "pdf": b"%PDF-1.7\n1 0 obj<<>>endobj",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "zip": b"PK\x03\x04" + bytes(60),
    "program": b"MZ" + bytes(200),
    "elf": b"\x7fELF" + bytes(200),
    "mp4": b"\0\0\0\x18ftypmp42" + bytes(200),
    "heic without a picture": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "avif without a picture": b"\0\0\0\x18ftypavif\0\0\0\0mif1avif",
    "bmp": b"BM" + bytes(60),
    "ico": b"\0\0\1\0\1\0" + bytes(60),
    "tiff": b"II*\0" + bytes(60),
    "psd": b"8BPS\0\1" + bytes(60),
    "webp that stops": b"RIFF\x24\0\0\0WEBPVP8 " + bytes(4),
    "jpeg's first bytes": b"\xff\xd8\xff\xe0",
    "half a jpeg": JPEG[: len(JPEG) // 2],
    "jpeg with zeros": JPEG[:200] + bytes(len(JPEG) - 200),
    "jpeg of 60,000 by 60,000": jpeg_that_says(60_000, 60_000),
    "jpeg of no height": jpeg_that_says(60, 0),
    "png's first bytes": b"\x89PNG\r\n\x1a\n",
    "png of 30,000 by 30,000": png_that_says(30_000, 30_000),
    "png of 2 billion wide": png_that_says(2**31 - 1, 1),
    "png of no size": png_that_says(0, 0),
    "png that stops": png_that_says(100, 100)[:-20],
    "gif's first bytes": b"GIF89a",
    "gif of no size": b"GIF89a\0\0\0\0\0\0\0;",
    "gif of 65,535 by 65,535": b"GIF89a\xff\xff\xff\xff\x80\0\0" + bytes(6) + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0;",
}


@pytest.mark.parametrize("ending", ["jpg", "png"])
@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_photo_is_refused_with_what_to_do(what, ending):
    with pytest.raises(ValidationError) as refused:
        clean_photo(SimpleUploadedFile(f"vakantie.{ending}", HOSTILE[what], content_type="image/jpeg"))

    (message,) = refused.value.messages
    assert "vakantie" in message
    assert "Kies" in message or "Maak" in message


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_what_moves_is_refused(kind):
    with pytest.raises(ValidationError, match="beweegt"):
        clean_photo(moving(kind))


def test_what_is_too_large_is_refused_unread(settings):
    settings.LIMITS = replace(settings.LIMITS, photo_bytes=10)
    with pytest.raises(ValidationError, match="te groot"):
        clean_photo(picture())


def test_a_page_behind_a_picture_is_left_behind():
    trojan = SimpleUploadedFile("foto.jpg", JPEG + b"<script>alert(1)</script>")

    assert b"<script>" not in clean_photo(trojan).read()


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_damaged_photo_is_a_photo_or_refused(data):
    spoiled = bytearray(data.draw(st.sampled_from(WHOLE)))
    for _number in range(data.draw(st.integers(1, 8))):
        spoiled[data.draw(st.integers(0, len(spoiled) - 1))] = data.draw(st.integers(0, 255))
    try:
        kept = clean_photo(SimpleUploadedFile("foto.jpg", bytes(spoiled))).read()
    except ValidationError:
        return
    with Image.open(BytesIO(kept)) as image:
        assert not image.getexif()


@pytest.mark.django_db
def test_what_an_editor_uploads_has_no_place_in_it_either(client, admin_user):
    client.force_login(admin_user)
    fields = {"title": "Onthaal", "alternative": "decorative", "description": "", "credit": "", "tags": "", "collection": 1}
    client.post(reverse("wagtailimages:add"), {**fields, "file": picture(orientation=6, name="camera.jpg")})

    photo = Photo.objects.get()
    assert (photo.width, photo.height) == (40, 60)
    for file in (photo.file, photo.get_rendition("max-30x30|format-jpeg").file, photo.get_rendition("original").file):
        with file.open() as opened:
            assert WHERE not in opened.read()


@pytest.mark.django_db
def test_an_editor_reads_why_a_file_is_refused(client, admin_user):
    client.force_login(admin_user)
    response = client.post(
        reverse("wagtailimages:add_multiple"),
        {"title": "Onthaal", "files[]": moving("WEBP"), "collection": 1},
        HTTP_X_REQUESTED_WITH="XMLHttpRequest",
    )

    assert response.json()["success"] is False
    assert "beweegt" in response.json()["error_message"]
    assert not Photo.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("size", [(60, 40), (900, 600)])
def test_the_picture_of_an_account_has_no_place_in_it_either(admin_user, settings, tmp_path, size):
    settings.MEDIA_ROOT = str(tmp_path)
    profile = UserProfile.get_for_user(admin_user)
    form = AvatarSettingsPanel.form_class({}, {"avatar": picture(size=size)}, instance=profile)
    assert form.is_valid(), form.errors
    form.save()
    with profile.avatar.open() as file:
        assert WHERE not in file.read()

    half = AvatarSettingsPanel.form_class({}, {"avatar": SimpleUploadedFile("ik.jpg", JPEG[:300])}, instance=profile)
    assert "geen foto die we kunnen lezen" in str(half.errors)


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["one", "several", "chooser", "another file"])
@pytest.mark.parametrize("what", ["half a jpeg", "png of 30,000 by 30,000", "text"])
def test_no_way_of_editors_breaks_on_what_is_no_photo(way, what, client, admin_user):
    client.force_login(admin_user)
    file = SimpleUploadedFile("vakantie.jpg", HOSTILE[what], content_type="image/jpeg")
    fields = {"title": "x", "alternative": "decorative", "description": "", "credit": "", "tags": "", "collection": 1}
    if way == "several":
        data, address = {"title": "x", "files[]": file, "collection": 1}, reverse("wagtailimages:add_multiple")
    elif way == "chooser":
        data = {f"image-chooser-upload-{name}": value for name, value in {**fields, "file": file}.items()}
        address = reverse("wagtailimages_chooser:create")
    else:
        data, address = {**fields, "file": file}, reverse("wagtailimages:add")
    if way == "another file":
        photo = Photo.objects.create(title="x", alternative="decorative", file=picture())
        address = reverse("wagtailimages:edit", args=[photo.pk])
    answer = client.post(address, data, HTTP_X_REQUESTED_WITH="XMLHttpRequest")

    assert answer.status_code == 200
    said = answer.content.decode()
    assert "vakantie.jpg" in said
    assert "Kies" in said or "Maak" in said
    assert Photo.objects.count() == (way == "another file")
