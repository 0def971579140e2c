"""One sender's photos are nobody else's wait: what is too much is refused by header and number, before any is decoded."""

import errno
from dataclasses import replace
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from PIL import Image

from practices.limits import Rate
from practices.photos import files
from practices.submissions.models import SentPhoto, Spending, Submission
from practices.submissions.sent_photos import clean_photo as _clean_photo
from tests.factories import make_sheet
from tests.pictures import picture
from tests.submissions.conftest import IDEA, SHARE

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.usefixtures("media")]
COURSE = f"{SHARE}verloop/"
WAYS = ("share", "join", "remark")


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path


@pytest.fixture
def decoded(monkeypatch):
    """The names of the files that were decoded."""
    names = []

    def note(file):
        names.append(file.name)
        return _clean_photo(file)

    monkeypatch.setattr("practices.submissions.sent_photos.clean_photo", note)
    return names


@pytest.fixture
def send(client, index, answers):
    """Sends photos along with a text by one of three forms, from one network; gives the main part of the page that comes."""

    def post(way, *photos, network="81.82.83.84"):
        sheet = make_sheet(index)
        if way == "share":
            client.post(SHARE, IDEA)
            address, data = COURSE, {"description": "Eerst koffie."}
        else:
            address = f"{sheet.address}{'doen-wij-ook' if way == 'join' else 'wijziging'}/"
            data = {**answers, "remark": "Zo.", "photos_show": "Een bank", "may_show_people": "on"}
        answer = client.post(address, {**data, "photos": list(photos)}, REMOTE_ADDR=network, follow=True)
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser").find("main").text

    return post


def kept_text():
    kept = Submission.objects.get().proposal
    return "Eerst koffie." in str(kept) or "Zo." in str(kept) or bool(kept.get("contacts"))


def flat(side, number=0):
    kept = BytesIO()
    Image.new("RGB", (side, side), (number, 0, 0)).save(kept, "PNG")
    return SimpleUploadedFile(f"plat{number}.png", kept.getvalue())


@pytest.mark.parametrize("way", WAYS)
def test_of_twenty_large_photos_none_is_decoded(way, send, decoded):
    said = send(way, *[flat(7070, number) for number in range(5)])

    assert decoded == []
    assert said.count("te veel pixels") == 5
    assert kept_text()


@pytest.mark.parametrize("way", WAYS)
def test_what_is_one_too_many_is_not_decoded(way, send, decoded):
    said = send(way, *[picture(name=f"foto{number}.jpg", size=(60 + number, 40)) for number in range(9)])

    assert decoded == [f"foto{number}.jpg" for number in range(5)]
    assert "foto8.jpg is er een te veel" in said
    assert kept_text()


@pytest.mark.parametrize("way", WAYS)
def test_a_hundred_and_fifty_files_cost_the_files_and_not_the_text(way, send, decoded):
    said = send(way, *[SimpleUploadedFile(f"{number}.jpg", b"x") for number in range(150)])

    assert "Je koos meer dan 20 bestanden" in said
    assert decoded == []
    assert kept_text()


@pytest.mark.parametrize("way", WAYS)
def test_a_file_of_too_many_bytes_is_not_received_to_its_end(way, send, settings):
    settings.LIMITS = replace(settings.LIMITS, photo_bytes=100_000)
    said = send(way, SimpleUploadedFile("lang.jpg", b"\xff\xd8" + bytes(400_000)), picture())

    assert "lang.jpg is te groot" in said
    assert SentPhoto.objects.count() == 1
    assert kept_text()


@pytest.mark.parametrize("way", WAYS)
def test_photos_of_one_form_take_a_processor_no_longer_than_they_may(way, send, settings, decoded):
    settings.LIMITS = replace(settings.LIMITS, photo_seconds=0.05)
    said = send(way, flat(900, 1), flat(900, 2), flat(900, 3))  # 0.03 s each, by their pixels

    assert decoded == ["plat1.png"]
    assert "plat2.png was te veel voor één keer" in said
    assert kept_text()


@pytest.mark.parametrize("way", WAYS)
def test_a_network_has_so_many_bytes_a_day_and_its_neighbour_has_them_too(way, send, settings):
    settings.LIMITS = replace(settings.LIMITS, photo_bytes_of_a_network=Rate(1500, settings.LIMITS.answers.period))
    said = send(way, picture(size=(60, 40)), picture(size=(61, 40), name="tweede.jpg"))
    assert "tweede.jpg is niet bewaard: we kregen vandaag heel veel foto" in said
    assert SentPhoto.objects.count() == 1
    assert kept_text()

    Submission.objects.all().delete()
    send(way, picture(size=(62, 40)), network="91.92.93.94")
    assert SentPhoto.objects.count() == 2
    assert not [each for each in Spending.objects.all() if "81.82" in each.who]


def test_a_visitor_whose_network_can_not_be_told_shares_a_limit_with_nobody(send, settings):
    settings.LIMITS = replace(settings.LIMITS, photo_bytes_of_a_network=Rate(10, settings.LIMITS.answers.period))
    send("share", picture(), network="127.0.0.1")

    assert SentPhoto.objects.count() == 1


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("where", ["kept", "received", "received at last"])
def test_a_full_disk_costs_the_photo_and_never_the_text(way, where, send, settings, monkeypatch, media):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0 if where != "kept" else 10**6
    if where == "kept":
        monkeypatch.setattr(FileSystemStorage, "_save", full)
    elif where == "received":
        monkeypatch.setattr(TemporaryUploadedFile, "__init__", full)
    else:
        monkeypatch.setattr("django.core.files.uploadhandler.TemporaryFileUploadHandler.file_complete", full)
    said = send(way, picture())

    assert "konden we nu niet bewaren; wat je schreef, is wel bewaard" in said
    assert kept_text()
    assert not SentPhoto.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file() and path.suffix == ".jpg"]


def test_what_was_written_by_half_is_taken_away_again(media, settings):
    class Breaking(BytesIO):
        name = "foto.jpg"

        def chunks(self, size=None):
            yield b"half"
            raise OSError(errno.ENOSPC, "No space left on device")

    from django.core.files.storage import default_storage, storages

    for storage in (default_storage, storages["private"]):
        with pytest.raises(OSError, match="No space"):
            storage._save("editors/foto.jpg", Breaking())
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_every_kind_of_file_has_a_cost():
    assert {"JPEG", "PNG", "GIF", "HEIF", "AVIF", "WEBP"} <= set(files._COSTS)
    assert max(cost.most * cost.seconds / 1_000_000 for cost in files._COSTS.values()) <= 2
