"""Photos with a new practice: kept at once, described, agreed to, and out of everybody's reach until one is on the site."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from practices.models import Photo, PracticePage
from practices.submissions.models import SentPhoto, Submission
from practices.submissions.retention.expiry import keep_periods
from practices.submissions.sent_photos import forget_unsent
from tests.factories import PhotoFactory, make_sheet
from tests.pictures import WHERE, picture
from tests.submissions.conftest import IDEA, REST, SHARE, begun_a_minute_ago
from tests.submissions.test_sharing import handle, read

pytestmark = pytest.mark.any_database

COURSE = f"{SHARE}verloop/"
SEEN = "Twee vrouwen op een bank"


@pytest.fixture(autouse=True)
def files(settings, monkeypatch, tmp_path):
    """Folders for the files of one test."""
    monkeypatch.setattr(SentPhoto._meta.get_field("file"), "storage", FileSystemStorage(tmp_path / "private"))
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path


@pytest.fixture
def upload(client, index):
    """Begins a draft and posts its third step with these files."""
    client.post(SHARE, IDEA)

    def post(*given, **others):
        return client.post(COURSE, {"description": "Eerst koffie.", "photos": list(given), **others})

    return post


@pytest.fixture
def with_photo(client, upload, patient):
    """A practice that was sent with one photo."""
    upload(picture())
    photo = SentPhoto.objects.get()
    client.post(COURSE, {"description": "Eerst koffie.", f"photo-{photo.pk}-description": SEEN, "may_show_people": "on"})
    for slug in ("voor-wie", "lessen", "waar"):
        client.post(f"{SHARE}{slug}/", REST[slug])
    who = {"sender_name": "Nina", "sender_email": "nina@ninove.example", "may_process": "on", "key": patient}
    begun_a_minute_ago()
    client.post(f"{SHARE}nakijken/", who)
    return Submission.objects.get()


def on_disk(files):
    return [path for path in (files / "private").rglob("*") if path.is_file()]


def test_a_photo_is_kept_at_once_and_asks_what_is_on_it(upload, client):
    response = upload(picture())

    assert response["Location"] == f"{COURSE}#fotos"
    page = read(client.get(COURSE))
    assert page.find("textarea", {"name": "description"}).text.strip() == "Eerst koffie."
    assert "Wat is er op te zien?" in page.find(class_="photos").text
    shown = client.get(page.find(class_="photos").img["src"])
    assert shown["Content-Type"] == "image/jpeg"
    assert WHERE not in b"".join(shown.streaming_content)


def test_how_many_were_added_is_said_once(upload, client):
    upload(picture(), picture(size=(50, 50)), SimpleUploadedFile("brief.pdf", b"%PDF-1.7"))

    assert "2 foto’s toegevoegd. Schrijf wat erop te zien is." in read(client.get(COURSE)).find(class_="photos").text
    assert "toegevoegd" not in read(client.get(COURSE)).find(class_="photos").text


@pytest.mark.parametrize(
    ("described", "agreed", "says"),
    [
        ("", "on", "Schrijf bij elke foto wat erop te zien is"),
        (SEEN, "", "Bevestig dat wie herkenbaar is"),
        ("", "", "Schrijf bij elke foto wat erop te zien is"),
        (SEEN, "on", ""),
    ],
)
def test_what_would_leave_a_photo_behind_is_said_in_its_step(described, agreed, says, upload, client):
    upload(picture())
    photo = SentPhoto.objects.get()
    data = {"description": "Eerst thee.", f"photo-{photo.pk}-description": described, "may_show_people": agreed}
    answer = client.post(COURSE, data)

    assert answer.status_code == (200 if says else 302)
    if says:
        assert says in read(answer).find(class_="errors").text
    assert Submission.objects.get().proposal["description"] == "Eerst thee."
    assert client.post(COURSE, {**data, "later": "1"}).status_code == 302
    left = client.post(COURSE, {"description": "Eerst thee.", f"photo-{photo.pk}-drop": "on"})
    assert left.status_code == 302


def test_a_photo_that_fails_says_why_and_the_rest_is_kept(upload, client):
    upload(SimpleUploadedFile("brief.pdf", b"%PDF-1.7"), picture())
    page = read(client.get(COURSE))

    assert "brief.pdf is geen foto" in page.find(class_="photos").text
    assert SentPhoto.objects.count() == 1
    assert Submission.objects.get().proposal["description"] == "Eerst koffie."
    assert "brief.pdf" not in read(client.get(COURSE)).text


def test_the_sixth_photo_is_one_too_many(upload, client):
    upload(*[picture(name=f"foto{number}.jpg", size=(60 + number, 40)) for number in range(6)])

    assert SentPhoto.objects.count() == 5
    page = read(client.get(COURSE))
    assert "foto5.jpg is er een te veel" in page.find(class_="photos").text
    assert page.find("input", {"type": "file"}) is None


def test_a_photo_that_is_uploaded_twice_is_one(upload, files):
    upload(picture())
    upload(picture(), picture(name="onder-een-andere-naam.jpg"), picture(size=(50, 50)))

    assert SentPhoto.objects.count() == 2
    assert len(on_disk(files)) == 2


def test_a_photo_can_be_left_out_again(upload, client, files, django_capture_on_commit_callbacks):
    upload(picture())
    assert len(on_disk(files)) == 1
    photo = SentPhoto.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(COURSE, {"description": "", f"photo-{photo.pk}-drop": "on"})

    assert not SentPhoto.objects.exists()
    assert not on_disk(files)


def test_without_words_or_consent_a_photo_does_not_go_along_and_that_is_said(upload, client, patient, index):
    upload(picture())
    photo = SentPhoto.objects.get()
    check = f"{SHARE}nakijken/"
    assert "schrijf wat er op te zien is" in read(client.get(check)).find(class_="answers__photo").text
    client.post(COURSE, {"description": "", f"photo-{photo.pk}-description": SEEN})
    assert "vink aan dat wie erop staat" in read(client.get(check)).find(class_="answers__photo").text

    client.post(f"{SHARE}waar/", REST["waar"])
    begun_a_minute_ago()
    client.post(check, {"sender_name": "Nina", "sender_email": "n@n.example", "may_process": "on", "key": patient})
    assert Submission.objects.get().state == "waiting"
    assert not SentPhoto.objects.exists()


def test_nobody_else_sees_a_photo(with_photo, client, admin, writer):
    photo = with_photo.photos.get()
    address = f"/inzending/foto/{photo.pk}/"
    redacteur = Client()
    redacteur.force_login(writer)

    assert [each.get(address).status_code for each in (client, admin, Client(), redacteur)] == [200, 200, 404, 404]
    assert Client().get(f"/media/{photo.file.name}").status_code == 404


def test_the_photo_that_the_moderator_chooses_comes_on_the_sheet(with_photo, admin, client):
    photo = with_photo.photos.get()
    page = read(admin.get(f"/beheer/wachtrij/{with_photo.pk}/")).find(class_="submission__photos")
    assert [(tick["value"], tick.has_attr("checked")) for tick in page.find_all("input")] == [(str(photo.pk), True)]
    handle(admin, with_photo, "accept", photos=photo.pk)

    image = PracticePage.objects.get().image
    assert (image.default_alt_text, image.width) == (SEEN, 60)
    assert f'alt="{SEEN}"' in client.get(PracticePage.objects.get().address).content.decode()


def test_a_practice_can_come_on_the_site_without_its_photo(with_photo, admin):
    handle(admin, with_photo, "accept", photos=[])

    assert PracticePage.objects.get().image is None
    assert not Photo.objects.exists()


def test_a_moderator_sees_no_photo_of_a_draft(upload, admin):
    upload(picture())

    assert admin.get(f"/inzending/foto/{SentPhoto.objects.get().pk}/").status_code == 404


def test_a_page_that_was_opened_before_the_photo_leaves_its_words_alone(upload, client):
    upload(picture())
    photo = SentPhoto.objects.get()
    client.post(COURSE, {"description": "", f"photo-{photo.pk}-description": SEEN})
    client.post(COURSE, {"description": "Uit een oude tab."})

    photo.refresh_from_db()
    assert photo.description == SEEN


def test_a_photo_that_was_refused_with_its_sheet_is_not_left_on_the_site(with_photo, admin, files):
    draft = with_photo.page.get_latest_revision_as_object()
    draft.introduction = ""
    draft.save_revision(clean=False)
    handle(admin, with_photo, "accept", photos=with_photo.photos.get().pk)

    assert not Photo.objects.exists()
    assert not [path for path in (files / "media").rglob("*") if path.is_file()]


def test_photos_of_what_was_published_go_after_ninety_days(with_photo, admin):
    handle(admin, with_photo, "accept", photos=[])
    keep_periods()
    assert SentPhoto.objects.exists()
    Submission.objects.update(handled_at=timezone.now() - timedelta(days=91))
    keep_periods()

    assert not SentPhoto.objects.exists()


def test_photos_go_with_what_they_came_with(with_photo, files, django_capture_on_commit_callbacks):
    forget_unsent()
    assert SentPhoto.objects.count() == 1
    Submission.objects.all().delete()
    SentPhoto.objects.update(kept_at=timezone.now() - timedelta(hours=25))
    with django_capture_on_commit_callbacks(execute=True):
        forget_unsent()

    assert not SentPhoto.objects.exists()
    assert not on_disk(files)
    assert not Path(files / "media").exists()


def test_a_check_says_what_is_not_whole(with_photo, capsys):
    call_command("submissions_check")
    assert "1 inzendingen, 1 foto" in capsys.readouterr().out
    Path(with_photo.photos.get().file.path).write_bytes(b"half")
    Email.objects.all().delete()
    PracticePage.objects.get().delete()
    with pytest.raises(CommandError, match="3 dingen"):
        call_command("submissions_check")

    said = capsys.readouterr().out
    assert "kan niet gelezen worden" in said
    assert "heeft geen mail in de wachtrij, zelfs niet naar de afzender" in said
    assert "wacht zonder haar fiche" in said


def test_photos_go_along_with_a_remark_and_are_kept_when_something_is_not_right(client, index, patient, admin):
    sheet = make_sheet(index)
    who = {"sender_name": "Nina", "sender_email": "nina@ninove.example", "may_process": "on", "key": patient}
    remark = {**who, "about": "", "remark": "Deze foto is beter."}
    address = f"{sheet.address}wijziging/"
    page = read(client.post(address, {**remark, "photos": [picture(), SimpleUploadedFile("brief.pdf", b"%PDF")]}))
    assert "Schrijf wat er op de foto’s te zien is." in page.find(class_="errors").text
    assert "Eén foto is bewaard." in page.find(class_="along").text
    assert "brief.pdf is geen foto" in page.find(class_="along").text
    client.post(address, {**remark, "photos_show": SEEN, "may_show_people": "on"})

    submission = Submission.objects.get()
    photo = submission.photos.get()
    assert (photo.description, submission.may_show_people) == (SEEN, True)
    assert client.get(f"/inzending/foto/{photo.pk}/").status_code == 200
    handle(admin, submission, "use", photo=photo.pk)
    assert Photo.objects.get().default_alt_text == SEEN


def test_photos_of_a_form_that_stood_open_for_too_long_are_asked_for_again(client, index):
    sheet = make_sheet(index)
    page = read(client.post(f"{sheet.address}wijziging/", {"remark": "Zo.", "key": "verlopen", "photos": [picture()]}))

    assert "Kies de foto’s nog eens" in page.find(class_="along").text
    assert not SentPhoto.objects.exists()


def test_a_photo_that_fails_does_not_hold_up_a_join(client, index, answers):
    sheet = make_sheet(index)
    files = [SimpleUploadedFile("brief.pdf", b"%PDF")]
    response = client.post(f"{sheet.address}doen-wij-ook/", {**answers, "photos": files}, follow=True)

    assert "brief.pdf is geen foto" in read(response).find("main").text
    assert Submission.objects.get().state == "waiting"


@pytest.fixture
def with_three(client, upload, patient):
    """A practice that was sent with three photos, each with its words."""
    upload(picture(), picture(size=(80, 60)), picture("PNG"))
    words = {}
    for number, photo in enumerate(SentPhoto.objects.all(), start=1):
        words |= {f"photo-{photo.pk}-description": f"Foto {number}", f"photo-{photo.pk}-caption": f"In zaal {number}"}
    client.post(COURSE, {"description": "Eerst koffie.", "may_show_people": "on", **words})
    for slug in ("voor-wie", "lessen", "waar"):
        client.post(f"{SHARE}{slug}/", REST[slug])
    assert "In zaal 2" in read(client.get(f"{SHARE}nakijken/")).find(class_="answers__photo").find_next("figure").text
    begun_a_minute_ago()
    who = {"sender_name": "Nina", "sender_email": "nina@ninove.example", "may_process": "on", "key": patient}
    client.post(f"{SHARE}nakijken/", who)
    return Submission.objects.get()


def on_the_sheet():
    """What the photo at the head of the sheet shows, with its caption, and those in its gallery with theirs."""
    page = PracticePage.objects.get()
    return page.image and (page.image.description, page.image_caption), [
        (row.image.description, row.caption) for row in page.gallery.all()
    ]


@pytest.mark.parametrize(
    ("ticked", "first", "comes"),
    [
        ((0, 1, 2), 0, (("Foto 1", "In zaal 1"), [("Foto 2", "In zaal 2"), ("Foto 3", "In zaal 3")])),
        ((0, 1, 2), 2, (("Foto 3", "In zaal 3"), [("Foto 1", "In zaal 1"), ("Foto 2", "In zaal 2")])),
        ((0, 1), 2, (("Foto 1", "In zaal 1"), [("Foto 2", "In zaal 2")])),  # what is not ticked is not at the head either
        ((1,), 0, (("Foto 2", "In zaal 2"), [])),
        ((), 0, (None, [])),
    ],
)
def test_every_photo_that_is_ticked_comes_on_the_sheet(ticked, first, comes, with_three, admin, client):
    photos = list(with_three.photos)
    handle(admin, with_three, "accept", photos=[photos[n].pk for n in ticked], first=photos[first].pk)

    assert on_the_sheet() == comes
    assert Photo.objects.count() == len(ticked)


def test_a_moderator_may_have_put_another_photo_at_the_head(with_three, admin, moderator):
    page = PracticePage.objects.get()
    draft = page.get_latest_revision_as_object()
    draft.image = PhotoFactory(description="Zelf gekozen")
    draft.save_revision()
    handle(admin, with_three, "accept", photos=[photo.pk for photo in with_three.photos])

    assert on_the_sheet() == (("Zelf gekozen", ""), [(f"Foto {n}", f"In zaal {n}") for n in (1, 2, 3)])


def test_a_bulk_decision_takes_all_of_them(with_three, admin):
    admin.post(f"/beheer/bulk/submissions/submission/accept/?id={with_three.pk}&next=/beheer/wachtrij/")

    assert on_the_sheet() == (("Foto 1", "In zaal 1"), [("Foto 2", "In zaal 2"), ("Foto 3", "In zaal 3")])


def test_a_photo_that_fails_leaves_none_of_the_others_behind(with_three, admin, files):
    last = with_three.photos.last()
    last.file.storage.delete(last.file.name)
    response = handle(admin, with_three, "accept", photos=[photo.pk for photo in with_three.photos])

    assert "kan nu niet op de server" in response.content.decode()
    assert (PracticePage.objects.get().live, Photo.objects.count()) == (False, 0)
    assert [path for path in (files / "media-private" / "editors").rglob("*") if path.is_file()] == []


@pytest.fixture
def joined(client, index, answers, admin):
    """Aalst does this too, with a photo; a moderator takes it over."""
    sheet = make_sheet(index, image=PhotoFactory())
    address = f"{sheet.address}doen-wij-ook/"
    client.post(address, {**answers, "photos": [picture()], "photos_show": SEEN, "may_show_people": "on"})
    return Submission.objects.get()


@pytest.mark.parametrize("drafted", [False, True])
def test_the_photo_of_a_municipality_comes_in_the_gallery_and_goes_with_it(drafted, joined, admin, writer):
    if drafted:
        draft = PracticePage.objects.get().get_latest_revision_as_object()
        draft.introduction = "Nog niet af."
        draft.save_revision(user=writer)
    ticks = read(admin.get(f"/beheer/wachtrij/{joined.pk}/")).find(class_="submission__photos").find_all("input")
    assert [tick.has_attr("checked") for tick in ticks] == [True]
    handle(admin, joined, "accept", photos=joined.photos.get().pk)

    assert on_the_sheet()[1] == [(SEEN, "Aalst")]
    newest = PracticePage.objects.get().get_latest_revision_as_object()
    assert [row.caption for row in newest.gallery.all()] == ["Aalst"]
    assert (newest.introduction == "Nog niet af.") == drafted

    admin.post(f"/beheer/wachtrij/{joined.pk}/", {"undo": "1"}, follow=True)
    newest = PracticePage.objects.get().get_latest_revision_as_object()
    assert (on_the_sheet()[1], list(newest.gallery.all())) == ([], [])


def test_an_undone_municipality_takes_its_photo_along_whatever_became_of_its_caption(joined, admin):
    handle(admin, joined, "accept", photos=joined.photos.get().pk)
    draft = PracticePage.objects.get().get_latest_revision_as_object()
    row = draft.gallery.get()
    row.caption = "De bank in Aalst"
    draft.gallery.add(row)
    draft.save_revision().publish()
    admin.post(f"/beheer/wachtrij/{joined.pk}/", {"undo": "1"}, follow=True)

    assert on_the_sheet()[1] == []


def test_a_photo_that_somebody_put_at_the_head_goes_with_its_municipality(joined, admin):
    handle(admin, joined, "accept", photos=joined.photos.get().pk)
    draft = PracticePage.objects.get().get_latest_revision_as_object()
    draft.image = draft.gallery.get().image
    draft.gallery.clear()
    draft.save_revision().publish()
    admin.post(f"/beheer/wachtrij/{joined.pk}/", {"undo": "1"}, follow=True)

    assert on_the_sheet() == (None, [])


def test_accepted_again_a_photo_is_the_same_one(joined, admin):
    for _time in range(3):
        handle(admin, joined, "accept", photos=joined.photos.get().pk)
        admin.post(f"/beheer/wachtrij/{joined.pk}/", {"undo": "1"}, follow=True)

    assert Photo.objects.filter(description=SEEN).count() == 1


@pytest.mark.parametrize("nonsense", ["99999999999999999999999", "-1", "x", "1 OR 1", ""])
@pytest.mark.parametrize("field", ["photos", "first"])
def test_the_key_of_no_photo_of_this_practice_is_an_error_or_nothing(field, nonsense, with_three, admin):
    answer = handle(admin, with_three, "accept", **{field: nonsense})

    assert answer.status_code == 200
    assert not Photo.objects.exists()


def test_the_caption_of_a_practice_that_moves_to_another_sheet_goes_along(with_three, index, admin):
    sheet = make_sheet(index, "Praattafels", {"Gent": ["Gent"]})
    handle(admin, with_three, "turn", sheet=sheet.pk)
    handle(admin, with_three, "accept", photos=[photo.pk for photo in with_three.photos][:2])

    assert [row.caption for row in PracticePage.objects.get(pk=sheet.pk).gallery.all()] == ["In zaal 1", "In zaal 2"]


def test_what_fails_after_the_photos_leaves_no_file_behind(with_three, admin, files, monkeypatch):
    monkeypatch.setattr("practices.submissions.mails.mail_published", lambda *args, **kwargs: 1 / 0)
    admin.raise_request_exception = False
    handle(admin, with_three, "accept", photos=[photo.pk for photo in with_three.photos])

    assert (PracticePage.objects.get().live, Photo.objects.count()) == (False, 0)
    for folder in ("media", "media-private/editors"):
        assert [path for path in (files / folder).rglob("*") if path.is_file()] == []


def test_a_municipality_can_come_without_its_photo(joined, admin):
    handle(admin, joined, "accept", photos=[])

    assert on_the_sheet()[1] == []
    assert "Aalst" in [str(each) for each in PracticePage.objects.get().implementations.all()]
