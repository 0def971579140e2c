"""A moderator sees what waits, and has it live or declined in a click."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from post_office.models import Email
from wagtail.models import ModelLogEntry, TaskState, Workflow

from practices.models import PracticePage
from practices.submissions.form_tokens import FormToken
from practices.submissions.models import DailySummary, ReasonTemplate, Submission
from practices.submissions.retention.expiry import keep_periods
from practices.submissions.retention.reminding import remind_moderators
from tests.factories import make_sheet
from tests.submissions.conftest import mails


def item(submission):
    return f"/beheer/wachtrij/{submission.pk}/"


def text_of(response):
    return BeautifulSoup(response.content, "html.parser").find("main").get_text(" ", strip=True)


def test_the_menu_says_how_many_wait_and_leads_to_them(admin, submission):
    assert "Wachtrij (1)" in admin.get("/beheer/").content.decode()
    listing = admin.get("/beheer/wachtrij/?state=waiting")
    assert "Onthaalgesprekken" in text_of(listing)
    assert "Aalst" in text_of(listing)
    assert "vandaag" in text_of(listing)


def test_an_empty_queue_says_so_and_leads_to_quarantine(admin, send):
    assert "Er wacht niets." in text_of(admin.get("/beheer/wachtrij/?state=waiting"))
    send(title="Casino")
    page = BeautifulSoup(admin.get("/beheer/wachtrij/?state=waiting").content, "html.parser").find("main")

    assert "Er wacht niets. 1 staat in quarantaine:" in page.get_text(" ", strip=True)
    assert page.find("a", string="bekijk ze")["href"] == "/beheer/wachtrij/?state=quarantine"


def test_the_first_page_of_wagtail_says_what_waits(admin, submission, writer):
    panel = (
        BeautifulSoup(admin.get("/beheer/").content, "html.parser").find(class_="submission-panel").get_text(" ", strip=True)
    )
    waits = "wachten 1 wacht de oudste vandaag wachten op antwoord 0 in quarantaine 0"
    assert panel == f"Wachtrij {waits} mails moeten nog weg 2 mails mislukt 0"

    other = Client()
    other.force_login(writer)
    assert "submission-panel" not in other.get("/beheer/").content.decode()


def test_what_was_sent_stands_beside_what_is_live(admin, submission):
    text = text_of(admin.get(item(submission)))

    for said in ("Aalst", "Wij doen het in de bibliotheek.", "Avansa, bibliotheek", "An Aalst", submission.reference, "Ninove"):
        assert said in text


def test_accepting_puts_just_that_on_the_live_sheet(admin, moderator, submission, sheet, client):
    response = admin.post(item(submission), {"accept": "1"}, follow=True)
    page = client.get(sheet.address).content.decode()

    assert "Online, en gemaild" in response.content.decode()
    assert "Met &lt;koffie&gt;." in page
    assert 'id="aalst"' in page
    assert [str(each) for each in PracticePage.objects.get().implementation_list] == ["Ninove", "Aalst"]
    assert mails()[-1] == ("an@aalst.example", "Online: Onthaalgesprekken in Aalst")
    assert f"{sheet.address}#aalst" in Email.objects.last().message
    submission.refresh_from_db()
    assert (submission.state, submission.handled_by) == ("accepted", moderator)


def test_a_draft_that_somebody_is_writing_stays_a_draft_and_gets_it_too(admin, submission, sheet, writer, client):
    draft = sheet.get_latest_revision_as_object()
    draft.introduction = "Nog niet klaar."
    draft.save_revision(user=writer)
    admin.post(item(submission), {"accept": "1"})

    page = PracticePage.objects.get()
    assert "Nog niet klaar." not in client.get(sheet.address).content.decode()
    assert page.has_unpublished_changes
    waiting = page.get_latest_revision_as_object()
    assert waiting.introduction == "Nog niet klaar."
    waiting.save_revision(user=writer).publish()
    page = PracticePage.objects.get()
    assert page.introduction == "Nog niet klaar."
    assert [str(each) for each in page.implementation_list] == ["Ninove", "Aalst"]


def test_a_draft_keeps_its_gaps_its_author_and_its_schedule(admin, submission, sheet, writer, moderator):
    draft = sheet.get_latest_revision_as_object()
    draft.introduction = ""
    draft.save_revision(user=writer, clean=False)
    later = timezone.now() + timedelta(days=2)
    draft.save_revision(user=moderator, clean=False, approved_go_live_at=later)
    admin.post(item(submission), {"accept": "1"})

    newest = PracticePage.objects.get().latest_revision
    assert newest.content["introduction"] == ""
    assert newest.approved_go_live_at == later
    assert newest.user == writer
    assert len(newest.content["implementations"]) == 2


def test_a_draft_that_names_the_municipality_already_names_it_once(admin, submission, sheet):
    draft = sheet.get_latest_revision_as_object()
    implementation = draft.implementations.get()
    implementation.municipalities.add(*submission.places)
    draft.implementations.add(implementation)
    draft.save_revision()
    admin.post(item(submission), {"accept": "1"})

    waiting = PracticePage.objects.get().get_latest_revision_as_object()
    assert [place.name for place in waiting.municipality_list] == ["Aalst", "Ninove"]
    assert waiting.implementations.count() == 1


def test_a_sheet_in_review_is_left_alone(admin, submission, sheet, writer):
    draft = sheet.get_latest_revision_as_object()
    draft.introduction = "Anders."
    draft.save_revision(user=writer)
    sheet.get_workflow().start(PracticePage.objects.get(), writer)
    response = admin.post(item(submission), {"accept": "1"}, follow=True)

    assert "Rond dat eerst af" in response.content.decode()
    submission.refresh_from_db()
    assert submission.state == "waiting"


def test_of_two_moderators_the_second_sees_who_was_first(admin, submission, person):
    other = Client()
    other.force_login(person("noor", "Moderatoren", first_name="Noor", last_name="Na"))
    admin.post(item(submission), {"accept": "1"})
    response = other.post(item(submission), {"decline": "1", "decline-text": "Nee"}, follow=True)

    assert "Mia Moderator behandelde dit al" in response.content.decode()
    submission.refresh_from_db()
    assert submission.state == "accepted"
    assert len(mails()) == 3


def test_declining_asks_why_and_mails_it(admin, submission, sheet, client):
    again = admin.post(item(submission), {"decline": "1", "decline-text": " "})
    assert "Schrijf waarom" in text_of(again)
    admin.post(item(submission), {"decline": "1", "decline-text": "Dit is een andere praktijk."})

    assert mails()[-1] == ("an@aalst.example", "Niet online: Onthaalgesprekken in Aalst")
    assert "Dit is een andere praktijk." in Email.objects.last().message
    assert 'id="aalst"' not in client.get(sheet.address).content.decode()


def test_a_reason_that_comes_back_is_written_once(admin, submission):
    admin.post("/beheer/redenen/new/", {"name": "Geen praktijk", "text": "Dit is een evenement, geen praktijk."})
    template = ReasonTemplate.objects.get(name="Geen praktijk")
    assert "Geen praktijk" in text_of(admin.get(item(submission)))
    admin.post(item(submission), {"decline": "1", "decline-template": template.pk, "decline-text": "Probeer het elders."})

    assert "Dit is een evenement, geen praktijk.\n\nProbeer het elders." in Email.objects.last().message


def test_what_became_impossible_is_said_and_nothing_is_lost(admin, submission, sheet):
    sheet.unpublish()
    response = admin.post(item(submission), {"accept": "1"}, follow=True)
    assert "De fiche staat niet meer online." in response.content.decode()
    submission.refresh_from_db()
    assert submission.state == "waiting"

    sheet.delete()
    assert "De fiche is weg." in text_of(admin.get(item(submission)))


def test_a_municipality_that_came_on_the_sheet_meanwhile_is_no_second_one(admin, index, send, answers):
    sheet = make_sheet(index, "Praattafels", {"Ninove": ["Ninove"]})
    Client().post(f"{sheet.address}doen-wij-ook/", answers)
    submission = Submission.objects.get()
    copy = type(submission)(**{name: getattr(submission, name) for name in ("page", "title", "proposal", "sender_email")})
    copy.key, copy.consent_version = "6a1f0b1e-0000-4000-8000-000000000000", "2026-11"
    copy.save()
    copy.municipalities.set(submission.municipalities.all())
    admin.post(item(submission), {"accept": "1"})
    response = admin.post(item(copy), {"accept": "1"}, follow=True)

    assert "Aalst staat al op de fiche." in response.content.decode()


def test_who_may_not_publish_sees_no_queue(submission, writer):
    client = Client()
    client.force_login(writer)

    assert "Wachtrij" not in client.get("/beheer/").content.decode()
    for address in ("/beheer/wachtrij/", item(submission)):
        assert client.get(address).status_code == 302
    assert client.post(item(submission), {"accept": "1"}).status_code == 302
    assert Submission.objects.get().state == "waiting"
    assert Client().get(item(submission))["Location"].startswith("/beheer/login/")


@pytest.mark.any_database
def test_the_list_asks_the_database_as_often_for_two_hundred_as_for_two(admin, submission, django_assert_max_num_queries):
    def copies(total):
        for number in range(total):
            copy = Submission.objects.get(pk=submission.pk)
            copy.pk, copy.reference, copy.key = None, f"REF{number:05}", f"6a1f0b1e-0000-4000-8000-{number:012}"
            copy.save()
            copy.municipalities.set(submission.municipalities.all())

    copies(1)
    admin.get("/beheer/wachtrij/")
    with django_assert_max_num_queries(60) as few:
        admin.get("/beheer/wachtrij/")
    Submission.objects.exclude(pk=submission.pk).delete()
    copies(199)
    with django_assert_max_num_queries(len(few)):
        admin.get("/beheer/wachtrij/")


def test_what_waits_for_more_than_three_days_is_told_once_a_day(submission):
    remind_moderators()
    assert len(mails()) == 2
    Submission.objects.update(sent_at=timezone.now() - timedelta(days=3, hours=1))
    remind_moderators()
    remind_moderators()
    assert mails()[2:] == [("samenleven@vvsg.be", "1 item wacht al meer dan 3 dagen")]
    mail = Email.objects.last()
    address = f"http://localhost:8000{item(submission)}"
    assert f"Onthaalgesprekken in Aalst: {address} (An Aalst, 3 dagen)" in " ".join(mail.message.split())
    assert "quarantaine" not in mail.message

    DailySummary.objects.update(day=timezone.localdate() - timedelta(days=1))
    remind_moderators()
    assert len(mails()) == 4


def test_the_daily_mail_counts_reviews_and_quarantine_too(submission, writer):
    page = make_sheet(PracticePage.objects.get().get_parent(), "Taalcafé", live=False)
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)
    sent = len(mails())
    Submission.objects.update(state="quarantine", suspicion="te snel")
    long_ago = timezone.now() - timedelta(days=4)
    TaskState.objects.update(started_at=long_ago)
    remind_moderators()

    assert mails()[sent:] == [("samenleven@vvsg.be", "1 item wacht al meer dan 3 dagen")]
    text = " ".join(Email.objects.last().message.split())
    assert "Fiche van een redacteur" in text
    assert f"Taalcafé: http://localhost:8000/beheer/pages/{page.pk}/edit/ (Rik Redacteur, 4 dagen)" in text
    assert "1 inzending zit in quarantaine" in text


def test_what_lies_in_quarantine_is_told_before_it_goes_unread(submission):
    Submission.objects.update(state="quarantine", suspicion="te snel")
    remind_moderators()
    assert len(mails()) == 2
    Submission.objects.update(sent_at=timezone.now() - timedelta(days=4))
    remind_moderators()

    assert mails()[2:] == [("samenleven@vvsg.be", "1 inzending zit in quarantaine")]


def test_personal_data_go_when_their_period_is_over(submission):
    def stand(state, days):
        moment = timezone.now() - timedelta(days=days)
        Submission.objects.update(state=state, sent_at=moment, handled_at=None if state == "quarantine" else moment)
        keep_periods()
        return Submission.objects.first()

    assert stand("accepted", 364).sender_email == "an@aalst.example"
    assert stand("accepted", 366).sender_email == ""
    assert stand("declined", 89)
    assert stand("declined", 91) is None


def test_the_parts_of_the_queue_have_their_totals(admin, submission, index, writer):
    page = make_sheet(index, "Taaltafels", live=False)
    Workflow.objects.get(name="Nazicht").start(page, writer)
    response = BeautifulSoup(admin.get("/beheer/wachtrij/?state=waiting").content, "html.parser")

    tabs = [" ".join(each.text.split()) for each in response.select(".queue-tabs a")]
    assert tabs == ["Wacht 2", "Vraag open 0", "Quarantaine 0", "Afgehandeld 0"]
    assert response.select_one(".queue-tabs [aria-current]").text.split()[0] == "Wacht"
    handled = response.select(".queue-tabs a")[-1]["href"]
    admin.post(item(submission), {"accept": "1"})
    assert "Onthaalgesprekken" in text_of(admin.get(handled))
    assert "Wachtrij (1)" in admin.get("/beheer/").content.decode()


def test_what_editors_wrote_waits_in_the_queue_too(admin, index, writer, moderator):
    new = make_sheet(index, "Taaltafels", live=False)
    own = make_sheet(index, "Buurtmaaltijd")
    own.save_revision(user=moderator)
    own.introduction = "Van mij."
    own.save_revision(user=moderator)
    for page, user in ((new, writer), (own, moderator)):
        Workflow.objects.get(name="Nazicht").start(PracticePage.objects.get(pk=page.pk), user)

    rows = BeautifulSoup(admin.get("/beheer/wachtrij/?state=waiting").content, "html.parser").select("table.listing tbody tr")
    first, second = (" ".join(row.text.split()) for row in rows)
    assert first.startswith("Taaltafels fiche van een redacteur Rik Redacteur")
    assert second.startswith("Buurtmaaltijd wijziging van een redacteur")
    assert second.endswith("Iemand anders moet dit nakijken: jij schreef het.")
    assert rows[0].select("[data-bulk-action-checkbox]") == []  # each is read by itself
    assert rows[0].a["href"] == f"/beheer/pages/{new.pk}/edit/"


def test_what_was_shared_stands_in_the_queue_once(admin, shared):
    response = BeautifulSoup(admin.get("/beheer/wachtrij/?state=waiting").content, "html.parser")

    assert len(response.select("table.listing tbody tr")) == 1


def test_what_was_sent_and_what_editors_wrote_stand_in_one_list_by_age(admin, submission, writer):
    page = make_sheet(PracticePage.objects.get().get_parent(), "Taalcafé", live=False)
    page.save_revision(user=writer)
    page.get_workflow().start(page, writer)

    def titles(**parameters):
        screen = BeautifulSoup(admin.get("/beheer/wachtrij/", {"state": "waiting", **parameters}).content, "html.parser")
        return [" ".join(cell.text.split()) for cell in screen.select("table.listing tbody td.title")]

    assert titles() == ["Onthaalgesprekken", "Taalcafé"]
    TaskState.objects.update(started_at=timezone.now() - timedelta(days=1))
    assert titles() == ["Taalcafé", "Onthaalgesprekken"]
    assert titles(ordering="-sent_at") == ["Onthaalgesprekken", "Taalcafé"]
    assert titles(q="taalc") == ["Taalcafé"]
    assert titles(q="Aalst") == ["Onthaalgesprekken"]
    assert titles(kind="join") == ["Onthaalgesprekken"]
    assert titles(kind="review") == ["Taalcafé"]
    assert sorted(titles(kind=["join", "review"])) == ["Onthaalgesprekken", "Taalcafé"]
    for ordering in ("title", "kind", "sender_name"):
        assert titles(ordering=ordering) == titles(ordering=f"-{ordering}")[::-1]
        assert sorted(titles(ordering=ordering)) == ["Onthaalgesprekken", "Taalcafé"]
    assert titles(ordering="title") == ["Onthaalgesprekken", "Taalcafé"]
    assert titles(ordering="onzin") == titles(ordering="") == titles()


def test_what_is_about_several_municipalities_is_found_once(admin, send):
    send(municipalities="Aalst, Aalter")
    screen = BeautifulSoup(admin.get("/beheer/wachtrij/?state=waiting&q=aal").content, "html.parser")

    assert len(screen.select("table.listing tbody tr")) == 1


def test_a_moderator_takes_one_and_gives_it_back(admin, moderator, submission, person):
    assert "Ik neem dit" in text_of(admin.get(item(submission)))
    admin.post(item(submission), {"take": "1"})
    assert "Jij neemt dit." in text_of(admin.get(item(submission)))
    other = Client()
    other.force_login(person("noor", "Moderatoren"))
    assert "Mia Moderator neemt dit." in text_of(other.get(item(submission)))
    assert "Mia Moderator" in text_of(other.get("/beheer/wachtrij/?state=waiting"))
    admin.post(item(submission), {"return": "1"})
    assert "neemt dit" not in text_of(other.get(item(submission)))


def test_a_decision_leads_to_the_next_and_the_list_says_what_to_look_at(admin, send, answers, submission):
    send(key=str(FormToken.new(ago=60)), sender_email="bea@aalst.example")
    assert "dubbel: Aalst" in text_of(admin.get("/beheer/wachtrij/?state=waiting"))
    later = Submission.objects.exclude(pk=submission.pk).get()
    page = BeautifulSoup(admin.post(item(submission), {"accept": "1"}, follow=True).content, "html.parser")
    assert page.find("a", href=item(later)).text.strip() == "Volgende: Onthaalgesprekken"


def test_what_waits_for_long_stands_out(admin, submission):
    assert "submission-late" not in admin.get("/beheer/wachtrij/?state=waiting").content.decode()
    Submission.objects.update(sent_at=timezone.now() - timedelta(days=9))
    shown = BeautifulSoup(admin.get("/beheer/wachtrij/?state=waiting").content, "html.parser")
    assert shown.find(class_="submission-late").text == "9 dagen"


def test_each_decision_is_written_down_with_who_and_no_personal_data(admin, moderator, submission):
    admin.post(item(submission), {"ask": "1", "ask-text": "Sinds wanneer?"})
    admin.post(item(submission), {"decline": "1", "decline-text": "Dit is geen praktijk."})

    rows = ModelLogEntry.objects.filter(action__startswith="submissions.").order_by("pk")
    assert [(row.action, row.user) for row in rows] == [("submissions.asked", moderator), ("submissions.declined", moderator)]
    assert {row.label for row in rows} == {f"{submission.reference}: Onthaalgesprekken"}
    assert [row.message for row in rows] == ["Vraag aan de inzender", "Inzending afgewezen"]


def test_a_later_change_of_what_was_shared_once_waits_in_the_queue_too(admin, shared, writer):
    admin.post(item(shared), {"accept": "1"})
    page = PracticePage.objects.get(pk=shared.page_id)
    page.introduction = "Van Rik."
    page.save_revision(user=writer)
    Workflow.objects.get(name="Nazicht").start(PracticePage.objects.get(pk=page.pk), writer)

    rows = BeautifulSoup(admin.get("/beheer/wachtrij/?state=waiting").content, "html.parser").select("table.listing tbody tr")
    assert [" ".join(row.text.split()) for row in rows] == [
        "Praattafels in het park wijziging van een redacteur Rik Redacteur vandaag"
    ]
    assert "Wachtrij (1)" in admin.get("/beheer/").content.decode()
