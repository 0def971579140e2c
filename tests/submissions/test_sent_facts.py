"""The short facts that somebody without an account tells: in words on every page, and kept on every way to the sheet."""

import pytest
from bs4 import BeautifulSoup

from practices.models import Implementation, PracticePage
from practices.submissions.models import Submission
from practices.submissions.on_sheet.forms import JoinForm
from tests.factories import make_sheet
from tests.submissions.test_own_changes import fields
from tests.submissions.test_sharing import handle
from tests.submissions.test_undoing import undo

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SHARE = "/deel-jouw-praktijk/"
TOLD = {"description": "Samen eten.", "cost": "under_1000", "hours": "4 uur", "carried_by": ["staff", "volunteers"]}
SAID = ("Minder dan 1.000 euro", "4 uur", "Eigen personeel", "rijwilligers")
TEXT = """Soep

Samen eten.

Kostprijs
Minder dan 1.000 euro

Tijd per week
4 uur

Wie doet het
Eigen personeel, vrijwilligers
"""


def read(response):
    return BeautifulSoup(response.content, "html.parser")


def typed(client, write):
    write()
    client.post(f"{SHARE}verloop/", TOLD)


def pasted(client, write):
    client.post(f"{SHARE}tekst/", {"text": TEXT})
    client.post(f"{SHARE}waar/", {"municipalities": "Zwalm"})


@pytest.mark.parametrize("way", [typed, pasted])
def test_they_are_read_back_in_words_and_come_on_the_sheet(client, write, send_it, way):
    way(client, write)
    check = read(client.get(f"{SHARE}nakijken/")).find("main").text
    step = read(client.get(f"{SHARE}verloop/"))

    assert [said for said in SAID if said not in check] == []
    assert "under_1000" not in check
    assert "staff" not in check
    assert [box["value"] for box in step.select("[name=carried_by][checked]")] == ["staff", "volunteers"]
    send_it()
    page = PracticePage.objects.get(pk=Submission.objects.get().page_id).get_latest_revision_as_object()
    assert (page.cost, page.hours, page.carried_by) == ("under_1000", "4 uur", "staff,volunteers")


def test_whoever_sent_them_changes_something_else_and_keeps_them(client, write, send_it):
    typed(client, write)
    send_it()
    form = read(client.get("/inzending/wijzigen/")).select_one("form.form")
    sent = {**fields(form), "hours": "5 uur"}
    client.post("/inzending/wijzigen/", sent)

    kept = Submission.objects.get().proposal
    assert (kept["cost"], kept["hours"], kept["carried_by"]) == ("under_1000", "5 uur", "staff,volunteers")


def test_a_moderator_reads_them_in_words(client, write, send_it, moderator):
    typed(client, write)
    send_it()
    client.force_login(moderator)
    page = client.get(f"/beheer/wachtrij/{Submission.objects.get().pk}/").content.decode()

    assert [said for said in SAID if said not in page] == []


OF_THE_SHEET = {
    "cost": ("under_1000", "Minder dan 1.000 euro"),
    "cost_note": ("Koffie en koek.", "Koffie en koek."),
    "hours": ("4 uur", "4 uur"),
    "carried_by": (["staff", "volunteers"], "Eigen personeel, vrijwilligers"),
    "lead_time": ("Twee maanden", "Twee maanden"),
    "evidence": ("counted", "Geteld"),
    "evidence_note": ("12 gezinnen", "12 gezinnen"),
    "funding": ("Provincie", "Provincie"),
    "first_steps": ("- Zoek een zaal", "Zoek een zaal"),
    "arrangements": ("- Verzekering", "Verzekering"),
}
OF_A_PLACE = {
    "since": ("2019", "2019"),
    "status": ("stopped", "Gestopt"),
    "status_note": ("Te weinig volk.", "Te weinig volk."),
    "reach": ("20 mensen", "20 mensen"),
    "cost_note": ("500 euro", "500 euro"),
    "carried_by": (["partner"], "Een partner"),
    "languages": ("Nederlands, Frans", "Nederlands, Frans"),
    "learned_from": ("Ninove", "Ninove"),
}


def test_a_municipality_that_joins_says_how_far_it_is_and_a_moderator_reads_and_corrects_it(client, send, sheet, moderator):
    form = read(client.get(f"{sheet.address}doen-wij-ook/"))
    assert set(OF_A_PLACE) <= {field["name"] for field in form.select("form.form details [name]")}
    assert set(JoinForm.base_fields) <= {field["name"] for field in form.select("form.form [name]")}  # none is asked unseen
    assert not form.select_one("details.along").has_attr("open")
    _response, again = send(**{name: value for name, (value, _words) in OF_A_PLACE.items()}, sender_name="")
    assert again.select_one("details.along").has_attr("open")
    assert [box["value"] for box in again.select("[name=carried_by][checked]")] == ["partner"]

    send(**{name: value for name, (value, _words) in OF_A_PLACE.items()})
    submission = Submission.objects.get()
    answers = dict(submission.join.answers())
    assert [words for _value, words in OF_A_PLACE.values() if words not in answers.values()] == []
    assert not Implementation.objects.filter(status="stopped").exists()  # until somebody accepts it
    client.force_login(moderator)
    shown = read(client.get(f"/beheer/wachtrij/{submission.pk}/"))
    assert shown.select_one("[name=accept-status] [selected]").text.strip() == "Gestopt"
    assert [box["value"] for box in shown.select("[name=accept-carried_by][checked]")] == ["partner"]
    form = shown.select_one("[name=accept-status]").find_parent("form")
    sent = {**fields(form), "accept": "1", "accept-status": "trial"}
    del sent["accept-carried_by"]
    client.post(f"/beheer/wachtrij/{submission.pk}/", sent)

    row = Implementation.objects.get(since="2019")
    kept = {name: getattr(row, name) for name in OF_A_PLACE}
    wanted = {name: ",".join(value) if isinstance(value, list) else value for name, (value, _words) in OF_A_PLACE.items()}
    assert kept == {**wanted, "status": "trial", "carried_by": ""}


