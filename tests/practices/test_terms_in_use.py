"""Deleting a term that sheets have is refused, by every screen, with the sheets named and a way to merge it."""

import pytest

from practices.door import RefusedError
from practices.models import Category, PolicyDomain, PracticeTag, TargetGroup
from tests.factories import make_sheet

pytestmark = pytest.mark.django_db
KINDS = {
    "category": (Category, lambda page, term: setattr(page, "category", term)),
    "targetgroup": (TargetGroup, lambda page, term: page.target_groups.set([term])),
    "policydomain": (PolicyDomain, lambda page, term: page.policy_domains.set([term])),
    "practicetag": (PracticeTag, lambda page, term: page.tags.set([term.name])),
}


@pytest.fixture(params=KINDS)
def used(request, index):
    """A term of each kind, on a live sheet; with its kind and the sheet."""
    model, put = KINDS[request.param]
    term = model.objects.create(name="Koffie & thee", slug="koffie-thee", locale=index.locale)
    page = make_sheet(index, "Praattafels")
    put(page, term)
    page.save_revision().publish()
    return request.param, term, page


@pytest.mark.parametrize("method", ["get", "post"])
def test_one_is_refused_before_it_is_asked(method, used, moderator, client):
    kind, term, _page = used
    client.force_login(moderator)
    response = getattr(client, method)(f"/beheer/snippets/practices/{kind}/delete/{term.pk}/", follow=True)

    assert response.redirect_chain[-1][0] == f"/beheer/termen/{kind}/{term.pk}/samenvoegen/"
    assert "staat op 1 fiche: Praattafels" in response.content.decode()
    assert type(term).objects.filter(pk=term.pk).exists()


def test_several_at_once_are_refused(used, moderator, client):
    kind, term, _page = used
    other = type(term).objects.create(name="Ongebruikt", slug="ongebruikt", locale=term.locale)
    client.force_login(moderator)
    address = f"/beheer/bulk/practices/{kind}/delete/?id={term.pk}&id={other.pk}&next=/beheer/"
    response = client.post(address, follow=True)

    assert response.status_code == 200
    assert "staat op 1 fiche: Praattafels" in response.content.decode()
    assert type(term).objects.filter(pk__in=[term.pk, other.pk]).count() == 2


def test_one_that_stands_in_a_draft_only_is_refused_too(used):
    kind, term, page = used
    _model, put = KINDS[kind]
    free = type(term).objects.create(name="Vrij", slug="vrij", locale=term.locale)
    draft = page.get_latest_revision_as_object()
    put(draft, free)
    draft.save_revision()

    with pytest.raises(RefusedError, match="Praattafels"):
        free.delete()


def test_one_that_no_sheet_has_goes(used, moderator, client):
    kind, term, page = used
    page.delete()
    client.force_login(moderator)
    client.post(f"/beheer/snippets/practices/{kind}/delete/{term.pk}/")

    assert not type(term).objects.filter(pk=term.pk).exists()


def test_of_many_sheets_some_are_named(index):
    term = TargetGroup.objects.create(name="Iedereen", slug="iedereen", locale=index.locale)
    for title in "ABCDEFG":
        make_sheet(index, f"Praktijk {title}", target_groups=[term])

    with pytest.raises(RefusedError, match=r"staat op 7 fiches: Praktijk A, .*, Praktijk E en nog 2. Voeg"):
        term.delete()
