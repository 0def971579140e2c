"""Who shares a practice that a sheet has already is asked so first, and joins that sheet with what was typed."""

import pytest

from practices.models import PracticePage
from practices.submissions.models import SentPhoto, Submission
from tests.factories import make_sheet
from tests.pictures import picture
from tests.practices.written import written
from tests.submissions.conftest import IDEA, REST, SHARE
from tests.submissions.test_sharing import read

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
QUESTION = f"{SHARE}bestaat-al/"
IT_IS = "/praktijken/praattafels-nederlands-oefenen/doen-wij-ook/?concept=1"


@pytest.fixture
def talking(index):
    return make_sheet(index, "Praattafels: Nederlands oefenen")


def asked(client):
    """The labels of what can be answered."""
    return [label.get_text(strip=True) for label in read(client.get(QUESTION)).select(".same label")]


def test_it_is_the_first_question_after_the_idea(talking, client):
    assert client.post(SHARE, IDEA)["Location"] == QUESTION

    assert asked(client) == ["Ja, dit doen wij ook: Praattafels: Nederlands oefenen", "Nee, bij ons is het een andere praktijk"]
    page = read(client.get(QUESTION))
    assert page.h1.text == "Is het een van deze?"
    assert page.find("input", checked=True) is None


@pytest.mark.parametrize(("prefix", "says"), [("", "Kies de fiche"), ("/fr", "Choisissez la fiche")])
def test_without_an_answer_it_is_asked_again(prefix, says, talking, client):
    client.post(f"{prefix}{SHARE}", IDEA)

    for nonsense in ({}, {"sheet": ""}, {"sheet": "99999999999999999999"}, {"sheet": "<b>"}):
        page = read(client.post(f"{prefix}{QUESTION}", nonsense))
        assert says in page.find(class_="errors").text


def test_another_practice_goes_on_and_is_not_asked_again(talking, client):
    client.post(SHARE, IDEA)
    assert client.post(QUESTION, {"sheet": "other"})["Location"] == f"{SHARE}voor-wie/"

    assert client.post(SHARE, IDEA)["Location"] == f"{SHARE}voor-wie/"
    assert client.get(QUESTION)["Location"] == f"{SHARE}voor-wie/"
    assert read(client.get(f"{SHARE}nakijken/")).find(class_="similar") is None


def test_another_title_is_another_question(talking, index, client):
    make_sheet(index, "Zwemlessen voor vrouwen")
    client.post(SHARE, IDEA)
    client.post(QUESTION, {"sheet": "other"})

    assert client.post(SHARE, {**IDEA, "title": "Zwemlessen", "introduction": "Vrouwen leren zwemmen."})["Location"] == QUESTION
    assert asked(client)[0] == "Ja, dit doen wij ook: Zwemlessen voor vrouwen"


def test_what_no_sheet_is_like_is_not_asked_about(talking, client):
    unlike = {"title": "Fietsherstel", "introduction": "Een werkplaats.", "category": ""}

    assert client.post(SHARE, unlike)["Location"] == f"{SHARE}voor-wie/"


def test_who_does_the_same_goes_to_the_form_of_that_sheet_with_what_was_typed(talking, client, patient, write):
    write(description="Eerst koffie, dan praten.")
    assert client.post(QUESTION, {"sheet": talking.pk})["Location"] == IT_IS

    form = read(client.get(IT_IS))
    assert form.find("textarea", {"name": "description"}).text.strip() == "Eerst koffie, dan praten."
    assert form.find("input", {"name": "municipalities"})["value"] == "Alost"  # Ninove is there
    assert form.find("textarea", {"name": "contacts"}).text.strip() == REST["waar"]["contacts"]
    who = {"sender_name": "Nina", "sender_email": "n@aalst.example", "may_process": "on", "key": patient, "title": ""}
    client.post(IT_IS, {**who, "municipalities": "Aalst", "description": "Eerst koffie."})
    assert Submission.objects.sent().get().kind == Submission.Kind.JOIN