@pytest.mark.parametrize(("about", "told"), [("", OF_THE_SHEET), ("Aalst", OF_A_PLACE)], ids=["the sheet", "a place"])
def test_a_reader_fills_in_what_is_not_known_yet_and_a_moderator_takes_it_over(index, propose_on, admin, about, told):
    sheet, propose = propose_on(make_sheet(index, places={"Ninove": ["Ninove"], "Aalst": ["Aalst"]}, cost="nothing"))
    propose(about=about, **{name: value for name, (value, _words) in told.items()})
    submission = Submission.objects.get()
    assert set(submission.proposal["changes"]) == set(told)
    shown = read(admin.get(f"/beheer/wachtrij/{submission.pk}/")).find(class_="submission").text
    assert [words for _value, words in told.values() if words not in shown] == []
    handle(admin, submission, "accept", changes=list(told))

    page = PracticePage.objects.get(pk=sheet.pk)
    owner = page.implementations.get(label=about) if about else page
    kept = {name: getattr(owner, name) for name in told}
    for name, (value, _words) in told.items():
        wanted = ",".join(value) if isinstance(value, list) else value.removeprefix("- ")
        assert wanted in kept[name], name

    undo(admin, Submission.objects.get())
    page = PracticePage.objects.get(pk=sheet.pk)
    owner = page.implementations.get(label=about) if about else page
    assert {name: getattr(owner, name) for name in told} == dict.fromkeys(told, "") | ({} if about else {"cost": "nothing"})


def test_what_is_not_touched_is_no_change_and_a_longer_line_is_said(index, propose_on):
    facts = {"cost": "under_1000", "carried_by": "staff,volunteers", "hours": "4 uur"}
    _sheet, propose = propose_on(make_sheet(index, places={"Aalst": ["Aalst"]}, **facts))
    propose(remark="De foto is van elders.")
    assert Submission.objects.get().proposal["changes"] == {}

    page = propose(about="Aalst", since="Sinds " * 20)
    assert "40" in page.find(class_="field__error").text
    assert Submission.objects.count() == 1


def test_what_was_ticked_is_still_a_change_after_an_error(index, propose_on, client, patient):
    sheet, propose = propose_on(make_sheet(index, places={"Aalst": ["Aalst"]}))
    page = propose(carried_by=["staff", "volunteers"], sender_email="geen adres")
    form = page.select_one("form.form")

    assert page.find(class_="errors")
    assert [box["value"] for box in form.select("[name=carried_by][checked]")] == ["staff", "volunteers"]
    assert form.find("input", attrs={"name": "initial-carried_by"})["value"] == ""
    assert form.find("input", attrs={"name": "carried_by"}).find_parent("details").has_attr("open")
    told = {field["name"]: field.get("value", "") for field in form.select("input[name]:not([type=checkbox])")}
    told |= {field["name"]: field.text.removeprefix("\n") for field in form.select("textarea")}
    told |= {"carried_by": ["staff", "volunteers"], "sender_email": "nina@ninove.example", "may_process": "on", "key": patient}
    client.post(f"{sheet.address}wijziging/", told)
    assert Submission.objects.get().proposal["changes"] == {"carried_by": {"before": "", "after": "staff,volunteers"}}


def test_a_value_that_comes_many_times_counts_once_and_what_was_shown_is_no_text(index, propose_on):
    _sheet, propose = propose_on(make_sheet(index, places={"Aalst": ["Aalst"]}))
    propose(carried_by=["staff"] * 200, cost="more", **{"initial-cost": "<script>" * 1000})
    assert Submission.objects.get().proposal["changes"] == {
        "carried_by": {"before": "", "after": "staff"},
        "cost": {"before": "", "after": "more"},
    }


def test_what_is_not_known_yet_stands_open_for_who_comes_to_fill_it_in(index, client):
    sheet = make_sheet(index)
    page = read(client.get(sheet.address))
    link = page.find(class_="short__rest").a["href"]
    assert link.endswith("wijziging/?fill=1")
    opened = read(client.get(link)).find(id="empty").find_next_siblings("details")
    assert {each.has_attr("open") for each in opened[:10]} == {True}


def test_keywords_that_are_known_come_on_the_sheet_and_the_others_are_left_for_editors(client, write, send_it, index, admin):
    first = make_sheet(index, "Een ander")
    first.tags.add("koffie", "ontmoeting")
    first.save_revision().publish()
    write()
    client.post(f"{SHARE}voor-wie/", {"tags": "Koffie, sneeuwballen, koffie,, <b>x</b>"})
    assert "Koffie, sneeuwballen" in read(client.get(f"{SHARE}nakijken/")).find("main").text
    send_it()
    submission = Submission.objects.get()
    draft = PracticePage.objects.get(pk=submission.page_id).get_latest_revision_as_object()

    assert [tag.name for tag in draft.tag_list] == ["koffie"]
    assert draft.to_place == "Trefwoorden: sneeuwballen, <b>x</b>"
    assert "Koffie, sneeuwballen" in admin.get(f"/beheer/wachtrij/{submission.pk}/").content.decode()
    answer = handle(admin, submission, "accept").content.decode()
    assert PracticePage.objects.get(pk=submission.page_id).live, answer[:20000]
    page = client.get(PracticePage.objects.get(pk=submission.page_id).address).content.decode()
    assert "koffie" in page
    assert "sneeuwballen" not in page
