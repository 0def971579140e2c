"""Merging one term into another: sheets move over, in drafts too, and the old address redirects."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision

from practices.mergers import ask_to_merge, merge_terms
from practices.models import Category, PolicyDomain, PracticePage, PracticeTag, TargetGroup, TermChange
from practices.vocabularies import vocabulary_of
from tests.factories import make_sheet

pytestmark = pytest.mark.django_db


def test_sheets_move_to_the_other_term(index):
    old, new = TargetGroup.objects.get(name="Vrouwen"), TargetGroup.objects.get(name="Senioren")
    only_old, both = make_sheet(index, "Een"), make_sheet(index, "Twee")
    only_old.target_groups.set([old])
    both.target_groups.set([old, new])
    for page in (only_old, both):
        page.save_revision().publish()

    assert merge_terms(source=old, target=new) == 2

    for page in (only_old, both):
        fresh = PracticePage.objects.get(pk=page.pk)
        assert list(fresh.target_groups.all()) == [new]
        assert list(fresh.get_latest_revision_as_object().target_groups.all()) == [new]


def test_the_old_address_of_a_category_redirects_with_its_other_filters(index, client):
    make_sheet(index, category="Taal")
    merge_terms(source=Category.objects.get(slug="taal"), target=Category.objects.get(slug="onderwijs"))
    merge_terms(source=Category.objects.get(slug="onderwijs"), target=Category.objects.get(slug="wonen"))

    response = client.get("/praktijken/?category=taal&municipality=ninove&q=praten")

    assert response.status_code == 301
    assert response["Location"] == "/praktijken/?q=praten&category=wonen&municipality=ninove"
    assert "1 praktijk" in client.get("/praktijken/?category=wonen").content.decode()


def test_a_term_is_not_merged_into_itself_or_another_kind(index):
    category = Category.objects.get(slug="taal")
    with pytest.raises(ValueError, match="same kind"):
        merge_terms(source=category, target=category)
    with pytest.raises(ValueError, match="same kind"):
        merge_terms(source=category, target=TargetGroup.objects.first())


def test_a_moderator_merges_in_the_admin_and_a_redacteur_may_not(client, moderator, writer, index):
    source, target = Category.objects.get(slug="taal"), Category.objects.get(slug="onderwijs")
    address = f"/beheer/termen/category/{source.pk}/samenvoegen/"

    client.force_login(writer)
    assert client.post(address, {"target": target.pk}).status_code == 302
    assert Category.objects.filter(pk=source.pk).exists()

    client.force_login(moderator)
    response = client.post(address, {"target": target.pk}, follow=True)
    assert "is samengevoegd met" in response.content.decode()
    assert not Category.objects.filter(pk=source.pk).exists()


def test_a_scheduled_revision_does_not_bring_the_old_term_back(index):
    page = make_sheet(index, category="Taal")
    page.go_live_at = timezone.now() + timedelta(seconds=1)
    page.save_revision().publish()
    page.save_revision()
    merge_terms(source=Category.objects.get(slug="taal"), target=Category.objects.get(slug="onderwijs"))

    with travel(hours=1):
        call_command("publish_scheduled")

    assert PracticePage.objects.get(pk=page.pk).category.slug == "onderwijs"


@contextmanager
def travel(**ahead):
    """Move what is scheduled into the past: the clock of the tests stays real."""
    Revision.objects.exclude(approved_go_live_at=None).update(approved_go_live_at=timezone.now() - timedelta(**ahead))
    yield


def test_the_record_says_who_merged_what_into_what(index, moderator):
    page = make_sheet(index)
    page.target_groups.set([TargetGroup.objects.get(name="Vrouwen")])
    page.save_revision().publish()
    old, new = TargetGroup.objects.get(name="Vrouwen"), TargetGroup.objects.get(name="Senioren")
    merge_terms(source=old, target=new, user=moderator)

    entry = ModelLogEntry.objects.get(action="practices.merged")
    assert (entry.user, entry.object_id) == (moderator, str(new.pk))
    assert str(entry.formatter.format_message(entry)) == "“Vrouwen” is hierin samengevoegd; verplaatste fiches: 1"


@pytest.fixture
def other(person):
    return person("bea", "Moderatoren")


def keyword(name, index):
    return PracticeTag.objects.get_or_create(name=name, slug=name, locale=index.locale)[0]


def two_terms(model, index):
    if model is PracticeTag:
        return keyword("koffi", index), keyword("koffie", index)
    return model.objects.sources().filter(approved=True).order_by("pk")[:2]


def put(page, term):
    page.set_terms(vocabulary_of(type(term)).part, [term])
    page.save()


@pytest.mark.parametrize("model", [Category, TargetGroup, PolicyDomain, PracticeTag])
def test_what_readers_see_becomes_one_once_somebody_else_has_read_it(model, index, client, moderator, other):
    source, target = two_terms(model, index)
    put(make_sheet(index), source)
    client.force_login(moderator)
    address = f"/beheer/termen/{model._meta.model_name}/{source.pk}/samenvoegen/"
    said = client.post(address, {"target": target.pk}, follow=True).content.decode()

    change = TermChange.objects.get()
    assert "zodra iemand anders het nagekeken heeft" in said
    assert model.objects.filter(pk=source.pk).exists()
    assert source.name in client.get("/beheer/wachtrij/?state=waiting").content.decode()
    screen = client.get(f"/beheer/termen/wijzigingen/{change.pk}/").content.decode()
    assert "wordt één met" in screen.lower()
    assert "Goedkeuren" not in screen
    client.post(f"/beheer/termen/wijzigingen/{change.pk}/", {"deed": "approve"})
    assert model.objects.filter(pk=source.pk).exists()

    client.force_login(other)
    said = client.post(f"/beheer/termen/wijzigingen/{change.pk}/", {"deed": "approve"}, follow=True).content.decode()
    assert "is samengevoegd met" in said
    assert not model.objects.filter(pk=source.pk).exists()
    assert not TermChange.objects.exists()
    assert PracticePage.objects.get().terms_of(vocabulary_of(model).part) == [target]


def test_what_no_reader_sees_becomes_one_at_once(index, client, moderator):
    source, target = TargetGroup.objects.sources().filter(approved=True)[:2]
    put(make_sheet(index, live=False), source)
    client.force_login(moderator)
    client.post(f"/beheer/termen/targetgroup/{source.pk}/samenvoegen/", {"target": target.pk})

    assert not TargetGroup.objects.filter(pk=source.pk).exists()


def test_what_an_import_made_is_read_by_who_merges_it(index, client, moderator):
    made = TargetGroup.objects.create(name="Ouders (tel. 053 12 34 56)", slug="x", approved=False, locale=index.locale)
    put(make_sheet(index), made)
    client.force_login(moderator)
    client.post(f"/beheer/termen/targetgroup/{made.pk}/samenvoegen/", {"target": TargetGroup.objects.get(slug="senioren").pk})

    assert not TargetGroup.objects.filter(pk=made.pk).exists()


def test_an_administrator_merges_at_once(index, client, admin_user):
    source, target = two_terms(Category, index)
    put(make_sheet(index), source)
    client.force_login(admin_user)
    client.post(f"/beheer/termen/category/{source.pk}/samenvoegen/", {"target": target.pk})

    assert not Category.objects.filter(pk=source.pk).exists()


@pytest.mark.parametrize("meanwhile", ["target merged", "target deleted", "source merged"])
def test_what_came_in_between_is_said(meanwhile, index, client, moderator, other):
    source, target = two_terms(TargetGroup, index)
    put(make_sheet(index), source)
    ask_to_merge(source=source, target=target, user=moderator)
    change = TermChange.objects.get()
    third = TargetGroup.objects.sources().exclude(pk__in=[source.pk, target.pk]).first()
    if meanwhile == "target merged":
        merge_terms(source=target, target=third)
    elif meanwhile == "target deleted":
        target.delete()
    else:
        merge_terms(source=source, target=third)
    client.force_login(other)
    address = f"/beheer/termen/wijzigingen/{change.pk}/"
    answer = client.post(address, {"deed": "approve"}, follow=True)

    if meanwhile == "source merged":
        assert answer.status_code == 404
    else:
        assert "is er niet meer" in answer.content.decode()
        assert "een term die weg is" in client.get(address).content.decode()
        client.post(address, {"deed": "drop"})
        assert not TermChange.objects.exists()


def test_the_wish_of_somebody_else_is_not_lost(index, client, moderator, other):
    source, target = two_terms(TargetGroup, index)
    put(make_sheet(index), source)
    ask_to_merge(source=source, target=target, user=moderator)
    client.force_login(other)
    answer = client.post(f"/beheer/termen/targetgroup/{source.pk}/samenvoegen/", {"target": target.pk}, follow=True)

    assert "lees die eerst" in answer.content.decode().lower() or "wacht" in answer.content.decode()
    assert TermChange.objects.get().written_by == moderator
    assert TargetGroup.objects.filter(pk=source.pk).exists()
