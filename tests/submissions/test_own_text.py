"""Who has a text already pastes it, or chooses the file, and finds it in the answers of the share form."""

import io

import docx
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.submissions.models import Submission
from tests.practices.test_open_document_and_pdf import pdf
from tests.practices.written import written
from tests.submissions.conftest import IDEA, SHARE, begun_a_minute_ago

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
OWN_TEXT = f"{SHARE}tekst/"


def word(text):
    document, target = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(target)
    return SimpleUploadedFile("Buurtwandeling.docx", target.getvalue())


def shown(response):
    return BeautifulSoup(response.content, "html.parser").find("main")


def read_in(client, **data):
    return shown(client.post(OWN_TEXT, data, follow=True))


def answers(screen):
    return {each.dt.text.strip(): each.dd.text.strip() for each in screen.select("dl > div")}


WAYS = {
    "pasted": lambda text: {"text": text.replace("\n", "\r\n")},
    "Word": lambda text: {"file": word(text)},
    "text": lambda text: {"file": SimpleUploadedFile("Buurtwandeling.txt", text.encode("utf-16"))},
    "page": lambda text: {"file": SimpleUploadedFile("Buurtwandeling.html", f"<pre>{text}</pre>".encode())},
}


@pytest.mark.parametrize("way", WAYS)
def test_the_text_stands_in_the_answers(way, client, index, gazetteer):
    said = answers(read_in(client, **WAYS[way](written())))

    assert said["Hoe heet de praktijk?"] == "Buurtwandeling"
    assert said["Wat is het, in één of twee zinnen?"] == "Nieuwe inwoners verkennen hun buurt."
    assert said["Waarover gaat het?"] == "Onthaalbeleid"
    assert said["Doelgroep: voor wie is het?"] == "Nieuwkomers"
    assert said["Doelen: wat wil je ermee bereiken?"].startswith("- Nieuwe inwoners leren de buurt kennen")
    assert said["Succesfactoren: wat helpt?"].endswith("- Gratis")
    assert said["Welke gemeente doet dit?"] == "Aalst"
    assert said["Wie kunnen collega\u2019s bellen of mailen?"].startswith("onthaal@aalst.example.be")


def test_what_found_no_place_is_shown_and_does_not_go_along(client, index, gazetteer, send_it):
    text = written() + "\nMeer info\nBel An op 0470 12 34 56\n"
    left = read_in(client, text=text).find(id="left-over").parent.text

    assert "Bel An op 0470 12 34 56" in left
    assert "Beleidsdomeinen: Wonen, Vrije tijd" in left
    assert "Doelgroep: Vrijwilligers" in left  # no term that readers know
    client.post(f"{SHARE}waar/", {"municipalities": "Aalst"})
    send_it()
    sent = Submission.objects.get()
    assert sent.state == Submission.State.WAITING
    assert "0470" not in str(sent.proposal)


def test_what_was_typed_before_stays(client, index, gazetteer):
    client.post(SHARE, IDEA)
    screen = read_in(client, text=written())

    assert answers(screen)["Hoe heet de praktijk?"] == IDEA["title"]
    assert answers(screen)["Doelen: wat wil je ermee bereiken?"]
    assert "Buurtwandeling" in screen.find(id="left-over").parent.text


def test_a_second_text_leaves_what_is_there_and_says_once_what_it_says_otherwise(client, index, gazetteer):
    read_in(client, text=written())
    other = written().replace("Onthaalbeleid", "Taal").replace("- Weer", "- Sneeuw").replace("Buurtwandeling", "Wandelen")
    read_in(client, text=other)
    left = read_in(client, text=other).find(id="left-over").parent.get_text("\n", strip=True).split("\n")

    assert "Titel: Wandelen" in left
    assert "Uitdagingen: - Sneeuw" in left
    assert len(left) == len(set(left))


def test_nothing_of_the_text_is_nowhere(client, index, gazetteer):
    text = written(top="Buurtwandeling\n\nKort. (foto: Jan Maes)\n\n").replace(
        "Aalst\n", "Dienst Integratie Gent en Aalst\n- Partners: Avansa\n"
    )
    screen = read_in(client, text=f"{text}\nPartners\n- Bibliotheek\n").get_text(" ")

    assert all(words in screen for words in ("Jan Maes", "Dienst Integratie Gent en Aalst", "Avansa", "Bibliotheek"))


