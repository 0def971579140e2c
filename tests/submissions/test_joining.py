"""An officer without an account says that her municipality does a practice too."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from post_office.models import Email

from practices.submissions import form_tokens
from practices.submissions.models import Submission
from practices.submissions.on_sheet.forms import JoinForm
from tests.submissions.conftest import mails


def test_the_sheet_leads_to_the_form(client, sheet):
    page = BeautifulSoup(client.get(sheet.address).content, "html.parser")
    form = client.get(page.find("a", string="Onze gemeente doet dit ook")["href"])

    assert form.status_code == 200
    assert "Onze gemeente doet dit ook: Onthaalgesprekken" in form.content.decode()


def test_what_was_sent_is_kept_and_both_sides_hear_of_it(send, sheet):
    response, page = send()
    submission = Submission.objects.get()

    assert response.redirect_chain == [(f"{sheet.address}doen-wij-ook/verzonden/", 302)]
    assert submission.reference in page.find("main").text
    assert (submission.state, submission.page, submission.sender_email) == ("waiting", sheet, "an@aalst.example")
    assert submission.proposal["website"] == "https://www.aalst.example/onthaal"
    assert mails() == [
        ("an@aalst.example", "Ontvangen: Onthaalgesprekken in Aalst"),
        ("samenleven@vvsg.be", "Te behandelen: Onthaalgesprekken in Aalst"),
    ]
    received, waiting = Email.objects.order_by("pk")
    assert submission.reference in received.message
    assert "Met <koffie>." in received.message
    assert "Met &lt;koffie&gt;." in received.html_message
    assert f"/beheer/wachtrij/{submission.pk}/" in waiting.message


def test_the_same_form_again_is_the_same_submission(send):
    _response, first = send()
    _response, second = send()

    assert Submission.objects.count() == 1
    assert len(mails()) == 2
    assert first.find("main").text == second.find("main").text


def test_the_confirmation_is_only_for_who_sent_it(send, sheet):
    send()
    stranger = Client().get(f"{sheet.address}doen-wij-ook/verzonden/")

    assert stranger.status_code == 302
    assert stranger["Location"] == f"{sheet.address}doen-wij-ook/"


def test_a_municipality_under_another_name(send):
    send(municipalities="Alost, dilbeek")

    assert [place.name for place in Submission.objects.get().places] == ["Aalst", "Dilbeek"]


@pytest.mark.parametrize(
    ("others", "says"),
    [
        ({"municipalities": ""}, "Schrijf welke gemeente dit doet."),
        ({"municipalities": "Ninoven"}, "Bedoel je Ninove?"),
        ({"municipalities": "Xyz"}, "Kies er een uit de lijst."),
        ({"municipalities": "Beveren"}, "Schrijf welke je bedoelt"),
        ({"municipalities": "Ninove"}, "Ninove staat al op deze fiche."),
        ({"sender_email": "an"}, "Dit is geen e-mailadres."),
        ({"website": "geen adres"}, "Dit is geen adres van een website."),
        ({"may_process": ""}, "Vink aan dat we je naam"),
        ({"may_publish_contact": ""}, "laat het contact leeg"),
        ({"key": "verzonnen"}, "stond te lang open"),
    ],
)
def test_an_error_says_what_to_do_and_keeps_what_was_typed(send, others, says):
    _response, page = send(**others)

    assert page.title.text.startswith("Fout: ")
    assert says in page.find(class_="errors").text
    assert "in de bibliotheek" in page.find("textarea", {"name": "description"}).text
    assert not Submission.objects.exists()
    assert not mails()
    for link in page.find(class_="errors").find_all("a"):
        field = page.find(id=link["href"].removeprefix("#"))
        assert field["aria-invalid"] == "true"


def test_a_form_that_stood_open_for_too_long_is_sent_by_trying_again(send):
    _response, page = send(key="verzonnen")
    send(key=page.find("input", {"name": "key"})["value"])

    assert Submission.objects.get().state == "waiting"


@pytest.mark.parametrize(
    ("others", "doubt"),
    [
        ({"title": "Casino"}, "vulde in wat niemand ziet, zonder rekenwerk van de browser"),
        (
            {"description": "https://a.be https://b.be www.c.be www.d.be"},
            "zonder rekenwerk van de browser, veel links",
        ),
    ],
)
def test_a_machine_goes_to_quarantine_and_nobody_is_mailed(send, others, doubt):
    _response, page = send(**others)
    submission = Submission.objects.get()

    assert (submission.state, submission.suspicion) == ("quarantine", doubt)
    assert submission.reference in page.find("main").text
    assert not mails()


def test_what_looks_like_a_template_is_mailed_as_it_was_typed(send):
    typed = "{{ 1|center:9 }} {% include 'x' %} {{ naam }} 100 % {#"
    response, _page = send(description=typed, sender_name=typed)

    assert response.status_code == 200
    for mail in Email.objects.all():
        assert typed in mail.message
    assert "{{ naam }}" in Email.objects.first().html_message


def test_nobody_has_us_mail_somebody_time_and_again(send):
    for _number in range(6):
        send(key=str(form_tokens.FormToken.new(ago=60)))

    assert [each.state for each in Submission.objects.order_by("pk")] == ["waiting"] * 5 + ["quarantine"]
    assert len(mails()) == 10


def test_who_sends_within_seconds_is_a_machine(send):
    send(key=str(form_tokens.FormToken.new()))

    assert Submission.objects.get().suspicion == "verstuurd binnen 4 seconden, zonder rekenwerk van de browser"


def test_a_sheet_that_is_not_on_the_site_has_no_form(client, sheet):
    sheet.unpublish()

    assert client.get(f"{sheet.address}doen-wij-ook/").status_code == 404


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80))
def test_whatever_is_typed_is_answered(sheet, answers, text):
    for name in ("municipalities", "description", "website", "sender_email", "key"):
        form = JoinForm({**answers, name: text}, page=sheet)
        assert form.is_valid() or all(str(error) for errors in form.errors.values() for error in errors)
