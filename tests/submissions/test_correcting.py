"""A moderator corrects what the sheet will say of a municipality, before it goes on the site."""

import pytest
from post_office.models import Email

from practices.models import PracticePage
from practices.submissions.models import Submission
from practices.submissions.moderation import deciding
from tests.factories import make_sheet
from tests.submissions.conftest import mails
from tests.submissions.test_own_changes import fields
from tests.submissions.test_sharing import handle, read

CHANGED = "Een redacteur paste de tekst"


def added(sheet):
    return PracticePage.objects.get(pk=sheet.pk).implementations.get(label__gte="", municipalities__name="Aalst")


def test_the_fields_hold_what_was_sent(submission, admin):
    page = read(admin.get(f"/beheer/wachtrij/{submission.pk}/"))
    said = {each["name"]: each.get("value") or each.text.strip() for each in page.select("[name^=accept-]")}

    assert said["accept-contacts"] == "Dienst Samenleven, samenleven@aalst.example"
    assert said["accept-partners"] == "Avansa, bibliotheek"
    assert said["accept-label"] == ""


@pytest.mark.parametrize(
    ("part", "typed", "says"),
    [
        ("label", "Groot-Aalst", "Groot-Aalst"),
        ("description", "Met koffie & <b>thee</b>.", "<p>Met koffie &amp; &lt;b&gt;thee&lt;/b&gt;.</p>"),
        ("contacts", "Dienst Onthaal\nonthaal@aalst.example", "Dienst Onthaal\nonthaal@aalst.example"),
        ("contacts", "", ""),
        ("website", "aalst.example", "https://aalst.example"),
        ("partners", "Avansa", "Avansa"),
    ],
)
def test_what_was_corrected_is_published_and_its_sender_hears_so(submission, sheet, admin, part, typed, says):
    handle(admin, submission, "accept", **{part: typed})

    place = added(sheet)
    assert getattr(place, part) == says
    others = {"contacts": "Dienst Samenleven, samenleven@aalst.example", "partners": "Avansa, bibliotheek"}
    assert {name: getattr(place, name) for name in others if name != part} == {
        name: text for name, text in others.items() if name != part
    }
    assert CHANGED in " ".join(Email.objects.last().message.split())
    assert Submission.objects.get().join.at_place["contacts"] == "Dienst Samenleven, samenleven@aalst.example"


def test_what_is_sent_as_it_was_is_no_change(submission, sheet, admin):
    page = read(admin.get(f"/beheer/wachtrij/{submission.pk}/"))
    typed = fields(page.select_one("[name=accept-label]").find_parent("form"))
    sent = {name: text.replace("\n", "\r\n") if isinstance(text, str) else text for name, text in typed.items()}
    admin.post(f"/beheer/wachtrij/{submission.pk}/", {**sent, "accept": "1"})

    assert added(sheet).partners == "Avansa, bibliotheek"
    assert CHANGED not in " ".join(Email.objects.last().message.split())


def test_a_website_that_is_none_is_said_and_what_was_typed_stays(submission, sheet, admin):
    answer = read(handle(admin, submission, "accept", website="niet waar", partners="Avansa"))

    assert "Dit is geen adres van een website" in answer.text
    assert answer.find(attrs={"name": "accept-partners"})["value"] == "Avansa"
    assert answer.find(attrs={"name": "accept-website"}).find_parent("details").has_attr("open")
    assert Submission.objects.get().state == "waiting"
    assert len(mails()) == 2


def test_the_name_that_a_sender_wrote_stays(send, sheet, admin):
    send(municipalities="Diegem, Gent")
    submission = Submission.objects.get()
    assert "Diegem (Machelen) & Gent" in read(admin.get(f"/beheer/wachtrij/{submission.pk}/")).text
    handle(admin, submission, "accept")

    page = PracticePage.objects.get(pk=sheet.pk)
    assert [str(each) for each in page.implementations.all()][-1] == "Diegem (Machelen) & Gent"


def test_a_practice_with_a_long_explanation_that_was_moved_can_be_accepted_as_it_is(shared, index, admin, moderator):
    target = make_sheet(index, "Samen praten", {"Gent": ["Gent"]})
    shared.proposal["description"] = "x " * 3500
    shared.save()
    deciding.turn_into_implementation(submission=shared, page=target, moderator=moderator)
    page = read(admin.get(f"/beheer/wachtrij/{shared.pk}/"))
    sent = fields(page.select_one("[name=accept-label]").find_parent("form"))
    admin.post(f"/beheer/wachtrij/{shared.pk}/", {**sent, "accept": "1"})

    assert Submission.objects.get().state == "accepted"


def test_quarantine_asks_only_whether_it_is_spam(submission, admin):
    Submission.objects.update(state="quarantine", suspicion="te snel")
    page = read(admin.get(f"/beheer/wachtrij/{submission.pk}/")).find(class_="submission")
    deeds = {button["name"] for button in page.select("button[name]")}
    assert deeds == {"trust", "spam", "take", "note"}
    handle(admin, submission, "spam")

    assert Submission.objects.get().state == "declined"
    assert len(mails()) == 2  # of before it was held


def test_what_is_no_spam_is_declined_with_a_reason_only(submission, admin):
    answer = handle(admin, submission, "spam")

    assert "Schrijf waarom" in answer.content.decode()
    assert Submission.objects.get().state == "waiting"


def test_before_a_sheet_goes_its_moderator_reads_what_goes_along(submission, sheet, admin):
    for deed, says in (("unpublish", "Aanvaarden kan pas"), ("delete", "30 dagen in de prullenbak")):
        text = read(admin.get(f"/beheer/pages/{sheet.pk}/{deed}/")).text
        assert "1 inzending over deze fiche wacht nog in de wachtrij." in text
        assert says in text


def test_a_sheet_of_which_nothing_waits_is_taken_off_without_a_warning(sheet, admin):
    assert "wachtrij." not in read(admin.get(f"/beheer/pages/{sheet.pk}/unpublish/")).text
