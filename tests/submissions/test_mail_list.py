"""A moderator sees which mails failed and why, and sends them again."""

import pytest
from bs4 import BeautifulSoup
from post_office.models import STATUS, Email, Log
from wagtail.models import ModelLogEntry


def read(response):
    return BeautifulSoup(response.content, "html.parser").find("main")


def fail(mail, why="550 5.1.1 mailbox unavailable"):
    mail.status, mail.number_of_retries = STATUS.failed, 200
    mail.save()
    Log.objects.create(email=mail, status=STATUS.failed, message=why)


@pytest.fixture
def failed(submission):
    mail = Email.objects.get(to="an@aalst.example")
    fail(mail)
    return mail


def test_the_home_panel_leads_to_what_failed(failed, admin):
    panel = read(admin.get("/beheer/")).find(class_="submission-panel")
    link = panel.find("dt", string="mails mislukt").find_next("a")

    assert (link.text, link["href"]) == ("1", "/beheer/mails/?state=failed")
    assert "submission-late" in link["class"]


def test_what_failed_is_shown_with_its_reason_and_its_submission(failed, submission, admin):
    screen = read(admin.get("/beheer/mails/?state=failed"))
    (row,) = screen.select("table.listing tbody tr")

    text = " ".join(row.get_text(" ").split())
    for said in (failed.subject, "an@aalst.example", "Mislukt", "550 5.1.1 mailbox unavailable", submission.reference):
        assert said in text
    assert row.find("a", string=submission.reference)["href"] == f"/beheer/wachtrij/{submission.pk}/"


def test_one_is_sent_again_and_the_record_says_who_did_it_and_not_to_whom(failed, admin, moderator):
    answer = admin.post(f"/beheer/mails/{failed.pk}/opnieuw/", follow=True)

    failed.refresh_from_db()
    assert (failed.status, failed.number_of_retries) == (STATUS.queued, None)
    assert "1 mail wordt opnieuw verstuurd." in answer.content.decode()
    entry = ModelLogEntry.objects.get(action="submissions.mail_resent")
    assert (entry.user, entry.label) == (moderator, failed.subject)
    assert "aalst.example" not in str(entry.data)


def test_all_are_sent_again_at_once_and_only_what_failed(failed, admin):
    sent = Email.objects.get(to="samenleven@vvsg.be")
    sent.status = STATUS.sent
    sent.save()
    assert "1 mail kon niet worden bezorgd." in read(admin.get("/beheer/mails/")).text
    admin.post("/beheer/mails/opnieuw/")

    states = {mail.to[0]: mail.status for mail in Email.objects.all()}
    assert states == {"an@aalst.example": STATUS.queued, "samenleven@vvsg.be": STATUS.sent}
    answer = admin.post(f"/beheer/mails/{sent.pk}/opnieuw/", follow=True)
    assert "Er was niets mislukt" in answer.content.decode()
    sent.refresh_from_db()
    assert sent.status == STATUS.sent


def test_a_mail_is_found_by_its_address_or_its_reference(failed, submission, admin):
    for text, total in (("an@aalst", 1), (submission.reference, 2), ("iemand-anders", 0)):
        assert len(read(admin.get(f"/beheer/mails/?q={text}")).select("table.listing tbody tr")) == total


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7|add:7 }}", "\x00", "é" * 3000])
def test_an_answer_of_a_mail_server_is_shown_as_text(submission, admin, text):
    fail(Email.objects.get(to="an@aalst.example"), text.replace("\x00", ""))
    page = admin.get("/beheer/mails/", {"q": text}).content.decode()

    assert "<script>alert(1)" not in page
    assert admin.get("/beheer/mails/").status_code == 200


def test_the_screen_asks_as_many_queries_for_fifty_as_for_two(submission, admin, django_assert_max_num_queries):
    admin.get("/beheer/mails/")
    with django_assert_max_num_queries(60) as few:
        admin.get("/beheer/mails/")
    mail = Email.objects.first()
    for _number in range(48):
        mail.pk = None
        mail.save()
    with django_assert_max_num_queries(len(few)):
        admin.get("/beheer/mails/")
