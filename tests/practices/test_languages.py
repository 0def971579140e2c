"""A French-speaking reader reads a translation, or the Dutch sheet that says so, and knows how fresh the translation is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.utils import timezone
from post_office.models import Email
from wagtail.models import PageViewRestriction
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)

from municipalities.models import Municipality
from practices.mergers import merge_terms
from practices.models import Category, Implementation, PracticePage, TargetGroup
from practices.segments.state import EARLIER
from practices.translations.review import send_for_review
from tests.factories import make_sheet
from tests.practices.french import FRENCH, SHEET, read, translation
from tests.sitemap import whole_sitemap

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
PAGES = (
    *("", "praktijken/", "praktijken/?view=map", "praktijken/onthaalgesprekken/", "gemeenten/", "gemeenten/ninove/", "over/"),
    *("privacy/", "deel-jouw-praktijk/", "praktijken/onthaalgesprekken/doen-wij-ook/"),
    "praktijken/onthaalgesprekken/wijziging/",
)


def test_without_a_translation_the_dutch_sheet_stands_there_and_says_so(client, sheet):
    page = read(client, SHEET)

    assert page.html["lang"] == "fr"
    assert page.h1.text == "Onthaalgesprekken"
    assert page.h1["lang"] == "nl"
    assert "Cette fiche n’est pas encore traduite" in page.find(class_="notice").text
    assert page.find("link", rel="canonical")["href"].endswith("8000/praktijken/onthaalgesprekken/")
    assert [link["hreflang"] for link in page.find_all("link", hreflang=True)] == ["nl"]


def test_a_translation_stands_at_the_same_address_under_fr(client, translated):
    page = read(client, SHEET)

    assert page.h1.text == "Entretiens d’accueil"
    assert not page.h1.has_attr("lang")
    assert not page.find(class_="notice")
    assert page.find("link", rel="canonical")["href"].endswith(SHEET)
    assert [link["hreflang"] for link in page.find_all("link", hreflang=True)] == ["nl", "fr"]
    assert "Ninove" in page.find(class_="doers").text
    assert read(client, "/praktijken/onthaalgesprekken/").h1.text == "Onthaalgesprekken"


def test_the_language_of_the_browser_changes_no_address(client, translated):
    response = client.get("/praktijken/onthaalgesprekken/", headers={"accept-language": "fr"})

    assert '<h1 class="sheet__title">Onthaalgesprekken' in response.content.decode()


def test_the_switch_keeps_the_page_and_the_filters(client, sheet):
    page = read(client, "/fr/praktijken/?category=onthaalbeleid&q=gesprek")
    links = {link["hreflang"]: link["href"] for link in page.find(class_="languages").find_all("a")}

    assert links == {
        "nl": "/praktijken/?category=onthaalbeleid&q=gesprek",
        "fr": "/fr/praktijken/?category=onthaalbeleid&q=gesprek",
        "en": "/en/praktijken/?category=onthaalbeleid&q=gesprek",
    }


def test_what_is_withdrawn_in_dutch_is_withdrawn_in_every_language(client, translated):
    translated.unpublish()

    assert client.get(SHEET).status_code == 404
    assert read(client, "/fr/praktijken/").h1.text == "0 pratique"


def test_a_translation_that_nobody_published_is_not_shown(client, translated):
    translation().unpublish()

    assert read(client, SHEET).h1.text == "Onthaalgesprekken"


def test_a_changed_line_keeps_its_earlier_translation_and_both_marks_are_there(client, translated, publish):
    publish(translated, goals="<ul><li>Nieuwe inwoners hartelijk welkom heten</li></ul>")
    page = read(client, SHEET)

    assert "Souhaiter la bienvenue" in page.find(class_="sheet__text").text
    assert "hartelijk" not in page.find(class_="sheet__text").text
    assert "La fiche néerlandaise a été modifiée depuis" in page.find(class_="notice").text
    assert page.find(class_="notice").a["href"] == "/praktijken/onthaalgesprekken/"
    assert translation().outdated_since


def test_once_the_line_is_translated_the_mark_is_gone(client, translated, publish, in_french):
    publish(translated, goals="<ul><li>Nieuwe inwoners hartelijk welkom heten</li></ul>")
    line = String.objects.get(data="Nieuwe inwoners hartelijk welkom heten")
    StringTranslation.objects.filter(translation_of=line).update(data="Accueillir", tool_name="", translation_type="manual")
    in_french(PracticePage.objects.sources().get())

    page = read(client, SHEET)
    assert "Accueillir" in page.find(class_="sheet__text").text
    assert not page.find(class_="notice")
    assert translation().outdated_since is None


def typed(text, **fields):
    """A line that somebody types in the editor of the translation, without publishing."""
    line = StringTranslation.objects.get(data=FRENCH[text])
    StringTranslation.objects.filter(pk=line.pk).update(**fields, updated_at=timezone.now())
    return line


def test_what_nobody_has_read_does_not_come_on_the_site_with_a_dutch_edit(client, translated, publish):
    typed("Nieuwe inwoners welkom heten", data="Pas encore relu")
    edited = translated.get_latest_revision_as_object()
    for each in (rows := list(edited.implementations.all())):
        each.contacts = "nieuw@ninove.example"
    publish(translated, implementations=rows, introduction="Iets nieuws.")
    page = read(client, SHEET)

    assert "Souhaiter la bienvenue" in page.text
    assert "Pas encore relu" not in page.text
    assert "nieuw@ninove.example" in page.text
    assert "La fiche néerlandaise a été modifiée depuis" in page.find(class_="notice").text


def test_sending_a_live_translation_for_review_changes_nothing_on_the_site(client, translated, writer, publish):
    typed("Nieuwe inwoners welkom heten", data="Pas encore relu", last_translated_by=writer)
    client.force_login(writer)
    client.post(f"/beheer/vertalingen/{translation().pk}/nazicht/")
    assert "Pas encore relu" not in read(client, SHEET).text
    publish(translated, image_credit="© Ninove")

    assert translation().workflow_in_progress
    assert "Pas encore relu" in translation().get_latest_revision_as_object().goals
    assert "Pas encore relu" not in read(client, SHEET).text


def test_who_wrote_a_line_does_not_publish_or_approve_it(translated, moderator, person):
    typed("Nieuwe inwoners welkom heten", data="Pas encore relu", last_translated_by=moderator)

    assert not translation().permissions_for_user(moderator).can_publish()
    assert translation().permissions_for_user(person("nina", "Moderatoren")).can_publish()


def test_who_publishes_a_line_of_their_own_hears_that_somebody_else_does(client, translated, moderator):
    typed("Nieuwe inwoners welkom heten", data="Pas encore relu", last_translated_by=moderator)
    client.force_login(moderator)
    response = client.post(f"/beheer/vertalingen/{translation().pk}/", {"action": "publish"}, follow=True)

    assert response.redirect_chain[-1][0] == f"/beheer/vertalingen/{translation().pk}/"
    assert "dus publiceert iemand anders ze" in response.content.decode()
    assert "Pas encore relu" not in read(client, SHEET).text


def test_the_mail_about_an_approved_translation_leads_to_it(
    client, translated, writer, person, django_capture_on_commit_callbacks
):
    typed("Nieuwe inwoners welkom heten", data="Relu", last_translated_by=writer)
    client.force_login(writer)
    client.post(f"/beheer/vertalingen/{translation().pk}/nazicht/")
    with django_capture_on_commit_callbacks(execute=True):
        translation().current_workflow_task_state.approve(user=person("nina", "Moderatoren"))
    mail = Email.objects.get(to=writer.email)

    assert mail.subject == "Online: Entretiens d’accueil"
    assert "/fr/praktijken/onthaalgesprekken/" in mail.message
    assert '<html lang="nl">' in mail.html_message


def test_the_button_of_wagtail_localize_publishes_past_nobody(client, translated, writer):
    client.force_login(writer)
    source = TranslationSource.objects.get()
    client.post(f"/beheer/localize/update/{source.pk}/", {"publish_translations": "on"})

    assert client.get(f"/beheer/localize/update/{source.pk}/").status_code == 302


def test_what_is_emptied_in_dutch_is_empty_in_every_language(client, index, in_french, publish):
    sheet = make_sheet(index, places={"Pajottenland": ["Halle", "Ninove"]})
    group = TargetGroup.objects.sources().first()
    publish(sheet, target_groups=[group])
    in_french(PracticePage.objects.sources().get())
    assert group.name in read(client, SHEET).find(class_="sheet__text").text
    edited = sheet.get_latest_revision_as_object()
    rows = list(edited.implementations.all())
    rows[0].municipalities = []
    publish(sheet, target_groups=[], implementations=rows)
    page = read(client, SHEET)

    assert group.name not in page.find(class_="sheet__text").text
    assert not page.find(class_="doers").find(class_="plate")


def test_lines_that_were_put_together_anew_get_nobody_elses_translation(client, translated, publish):
    publish(translated, goals="<ul><li>Iets heel anders</li><li>Nieuwe inwoners hartelijk verwelkomen</li></ul>")

    assert not StringTranslation.objects.filter(tool_name=EARLIER).exists()


def test_a_translation_that_is_not_valid_does_not_stop_the_dutch_sheet(client, translated, publish):
    line = typed("Onthaalgesprekken", data="x" * 300)
    StringTranslation.objects.filter(pk=line.pk).update(updated_at=timezone.now() - timedelta(days=1))
    publish(translated, introduction="Iets nieuws.")

    assert read(client, "/praktijken/onthaalgesprekken/").find(class_="lead").text.strip() == "Iets nieuws."
    assert read(client, SHEET).h1.text == "Entretiens d’accueil"


def test_a_stopped_translation_is_found_at_the_new_address_with_the_places_of_today(client, translated, publish):
    Translation.objects.update(enabled=False)
    publish(translated, slug="gesprekken-voor-nieuwe-inwoners")
    page = read(client, "/fr/praktijken/gesprekken-voor-nieuwe-inwoners/")

    assert page.h1.text == "Entretiens d’accueil"
    assert read(client, "/fr/praktijken/").select_one(".result__title a")["href"].endswith("gesprekken-voor-nieuwe-inwoners/")
    assert client.get(SHEET)["Location"] == "/fr/praktijken/gesprekken-voor-nieuwe-inwoners/"


def test_a_translation_behind_a_login_is_not_shown(client, translated):
    PageViewRestriction.objects.create(page=translation(), restriction_type="login")

    assert read(client, SHEET).h1.text == "Onthaalgesprekken"


@pytest.mark.any_database
def test_a_page_of_cards_costs_as_much_for_ten_as_for_two(client, index, in_french, django_assert_max_num_queries):
    for number in range(10):
        in_french(make_sheet(index, f"Praktijk {number}"), {})
    client.get("/fr/gemeenten/ninove/")

    with django_assert_max_num_queries(25):
        client.get("/fr/gemeenten/ninove/")


def test_nobody_begins_a_sheet_in_french(client, translated, writer):
    client.force_login(writer)
    parent = translation().get_parent()

    assert client.get(f"/beheer/pages/add/practices/practicepage/{parent.pk}/").status_code == 302


def test_a_new_line_stands_there_in_dutch_and_is_marked(client, translated, publish):
    publish(translated, goals="<ul><li>Nieuwe inwoners welkom heten</li><li>Niemand vergeten</li></ul>")

    assert "Niemand vergeten" in read(client, SHEET).find(class_="sheet__text").text
    assert translation().outdated_since
    assert not StringTranslation.objects.filter(tool_name=EARLIER).exists()


def test_a_municipality_and_a_contact_go_along_at_once(client, translated, publish):
    edited = translated.get_latest_revision_as_object()
    fresh = Implementation(locale=edited.locale, contacts="onthaal@halle.example")
    fresh.municipalities = [Municipality.objects.get(name="Halle")]
    publish(translated, implementations=[*edited.implementations.all(), fresh])
    page = read(client, SHEET)

    assert "onthaal@halle.example" in page.find(id="halle").text
    assert page.h1.text == "Entretiens d’accueil"
    assert not translation().outdated_since


def test_a_draft_translation_stays_a_draft_when_the_dutch_sheet_changes(client, translated, publish):
    translation().unpublish()
    publish(translated, introduction="Iets anders.")

    assert not translation().live


def test_terms_have_their_names_in_each_language(client, translated, in_french):
    in_french(Category.objects.sources().get(slug="onthaalbeleid"), {"Onthaalbeleid": "Politique d’accueil"})
    link = read(client, SHEET).find(class_="kicker").a

    assert (link.text, link["href"]) == ("Politique d’accueil", "/fr/praktijken/?category=onthaalbeleid")
    assert read(client, "/praktijken/onthaalgesprekken/").find(class_="kicker").text.strip() == "Onthaalbeleid"
    assert "Politique d’accueil" in read(client, "/fr/").find(class_="ledger").text


def test_a_french_term_is_no_second_one_in_the_lists_of_editors_and_contributors(client, in_french, moderator, sheet):
    in_french(Category.objects.sources().get(slug="onthaalbeleid"), {"Onthaalbeleid": "Politique d’accueil"})
    assert "Politique d’accueil" not in client.get("/deel-jouw-praktijk/").content.decode()
    client.force_login(moderator)

    assert "Politique d’accueil" not in client.get(f"/beheer/pages/{sheet.pk}/edit/").content.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_there_in_every_language(client, sheet, language):
    for address in PAGES:
        page = read(client, f"/{language}/{address}")
        links = [link["href"] for link in page.select("a[href^='/']:not([hreflang])")]
        assert page.html["lang"] == language
        assert [link for link in links if not link.startswith(f"/{language}/")] == [], address


def test_what_machines_read_says_its_language(client, translated):
    assert b"<language>fr</language>" in client.get("/fr/praktijken/nieuw.rss").content
    assert client.get("/fr/praktijken/onthaalgesprekken/pdf/").content.startswith(b"%PDF")
    assert '"inLanguage": "fr"' in client.get(SHEET).content.decode()
    card = client.get("/fr/api/v1/practices/").json()["results"][0]
    assert (card["title"], card["url"][-33:]) == ("Entretiens d’accueil", SHEET[-33:])
    assert card["id"] == translated.pk


def test_a_translation_may_be_made_under_the_same_rules_as_the_dutch_sheet(translated, writer, moderator):
    page = translation()

    assert page.get_parent().workflowpage.workflow.name == "Nazicht"
    assert writer.has_perm("wagtail_localize.submit_translation")
    assert page.permissions_for_user(writer).can_edit()
    assert not page.permissions_for_user(writer).can_publish()
    assert page.permissions_for_user(moderator).can_publish()


def test_a_deleted_translation_stops_nothing(client, translated, publish):
    translation().delete()
    publish(translated, introduction="Iets anders.")

    assert read(client, SHEET).find(class_="lead").text.strip() == "Iets anders."


def test_a_translation_that_waits_stands_in_the_work_list_until_it_is_done(client, translated, publish, moderator):
    client.force_login(moderator)
    assert "Er zijn geen resultaten." in read(client, "/beheer/rapporten/vertalingen/").find("main").text
    publish(translated, goals="<ul><li>Nieuwe inwoners hartelijk welkom heten</li></ul>")
    row = read(client, "/beheer/rapporten/vertalingen/").find("main").table.tbody.tr

    assert "Entretiens d’accueil" in row.text
    assert "Français" in row.text
    assert [cell.text.strip() for cell in row.find_all("td")[1:4]] == ["Onthaalgesprekken", "Français", "1"]
    assert row.find("a")["href"] == f"/beheer/pages/{translation().pk}/edit/"


def test_the_list_of_sheets_leads_to_each_translation_and_to_a_new_one(client, translated, index, writer, moderator):
    made, other = translation(), make_sheet(index, "Nog niet vertaald")

    def links(user):
        client.force_login(user)
        rows = read(client, "/beheer/sheets/").find("main").table.tbody.find_all("tr")
        found = {}
        for row in rows:
            cell = next(cell for cell in row.find_all("td") if "EN" in cell.text.split())
            found[row.find(class_="title-wrapper").text.strip()] = (
                " ".join(cell.text.split()),
                [link["href"] for link in cell.find_all("a")],
            )
        return found

    def begin(page):
        return f"/beheer/localize/submit/page/{page.pk}/"

    lines = f"/beheer/pages/{made.pk}/edit/"
    assert links(writer) == {
        "Onthaalgesprekken": ("FR + EN", [lines, begin(translated)]),
        "Nog niet vertaald": ("+ FR + EN", [begin(other), begin(other)]),
    }
    assert client.get(lines)["Location"] == f"/beheer/vertalingen/{made.pk}/"
    made.unpublish()
    assert links(moderator)["Onthaalgesprekken"][0] == "FR (concept) + EN"
    group = writer.groups.get()
    group.permissions.remove(group.permissions.get(codename="submit_translation"))
    assert links(get_user_model().objects.get(pk=writer.pk))["Onthaalgesprekken"] == ("FR (concept) – EN", [])


def test_who_translates_finds_each_sheet_of_the_site_and_no_draft(translated, index, person, client):
    sheet, draft = make_sheet(index, "Praattafels"), make_sheet(index, "Nog een concept", live=False)
    changed = sheet.get_latest_revision_as_object()
    changed.title = "Nog een titel"
    changed.save_revision()
    client.force_login(person("vera", "Vertalers"))
    listed = client.get("/beheer/sheets/").content.decode()
    first = read(client, "/beheer/")
    answer = client.post(f"/beheer/localize/submit/page/{draft.pk}/", {"locales": [translation().locale_id]})

    assert "Praattafels" in listed
    assert "Nog een" not in listed  # neither a draft, nor what a sheet is called in one
    assert client.get(f"/beheer/localize/submit/page/{sheet.pk}/").status_code == 200
    assert (answer.status_code, answer["Location"]) == (302, "/beheer/")
    assert draft.get_translations().count() == 0
    assert [link["href"] for link in first.select(".own-work .buttons a")] == [
        "/beheer/rapporten/vertalingen/",
        "/beheer/sheets/",
    ]
    assert "/beheer/localize/reports/translations/" not in str(first)


def test_the_list_of_practices_in_another_language_has_a_preview(translated, index, in_french, person, client):
    client.force_login(person("vera", "Vertalers"))
    in_french(index, {})
    source = TranslationSource.objects.get(object_id=index.translation_key)
    french = Translation.objects.get(source=source, target_locale=translation().locale)

    assert client.get(f"/beheer/localize/translate/{french.pk}/preview/").status_code == 200


DUMMY = {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"}


@pytest.mark.parametrize("machine", [None, DUMMY])
def test_machine_translation_is_there_only_for_who_set_it_up(client, translated, moderator, settings, machine):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = machine
    client.force_login(moderator)
    editor = client.get(f"/beheer/vertalingen/{translation().pk}/").content.decode()

    assert ("machine_translate" in editor) is bool(machine)


def test_what_a_machine_translated_says_so_until_somebody_has_gone_over_it(
    client, sheet, french, in_french, moderator, settings, django_capture_on_commit_callbacks
):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DUMMY
    in_french(sheet, {"Onthaalgesprekken": "Entretiens d’accueil"})
    client.force_login(moderator)
    job = Translation.objects.get()
    client.post(f"/beheer/localize/translate/{job.pk}/machine_translate/")
    with django_capture_on_commit_callbacks(execute=True):
        job.save_target()
    page = read(client, SHEET)
    assert "heten welkom inwoners Nieuwe" in page.find(class_="sheet__text").text
    assert "Une machine a traduit ceci" in page.find(class_="notice").text

    StringTranslation.objects.update(translation_type="manual")
    with django_capture_on_commit_callbacks(execute=True):
        job.save_target()
    assert not read(client, SHEET).find(class_="notice")


def test_a_merged_term_takes_its_translations_along(client, translated, in_french):
    welcome, language = (Category.objects.sources().get(slug=slug) for slug in ("onthaalbeleid", "taal"))
    in_french(welcome, {"Onthaalbeleid": "Politique d’accueil"})
    in_french(language, {"Taal": "Langue"})
    with pytest.raises(ValueError, match="merge the Dutch ones"):
        merge_terms(source=Category.objects.get(name="Politique d’accueil"), target=language)

    assert merge_terms(source=welcome, target=language) == 1
    assert read(client, SHEET).find(class_="kicker").text == "Langue"
    assert not Category.objects.filter(slug="onthaalbeleid").exists()
    assert TranslationSource.objects.get(object_repr="Onthaalgesprekken").as_instance().category == language


def test_search_engines_hear_of_translations_where_there_are_any(client, translated):
    sitemap = whole_sitemap(client)

    assert SHEET in sitemap
    assert SHEET.replace("/fr/", "/en/") not in sitemap


def test_a_term_without_a_translation_is_marked_as_dutch(client, translated, in_french):
    in_french(Category.objects.sources().get(slug="taal"), {"Taal": "Langue"})
    filters = read(client, "/fr/praktijken/").select(".facet label:has(i)")
    marks = {each.span.text: each.span.get("lang") for each in filters}

    assert (marks["Langue"], marks["Onthaalbeleid"]) == (None, "nl")
    assert read(client, SHEET).find(class_="kicker").a["lang"] == "nl"
    assert not read(client, "/praktijken/").select(".facet [lang]")


def test_a_translation_goes_through_the_workflow_of_its_dutch_sheet(
    client, sheet, french, writer, moderator, django_capture_on_commit_callbacks
):
    client.force_login(writer)
    client.post(f"/beheer/localize/submit/page/{sheet.pk}/", {"locales": [french.pk]})
    draft = translation()
    line = String.objects.get(data="Onthaalgesprekken")
    context = TranslationContext.objects.get(path="title", object_id=sheet.translation_key)
    client.put(
        f"/beheer/localize/translate/{Translation.objects.get().pk}/strings/{StringSegment.objects.get(string=line).pk}/edit/",
        "value=Entretiens",
        content_type="application/x-www-form-urlencoded",
    )
    assert StringTranslation.objects.get(context=context).data == "Entretiens"
    address = f"/beheer/vertalingen/{draft.pk}/nazicht/"
    assert read(client, f"/beheer/vertalingen/{draft.pk}/").find("button", value="send").text == "Naar nazicht sturen"
    assert "3 regels zijn nog niet vertaald" in read(client, address).find("main").text
    client.post(address)
    assert "wacht al op nazicht" in client.get(address, follow=True).content.decode()
    assert translation().current_workflow_state.workflow.name == "Nazicht"
    assert Email.objects.filter(to="samenleven@vvsg.be").exists()
    assert read(client, SHEET).h1.text == "Onthaalgesprekken"

    assert Email.objects.get(to="samenleven@vvsg.be").subject == "Na te kijken: Entretiens (Français)"
    waits = read(client, f"/beheer/vertalingen/{draft.pk}/")
    assert "Deze vertaling wacht op nazicht door iemand anders" in waits.text
    assert not waits.select("main button")
    client.force_login(moderator)
    assert "publiceer ze dan" in read(client, f"/beheer/vertalingen/{draft.pk}/").select_one("main .help-info").text

    task = translation().current_workflow_task_state
    with django_capture_on_commit_callbacks(execute=True):
        task.approve(user=moderator)
    page = read(client, SHEET)
    assert page.h1.text == "Entretiens"
    assert "Une partie de cette fiche n’est pas encore traduite" in page.find(class_="notice").text


def test_publishing_a_translation_that_is_in_review_approves_the_review(
    client, translated, publish, writer, moderator, django_capture_on_commit_callbacks
):
    typed("Nieuwe inwoners welkom heten", data="Accueillir", last_translated_by=writer)
    page = translation()
    send_for_review(page=page, translation=Translation.objects.get(), user=writer)
    state = translation().current_workflow_state
    client.force_login(moderator)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/beheer/vertalingen/{page.pk}/", {"action": "publish"}, follow=True)

    state.refresh_from_db()
    assert state.status == "approved"
    assert Email.objects.filter(to="rik@demo.example", subject__startswith="Online").exists()


def test_who_publishes_the_lines_of_somebody_else_did_not_write_them(
    client, translated, publish, writer, moderator, django_capture_on_commit_callbacks
):
    typed("Onthaalgesprekken", data="Premiers entretiens", last_translated_by=writer)
    page = translation()
    send_for_review(page=page, translation=Translation.objects.get(), user=writer)
    # Lines that nobody has read yet stay behind when the Dutch sheet changes: the next revision in French says something else.
    publish(translated, category=Category.objects.get(name="Taal"))
    client.force_login(moderator)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/beheer/vertalingen/{page.pk}/", {"action": "publish"}, follow=True)

    page = translation()
    assert (page.title, page.category.name) == ("Premiers entretiens", "Taal")
    assert not page.workflow_in_progress
    assert page.workflow_states.get().status == "approved"


def test_an_edit_of_the_dutch_sheet_leaves_the_review_of_its_translation_alone(client, translated, publish, writer):
    typed("Nieuwe inwoners welkom heten", data="Accueillir", last_translated_by=writer)
    send_for_review(page=translation(), translation=Translation.objects.get(), user=writer)
    publish(translated, introduction="Anders.")

    assert translation().workflow_in_progress


def test_who_may_not_write_sheets_sends_no_translation(client, translated, person):
    guest = person("gast")
    guest.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(guest)
    assert client.get("/beheer/").status_code == 200

    assert client.get(f"/beheer/vertalingen/{translation().pk}/nazicht/").status_code == 302
    assert not translation().workflow_in_progress


def test_a_list_says_what_is_in_dutch(client, index, translated):
    make_sheet(index, "Praattafels", {"Gent": ["Gent"]})
    marks = {each.h2.text: "en néerlandais" in each.text for each in read(client, "/fr/praktijken/").select(".result")}

    assert marks == {"Entretiens d’accueil": False, "Praattafels": True}
    assert "en néerlandais" in read(client, "/fr/gemeenten/gent/").find(class_="card").text
    assert "néerlandais" not in read(client, "/praktijken/").find("main").text


def test_a_date_in_english_has_its_day_first(client, translated):
    PracticePage.objects.update(last_published_at=datetime(2026, 11, 27, tzinfo=UTC))

    assert "27 November 2026" in read(client, "/en/praktijken/onthaalgesprekken/").find(class_="sheet__text").text


def test_a_page_about_the_site_that_is_in_dutch_says_so(client):
    assert "Cette page n’est pas encore traduite" in read(client, "/fr/over/").find(class_="notice").text
    assert not read(client, "/over/").find(class_="notice")


def test_the_list_of_terms_has_each_once(client, in_french, moderator):
    in_french(Category.objects.sources().get(slug="taal"), {"Taal": "Langue"})
    client.force_login(moderator)
    terms = read(client, "/beheer/snippets/practices/category/").find("main").text

    assert "Taal" in terms
    assert "Langue" not in terms
