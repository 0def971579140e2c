"""An officer without an account writes down a new practice in five steps, and hears what becomes of it."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from post_office.models import Email

from practices.models import Category, PracticePage
from practices.submissions import access
from practices.submissions.models import Access, Submission
from practices.submissions.retention.expiry import forget_links, keep_periods
from practices.submissions.retention.reminding import remind_writers
from practices.submissions.sharing.drafts import keep_step
from practices.submissions.sharing.steps import STEPS, filled_form
from tests.factories import make_sheet
from tests.submissions.conftest import IDEA, REST, SHARE, mails
from tests.submissions.test_forgetting import dump


def read(response):
    return BeautifulSoup(response.content, "html.parser")


def handle(admin, submission, deed, **answers):
    data = {deed: "1", **{f"{deed}-{name}": value for name, value in answers.items()}}
    return admin.post(f"/beheer/wachtrij/{submission.pk}/", data, follow=True)


def link_in(mail):
    return re.search(r"http://[^/]+(/inzending/\S+/)", mail.message).group(1)


def test_every_page_leads_to_the_first_step(client, index):
    link = read(client.get("/")).select_one("header .button")
    assert " ".join(link.text.split()) == "Deel jouw praktijk"

    assert read(client.get(link["href"])).h1.text == "Het idee"
    assert not Submission.objects.exists()


def test_a_step_leads_to_the_next_and_is_kept(client, index):
    response = client.post(SHARE, IDEA)

    assert response["Location"] == f"{SHARE}voor-wie/"
    page = read(client.get(SHARE))
    assert page.find("input", {"name": "title"})["value"] == "Praattafels in het park"
    assert page.find("option", selected=True)["value"] == "onthaalbeleid"


@pytest.mark.parametrize(
    ("slug", "others", "says"),
    [
        ("", {"title": ""}, "Vul de naam van de praktijk in."),
        ("", {"introduction": "x" * 601}, "Hou het onder 600 tekens (het zijn er 601)"),
        ("", {"category": "verzonnen"}, "Selecteer een geldige keuze"),
        ("waar/", {"municipalities": "Ninoven"}, "Bedoel je Ninove?"),
        ("waar/", {"municipalities": ""}, "Schrijf welke gemeente dit doet."),
        ("waar/", {"may_publish_contact": ""}, "laat het contact leeg"),
        ("waar/", {"website": "geen adres"}, "Dit is geen adres van een website."),
    ],
)
def test_an_error_says_what_to_do_and_what_was_typed_is_kept_all_the_same(client, index, slug, others, says):
    client.post(SHARE, IDEA)
    answers = REST["waar"] if slug else IDEA
    page = read(client.post(f"{SHARE}{slug}", {**answers, **others}))

    assert page.title.text.startswith("Fout: ")
    assert says in page.find(class_="errors").text
    for link in page.find(class_="errors").find_all("a"):
        assert page.find(id=link["href"].removeprefix("#"))["aria-invalid"] == "true"
    again = read(client.get(f"{SHARE}{slug}"))
    name, typed = next(iter(others.items()))
    if typed and name != "category":
        field = again.find(attrs={"name": name})
        assert typed in (field.get("value") or field.text)


def test_a_step_without_a_draft_leads_to_the_beginning(client, index):
    for place in ("waar/", "nakijken/", "later/", "gemaild/", "verzonden/"):
        assert client.get(f"{SHARE}{place}")["Location"] == SHARE
    assert client.get(f"{SHARE}verzonnen/").status_code == 404


def test_before_sending_everything_stands_there_to_check(client, write):
    write()
    text = read(client.get(f"{SHARE}nakijken/")).find("main").get_text(" ", strip=True)

    for said in ("Onthaalbeleid", "Anderstaligen, Nieuwkomers", "Dan praten.", "Regen", "Alost, Ninove", "Avansa"):
        assert said in text
    assert "Er ontbreekt" not in text


def test_the_chosen_category_is_shown_and_none_whose_address_is_part_of_its_own(client, index):
    Category.objects.create(name="Onthaal", slug="onthaal", locale=index.locale)
    client.post(SHARE, IDEA)
    parts = read(client.get(f"{SHARE}nakijken/")).find(class_="answers").find_all("dd")

    assert [each.text for each in parts][-1] == "Onthaalbeleid"


def test_what_is_missing_is_named_and_nothing_is_sent(client, send_it, index):
    client.post(SHARE, IDEA)
    _response, page = send_it()

    assert page.find(class_="errors").find("a")["href"] == f"{SHARE}waar/?check=1"
    assert Submission.objects.get().state == "draft"
    back = client.post(f"{SHARE}waar/?check=1", {**REST["waar"], "check": "1"})
    assert back["Location"] == f"{SHARE}nakijken/"


def test_similar_practices_are_shown_with_doing_it_too(client, index):
    make_sheet(index, "Praattafels: Nederlands oefenen")
    client.post(SHARE, IDEA)

    for address in (f"{SHARE}nakijken/", f"{SHARE}lijkt-op/?title=Praattafel"):
        links = [link["href"] for link in read(client.get(address)).find(class_="similar").find_all("a")]
        assert links == [
            "/praktijken/praattafels-nederlands-oefenen/",
            "/praktijken/praattafels-nederlands-oefenen/doen-wij-ook/",
        ]
    assert read(client.get(f"{SHARE}lijkt-op/?title=Zwembad")).find(class_="similar") is None
    assert client.get(f"{SHARE}lijkt-op/").status_code == 200


def test_what_was_sent_waits_as_a_sheet_that_nobody_sees(shared, client, admin):
    page = PracticePage.objects.get()

    assert (shared.state, shared.page, shared.sender_name) == ("waiting", page, "Nina")
    assert [place.name for place in shared.places] == ["Aalst", "Ninove"]
    assert page.goals == "<ul><li>Nederlands oefenen</li><li>Elkaar leren kennen</li></ul>"
    assert page.description == "<p>Eerst koffie.</p><p>Dan praten.</p>"
    assert page.introduction == IDEA["introduction"]
    assert [group.slug for group in page.target_groups.all()] == ["anderstaligen", "nieuwkomers"]
    assert page.workflow_in_progress
    assert not page.live
    for address in (page.address, f"{page.address}doen-wij-ook/", f"{page.address}pdf/"):
        assert client.get(address).status_code == 404
    for address in (
        "/praktijken/?q=praattafels",
        "/api/v1/practices/?q=praattafels",
        "/sitemap-sheets.xml",
        "/praktijken/feed/",
    ):
        assert "in het park" not in client.get(address).content.decode()
    assert client.get(f"/api/v1/practices/{page.pk}/").status_code == 404


def test_both_sides_hear_of_it_once_however_often_it_is_sent(write, send_it):
    write()
    _response, first = send_it()
    response, second = send_it()

    assert response.redirect_chain[-1][0] == f"{SHARE}verzonden/"
    assert first.find("main").text == second.find("main").text
    assert Submission.objects.get().reference in first.find("main").text
    assert PracticePage.objects.count() == 1
    assert mails() == [
        ("nina@ninove.example", "Ontvangen: Praattafels in het park"),
        ("samenleven@vvsg.be", "Te behandelen: Praattafels in het park"),
    ]
    assert "Dag Nina," in Email.objects.first().message


def test_the_next_practice_is_another_one(client, shared):
    assert read(client.get(SHARE)).find("input", {"name": "title"}).get("value") is None
    client.post(SHARE, {**IDEA, "title": "Tweede praktijk"})

    assert [each.state for each in Submission.objects.order_by("pk")] == ["waiting", "draft"]


def test_two_practices_with_one_name_have_two_addresses(shared, write, send_it):
    write()
    send_it()

    assert sorted(page.slug for page in PracticePage.objects.all()) == ["praattafels-in-het-park", "praattafels-in-het-park-2"]


def test_a_mailed_link_goes_on_on_another_device(client, write):
    client.post(SHARE, IDEA)
    client.post(f"{SHARE}later/", {"email": "nina@ninove.example"})
    assert mails() == [("nina@ninove.example", "Ga verder met je praktijk")]
    assert "Praattafels" not in Email.objects.get().message

    phone = Client()
    response = phone.get(link_in(Email.objects.get()), follow=True)
    assert response.redirect_chain == [(SHARE, 302)]
    assert read(phone.get(SHARE)).find("input", {"name": "title"})["value"] == "Praattafels in het park"


def test_keeping_for_later_needs_nothing_to_be_right(client, index):
    response = client.post(SHARE, {"title": "Praattafels", "introduction": "", "category": "", "later": "1"})

    assert response["Location"] == f"{SHARE}later/"
    assert "geen e-mailadres" in read(client.post(f"{SHARE}later/", {"email": "nina"})).find(class_="errors").text
    assert not mails()


def test_following_a_link_changes_nothing_and_an_old_one_opens_nothing(shared, index):
    link = link_in(Email.objects.first())
    before = Submission.objects.values().get()
    for _time in range(3):
        assert read(Client().get(link, follow=True)).h1.text == "Praattafels in het park"
    assert Submission.objects.values().get() == before
    assert Access.objects.filter(token_hash=link.split("/")[-2]).count() == 0

    Access.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(link, follow=True).status_code == 403
    assert Client().get("/inzending/verzonnen/", follow=True).status_code == 403


def test_withdrawing_closes_every_way(shared, client):
    link = link_in(Email.objects.first())
    client.post("/inzending/", {"withdraw": "1"})

    assert client.get("/inzending/").status_code == 403
    assert Client().get(link, follow=True).status_code == 403


def test_accepting_puts_it_on_the_site_and_tells_the_sender(shared, admin, moderator, client):
    assert "Praattafels in het park" in admin.get("/beheer/wachtrij/?state=waiting").content.decode()
    response = handle(admin, shared, "accept")

    assert "Online, en gemaild" in response.content.decode()
    page = PracticePage.objects.get()
    assert page.live
    assert "&lt;b&gt;buren&lt;/b&gt;" in client.get(page.address).content.decode()
    assert mails()[2:] == [("nina@ninove.example", "Online: Praattafels in het park")]
    assert "paste de tekst" not in Email.objects.last().message
    assert "staat nu op de site" in Email.objects.last().message
    assert page.address in client.get("/inzending/").content.decode()
    shared.refresh_from_db()
    assert (shared.state, shared.handled_by) == ("accepted", moderator)


def test_a_sheet_without_a_category_gets_one_when_it_is_accepted(write, send_it, admin):
    write(category="")
    send_it()
    submission = Submission.objects.get()
    assert "Kies eerst een categorie" in handle(admin, submission, "accept").content.decode()
    assert Submission.objects.get().state == "waiting"

    handle(admin, submission, "accept", category=Category.objects.get(slug="onthaalbeleid").pk)
    page = PracticePage.objects.get()
    assert (page.live, page.category.slug) == (True, "onthaalbeleid")


def test_who_changed_the_text_lets_another_accept_it(shared, admin, moderator, person):
    draft = shared.page.get_latest_revision_as_object()
    draft.introduction = "Korter."
    draft.save_revision(user=moderator)
    assert "Laat een andere moderator" in handle(admin, shared, "accept").content.decode()

    other = Client()
    other.force_login(person("noor", "Moderatoren"))
    handle(other, shared, "accept")
    assert PracticePage.objects.get().introduction == "Korter."
    assert "paste de tekst" in Email.objects.last().message


def test_publishing_in_the_editor_is_accepting_too(shared, moderator):
    shared.page.get_latest_revision().publish(user=moderator)

    shared.refresh_from_db()
    assert shared.state == "accepted"
    assert mails()[2:] == [("nina@ninove.example", "Online: Praattafels in het park")]
    PracticePage.objects.get().save_revision().publish()
    assert len(mails()) == 3


def test_a_question_is_answered_on_the_page_of_the_sender_and_comes_back(shared, admin, client):
    handle(admin, shared, "ask", text="Is dat ook in de winter?")
    assert mails()[2:] == [("nina@ninove.example", "Een vraag over Praattafels in het park")]
    asked = Email.objects.last()
    assert "Is dat ook in de winter?" in asked.message

    phone = Client()
    page = read(phone.get(link_in(asked), follow=True))
    assert "Is dat ook in de winter?" in page.find("main").text
    assert "Schrijf je antwoord." in read(phone.post("/inzending/", {"answer": ""})).find(class_="errors").text
    for _time in range(2):
        phone.post("/inzending/", {"answer": "In de winter in de bib."})
    assert mails()[3:] == [("samenleven@vvsg.be", "Beantwoord: Praattafels in het park")]
    shared.refresh_from_db()
    assert shared.state == "waiting"
    text = read(admin.get(f"/beheer/wachtrij/{shared.pk}/")).find("main").get_text(" ", strip=True)
    assert "In de winter in de bib." in text


def test_a_note_is_for_moderators_only(shared, admin, client):
    handle(admin, shared, "note", text="Even bellen.")

    assert "Even bellen." in admin.get(f"/beheer/wachtrij/{shared.pk}/").content.decode()
    assert "Even bellen." not in client.get("/inzending/").content.decode()
    assert len(mails()) == 2


def test_what_is_on_a_sheet_already_becomes_an_implementation_there(shared, admin, index, client):
    sheet = make_sheet(index, "Praattafels", {"Gent": ["Gent"]})
    assert "Praattafels" in read(admin.get(f"/beheer/wachtrij/{shared.pk}/")).find(id="like").parent.text
    handle(admin, shared, "turn", sheet=sheet.pk)
    shared.refresh_from_db()
    assert (shared.kind, shared.page, shared.state) == ("join", sheet, "waiting")
    assert [page.title for page in PracticePage.objects.all()] == ["Praattafels"]

    handle(admin, shared, "accept")
    text = read(client.get(sheet.address)).find("main").text
    assert "Dan praten." in text
    assert "samenleven@ninove.example" in text


def test_declining_takes_the_sheet_away_and_says_why(shared, admin, client):
    handle(admin, shared, "decline", text="Dit is een evenement.")

    assert not PracticePage.objects.exists()
    assert mails()[2:] == [("nina@ninove.example", "Niet online: Praattafels in het park")]
    assert "Dit is een evenement." in client.get("/inzending/").content.decode()


def test_a_machine_makes_no_sheet_until_a_moderator_accepts_it(write, send_it, admin):
    write()
    send_it(title="Casino")
    submission = Submission.objects.get()
    assert (submission.state, submission.page) == ("quarantine", None)
    assert not mails()

    handle(admin, submission, "accept")
    assert PracticePage.objects.get().live


def test_what_is_no_spam_waits_like_any_other(write, send_it, admin):
    write()
    send_it(title="Casino")
    submission = Submission.objects.get()
    handle(admin, submission, "trust")
    ours = [address for address, _subject in mails() if not address.endswith("demo.example")]  # Wagtail tells moderators too
    assert ours == ["nina@ninove.example", "samenleven@vvsg.be"]
    assert PracticePage.objects.get().workflow_in_progress
    handle(admin, submission, "decline", text="Toch niet.")

    assert mails()[-1] == ("nina@ninove.example", "Niet online: Praattafels in het park")


def test_who_is_asked_is_no_machine(write, send_it, admin):
    write()
    send_it(title="Casino")
    handle(admin, Submission.objects.get(), "ask", text="Wie ben je?")

    assert (Submission.objects.get().suspicion, PracticePage.objects.count()) == ("", 1)


def test_a_draft_is_seen_by_nobody_else(client, index, admin, shared):
    client.post(SHARE, {**IDEA, "title": "Nog geheim"})
    draft = Submission.objects.get(state="draft")

    assert "Nog geheim" not in admin.get("/beheer/wachtrij/").content.decode()
    assert admin.get(f"/beheer/wachtrij/{draft.pk}/").status_code == 404
    assert "Nog geheim" not in Client().get(SHARE).content.decode()


def test_a_draft_goes_after_thirty_days_and_links_go_out_of_sent_mails(client, index, shared):
    client.post(SHARE, IDEA)
    Submission.objects.filter(state="draft").update(changed_at=timezone.now() - timedelta(days=29))
    keep_periods()
    assert Submission.objects.count() == 2
    Submission.objects.filter(state="draft").update(changed_at=timezone.now() - timedelta(days=31))
    keep_periods()
    assert [each.state for each in Submission.objects.all()] == ["waiting"]

    mail = Email.objects.first()
    forget_links()
    mail.refresh_from_db()
    assert link_in(mail)
    Email.objects.update(status=0)
    forget_links()
    mail.refresh_from_db()
    assert "/inzending/…/" in mail.message
    assert "/inzending/…/" in mail.html_message


def test_who_left_an_address_hears_once_that_a_draft_is_about_to_go(client, index):
    client.post(SHARE, IDEA)
    client.post(f"{SHARE}later/", {"email": "nina@ninove.example"})
    Submission.objects.update(changed_at=timezone.now() - timedelta(days=24))
    remind_writers()
    assert len(mails()) == 1
    Submission.objects.update(changed_at=timezone.now() - timedelta(days=26))
    remind_writers()
    remind_writers()
    assert mails()[1:] == [("nina@ninove.example", "Je praktijk is nog niet verstuurd")]
    assert Client().get(link_in(Email.objects.last()))["Location"] == SHARE


def test_forgetting_an_address_forgets_its_ways_in(client, shared, admin):
    link = link_in(Email.objects.first())
    call_command("forget", "nina@ninove.example", verbosity=0)

    shared.refresh_from_db()
    assert (shared.sender_name, shared.sender_email) == ("", "")
    assert client.get("/inzending/").status_code == Client().get(link, follow=True).status_code == 403
    assert "het adres van de inzender is gewist" in handle(admin, shared, "ask", text="Wie?").content.decode().lower()
    assert Submission.objects.get().state == "waiting"


def test_who_shared_a_practice_is_nowhere_after_being_forgotten(client, write, send_it, admin):
    client.post(SHARE, IDEA)
    client.post(f"{SHARE}later/", {"email": "nina@ninove.example"})
    write(contacts="Nina, nina@ninove.example", description="Mail nina@ninove.example.")
    send_it()
    submission = Submission.objects.get()
    handle(admin, submission, "ask", text="Is nina@ninove.example juist?")
    client.post("/inzending/", {"answer": "Ja, nina@ninove.example."})
    handle(admin, submission, "accept")
    call_command("forget", "nina@ninove.example", verbosity=0)

    assert "nina@ninove.example" not in dump()
    assert "nina@ninove.example" not in client.get(PracticePage.objects.get().address).content.decode()


def test_a_form_is_of_what_it_shows_whatever_link_was_followed_since(client, shared, admin):
    handle(admin, shared, "ask", text="Ook in de winter?")
    answer = read(client.get("/inzending/")).select_one("form.form input[name=submission]")["value"]
    other = Submission.objects.create(
        kind="practice", state="asked", title="Een andere", sender_email="x@x.example", proposal={}
    )
    client.get(f"/inzending/{access.grant(other)}/")
    assert read(client.get("/inzending/")).h1.text == "Een andere"
    client.post("/inzending/", {"answer": "In de bib.", "submission": answer})

    assert [message.text for message in shared.messages.all()] == ["Ook in de winter?", "In de bib."]
    assert not other.messages.exists()


def test_two_drafts_in_two_tabs_stay_two(client, index):
    client.post(SHARE, IDEA)
    first = read(client.get(SHARE)).select_one("input[name=submission]")["value"]
    phone = Client()
    phone.post(SHARE, {**IDEA, "title": "Op de telefoon"})
    client.get(f"/inzending/{access.grant(Submission.objects.get(title='Op de telefoon'))}/")
    client.post(SHARE, {**IDEA, "title": "In de eerste tab", "submission": first})

    assert sorted(each.title for each in Submission.objects.all()) == ["In de eerste tab", "Op de telefoon"]


def test_what_is_typed_after_the_session_ended_is_kept(client, index):
    response = client.post(f"{SHARE}verloop/", {"description": "Lang aan gewerkt.", "submission": "verdwenen"})

    assert response["Location"] == f"{SHARE}lessen/"
    assert Submission.objects.get().proposal["description"] == "Lang aan gewerkt."


def test_who_changes_a_draft_has_thirty_days_again(client, index):
    client.post(SHARE, IDEA)
    Access.objects.update(expires_at=timezone.now() + timedelta(days=1))
    client.post(SHARE, IDEA)

    assert Access.objects.get().expires_at > timezone.now() + timedelta(days=29)
    assert client.session.get_expiry_age() > timedelta(days=29).total_seconds()


def test_what_no_database_can_keep_is_left_out(client, index):
    client.post(SHARE, {**IDEA, "introduction": "voor\0na", "title": "x" * 100_000})

    assert Submission.objects.get().proposal["introduction"] == "voorna"


def test_thousands_of_names_are_refused_at_once(client, index):
    client.post(SHARE, IDEA)
    page = read(client.post(f"{SHARE}waar/", {"municipalities": ",".join(f"Verzonnen{number}" for number in range(5000))}))

    assert "hoogstens 30 gemeenten" in page.find(class_="errors").text


def test_nobody_has_us_mail_links_to_whomever(client, index):
    client.post(SHARE, IDEA)
    for name in ("a", "a", "b", "c", "d", "e"):
        page = read(client.post(f"{SHARE}later/", {"email": f"{name}@x.example"}, follow=True))

    assert [address for address, _subject in mails()] == ["a@x.example", "b@x.example", "c@x.example"]
    assert "probeer het over een uur" in page.find(class_="errors").text
    assert Client().get(link_in(Email.objects.first()), follow=True).status_code == 403  # it went to another address


def test_a_superuser_who_changed_the_text_puts_it_on_the_site(shared, admin_client, admin_user):
    draft = shared.page.get_latest_revision_as_object()
    draft.introduction = "Korter."
    draft.save_revision(user=admin_user)
    handle(admin_client, shared, "accept")

    page = PracticePage.objects.get()
    assert (page.live, page.introduction) == (True, "Korter.")
    assert not page.workflow_in_progress


def test_what_is_scheduled_is_not_called_published(shared, admin, moderator):
    draft = shared.page.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=2)
    draft.save_revision()
    assert "Hiermee komt het niet online" in handle(admin, shared, "accept").content.decode()

    shared.refresh_from_db()
    assert shared.state == "waiting"
    assert len(mails()) == 2


def test_a_draft_with_gaps_and_a_locked_one_are_refused_with_the_reason(shared, admin, person):
    draft = shared.page.get_latest_revision_as_object()
    draft.introduction = ""
    draft.save_revision(clean=False)
    assert "Er ontbreekt iets in de tekst" in handle(admin, shared, "accept").content.decode()
    PracticePage.objects.update(locked=True, locked_by=person("noor", "Moderatoren"))
    for deed, answers in (("accept", {}), ("decline", {"text": "Nee"})):
        assert "Iemand vergrendelde deze fiche" in handle(admin, shared, deed, **answers).content.decode()

    shared.refresh_from_db()
    assert (shared.state, len(mails())) == ("waiting", 2)


def test_sending_back_in_the_editor_asks_the_sender(shared, admin, moderator, client):
    task = shared.page.current_workflow_task_state
    task.task.specific.on_action(task, moderator, "reject", comment="Waar is dat precies?")
    assert mails()[2:] == [("nina@ninove.example", "Een vraag over Praattafels in het park")]
    client.post("/inzending/", {"answer": "In het stadspark."})
    handle(admin, shared, "accept")

    assert PracticePage.objects.get().live
    assert mails()[-1] == ("nina@ninove.example", "Online: Praattafels in het park")


def test_a_sheet_that_was_deleted_in_the_editor_is_said_and_made_anew(shared, admin):
    PracticePage.objects.get().delete()
    assert "De fiche werd verwijderd" in admin.get(f"/beheer/wachtrij/{shared.pk}/").content.decode()
    handle(admin, shared, "accept")

    assert PracticePage.objects.get().live


def test_an_answer_after_the_end_is_kept_and_mailed(shared, admin, client):
    handle(admin, shared, "ask", text="Waar?")
    handle(admin, shared, "decline", text="Te laat.")
    client.post("/inzending/", {"answer": "Hier."})

    assert Submission.objects.get().state == "declined"
    assert mails()[-1] == ("samenleven@vvsg.be", "Beantwoord: Praattafels in het park")


def test_the_same_question_twice_is_asked_once(shared, admin):
    for _time in range(2):
        handle(admin, shared, "ask", text="Waar?")

    assert len(mails()) == 3
    assert shared.messages.count() == 1


def test_what_nobody_touched_for_a_year_has_no_sender_any_more(shared, admin):
    handle(admin, shared, "ask", text="Waar?")
    Submission.objects.update(changed_at=timezone.now() - timedelta(days=366))
    keep_periods()

    shared.refresh_from_db()
    assert (shared.sender_name, shared.sender_email, shared.messages.count()) == ("", "", 0)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_whatever_is_typed_is_answered(db, text):
    for step in STEPS:
        form = filled_form(step, dict.fromkeys(step.fields, text))
        assert form.is_valid() or all(str(error) for errors in form.errors.values() for error in errors)
        assert filled_form(step, form.typed()).typed() == form.typed()
        keep_step(draft=None, typed=form.typed())