def test_its_own_name_and_summary_go_along_and_the_draft_ends(talking, client, patient, admin):
    client.post(SHARE, IDEA)
    assert read(client.get(IT_IS)).find("textarea", {"name": "description"}).text.strip() == ""
    who = {"sender_name": "Nina", "sender_email": "n@aalst.example", "may_process": "on", "key": patient, "title": ""}
    client.post(IT_IS, {**who, "municipalities": "Aalst"})

    [submission] = Submission.objects.all()
    told = read(admin.get(f"/beheer/wachtrij/{submission.pk}/")).text
    assert IDEA["title"] in told
    assert "Elke woensdag praten" in told


@pytest.mark.parametrize("agreed", [True, False])
def test_its_photos_go_along_when_everybody_in_them_agrees(agreed, talking, client, patient):
    client.post(SHARE, IDEA)
    client.post(f"{SHARE}verloop/", {"photos": [picture()]})
    photo = SentPhoto.objects.get()
    consent = {"may_show_people": "on"} if agreed else {}
    client.post(
        f"{SHARE}verloop/", {f"photo-{photo.pk}-description": "Een bank", f"photo-{photo.pk}-caption": "Bank", **consent}
    )
    assert ("eerder schreef gaat mee" in read(client.get(IT_IS)).select(".along")[-1].text) is agreed
    who = {"sender_name": "Nina", "sender_email": "n@aalst.example", "may_process": "on", "key": patient, "title": ""}
    client.post(IT_IS, {**who, "municipalities": "Aalst"})

    [submission] = Submission.objects.all()
    assert [each.caption for each in submission.photos] == (["Bank"] if agreed else [])
    assert submission.may_show_people is agreed


def test_the_moderator_hears_which_sheets_it_is_not(talking, write, send_it, client, admin):
    write()
    client.post(QUESTION, {"sheet": "other"})
    send_it()

    told = read(admin.get(f"/beheer/wachtrij/{Submission.objects.get().pk}/")).text
    assert "dat het een andere praktijk is dan:" in told


def test_nobody_elses_draft_is_in_that_form(talking, client):
    client.post(SHARE, IDEA)
    stranger = type(client)()

    assert read(stranger.get(IT_IS)).find("textarea", {"name": "description"}).text.strip() == ""


def test_from_the_page_to_check_it_leads_back_there(talking, client):
    assert client.post(SHARE, {**IDEA, "check": "1"})["Location"] == f"{QUESTION}?check=1"
    assert client.post(f"{QUESTION}?check=1", {"sheet": "other", "check": "1"})["Location"] == f"{SHARE}nakijken/"


def test_who_goes_on_later_is_not_held_up(talking, client):
    assert client.post(SHARE, {**IDEA, "later": "1"})["Location"] == f"{SHARE}later/"


@pytest.mark.parametrize("there", [True, False])
def test_who_has_a_text_already_is_asked_too(there, index, client):
    if there:
        make_sheet(index, "Buurtwandelingen", {"Gent": ["Gent"]})
    page = read(client.post(f"{SHARE}tekst/", {"text": written()}, follow=True))

    assert (page.h1.text == "Is het een van deze?") is there
    assert bool(page.select(".same")) is there


def test_whose_municipality_is_on_the_sheet_already_says_what_is_not_right_there(talking, client, write):
    write(municipalities="Ninove")
    page = read(client.get(QUESTION))
    assert "Staat er al op: Ninove." in page.find(class_="same__there").text

    assert client.post(QUESTION, {"sheet": talking.pk})["Location"] == "/praktijken/praattafels-nederlands-oefenen/wijziging/"


def test_of_two_municipalities_the_one_that_is_not_there_yet_joins(talking, client, write):
    write(municipalities="Meerbeke, Alost")  # the first is a part of Ninove

    assert client.post(QUESTION, {"sheet": talking.pk})["Location"] == IT_IS
    assert read(client.get(IT_IS)).find("input", {"name": "municipalities"})["value"] == "Alost"


def test_a_sheet_that_went_meanwhile_is_no_answer(talking, client):
    client.post(SHARE, IDEA)
    PracticePage.objects.get(pk=talking.pk).unpublish()

    assert client.post(QUESTION, {"sheet": talking.pk})["Location"] == f"{SHARE}voor-wie/"


def test_without_a_draft_it_leads_to_the_first_step(index, client):
    assert client.get(QUESTION)["Location"] == SHARE
