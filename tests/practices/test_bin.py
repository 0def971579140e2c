"""A sheet that is deleted stays in the bin for a while with all that hangs on it, and can be put back."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone
from wagtail.models import PageLogEntry

from practices.bin.binning import empty_bin, put_in_bin
from practices.models import BinnedSheet, PracticePage
from tests.factories import make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.wagtails_indexes]

WORDS = "Veel gemeenten nodigen nieuwkomers uit voor een onthaalgesprek."
LISTS = (
    *("/beheer/sheets/", "/beheer/sheets/?q=Onthaal", "/beheer/", "/beheer/rapporten/vertalingen/", "/beheer/reports/locked/"),
    *("/beheer/pages/search/?q=Onthaal", "/beheer/pages/search/results/?q=Onthaal", "/beheer/reports/aging-pages/"),
    *("/beheer/choose-page/search/?q=Onthaal", "/beheer/pages/usage/practices/practicepage/", "/beheer/pages/4/"),
    "/beheer/api/main/pages/?type=practices.PracticePage&fields=title",
)


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def by_screen(client, page):
    return client.post(f"/beheer/pages/{page.pk}/delete/")


def by_list(client, page):
    return client.post(f"/beheer/bulk/wagtailcore/page/delete/?id={page.pk}")


WAYS = {"screen": by_screen, "list": by_list}


@pytest.fixture
def browser(client, moderator):
    client.force_login(moderator)
    return client


@pytest.fixture
def binned(translated, moderator):
    put_in_bin(translated, moderator)
    return BinnedSheet.objects.get(page=translated)


def live(sheet):
    return dict(PracticePage.objects.filter(translation_key=sheet.translation_key).values_list("locale__language_code", "live"))


@pytest.mark.parametrize("way", WAYS)
def test_whatever_way_deletes_it_puts_it_in_the_bin_with_its_translations(way, translated, browser):
    response = WAYS[way](browser, translated)

    assert live(translated) == {"nl": False, "fr": False}
    assert [str(row) for row in BinnedSheet.objects.filter(page=translated)] == ["Onthaalgesprekken"]
    assert "in de prullenbak" in said(response)
    assert browser.get(translated.address).status_code == 404
    assert browser.get("/fr" + translated.address).status_code == 404


@pytest.mark.parametrize("way", WAYS)
def test_who_may_not_delete_puts_nothing_in_the_bin(way, sheet, writer, client):
    client.force_login(writer)  # it is on the site
    WAYS[way](client, sheet)

    assert not BinnedSheet.objects.exists()
    assert live(sheet) == {"nl": True}


def test_it_comes_back_as_it_was(translated, binned, browser):
    response = browser.post(f"/beheer/prullenbak/{binned.pk}/", {"deed": "back"})

    assert live(translated) == {"nl": True, "fr": True}
    assert "is terug, en staat op de site" in said(response)
    assert translated.introduction in browser.get(translated.address).content.decode()
    assert browser.get("/fr" + translated.address).status_code == 200
    assert not BinnedSheet.objects.exists()
    assert not PracticePage.objects.get(pk=translated.pk).has_unpublished_changes


def test_a_draft_comes_back_as_a_draft_with_its_newest_words(index, moderator, browser):
    draft = make_sheet(index, "Taaltafels", live=False)
    edited = draft.get_latest_revision_as_object()
    edited.introduction = "Nog niet klaar."
    edited.save_revision(user=moderator)
    by_screen(browser, draft)
    browser.post(f"/beheer/prullenbak/{BinnedSheet.objects.get().pk}/", {"deed": "back"})

    assert live(draft) == {"nl": False}
    assert PracticePage.objects.get(pk=draft.pk).get_latest_revision_as_object().introduction == "Nog niet klaar."


def test_the_draft_of_what_is_on_the_site_comes_back_beside_it(sheet, moderator, browser):
    edited = sheet.get_latest_revision_as_object()
    edited.introduction = "Een nieuwe zin."
    edited.save_revision(user=moderator)
    by_screen(browser, sheet)
    browser.post(f"/beheer/prullenbak/{BinnedSheet.objects.get().pk}/", {"deed": "back"})

    page = PracticePage.objects.get(pk=sheet.pk)
    assert (page.live, page.introduction, page.has_unpublished_changes) == (True, WORDS, True)
    assert page.get_latest_revision_as_object().introduction == "Een nieuwe zin."


def test_an_editor_who_may_not_publish_puts_it_back_as_a_draft(sheet, binned, writer, client):
    client.force_login(writer)
    screen = client.get(f"/beheer/prullenbak/{binned.pk}/").content.decode()
    client.post(f"/beheer/prullenbak/{binned.pk}/", {"deed": "back"})

    assert "een moderator zet ze weer op de site" in screen
    assert "Voorgoed verwijderen" not in screen
    assert live(sheet) == {"nl": False, "fr": False}
    assert not BinnedSheet.objects.exists()


def test_a_translation_goes_to_the_bin_alone(translated, browser):
    french = PracticePage.objects.get(translation_key=translated.translation_key, locale__language_code="fr")
    by_screen(browser, french)

    assert live(translated) == {"nl": True, "fr": False}
    assert "FR" in browser.get("/beheer/prullenbak/").content.decode().upper()
    browser.post(f"/beheer/prullenbak/{BinnedSheet.objects.get().pk}/", {"deed": "back"})
    assert live(translated) == {"nl": True, "fr": True}


def test_a_review_stops_and_a_scheduled_day_is_forgotten(index, writer, moderator, browser):
    draft = make_sheet(index, "Taaltafels", live=False)
    draft.get_workflow().start(draft, writer)
    draft.revisions.update(approved_go_live_at=timezone.now() + timedelta(days=1))
    by_screen(browser, draft)

    draft.refresh_from_db()
    assert draft.current_workflow_state is None
    assert not draft.revisions.exclude(approved_go_live_at=None).exists()


@pytest.mark.parametrize("address", LISTS)
def test_no_list_of_editors_has_it(address, translated, binned, browser):
    answer = browser.get(address)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f"/beheer/pages/{translated.pk}/" not in page
    assert "Entretiens d’accueil" not in page
    assert "Onthaalgesprekken" not in page.replace("Onthaalgesprekken “", "")


@pytest.mark.parametrize(
    "address",
    ["edit/", "delete/", "copy/", "move/", "unpublish/", "history/", "workflow/enable/"],
)
def test_nothing_is_done_with_it_meanwhile(address, translated, binned, browser, admin_user):
    for user in (None, admin_user):
        if user:
            browser.force_login(user)
        browser.post(f"/beheer/pages/{translated.pk}/{address}", {"title": "Anders", "new_title": "Anders", "next": ""})
    assert live(translated) == {"nl": False, "fr": False}
    assert PracticePage.objects.count() == 2
    assert not PracticePage.objects.filter(draft_title="Anders").exists()


def test_a_link_to_its_editor_leads_to_the_bin(translated, binned, browser):
    assert browser.get(f"/beheer/pages/{translated.pk}/edit/").url == f"/beheer/prullenbak/{binned.pk}/"


def test_a_revision_is_not_published_while_it_is_there(translated, binned, browser, admin_user):
    from practices.door import RefusedError

    with pytest.raises(RefusedError, match="prullenbak"):
        PracticePage.objects.get(pk=translated.pk).get_latest_revision().publish(user=admin_user)


def test_after_its_period_it_is_gone_and_before_it_is_not(translated, binned, settings):
    BinnedSheet.objects.update(binned_at=timezone.now() - settings.PERIODS.bin + timedelta(minutes=1))
    empty_bin()
    assert PracticePage.objects.count() == 2

    BinnedSheet.objects.update(binned_at=timezone.now() - settings.PERIODS.bin - timedelta(minutes=1))
    empty_bin()
    assert PracticePage.objects.count() == 0


def test_a_moderator_deletes_it_for_good(translated, binned, browser):
    response = browser.post(f"/beheer/prullenbak/{binned.pk}/", {"deed": "gone"})

    assert PracticePage.objects.count() == 0
    assert "voorgoed weg" in said(response)
    assert "De prullenbak is leeg" in browser.get("/beheer/prullenbak/").content.decode()


def test_a_redacteur_deletes_nothing_for_good(translated, binned, writer, client):
    client.force_login(writer)
    client.post(f"/beheer/prullenbak/{binned.pk}/", {"deed": "gone"})

    assert PracticePage.objects.count() == 2


def test_twice_back_is_once_back(translated, binned, browser):
    browser.post(f"/beheer/prullenbak/{binned.pk}/", {"deed": "back"})
    assert browser.post(f"/beheer/prullenbak/{binned.pk}/", {"deed": "back"}).status_code == 404


def test_its_history_says_who_deleted_it_and_who_put_it_back(translated, binned, moderator, browser):
    browser.post(f"/beheer/prullenbak/{binned.pk}/", {"deed": "back"})

    rows = PageLogEntry.objects.filter(page=translated, action__in=["practices.binned", "practices.taken_out"])
    assert list(rows.order_by("timestamp").values_list("action", "user")) == [
        ("practices.binned", moderator.pk),
        ("practices.taken_out", moderator.pk),
    ]


def test_the_screen_that_asks_says_for_how_long(sheet, browser):
    assert "30 dagen in de prullenbak" in browser.get(f"/beheer/pages/{sheet.pk}/delete/").content.decode()
    assert "30 dagen in de prullenbak" in browser.get(f"/beheer/bulk/wagtailcore/page/delete/?id={sheet.pk}").content.decode()


def test_the_page_of_all_practices_is_not_deleted_with_them(sheet, index, browser, admin_user):
    for user in (None, admin_user):
        if user:
            browser.force_login(user)
        by_screen(browser, index)
        browser.post(f"/beheer/pages/{index.pk}/delete/", {"confirm_site_name": "Praktijken"})
    assert live(sheet) == {"nl": True}


def french_of(sheet):
    return PracticePage.objects.get(translation_key=sheet.translation_key, locale__language_code="fr")


def test_a_translation_is_not_put_back_without_its_dutch_sheet(translated, browser, moderator):
    french = french_of(translated)
    put_in_bin(french, moderator)
    put_in_bin(PracticePage.objects.get(pk=translated.pk), moderator)
    binned = BinnedSheet.objects.get(page=french)
    response = browser.post(f"/beheer/prullenbak/{binned.pk}/", {"deed": "back"})

    assert "zet die eerst terug" in said(response)
    assert live(translated) == {"nl": False, "fr": False}

    browser.post(f"/beheer/prullenbak/{BinnedSheet.objects.get(page=translated).pk}/", {"deed": "gone"})
    assert not PracticePage.objects.exists()


def test_a_translation_in_the_bin_is_not_sent_for_review_locked_or_made_anew(translated, binned, browser):
    french = french_of(translated)
    browser.post(f"/beheer/vertalingen/{french.pk}/nazicht/")
    browser.post(f"/beheer/pages/{french.pk}/lock/")
    browser.post(f"/beheer/localize/submit/page/{translated.pk}/", {"locales": [3], "submit": "1"})

    french.refresh_from_db()
    assert french.current_workflow_state is None
    assert not french.locked
    assert PracticePage.objects.count() == 2


def test_the_photo_of_a_sheet_that_can_come_back_stays_as_it_was_approved(sheet, moderator):
    from practices.permissions import readers_see
    from tests.factories import PhotoFactory

    photo = PhotoFactory()
    edited = sheet.get_latest_revision_as_object()
    edited.image = photo
    edited.save_revision().publish()
    put_in_bin(PracticePage.objects.get(pk=sheet.pk), moderator)

    assert readers_see(photo)
