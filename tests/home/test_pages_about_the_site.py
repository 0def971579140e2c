"""Moderators write the pages about the site, and somebody else reads them before readers do, whatever button is pressed."""

import polib
import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, TranslationSource

from home.models import ContentPage, HomePage
from practices.segments.state import is_outdated
from practices.translations.demo import CATALOGUES, translate
from search.models import PracticeIndexPage
from tests.practices.test_workflow import posted

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

NEW = "Wij zijn er voor iedereen."
FRENCH = {"Privacy": "Vie privée"}
WAYS = ["editor", "bulk", "publish_below", "approve_own"]


@pytest.fixture
def privacy():
    return ContentPage.objects.get(slug="privacy", locale__language_code="nl")


@pytest.fixture
def other(person):
    return person("bea", "Moderatoren")


@pytest.fixture
def written(privacy, moderator, client):
    """The moderator Mia wrote in it, and sent it for review by the button of the editor."""
    client.force_login(moderator)
    address = f"/beheer/pages/{privacy.pk}/edit/"
    data = posted(client.get(address).context["form"])
    client.post(address, {**data, "search_description": NEW, "action-submit": "1"})
    return privacy


def shown():
    return ContentPage.objects.get(slug="privacy", locale__language_code="nl").search_description


def test_somebody_else_approves_it(written, other, client):
    assert shown() != NEW
    client.force_login(other)
    task = written.current_workflow_task_state
    client.post(f"/beheer/pages/workflow/action/{written.pk}/approve/{task.pk}/", {})

    assert shown() == NEW


@pytest.mark.parametrize("way", WAYS)
def test_no_button_puts_ones_own_words_there(way, written, moderator, client):
    client.force_login(moderator)
    task = written.current_workflow_task_state.pk
    address = f"/beheer/pages/{written.pk}/edit/"
    if way == "editor":
        client.post(address, {**posted(client.get(address).context["form"]), "action-publish": "1"})
    elif way == "bulk":
        client.post(f"/beheer/bulk/wagtailcore/page/publish/?id={written.pk}")
    elif way == "publish_below":
        client.post(f"/beheer/bulk/wagtailcore/page/publish/?id={written.get_parent().pk}", {"include_descendants": "on"})
    else:
        client.post(f"/beheer/pages/workflow/action/{written.pk}/approve/{task}/", {})

    assert shown() != NEW


def test_it_waits_in_the_queue(written, other, client):
    client.force_login(other)
    page = client.get("/beheer/wachtrij/?state=waiting").content.decode()

    assert "Privacy" in page
    assert "pagina over de site" in page


def test_a_redacteur_writes_none(privacy, writer, client):
    client.force_login(writer)

    assert client.get(f"/beheer/pages/{privacy.pk}/edit/").status_code == 302


@pytest.mark.parametrize("model", [HomePage, PracticeIndexPage, ContentPage])
@pytest.mark.parametrize("deed", ["delete", "unpublish", "move", "copy"])
def test_a_moderator_takes_none_away(model, deed, moderator, client):
    page = model.objects.filter(locale__language_code="nl").first()
    client.force_login(moderator)
    name = {"confirm_site_name": "Samenleven in diversiteit", "new_title": "Kopie", "new_slug": "kopie"}
    client.post(f"/beheer/pages/{page.pk}/{deed}/", name)
    client.post(f"/beheer/bulk/wagtailcore/page/{deed}/?id={page.pk}", {"include_descendants": "on", **name})

    page.refresh_from_db()
    assert page.live
    assert not model.objects.filter(slug="kopie").exists()


def test_ones_own_french_lines_are_read_by_somebody_else(privacy, moderator, other, client, django_capture_on_commit_callbacks):
    from wagtail_localize.models import StringTranslation

    french = Locale.objects.get(language_code="fr")
    with django_capture_on_commit_callbacks(execute=True):
        translate(HomePage.objects.get(locale__language_code="nl"), french, {})
        translate(privacy, french, FRENCH)
    page = ContentPage.objects.get(slug="privacy", locale=french)
    line = StringTranslation.objects.get(data="Vie privée")
    line.data, line.last_translated_by = "Confidentialité", moderator
    line.save()
    client.force_login(moderator)
    client.post(f"/beheer/vertalingen/{page.pk}/", {"action": "publish"})
    page.refresh_from_db()
    assert page.title == "Vie privée"

    client.force_login(other)
    client.post(f"/beheer/vertalingen/{page.pk}/", {"action": "publish"})
    page.refresh_from_db()
    assert page.title == "Confidentialité"


@pytest.mark.parametrize("model", [HomePage, PracticeIndexPage, ContentPage])
def test_a_moderator_closes_none_for_readers(model, moderator, client):
    page = model.objects.filter(locale__language_code="nl").first()
    client.force_login(moderator)
    client.post(f"/beheer/pages/{page.pk}/privacy/", {"restriction_type": "login"})

    assert not page.get_view_restrictions().exists()


def test_the_front_page_does_not_expire(moderator):
    from datetime import timedelta

    from django.utils import timezone

    from practices.door import RefusedError

    home = HomePage.objects.get(locale__language_code="nl")
    home.expire_at = timezone.now() + timedelta(days=1)
    with pytest.raises(RefusedError, match="van de site"):
        home.save_revision().publish()


def test_autosave_writes_nothing_into_what_somebody_else_has_read(privacy, moderator, other, client):
    draft = privacy.get_latest_revision_as_object() if privacy.latest_revision else privacy
    draft.search_description = "Gelezen."
    read = draft.save_revision(user=moderator)
    read.publish(user=other)
    page = ContentPage.objects.get(pk=privacy.pk)
    page.search_description = NEW
    page.save_revision(user=moderator, overwrite_revision=page.live_revision)

    read.refresh_from_db()
    assert read.content["search_description"] == "Gelezen."
    client.force_login(moderator)
    client.post(f"/beheer/bulk/wagtailcore/page/publish/?id={privacy.pk}")
    assert shown() == "Gelezen."


@pytest.mark.parametrize(("language", "word"), [("fr", "base de données"), ("en", "database")])
def test_the_pages_about_the_site_are_there_in_every_language(language, word, client, django_capture_on_commit_callbacks):
    memory = {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUES / f"{language}.po"))}
    for page in (*HomePage.objects.all(), *ContentPage.objects.all()):
        with django_capture_on_commit_callbacks(execute=True):  # each is published before the next one, as in the demo
            translate(page, Locale.objects.get(language_code=language), memory)
    for slug in ("over", "privacy", "toegankelijkheid"):
        page = ContentPage.objects.get(slug=slug, locale__language_code=language)
        source = TranslationSource.objects.get(object_id=page.translation_key)
        lines = set(StringSegment.objects.filter(source=source).values_list("string__data", flat=True))
        assert lines - memory.keys() == set()
        assert not is_outdated(page), page
        answer = BeautifulSoup(client.get(f"/{language}/{slug}/").content, "html.parser").find("main")
        assert word in answer.text
        assert "databank" not in answer.text
        assert "[[" not in answer.text
        assert answer.find("a", href="mailto:samenleven@vvsg.be")
