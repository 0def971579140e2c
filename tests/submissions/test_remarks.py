"""Somebody says that something is not right; a moderator changes it, and they hear of it."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from post_office.models import Email

from practices.submissions.models import Submission
from tests.submissions.conftest import mails


@pytest.fixture
def remark(client, sheet, patient):
    def post(**others):
        answers = {
            "about": "Ninove",
            "remark": "De mailbox is nu onthaal@ninove.example.",
            "sender_name": "Nina",
            "sender_email": "nina@ninove.example",
            "may_process": "on",
            "key": patient,
        }
        response = client.post(f"{sheet.address}wijziging/", {**answers, **others}, follow=True)
        return BeautifulSoup(response.content, "html.parser")

    return post


def test_a_municipality_without_a_contact_leads_to_the_form_about_it(client, sheet):
    sheet.implementations.update(contacts="")
    page = BeautifulSoup(client.get(sheet.address).content, "html.parser")
    [own] = page.select(".doer .gap a")
    form = BeautifulSoup(client.get(own["href"]).content, "html.parser")

    assert form.select_one("select[name=about] option[selected]").text == "Ninove"
    assert form.select_one("input[name=about]")["value"] == "Ninove"
    assert form.select_one("textarea[name=contacts]").text.strip() == ""
    assert page.select_one(f'.wrong a[href="{sheet.address}wijziging/"]')


def test_from_the_remark_to_the_answer(remark, sheet, moderator):
    page = remark()
    submission = Submission.objects.get()
    assert submission.reference in page.find("main").text
    assert mails() == [
        ("nina@ninove.example", "Ontvangen: Onthaalgesprekken (Ninove)"),
        ("samenleven@vvsg.be", "Te behandelen: Onthaalgesprekken (Ninove)"),
    ]

    admin = Client()
    admin.force_login(moderator)
    item = admin.get(f"/beheer/wachtrij/{submission.pk}/").content.decode()
    assert "onthaal@ninove.example" in item
    assert f"/beheer/pages/{sheet.pk}/edit/" in item
    assert "Sinds deze opmerking is er niets gewijzigd" in item
    refused = admin.post(f"/beheer/wachtrij/{submission.pk}/", {"accept": "1"}, follow=True)
    assert "Pas ze eerst aan" in refused.content.decode()
    assert len(mails()) == 2
    sheet.save_revision().publish()
    response = admin.post(f"/beheer/wachtrij/{submission.pk}/", {"accept": "1"}, follow=True)

    assert "Afgehandeld, en gemaild" in response.content.decode()
    assert mails()[-1] == ("nina@ninove.example", "Aangepast: Onthaalgesprekken (Ninove)")
    assert "pasten “Onthaalgesprekken” aan" in Email.objects.last().message
    assert [str(each) for each in sheet.implementations.all()] == ["Ninove"]


def test_an_empty_remark_says_what_to_do(remark):
    page = remark(remark="")

    assert page.title.text.startswith("Fout: ")
    assert "Wijzig de tekst die niet klopt" in page.find(class_="errors").text
    assert not Submission.objects.exists()


def test_a_confirmation_of_one_form_is_none_of_the_other(remark, client, sheet):
    remark()

    assert client.get(f"{sheet.address}doen-wij-ook/verzonden/").status_code == 302


def test_a_remark_that_changes_nothing_is_closed_and_its_sender_hears_so(remark, sheet, moderator, client):
    remark()
    submission = Submission.objects.get()
    admin = Client()
    admin.force_login(moderator)
    response = admin.post(f"/beheer/wachtrij/{submission.pk}/", {"close": "1"}, follow=True)

    assert "Afgesloten zonder wijziging" in response.content.decode()
    submission.refresh_from_db()
    assert (submission.state, submission.handled_by) == ("unchanged", moderator)
    assert mails()[-1] == ("nina@ninove.example", "Bekeken: Onthaalgesprekken (Ninove)")
    assert "lieten de fiche zoals ze is" in Email.objects.last().message
    assert "lieten de fiche zoals ze is" in client.get("/inzending/").content.decode()


def test_only_a_remark_is_closed_without_a_change(submission, moderator):
    admin = Client()
    admin.force_login(moderator)
    response = admin.post(f"/beheer/wachtrij/{submission.pk}/", {"close": "1"}, follow=True)

    assert "Alleen een opmerking" in response.content.decode()
    submission.refresh_from_db()
    assert submission.is_open
