"""Files to take over: what comes in, who gets them, who changes them, and where they stand."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from odfdo import Document as OpenDocument
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from municipalities.models import Municipality
from municipalities.signals import municipality_merged
from practices.attachments.checked_files import checked_file
from practices.gallery import append_rows
from practices.models import AttachedFile, Attachment, PracticePage
from practices.output.pdf import render_sheet, sheet_data
from practices.permissions import readers_see
from tests.factories import PhotoFactory, make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
DEMO = Path("practices/data/demo")
LETTER = "uitnodiging-fietslessen.docx"
ADDRESS = "/praktijken/onthaalgesprekken/"


def packed(**parts):
    """A docx with these parts beside its own."""
    made = BytesIO((DEMO / LETTER).read_bytes())
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as target:
        for name, text in parts.items():
            target.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return made.getvalue()


def pdf_with(**root):
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for key, value in root.items():
        writer.root_object[NameObject(f"/{key}")] = value
    writer.add_metadata({"/Author": "An Peeters", "/Title": "Brief"})
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def with_password():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("geheim")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


SCRIPT = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")})
LAUNCH = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")})
FETCHED = (
    '<Relationships><Relationship Id="r1" TargetMode="External" Target="http://elders.example/a.dotm" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
)
CLICKED = FETCHED.replace("attachedTemplate", "hyperlink")


REFUSED = [
    ("brief.exe", b"MZ", "geen soort bestand"),
    ("brief", b"iets", "geen soort bestand"),
    ("brief.html", b"<script>", "geen soort bestand"),
    ("brief.svg", b"<svg onload=alert(1)>", "geen soort bestand"),
    ("brief.docm", (DEMO / LETTER).read_bytes(), "geen soort bestand"),
    ("brief.pdf", b"", "niet te lezen"),
    ("brief.pdf", b"<script>alert(1)</script>", "niet te lezen"),
    ("brief.pdf", (DEMO / LETTER).read_bytes(), "niet te lezen"),
    ("brief.pdf", with_password(), "niet te lezen"),
    ("brief.pdf", pdf_with(OpenAction=SCRIPT), "wordt uitgevoerd"),
    ("brief.pdf", pdf_with(OpenAction=LAUNCH), "wordt uitgevoerd"),
    ("brief.pdf", pdf_with(Names=DictionaryObject({NameObject("/JavaScript"): SCRIPT})), "wordt uitgevoerd"),
    ("brief.docx", b"PK\x03\x04", "niet te lezen"),
    ("brief.docx", (DEMO / "draaiboek-praattafel.odt").read_bytes(), "niet te lezen"),
    ("brief.xlsx", (DEMO / LETTER).read_bytes(), "niet te lezen"),
    ("brief.odt", (DEMO / LETTER).read_bytes(), "niet te lezen"),
    ("brief.docx", b"\xd0\xcf\x11\xe0" * 100, "niet te lezen"),  # an old one, or one with a password
    ("brief.docx", packed(word__vbaProject_dot_bin="x"), "wordt uitgevoerd"),
    ("brief.docx", packed(word__embeddings__oleObject1_dot_bin="x"), "wordt uitgevoerd"),
    ("brief.docx", packed(word___rels__settings_dot_xml_dot_rels=FETCHED), "wordt uitgevoerd"),
    ("brief.docx", packed(word__media__a_dot_bin="0" * (101 * 1024**2)), "niet te lezen"),
    ("brief.jpg", b"geen foto", "geen foto"),
]


@pytest.mark.any_database
@pytest.mark.parametrize(
    ("name", "data", "said"), REFUSED, ids=[f"{number}-{name}" for number, (name, *_) in enumerate(REFUSED)]
)
def test_what_others_can_not_use_or_should_not_get_is_refused_with_what_to_do(name, data, said):
    with pytest.raises(ValidationError, match=said):
        checked_file(SimpleUploadedFile(name, data))
    with pytest.raises(ValidationError, match=said), transaction.atomic():  # whatever way it comes
        AttachedFile.objects.create(title="Brief", file=ContentFile(data, name=name))
    assert not AttachedFile.objects.exists()


def test_one_that_is_too_large_is_refused_before_it_is_read(settings):
    with pytest.raises(ValidationError, match="groter dan 10 MB"):
        checked_file(SimpleUploadedFile("brief.pdf", b"0" * (settings.LIMITS.attachment_bytes + 1)))


@pytest.mark.parametrize("name", [LETTER, "draaiboek-praattafel.odt", "overeenkomst-samentuin.pdf"])
def test_each_kind_comes_through_whole(name):
    kept = checked_file(SimpleUploadedFile(name, (DEMO / name).read_bytes()))

    if name.endswith("docx"):
        assert "fietsen" in docx.Document(kept).paragraphs[4].text
    elif name.endswith("odt"):
        assert "Draaiboek" in OpenDocument(BytesIO(kept.read())).get_formatted_text()
    else:
        assert "samentuin" in PdfReader(kept).pages[0].extract_text()


def test_a_link_in_a_letter_is_no_part_that_is_fetched():
    assert checked_file(SimpleUploadedFile("brief.docx", packed(word___rels__x_dot_xml_dot_rels=CLICKED)))


def test_nobody_reads_in_it_who_wrote_it():
    written = docx.Document()
    written.core_properties.author, written.core_properties.last_modified_by = "An Peeters", "Jan Claes"
    made = BytesIO()
    written.save(made)
    letter = docx.Document(checked_file(SimpleUploadedFile("brief.docx", made.getvalue())))
    assert (letter.core_properties.author, letter.core_properties.last_modified_by) == ("", "")

    pdf = PdfReader(checked_file(SimpleUploadedFile("brief.pdf", pdf_with())))
    assert dict(pdf.metadata) == {"/Title": "Brief"}


@pytest.fixture
def make_file(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")

    def make(title="Uitnodiging voor het gesprek", name=LETTER, **fields):
        told = {"made_by": "Stad Ninove", "licence": "free", "dated": date(2025, 3, 1), **fields}
        return AttachedFile.objects.create(title=title, file=ContentFile((DEMO / name).read_bytes(), name=name), **told)

    return make


@pytest.fixture
def sheet(index, make_file):
    """A sheet on the site with a letter of Merchtem and an agreement of nobody in particular."""
    page = make_sheet(index, "Onthaalgesprekken", places={"Merchtem": ["Merchtem"]})
    [implementation] = page.implementations.all()
    rows = [
        Attachment(
            document=make_file(),
            municipality=implementation.municipality_list[0],
            purpose="letter",
            caption="Vul de datum in van het gesprek.",
        ),
        Attachment(document=make_file("Afspraken", "overeenkomst-samentuin.pdf", licence="ask"), purpose="agreement"),
    ]
    append_rows(page, page.attachments, rows)
    page.save_revision().publish()
    return PracticePage.objects.for_sheet().get(pk=page.pk)


def letter_of(sheet):
    return sheet.attachments.all()[0].document


def shown(client, address=ADDRESS):
    return BeautifulSoup(client.get(address).content, "html.parser")


def test_it_stands_on_the_sheet_and_with_its_municipality_with_what_one_has_to_know(sheet, client):
    page = shown(client)
    first, second = page.find("h2", id="files").find_parent("section").find_all("li")

    assert first.a.get_text(strip=True) == "Uitnodiging voor het gesprek"
    assert first.a["href"] == f"/bestanden/{letter_of(sheet).pk}/uitnodiging-voor-het-gesprek.docx"
    text = first.get_text(" ", strip=True)
    for said in (
        "Brief · Merchtem · Word, 36",
        "1 maart 2025",
        "Nederlands",
        "Vul de datum in",
        "Vrij te gebruiken",
        "Stad Ninove",
    ):
        assert said in text
    assert "Vraag het voor je het gebruikt" in second.get_text()
    [at_place] = page.find(id="merchtem").find_all("li", class_="file")
    assert at_place.a["href"] == first.a["href"]
    assert "2 bestanden om over te nemen" in page.find(class_="jump").get_text()


def test_a_sheet_without_files_says_nothing_of_them(index, client):
    make_sheet(index, "Onthaalgesprekken")

    assert "over te nemen" not in client.get(ADDRESS).content.decode()


def test_it_is_in_the_pdf_and_the_api_and_is_found(sheet, client, settings):
    data = sheet_data(sheet)
    assert [file["title"] for file in data["files"]] == ["Uitnodiging voor het gesprek", "Afspraken"]
    assert b"%PDF" in render_sheet(sheet)[:10]
    told = client.get(f"/api/v1/practices/{sheet.pk}/").json()["files"]
    assert told[0] == {
        "url": f"{settings.BASE_URL}{letter_of(sheet).url}",
        "title": "Uitnodiging voor het gesprek",
        "purpose": "Brief",
        "caption": "Vul de datum in van het gesprek.",
        "municipality": "Merchtem",
        "languages": "Nederlands",
        "date": "2025-03-01",
        "licence": "Vrij te gebruiken en aan te passen",
        "made_by": "Stad Ninove",
        "bytes": letter_of(sheet).file_size,
    }
    for words in ("uitnodiging voor het gesprek", "afspraken", "datum in van het gesprek"):
        assert client.get("/api/v1/practices/", {"q": words}).json()["count"] == 1, words


def test_a_reader_takes_it_and_it_is_counted(sheet, client):
    file = letter_of(sheet)
    taken = client.get(file.url)

    assert b"".join(taken.streaming_content) == file.file.read()
    assert taken["Content-Disposition"] == 'attachment; filename="uitnodiging-voor-het-gesprek.docx"'
    assert (taken["X-Content-Type-Options"], taken["X-Robots-Tag"]) == ("nosniff", "noindex")
    client.head(file.url)
    client.get(file.url)
    client.get(file.url, headers={"sec-purpose": "prefetch"})
    file.refresh_from_db()
    assert file.taken == 2
    assert "2 keer gedownload" in shown(client).find(class_="files").get_text()


def test_an_editor_who_takes_it_is_not_counted(sheet, client, writer):
    client.force_login(writer)
    client.get(letter_of(sheet).url)

    assert AttachedFile.objects.get(pk=letter_of(sheet).pk).taken == 0


def _put_apart(file):
    file.collection = Collection.get_first_root_node().add_child(name="Apart")
    file.save()
    CollectionViewRestriction.objects.create(collection=file.collection, restriction_type="login")


STATES = {
    "on no sheet": lambda page, file: Attachment.objects.all().delete(),
    "taken off": lambda page, file: page.unpublish(),
    "behind a password": lambda page, file: PageViewRestriction.objects.create(page=page, restriction_type="password"),
    "behind a login, from above": lambda page, file: PageViewRestriction.objects.create(
        page=page.get_parent(), restriction_type="login"
    ),
    "among files of editors": lambda page, file: _put_apart(file),
    "its file is lost": lambda page, file: file.file.storage.delete(file.file.name),
}


@pytest.mark.parametrize("state", STATES)
def test_what_is_not_on_the_site_is_not_there_for_readers(sheet, client, state):
    file = letter_of(sheet)
    STATES[state](PracticePage.objects.get(pk=sheet.pk), file)

    assert client.get(file.url).status_code == 404
    assert AttachedFile.objects.get(pk=file.pk).taken == 0


def test_a_draft_gives_its_file_to_editors_alone(index, make_file, client, writer):
    page = make_sheet(index, "Onthaalgesprekken")
    file = make_file()
    append_rows(page, page.attachments, [Attachment(document=file)])
    page.save_revision()

    assert client.get(file.url).status_code == 404
    client.force_login(writer)
    assert client.get(file.url).status_code == 200
    assert "/media-private/attachments/" in file.file.path


@pytest.mark.parametrize("name", ["anders.docx", "..", "uitnodiging-voor-het-gesprek.pdf"])
def test_under_another_name_it_leads_to_the_one_it_has_now(sheet, client, name):
    file = letter_of(sheet)
    assert client.get(reverse("attachment", args=[file.pk, name]))["Location"] == file.url
    PracticePage.objects.get(pk=sheet.pk).unpublish()
    assert client.get(reverse("attachment", args=[file.pk, name])).status_code == 404
    assert client.get("/bestanden/99999/uitnodiging-voor-het-gesprek.docx").status_code == 404


def test_nobody_alone_changes_what_readers_take(sheet, client, moderator, admin_client):
    file = letter_of(sheet)
    client.force_login(moderator)
    for address in (f"/beheer/documents/edit/{file.pk}/", f"/beheer/documents/delete/{file.pk}/"):
        said = client.get(address, follow=True).content.decode()
        assert "iemand anders keurt het dan goed" in said
        assert client.post(address, {"title": "Anders"}, follow=True).status_code == 200
        assert admin_client.get(address).status_code == 200
    client.post(
        f"/beheer/documents/multiple/{file.pk}/",
        {f"doc-{file.pk}-title": "Anders"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    client.post(f"/beheer/bulk/practices/attachedfile/delete/?id={file.pk}&next=/beheer/documents/")
    assert AttachedFile.objects.get(pk=file.pk).title == "Uitnodiging voor het gesprek"


@pytest.mark.parametrize("kind", ["file", "photo"])
@pytest.mark.parametrize("state", ["new", "live with a draft", "taken off"])
def test_who_lets_a_sheet_on_the_site_changes_nothing_on_it_first(index, make_file, client, writer, moderator, state, kind):
    page = make_sheet(index, "Onthaalgesprekken", live=False)
    file = make_file() if kind == "file" else PhotoFactory(collection=Collection.get_first_root_node())
    address = f"/beheer/documents/edit/{file.pk}/" if kind == "file" else f"/beheer/images/{file.pk}/"
    if state == "live with a draft":
        page.save_revision().publish()
    if kind == "file":
        append_rows(page, page.attachments, [Attachment(document=file)])
    else:
        page.image = file
    if state == "taken off":
        page.save_revision(user=writer).publish()
        page.unpublish()
    else:
        page.save_revision(user=writer)
    fields = {"title": "Anders", "licence": "free", "languages": "Nederlands", "collection": 1, "alternative": "decorative"}

    client.force_login(moderator)
    assert "wacht om gelezen te worden" in client.post(address, fields, follow=True).content.decode()
    file.refresh_from_db()
    assert file.title != "Anders"
    file.uploaded_by_user = writer
    file.save()
    client.force_login(writer)
    client.post(address, fields)
    file.refresh_from_db()
    assert file.title == "Anders"


def test_one_that_will_be_on_the_site_is_as_fixed(sheet):
    file = letter_of(sheet)
    page = PracticePage.objects.get(pk=sheet.pk)
    revision = page.latest_revision
    page.unpublish()
    assert not readers_see(file)

    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at="2030-01-01T00:00:00Z")
    assert readers_see(file)


def test_an_editor_uploads_one_and_is_told_what_is_wrong(client, writer, make_file):
    client.force_login(writer)
    address = "/beheer/documents/add/"
    fields = {
        "title": "Brief",
        "licence": "free",
        "languages": "Nederlands",
        "made_by": "",
        "dated": "",
        "tags": "",
        "collection": 1,
    }
    wrong = client.post(address, {**fields, "file": SimpleUploadedFile("brief.exe", b"MZ")})
    assert "geen soort bestand" in wrong.content.decode()

    right = SimpleUploadedFile(LETTER, (DEMO / LETTER).read_bytes())
    assert client.post(address, {**fields, "file": right}).status_code == 302
    made = AttachedFile.objects.get()
    assert (made.title, made.licence, made.file_size) == ("Brief", "free", made.file.size)
    assert made.file.name.startswith("attachments/")


def test_a_merger_takes_it_along(sheet):
    old, new = sheet.attachments.all()[0].municipality, Municipality.objects.get(name="Londerzeel")
    municipality_merged.send(sender=Municipality, old=old, new=new)

    assert Attachment.objects.get(document=letter_of(sheet), page=sheet).municipality == new
    page = PracticePage.objects.get(pk=sheet.pk)
    assert page.get_latest_revision_as_object().attachments.all()[0].municipality == new