def test_a_text_without_headings_becomes_a_title_an_introduction_and_a_description(client, index, gazetteer):
    long = " ".join(f"Zin nummer {number} zegt wat de buren samen doen." for number in range(30))
    said = answers(read_in(client, text=f"Samen wandelen\n\n{long}"))

    assert said["Hoe heet de praktijk?"] == "Samen wandelen"
    assert said["Wat is het, in één of twee zinnen?"].endswith("doen.")
    assert len(said["Wat is het, in één of twee zinnen?"]) <= 600
    assert said["Beschrijving: hoe verloopt het, stap voor stap?"].endswith("Zin nummer 29 zegt wat de buren samen doen.")


def test_of_several_municipalities_the_first_is_asked_and_the_others_are_left_over(client, index, gazetteer):
    screen = read_in(client, text=written().replace("Aalst\n", "Aalst\n- Contact: an@aalst.example\n\nHalle\n"))

    assert answers(screen)["Welke gemeente doet dit?"] == "Aalst"
    assert "Halle · onthaal@aalst.example.be" in screen.find(id="left-over").parent.text


REFUSED = {
    "nothing": ({}, "Plak je tekst, of kies een bestand."),
    "spaces": ({"text": " \n "}, "Plak je tekst, of kies een bestand."),
    "too long": ({"text": "woord " * 6000}, "meer tekst"),
    "a picture": ({"file": ("foto.jpg", b"\xff\xd8\xff")}, "niet leesbaar"),
    "an empty file": ({"file": ("x.txt", b"")}, "geen tekst"),
    "no Word file": ({"file": ("x.docx", b"PK")}, "geen Word-bestand"),
    "a large file": ({"file": ("x.txt", b"x" * (2 * 1024**2 + 1))}, "te groot"),
    "both": ({"file": ("x.txt", b"Doelen: wat wil je ermee bereiken?"), "text": "Mijn tekst"}, "niet allebei"),
    "a scan": ({"file": ("x.pdf", pdf())}, "alleen beelden"),
    "only signs that nobody sees": ({"text": "\u200b\u200b"}, "geen tekst"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_read_is_said_and_what_was_pasted_stays(kind, client, index, gazetteer):
    data, said = REFUSED[kind]
    data = {name: SimpleUploadedFile(*value) if isinstance(value, tuple) else value for name, value in data.items()}
    screen = read_in(client, **data)

    assert said in screen.find(class_="errors").text
    assert screen.find("textarea").text.strip() == str(data.get("text", "")).strip()
    assert not Submission.objects.exists()


def test_who_reads_very_many_texts_is_asked_to_wait_and_keeps_the_text(client, index, gazetteer):
    for _time in range(20):
        client.post(OWN_TEXT, {"text": ""}, REMOTE_ADDR="8.8.8.8")
    response = client.post(OWN_TEXT, {"text": "Mijn tekst"}, REMOTE_ADDR="8.8.8.8")

    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert shown(response).find("textarea").text.strip() == "Mijn tekst"


def test_a_contact_goes_along_only_with_consent(client, index, gazetteer, send_it):
    read_in(client, text=written())
    begun_a_minute_ago()
    _response, page = send_it()

    assert Submission.objects.get().state == Submission.State.DRAFT
    assert "laat het contact leeg" in page.find("main").text


LINES = st.sampled_from([*written().splitlines(), "", "\x00", "\ud800", "{{ 7*7 }}"])
TEXTS = st.text(max_size=400) | st.lists(LINES).map("\n".join)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    text=st.text(max_size=400)
    | st.lists(st.sampled_from([*written().splitlines(), "", "\x00", "\ud800", "{{ 7*7 }}"])).map("\n".join)
)
def test_whatever_is_pasted_is_read_or_refused_on_the_page(text, index, gazetteer):
    response = Client().post(OWN_TEXT, {"text": text.encode("utf-8", "replace").decode()}, follow=True)

    assert response.status_code == 200
    assert shown(response).h1
