"""Lines of a translation that still stand there in Dutch say so; terms and pages about the site keep their translation."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.models import ContentPage
from practices.models import Category, Implementation
from practices.segments.marking import mark_lines
from practices.segments.state import EARLIER
from tests.practices.french import SHEET, read

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
NEW = "<ul><li>Nieuwe inwoners welkom heten</li><li>Buren leren kennen</li></ul>"


def lines(page):
    """The lines of the goals with the language that each says it is in."""
    return {line.text: line.get("lang") for line in page.select(".sheet__text section:first-child li")}


def test_a_new_line_is_marked_as_dutch_until_it_is_translated(client, translated, publish):
    publish(translated, goals=NEW)

    assert "Une partie de cette fiche n’est pas encore traduite" in read(client, SHEET).find(class_="notice").text
    assert lines(read(client, SHEET)) == {"Souhaiter la bienvenue": None, "Buren leren kennen": "nl"}
    assert lines(read(client, "/praktijken/onthaalgesprekken/")) == {
        "Nieuwe inwoners welkom heten": None,
        "Buren leren kennen": None,
    }


def test_what_a_municipality_says_in_dutch_is_marked_too(client, translated, publish):
    rows = list(translated.get_latest_revision_as_object().implementations.all())
    rows[0].description = "<p>Elke maandag.</p>"
    publish(translated, implementations=rows)

    assert read(client, SHEET).find(class_="doer__what").find("p", string="Elke maandag.")["lang"] == "nl"


def test_names_of_partners_and_contacts_are_dutch_on_every_page(client, translated, publish):
    rows: list[Implementation] = list(translated.get_latest_revision_as_object().implementations.all())
    rows[0].partners = "Huis van het Kind"
    publish(translated, implementations=rows, partners="Vlaamse overheid")
    page = read(client, SHEET)

    assert page.find("dd", string="Huis van het Kind")["lang"] == "nl"
    assert page.find("p", string="Vlaamse overheid")["lang"] == "nl"
    assert not read(client, "/praktijken/onthaalgesprekken/").select("dd[lang]")


def test_a_line_under_a_dutch_one_says_its_own_language():
    html = "<ul><li>Oud<ul><li>Neuf</li></ul></li></ul>"

    marked = mark_lines(html, {"Oud"}, "fr")
    assert marked == '<ul><li lang="nl">Oud<ul><li lang="fr">Neuf</li></ul></li></ul>'


def test_a_term_with_another_name_keeps_its_translation_until_it_has_a_new_one(client, translated, in_french, moderator):
    term = Category.objects.sources().get(slug="onthaalbeleid")
    in_french(term, {"Onthaalbeleid": "Accueil"})
    term.name = "Warm onthaal"
    term.save()

    assert read(client, SHEET).find(class_="kicker").text == "Accueil"
    client.force_login(moderator)
    waits = read(client, "/beheer/rapporten/vertalingen/").find(class_="others")
    assert waits.text.strip() == "Warm onthaal (categorie, Français)"
    french = Category.objects.get(locale__language_code="fr")
    assert waits.a["href"] == f"/beheer/snippets/practices/category/edit/{french.pk}/"
    assert StringTranslation.objects.get(tool_name=EARLIER).translation_of.data == "Warm onthaal"


def test_a_term_that_was_only_copied_is_copied_again(client, sheet, in_french):
    term = Category.objects.sources().get(slug="onthaalbeleid")
    in_french(term, {})
    term.name = "Warm onthaal"
    term.save()
    shown = read(client, SHEET).find(class_="kicker").a

    assert (shown.text, shown["lang"]) == ("Warm onthaal", "nl")


@pytest.fixture
def about(in_french):
    """A page about the site with two paragraphs, in Dutch and in French."""
    page = ContentPage.objects.get(slug="over", locale__language_code="nl")
    page.body = "<p>Wat dit is.</p><p>Van wie het is.</p>"
    page.save_revision().publish()
    in_french(page.get_parent().specific, {})
    in_french(page, {"Wat dit is.": "Ce que c’est.", "Van wie het is.": "De qui c’est.", page.title: "À propos"})
    return page


def test_a_page_about_the_site_keeps_its_earlier_lines_and_says_so(client, about, publish):
    assert not read(client, "/fr/over/").find(class_="notice")
    publish(about, body="<p>Wat dit nu is.</p><p>Van wie het is.</p>")
    page = read(client, "/fr/over/")

    assert "Ce que c’est." in page.text
    assert "Wat dit nu is." not in page.text
    assert "La page néerlandaise a été modifiée depuis" in page.find(class_="notice").text
    assert page.find(class_="notice").a["href"] == "/over/"
    assert "Wat dit nu is." in read(client, "/over/").text


def test_a_page_about_the_site_that_is_partly_dutch_marks_those_lines(client, about):
    StringTranslation.objects.filter(data="De qui c’est.").delete()
    Translation.objects.get(source__object_id=about.translation_key).save_target()
    lines = read(client, "/fr/over/").find(class_="prose").find_all(["h1", "p"], class_=False)

    assert {line.text: line.get("lang") for line in lines} == {"À propos": None, "Ce que c’est.": None, "Van wie het is.": "nl"}


def test_a_page_that_is_written_by_hand_from_now_on_is_outdated_only_until_it_is_published(client, about, publish):
    Translation.objects.update(enabled=False)
    publish(about, body="<p>Wat dit nu is.</p>")
    assert read(client, "/fr/over/").find(class_="notice")
    page = ContentPage.objects.get(slug="over", locale__language_code="fr")
    page.body = "<p>Ce que c’est maintenant.</p>"
    page.save_revision().publish()

    assert not read(client, "/fr/over/").find(class_="notice")


def test_who_is_no_administrator_hears_that_translations_follow(client, translated, writer):
    client.force_login(writer)
    response = client.get(f"/beheer/localize/update/{TranslationSource.objects.get().pk}/", follow=True)

    assert response.redirect_chain[-1][0] == "/beheer/rapporten/vertalingen/"
    assert "Vertalingen volgen de Nederlandse tekst vanzelf" in response.content.decode()
    assert Page.objects.filter(locale__language_code="fr", live=True).exists()
