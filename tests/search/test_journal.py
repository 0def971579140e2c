"""Whatever changes what is found is found at the next request, and nothing is lost when an engine is down."""

import random

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import translation
from wagtail.models import PageViewRestriction

from municipalities.models import Municipality
from municipalities.signals import municipality_merged
from practices.mergers import merge_terms
from practices.models import Category, PracticePage, PracticeTag
from practices.photos.models import make_missing_sizes
from search import indexes, journal
from search.drift import find_drift
from search.engines.tantivy_counts import Totals
from search.finding import Finder, Question
from search.models import JournalEntry
from tests.factories import PhotoFactory, make_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_remembered_photos():
    """Wagtail remembers the sizes of photos beyond the database of a test."""
    cache.clear()


def titles(text="", **selection):
    answer = Finder("nl").find(Question(text, {facet: [slug] for facet, slug in selection.items()}, sort="title"))
    return [card["title"] for card in answer.found.cards]


def test_a_sheet_is_found_when_it_is_published_and_gone_when_it_is_withdrawn(index):
    page = make_sheet(index, "Praattafels")
    assert titles("praattafel") == ["Praattafels"]

    page.unpublish()
    assert titles("praattafel") == []
    page.save_revision().publish()
    assert titles("praattafel") == ["Praattafels"]
    page.delete()
    assert titles("praattafel") == []


def test_an_edit_is_found_when_it_goes_live_and_not_before(index):
    page = make_sheet(index, "Praattafels", introduction="Koffie.")
    assert titles("soep") == []
    draft = page.get_latest_revision_as_object()
    draft.introduction = "Soep."
    revision = draft.save_revision()
    assert titles("soep") == []

    revision.publish()
    assert titles("soep") == ["Praattafels"]
    assert titles("koffie") == []


def test_a_renamed_term_and_keyword_are_found_by_their_new_name(index):
    page = make_sheet(index, "Praattafels", category="Taal")
    page.tags.add("kletsen")
    page.save_revision().publish()
    assert titles("kletsen") == ["Praattafels"]
    term, tag = Category.objects.get(name="Taal"), PracticeTag.objects.get(name="kletsen")
    term.name = "Meertaligheidsbeleid"
    term.save()
    tag.name = "keuvelen"
    tag.save()

    assert titles("meertaligheidsbeleid") == ["Praattafels"]
    assert titles("keuvelen") == ["Praattafels"]
    assert titles("kletsen") == []
    assert Finder("nl").names.labels["category"][term.slug] == "Meertaligheidsbeleid"


def test_names_are_read_again_only_when_one_has_changed(index):
    sheet = make_sheet(index)
    before = Finder("nl").names
    sheet.save_revision().publish()
    assert Finder("nl").names is before

    place = Municipality.objects.get(name="Ninove")
    place.name = "Ninove aan de Dender"
    place.save()
    after = Finder("nl").names
    assert after.labels["municipality"]["ninove"] == "Ninove aan de Dender"
    journal.record([sheet.pk])
    journal.record([sheet.pk])
    JournalEntry.objects.filter(pk__lt=journal.latest()).delete()  # one of those that are gone may have told of a name
    assert Finder("nl").names is not after


def test_a_merged_term_counts_for_the_other(index):
    make_sheet(index, "Praattafels", category="Taal")
    assert titles(category="wonen") == []
    merge_terms(source=Category.objects.get(slug="taal"), target=Category.objects.get(slug="wonen"))

    assert titles(category="wonen") == ["Praattafels"]


def test_a_merged_municipality_is_found_under_its_successor(index):
    make_sheet(index, "Praattafels", {"Halle": ["Halle"]})
    old, new = Municipality.objects.get(name="Halle"), Municipality.objects.get(name="Beersel")
    assert titles(municipality="beersel") == []
    municipality_merged.send(Municipality, old=old, new=new)

    assert titles(municipality="beersel") == ["Praattafels"]


def test_what_is_put_behind_a_password_is_gone(index):
    make_sheet(index, "Praattafels")
    assert titles() == ["Praattafels"]
    restriction = PageViewRestriction.objects.create(page=index, restriction_type="password", password="x")
    assert titles() == []
    restriction.delete()
    assert titles() == ["Praattafels"]


