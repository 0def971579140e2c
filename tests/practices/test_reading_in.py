"""An editor reads files in on the site: drafts of theirs, with what to look at, and nothing of a file that is none."""

import io
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from practices.models import PracticePage
from practices.permissions import may_approve

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
TEXT = """Samen koken in de wijk
Elke week koken buren samen.

Categorie
Ontmoeting

Doelen
- Buren leren elkaar kennen

Doelgroep
- Nieuwkomers

Beschrijving
Een kok en vrijwilligers koken met wie wil.
"""
OTHER = TEXT.replace("Samen koken in de wijk", "Samen eten")
ADDRESS = "/beheer/fiches/inlezen/"


def text_file(name="Samen koken.txt", text=TEXT):
    return SimpleUploadedFile(name, text.encode())


def word_file(name="Samen koken.docx"):
    document, target = Document(), io.BytesIO()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(target)
    return SimpleUploadedFile(name, target.getvalue())


def bomb(name="Groot.docx"):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 40 * 1024**2)
    return SimpleUploadedFile(name, target.getvalue())


def look(client, *files):
    """What the screen says of these files."""
    return BeautifulSoup(client.post(ADDRESS, {"sheets": list(files)}).content, "html.parser").find("main")


def texts_of(screen):
    """What the form on the screen sends."""
    return {name: [each["value"] for each in screen.select(f"input[name={name}]")] for name in ("name", "text")}


def make(client, *files):
    """Look at files, and make drafts of them."""
    return client.post(ADDRESS, texts_of(look(client, *files)), follow=True)


@pytest.mark.parametrize("file", [text_file, word_file])
def test_what_was_read_stands_beside_the_file_and_nothing_is_kept(file, index, client, writer):
    client.force_login(writer)
    screen = look(client, file())

    assert screen.h2.text == "Samen koken in de wijk"
    assert [each.text for each in screen.select(".read-in__parts dd:nth-of-type(3) li")] == ["Buren leren elkaar kennen"]
    assert "Elke week koken buren samen." in screen.pre.text
    assert "“Uitdagingen” ontbreekt" in screen.select_one(".findings").text
    assert not PracticePage.objects.exists()


@pytest.mark.parametrize("file", [text_file, word_file])
def test_it_becomes_the_draft_of_who_read_it_in(file, index, client, writer):
    client.force_login(writer)
    answer = make(client, file())
    page = PracticePage.objects.get()

    assert answer.redirect_chain == [(f"/beheer/pages/{page.pk}/edit/", 302)]
    assert "Het concept is gemaakt" in answer.content.decode()
    assert (page.title, page.live, page.latest_revision.user) == ("Samen koken in de wijk", False, writer)
    assert page.source.file_name == file().name
    assert "Samen koken in de wijk" in client.get("/beheer/").content.decode()


def test_a_moderator_who_reads_it_in_does_not_approve_it_alone(index, client, moderator):
    client.force_login(moderator)
    make(client, text_file())

    assert not may_approve(PracticePage.objects.get(), moderator)


def test_one_that_is_no_sheet_does_not_stop_the_others(index, client, writer):
    client.force_login(writer)
    broken = SimpleUploadedFile("Stuk.docx", b"PK\x03\x04 stuk")
    files = (broken, text_file(), SimpleUploadedFile("Beeld.png", b"\x89PNG"), text_file(), text_file("Ander.txt", OTHER))
    screen = look(client, *files)

    assert len(screen.select("section")) == 5
    assert texts_of(screen)["name"] == ["Samen koken.txt", "Ander.txt"]
    assert [each.text.strip() for each in screen.select(".help-critical")] == [
        "Dit is geen Word-bestand (.docx)",
        "Bestanden van het type .png zijn niet leesbaar; gebruik een van .docx, .odt, .pdf, .txt, .html, .htm",
        "Een bestand met deze naam is al gelezen: hernoem Samen koken.txt",
    ]


def test_of_several_each_draft_is_a_click_away(index, client, writer):
    client.force_login(writer)
    answer = make(client, text_file(), text_file("Ander.txt", OTHER))
    links = BeautifulSoup(answer.content, "html.parser").select(".messages a")

    assert [(link.text.strip(), link["href"]) for link in links] == [
        (page.title, f"/beheer/pages/{page.pk}/edit/") for page in PracticePage.objects.order_by("pk")
    ]


def test_a_text_of_nothing_but_words_is_said_to_be_none(index, client, writer):
    client.force_login(writer)
    assert "zo goed als niets" in look(client, text_file(text="Beste,\n\nzie bijlage.\n")).text


def test_what_was_sent_twice_is_one_draft(index, client, writer):
    client.force_login(writer)
    texts = texts_of(look(client, text_file()))
    client.post(ADDRESS, texts)
    answer = client.post(ADDRESS, texts, follow=True)

    assert "Er is al een fiche" in answer.content.decode()
    assert PracticePage.objects.count() == 1


def test_a_sheet_that_is_there_stays_as_it_is(index, client, writer):
    client.force_login(writer)
    make(client, text_file())
    screen = look(client, text_file(text=TEXT.replace("Elke week", "Elke dag")))

    assert "Er is al een fiche" in screen.select_one(".help-critical").text
    assert "Elke week" in PracticePage.objects.get().introduction


@pytest.mark.parametrize("file", [bomb, lambda: SimpleUploadedFile("Groot.txt", b"x" * 11 * 1024**2)])
def test_what_is_no_size_for_a_sheet_is_said(file, index, client, writer):
    client.force_login(writer)
    screen = look(client, file())

    assert "te groot voor een fiche" in screen.text
    assert not PracticePage.objects.exists()


def test_without_a_file_it_says_so(index, client, writer):
    client.force_login(writer)

    assert "verplicht" in look(client).text


NAMES = ["../../etc/passwd.txt", "a" * 300 + ".txt", "Samen\nkoken.txt", "é😀.txt", "2.txt", "{{ 7*7 }}.txt", "<b>.txt"]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_it_is_called(name, index, client, writer):
    client.force_login(writer)
    make(client, text_file(name))

    assert [page.title for page in PracticePage.objects.all()] == ["Samen koken in de wijk"]


def test_who_may_not_write_sheets_reads_nothing_in(index, client, person):
    client.force_login(person("niemand"))
    client.post(ADDRESS, {"name": ["Samen koken.txt"], "text": [TEXT]})

    assert not PracticePage.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"text": ["x" * 100_001], "name": ["a.txt"]},
        {"text": [""], "name": ["a.txt"]},
        {"text": ["Geen naam"]},
        {"text": ["\x00"], "name": ["a.txt"]},
        {"text": [TEXT] * 25, "name": ["a.txt"] * 25},
    ],
)
def test_what_the_screen_did_not_send_makes_no_mess(sent, index, client, writer):
    client.force_login(writer)

    assert client.post(ADDRESS, sent, follow=True).status_code == 200
    assert PracticePage.objects.count() <= 1
