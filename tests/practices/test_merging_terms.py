"""Merging one term into another: sheets move over, in drafts too, and the old address redirects."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision

from practices.mergers import merge_terms
from practices.models import Category, PracticePage, TargetGroup
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
