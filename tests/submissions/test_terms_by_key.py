"""What a sender chose stays chosen, whatever becomes of its name while the practice waits."""

from html import unescape

import pytest
from django.test import Client

from practices.mergers import merge_terms
from practices.models import Category, PracticePage, TargetGroup
from practices.submissions.models import Submission
from practices.submissions.sharing.steps import STEPS
from tests.submissions.conftest import SHARE, begun_a_minute_ago
from tests.submissions.test_sharing import handle, read

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def rename(model, slug, name):
    term = model.objects.sources().get(slug=slug)
    term.name = name
    term.save()


def merge(model, slug, into):
    merge_terms(source=model.objects.sources().get(slug=slug), target=model.objects.sources().get(slug=into))


DEEDS = {
    "renamed": (
        lambda: (rename(Category, "onthaalbeleid", "Warm onthaal"), rename(TargetGroup, "nieuwkomers", "Nieuwe inwoners")),
        ("onthaalbeleid", {"nieuwkomers", "anderstaligen"}),
    ),
    "merged": (
        lambda: (merge(Category, "onthaalbeleid", "taal"), merge(TargetGroup, "nieuwkomers", "anderstaligen")),
        ("taal", {"anderstaligen"}),
    ),
    "merged twice": (
        lambda: (merge(Category, "onthaalbeleid", "taal"), merge(Category, "taal", "ontmoeting-en-participatie")),
        ("ontmoeting-en-participatie", {"nieuwkomers", "anderstaligen"}),
    ),
}


@pytest.fixture
def held(client, index, write, send_it):
    """A shared practice in quarantine: it has no sheet yet."""
    write()
    begun_a_minute_ago()
    send_it(title="Casino")  # the trap
    return Submission.objects.get()


@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_a_term_of_what_is_in_quarantine_is_still_on_its_sheet(deed, held, admin):
    assert (held.state, held.page) == ("quarantine", None)
    change, (category, groups) = DEEDS[deed]
    change()
    handle(admin, held, "trust")

    page = PracticePage.objects.get(submissions=held)
    assert page.category.slug == category
    assert {group.slug for group in page.target_groups.all()} == groups


@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_a_term_of_a_draft_is_still_chosen_in_its_form_and_sent(deed, client, index, write, send_it):
    write()
    change, (category, groups) = DEEDS[deed]
    change()
    form = read(client.get(SHARE))
    assert form.select_one("select[name=category] option[selected]")["value"] == category
    begun_a_minute_ago()
    send_it()

    page = Submission.objects.get().page
    assert page.category.slug == category
    assert {group.slug for group in page.target_groups.all()} == groups


@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_the_moderator_and_the_sender_read_the_names_of_today(deed, client, held, admin):
    change, (category, _groups) = DEEDS[deed]
    change()
    name = Category.objects.sources().get(slug=category).name

    assert name in dict(held.answers).values()
    assert name in unescape(admin.get(f"/beheer/wachtrij/{held.pk}/").content.decode())


def test_a_term_that_is_gone_is_left_out_without_an_error(held, admin):
    TargetGroup.objects.filter(slug="nieuwkomers").delete()
    handle(admin, held, "trust")

    assert {group.slug for group in PracticePage.objects.get(submissions=held).target_groups.all()} == {"anderstaligen"}
    assert Client().get("/praktijken/").status_code == 200


ADDRESSES = [SHARE, *(f"{SHARE}{step.slug}/" for step in STEPS[1:]), f"{SHARE}nakijken/"]


@pytest.mark.any_database
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_step_asks_the_database_as_often_with_fifty_terms_more(address, write, client, django_assert_max_num_queries):
    write()
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    most = len(few)
    for number in range(50):
        Category(name=f"Categorie {number}", slug=f"categorie-{number}").save()
        TargetGroup(name=f"Doelgroep {number}", slug=f"doelgroep-{number}").save()
    client.get(address)  # after which the names in the filters are read again
    with django_assert_max_num_queries(most):
        client.get(address)
