"""Who reads French is answered in French; the moderators read Dutch."""

import pytest
from post_office.models import Email
from wagtail.models import Locale

from practices.models import Category
from practices.submissions.models import Submission
from practices.translations.demo import translate
from tests.submissions.conftest import begun_a_minute_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def french_terms():
    category = Category.objects.sources().get(slug="onthaalbeleid")
    translate(category, Locale.objects.get(language_code="fr"), {"Onthaalbeleid": "Politique d’accueil"})


def test_a_join_from_the_french_site_is_answered_in_french_and_handled_in_dutch(client, sheet, answers, admin):
    page = client.post(f"/fr{sheet.address}doen-wij-ook/", {**answers, "title": ""}, follow=True)
    assert "Nous l’avons reçu, merci" in page.content.decode()
    received, waiting = Email.objects.order_by("pk")

    assert received.subject.startswith("Reçu : Onthaalgesprekken")
    assert "/fr/inzending/" in received.message
    assert 'lang="fr"' in received.html_message
    assert waiting.subject.startswith("Te behandelen: ")
    admin.post(f"/beheer/wachtrij/{Submission.objects.get().pk}/", {"accept": "1"})
    published = Email.objects.order_by("pk").last()
    assert published.subject.startswith("En ligne : ")
    assert "/fr/praktijken/onthaalgesprekken/#aalst" in published.message


def test_what_makes_a_french_form_suspect_is_said_in_dutch(client, sheet, answers):
    client.post(f"/fr{sheet.address}doen-wij-ook/", {**answers, "title": "Casino"})

    assert Submission.objects.get().suspicion.startswith("vulde in wat niemand ziet")


def test_a_practice_is_shared_in_french_under_the_dutch_terms(client, index, french_terms, patient):
    assert "Politique d’accueil" in client.get("/fr/deel-jouw-praktijk/").content.decode()
    idea = {"title": "Tables de conversation", "introduction": "Parler ensemble.", "category": "onthaalbeleid"}
    client.post("/fr/deel-jouw-praktijk/", idea)
    client.post("/fr/deel-jouw-praktijk/waar/", {"municipalities": "Alost", "contacts": "", "website": "", "partners": ""})
    assert "Politique d’accueil" in client.get("/fr/deel-jouw-praktijk/nakijken/").content.decode()
    begun_a_minute_ago()
    who = {"sender_name": "An", "sender_email": "an@aalst.example", "may_process": "on", "key": patient}
    client.post("/fr/deel-jouw-praktijk/nakijken/", who)
    shared = Submission.objects.get()

    assert (shared.state, shared.language) == ("waiting", "fr")
    assert (shared.page.locale.language_code, shared.page.category.name) == ("nl", "Onthaalbeleid")
    assert shared.place_names == "Aalst"


def test_a_form_about_a_translated_sheet_names_it_as_its_reader_knows_it(
    client, sheet, answers, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        translate(sheet, Locale.objects.get(language_code="fr"), {"Onthaalgesprekken": "Entretiens d’accueil"})
    address = f"{sheet.address}doen-wij-ook/"
    assert "Entretiens d’accueil" in client.get(f"/fr{address}").content.decode()
    assert "Entretiens d’accueil" in client.post(f"/fr{address}", answers, follow=True).content.decode()

    assert Submission.objects.get().page == sheet


@pytest.mark.parametrize("prefix", ["", "/fr", "/en"])
def test_moderators_hear_in_dutch_of_a_practice_that_was_shared_in_any_language(prefix, client, index, patient, moderator):
    share = f"{prefix}/deel-jouw-praktijk/"
    client.post(share, {"title": "Tables de conversation", "introduction": "Parler ensemble.", "category": ""})
    client.post(f"{share}waar/", {"municipalities": "Aalst", "contacts": "", "website": "", "partners": ""})
    begun_a_minute_ago()
    client.post(
        f"{share}nakijken/", {"sender_name": "An", "sender_email": "an@aalst.example", "may_process": "on", "key": patient}
    )
    [mail] = [mail for mail in Email.objects.all() if {moderator.email, "samenleven@vvsg.be"} & set(mail.to)]

    assert mail.to == ["samenleven@vvsg.be"]  # Wagtail's own mail to each moderator would say it a second time
    assert mail.subject == "Te behandelen: Tables de conversation"
    assert not {"submitted", "soumise", "reference", "référence"} & set(mail.message.split()), mail.message
