"""A term that nobody approved may be anything that stood in a file: no reader sees it, whatever they open."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from practices.models import Category, PolicyDomain, PracticePage, TargetGroup
from tests.factories import make_sheet

NAME = "An Peeters T 053 12 34 56"
SLUG = "an-peeters-t-053-12-34-56"
KINDS = {"category": Category, "target_groups": TargetGroup, "policy_domains": PolicyDomain}
OUTPUTS = (
    "/",
    "/praktijken/",
    "/praktijken/?q=Peeters",
    f"/praktijken/?category={SLUG}&target_group={SLUG}&policy_domain={SLUG}",
    "/praktijken/?format=csv",
    "/praktijken/?format=xlsx",
    "/praktijken/?format=rss",
    "/praktijken/nieuw.rss",
    "/praktijken/onthaal/",
    "/fr/praktijken/onthaal/",
    "/gemeenten/ninove/",
    "/api/v1/practices/",
    "/api/v1/completions/?q=An+Peet",
    "/deel-jouw-praktijk/",
    "/deel-jouw-praktijk/voor-wie/",
)


@pytest.fixture(params=KINDS)
def term(request, index):
    """A term of each kind, on a live sheet."""
    term = KINDS[request.param](name=NAME, approved=False)
    term.full_clean(exclude=["translation_key", "locale"])
    term.save()
    page = make_sheet(index, "Onthaal").get_latest_revision_as_object()
    page.set_terms(request.param, [term])
    page.save_revision().publish()
    return term


def text_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as book:
            content = b"".join(book.read(name) for name in book.namelist())
    return content.decode()


def outputs(client):
    """Everything that readers get, by its address."""
    page = PracticePage.objects.get()
    return {address: text_of(client.get(address)) for address in (*OUTPUTS, f"/api/v1/practices/{page.pk}/")}


def test_no_output_has_its_name(term, client):
    named = [address for address, text in outputs(client).items() if "Peeters" in text and "q=" not in address]

    assert named == []
    assert '"count": 0' in client.get("/api/v1/practices/?q=Peeters").content.decode().replace('"count":0', '"count": 0')


def test_no_address_narrows_by_it(term, client):
    for facet in ("category", "target_group", "policy_domain"):
        assert NAME not in client.get(f"/praktijken/?{facet}={SLUG}").content.decode()


def test_once_it_is_approved_it_is_shown_and_found(term, client):
    client.get("/praktijken/")
    term.approved = True
    term.save()

    assert NAME in client.get("/praktijken/onthaal/").content.decode()
    assert "Onthaal" in client.get("/praktijken/?q=Peeters").content.decode()
    facet = type(term).facet
    assert client.get(f"/api/v1/practices/?{facet}={SLUG}").json()["count"] == 1


def test_an_editor_sees_it_and_is_told_that_it_waits(term, client, moderator):
    client.force_login(moderator)
    page = PracticePage.objects.get()
    editor = client.get(f"/beheer/pages/{page.pk}/edit/").content.decode()

    assert NAME in editor
    assert f"De term “{NAME}” is nog niet goedgekeurd; lezers zien hem niet." in editor


def test_a_signature_under_a_sheet_becomes_no_filter(index, client, tmp_path):
    (tmp_path / "koken.txt").write_text(
        "Samen koken\n\nDoelen\n- Elkaar leren kennen\n\nBeleidsdomeinen\n- Welzijn\n- An Peeters\n- T 053 12 34 56\n"
    )
    call_command("import_sheets", tmp_path / "koken.txt", "--publish", verbosity=0)

    for address in ("/praktijken/", "/praktijken/koken/", "/api/v1/practices/"):
        assert "053 12" not in client.get(address, follow=True).content.decode()


def test_no_reader_of_another_language_sees_it_either_until_it_is_approved(
    translated, client, django_capture_on_commit_callbacks
):
    term = Category(name=NAME, approved=False)
    term.full_clean(exclude=["translation_key", "locale"])
    with django_capture_on_commit_callbacks(execute=True):
        term.save()
        page = PracticePage.objects.get(pk=translated.pk).get_latest_revision_as_object()
        page.set_terms("category", [term])
        page.save_revision().publish()
    pages = [f"/{code}/praktijken/{rest}" for code in ("fr", "en") for rest in ("", "onthaalgesprekken/", "?format=csv")]
    assert [address for address in pages if NAME in client.get(address).content.decode()] == []
    with django_capture_on_commit_callbacks(execute=True):
        term.approved = True
        term.save()

    assert [address for address in pages if NAME in client.get(address).content.decode()] == pages