def test_a_new_photo_is_on_the_card(index, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_sheet(index, "Praattafels", image=PhotoFactory())
    [card] = Finder("nl").find(Question()).found.cards
    assert card["picture"].startswith("/media/")
    PracticePage.objects.get().image.delete()

    [card] = Finder("nl").find(Question()).found.cards
    assert card["picture"] == ""


def test_a_change_that_is_rolled_back_leaves_no_row(index):
    before = journal.latest()
    with transaction.atomic():
        make_sheet(index, "Praattafels")
        transaction.set_rollback(True)
    assert (journal.latest(), titles()) == (before, [])


def test_an_index_that_is_further_behind_than_the_journal_is_built_anew(index):
    make_sheet(index, "Een")
    assert titles() == ["Een"]
    make_sheet(index, "Twee")
    JournalEntry.objects.filter(pk__lt=journal.latest()).delete()

    assert titles() == ["Een", "Twee"]


def test_an_index_that_is_ahead_of_a_restored_database_is_built_anew(index):
    make_sheet(index, "Een")
    engine = indexes.embedded("nl")
    assert titles() == ["Een"]
    engine.apply(documents=[], gone=[PracticePage.objects.get().pk], applied=journal.latest() + 7)

    assert titles() == ["Een"]


def test_check_finds_what_is_missing_too_much_and_different_and_repairs_it(index, capsys):
    pages = [make_sheet(index, title) for title in ("Een", "Twee", "Drie")]
    titles()
    PracticePage.objects.filter(pk=pages[0].pk).update(introduction="Buiten het logboek om.")
    PracticePage.objects.filter(pk=pages[1].pk).update(live=False)

    drift = find_drift(indexes.embedded("nl"), "nl")
    assert (drift.missing, drift.extra, drift.different, drift.behind) == ([], [pages[1].pk], [pages[0].pk], 0)
    with pytest.raises(CommandError):
        call_command("search_check")
    call_command("search_check", "--repair")
    call_command("search_check")
    assert "gelijk aan de fiches" in capsys.readouterr().out
    assert titles() == ["Drie", "Een"]


def test_check_finds_counts_that_are_wrong_and_repairs_them(index, capsys, monkeypatch):
    page, _other = make_sheet(index, "Een"), make_sheet(index, "Twee")
    titles()
    with monkeypatch.context() as broken:
        broken.setattr(Totals, "take_out", lambda *_args: None)
        page.unpublish()
        assert titles() == ["Twee"]

    with pytest.raises(CommandError):
        call_command("search_check")
    assert "tellingen die niet kloppen" in capsys.readouterr().out
    call_command("search_check", "--repair")
    assert Finder("nl").find(Question()).found.counts["municipality"] == {"ninove": 1}
    call_command("search_check")


def test_rebuild_follows_what_changes_while_it_builds(index, monkeypatch):
    make_sheet(index, "Een")
    titles()
    real = indexes.documents

    def slowly(language):
        yield from real(language)
        monkeypatch.setattr(indexes, "documents", real)
        make_sheet(index, "Tijdens het bouwen")

    monkeypatch.setattr(indexes, "documents", slowly)
    assert indexes.rebuild(indexes.embedded("nl"), "nl") == 1

    assert indexes.embedded("nl").applied() == journal.latest()
    assert titles() == ["Een", "Tijdens het bouwen"]


def deeds(index, chance, pages):
    """A random change to a sheet or a term, as editors make them."""
    page = chance.choice(pages) if pages else None
    page = PracticePage.objects.filter(pk=page).first()
    deed = chance.choice(["add", "edit", "edit", "withdraw", "publish", "delete", "rename"])
    if page is None or deed == "add":
        pages.append(make_sheet(index, f"Praktijk {chance.random()}", {"Gent": ["Gent"]}).pk)
    elif deed == "edit":
        draft = page.get_latest_revision_as_object()
        draft.introduction = f"Woord{chance.randint(1, 10_000)}"
        draft.save_revision().publish()
    elif deed == "withdraw":
        page.unpublish()
    elif deed == "publish":
        page.get_latest_revision().publish()
    elif deed == "delete":
        page.delete()
    else:
        term = chance.choice(Category.objects.exclude(name="Onthaalbeleid").order_by("pk"))
        term.name = f"Categorie {chance.randint(1, 10_000)}"
        term.save()


def test_after_a_hundred_random_deeds_the_index_equals_the_sheets(index):
    chance, pages = random.Random(7), []  # noqa: S311 - the same every time
    for number in range(100):
        deeds(index, chance, pages)
        if number % 7 == 0:
            titles()
    titles()

    assert not find_drift(indexes.embedded("nl"), "nl")


def test_a_moderator_who_takes_a_sheet_off_the_site_takes_it_out_of_the_results(index, client, moderator):
    page = make_sheet(index, "Praattafels")
    client.force_login(moderator)
    client.post(f"/beheer/pages/{page.pk}/unpublish/")

    assert titles() == []


def test_a_municipality_that_gets_another_name_is_found_by_it(index):
    make_sheet(index, "Praattafels", {"Genk": ["Genk"]})
    Municipality.objects.filter(name="Genk").update(name="Genck", slug="genck")
    indexes.ready(indexes.embedded("nl"), "nl", journal.latest())
    call_command("load_municipalities", verbosity=0)

    assert titles(municipality="genk") == ["Praattafels"]
    assert not find_drift(indexes.embedded("nl"), "nl")


def test_words_and_partners_of_a_withdrawn_sheet_are_neither_completed_nor_meant(client, index):
    make_sheet(index, "Blijft")
    page = make_sheet(index, "Geheimwoordzzq", introduction="Met de geheimwoordzzq.")
    [row] = page.implementations.all()
    row.partners = "Zeergeheime Partner"
    page.implementations.set([row])
    page.save_revision().publish()
    titles()
    indexes.rebuild(indexes.embedded("nl"), "nl")
    assert client.get("/api/v1/suggest/?q=zeergeh").json()
    page.unpublish()

    assert client.get("/api/v1/suggest/?q=zeergeh").json() == []
    assert "geheimwoordzzq" not in client.get("/praktijken/?q=geheimwoordzzp").content.decode()


def test_a_photo_with_another_file_is_on_the_card_again_after_the_worker(index, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    page = make_sheet(index, "Praattafels", image=PhotoFactory())
    titles()
    page.image.renditions.all().delete()
    cache.clear()
    assert Finder("nl").find(Question()).found.cards[0]["picture"] == ""
    make_missing_sizes()

    assert Finder("nl").find(Question()).found.cards[0]["picture"].startswith("/media/")
    assert not find_drift(indexes.embedded("nl"), "nl")


def test_an_index_is_in_its_own_language_whoever_brings_it_up_to_date(index):
    page = make_sheet(index, "Praattafels")
    with translation.override("en"):
        [card] = Finder("nl").find(Question()).found.cards
        assert translation.get_language() == "en"

    assert card["id"] == page.pk
    assert "Doelen" in [passage["where"] for passage in card["passages"]]
    assert not find_drift(indexes.embedded("nl"), "nl")
