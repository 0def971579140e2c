"""Somebody asks to be forgotten: afterwards nothing in the database or the index has their address."""

import json
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.core.serializers import serialize
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale, PageLogEntry
from wagtail_localize.models import TranslationSource

from practices.models import PracticePage
from practices.submissions.models import Submission
from practices.submissions.retention.forgetting import forget
from practices.submissions.retention.spellings import Spellings
from practices.translations.demo import translate
from search import indexes
from tests.factories import PhotoFactory, make_sheet
from tests.submissions.conftest import mails


def dump():
    return "".join(serialize("json", model._default_manager.all()) for model in apps.get_models() if not model._meta.proxy)


def run(address):
    out = StringIO()
    call_command("forget", address, stdout=out)
    return out.getvalue()


def test_the_log_says_that_somebody_was_forgotten_and_not_who(index):
    make_sheet(index, "Praattafels", {"Gent": ["Gent"]})
    run("onthaal@ninove.example")
    row = PageLogEntry.objects.get(action="practices.forgotten")

    assert row.page_id == index.pk
    assert row.data["total"] > 0
    assert "ninove" not in json.dumps(row.data)
    run("onthaal@ninove.example")
    assert PageLogEntry.objects.filter(action="practices.forgotten").count() == 1


def without(text, address):
    return Spellings(address).taken_out_of(text)


def test_the_address_is_gone_from_every_table_and_from_the_index(client, index, send):
    sheet = make_sheet(index, "Praattafels", {"Gent": ["Gent"]})
    draft = sheet.get_latest_revision_as_object()
    implementation = draft.implementations.get()
    implementation.contacts = "Dienst Samenleven, An@aalst.example\nBalie: 09 123 45 67"
    draft.implementations.add(implementation)
    draft.save_revision().publish()
    send(contacts="an@aalst.example", description="Mail an@aalst.example.")
    assert "an@aalst.example" in client.get(f"{sheet.address}").content.decode().casefold()
    client.get("/praktijken/")

    said = run("an@aalst.example")

    assert "inzendingen: 2" in said  # the sender, and what was sent
    assert "mails: 2" in said  # to the sender, and to the moderators with the name
    assert "an@aalst.example" not in dump().casefold()
    page = client.get(sheet.address).content.decode()
    assert "an@aalst.example" not in page.casefold()
    assert "Dienst Samenleven" in page
    assert 'href="tel:+3291234567"' in page
    folder = indexes.embedded("nl").root
    assert not [file for file in folder.rglob("*") if file.is_file() and b"an@aalst.example" in file.read_bytes().lower()]
    assert Submission.objects.get().sender_name == ""


def test_the_mails_of_somebody_whose_address_ends_like_it_stay(send, patient):
    send(sender_email="jan@aalst.example")
    run("an@aalst.example")

    assert "jan@aalst.example" in dump()
    assert len(mails()) == 2


def test_another_address_that_ends_or_begins_like_it_stays():
    assert without("jan@aalst.example an@aalst.example.org, an@aalst.example", "an@aalst.example") == (
        "jan@aalst.example an@aalst.example.org"
    )


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_stands_around_an_address_stays(before, after):
    left = without(f"{before}x an@aalst.example {after}", "an@aalst.example")

    assert left == f"{without(before + 'x', 'an@aalst.example')} {without(after, 'an@aalst.example')}"


def test_an_account_is_named_and_stays(person):
    person("mia", "Moderatoren")

    assert "mia" in run("mia@demo.example")


@pytest.mark.parametrize(
    ("address", "says"), [("geen", "is geen e-mailadres"), ("samenleven@vvsg.be", "mailbox van de moderatoren")]
)
def test_what_can_not_be_forgotten_is_said(db, address, says):
    with pytest.raises(CommandError, match=says):
        run(address)


def test_an_address_that_is_nowhere(db):
    assert "nergens" in run("niemand@nergens.example")


def test_an_address_in_the_source_of_a_translation_is_forgotten_too(sheet):
    sheet.implementations.update(contacts="Dienst\nan@aalst.example\n054 12")
    translate(PracticePage.objects.get(pk=sheet.pk), Locale.objects.get(language_code="fr"), {})
    assert "an@aalst.example" in TranslationSource.objects.get().content_json
    forget("an@aalst.example")

    assert "an@aalst.example" not in TranslationSource.objects.get().content_json
    assert TranslationSource.objects.get().as_instance().implementations.get().contacts.startswith("Dienst")


AN = "an.peeters@aalst.example.be"


@pytest.mark.parametrize(
    "written",
    [
        AN,
        AN.upper(),
        AN.replace("@", "%40"),
        AN.replace("@", "&#64;").replace(".", "&#46;"),
        AN.replace("@", "&#x40;"),
        AN.replace("@", "\u200b@"),
        "\u200b".join(AN),
        AN.replace("peeters", "pee\u00adters"),
        AN.replace("@", " (at) "),
        AN.replace("@", "[at]").replace(".", "[dot]"),
        AN.replace("@", " at "),
        AN.replace("@", "＠"),
        f"\ufeff{AN}",
    ],
)
@pytest.mark.parametrize(
    ("around", "left"),
    [
        ("An Peeters, {}", "An Peeters"),
        ("An Peeters <{}>, 053 12", "An Peeters, 053 12"),
        ("An &lt;{}&gt;", "An"),
        ("Dienst ({})", "Dienst"),
        ("mailto:{}", ""),
        ('<p>Mail <a href="mailto:{}">An</a>.</p>', "<p>Mail An.</p>"),
        ('<p>Mail <a class="x" href="mailto:{}?subject=Vraag%20x">mij</a></p>', "<p>Mail mij</p>"),
        ("{}", ""),
    ],
)
def test_every_spelling_goes_with_what_it_leaves_empty(written, around, left):
    assert without(around.format(written), AN) == left


@pytest.mark.parametrize(
    "other",
    [
        "jan.peeters@aalst.example.be",
        "an.peeters@aalst.example.be.org",
        "x-an.peeters@aalst.example.be",
        "an.peeters@aalst-example.be",
    ],
)
def test_an_address_of_somebody_else_stays(other):
    for text in (
        other,
        f"<{other}>",
        f'<a href="mailto:{other}">x</a>',
        other.replace("@", "%40"),
        other.replace("@", " (at) "),
    ):
        assert without(text, AN) == text


@pytest.mark.parametrize("written", [AN.replace("@", "%40"), AN.replace("p", "p\u200b"), AN.replace("@", " (at) ")])
def test_a_spelling_goes_out_of_the_sheet_its_revisions_and_translations_and_what_is_left_is_named(written, sheet):
    draft = sheet.get_latest_revision_as_object()
    draft.description = f'<p>Mail <a href="mailto:{written}">An</a></p>'
    place = draft.implementations.get()
    place.contacts = f"An Peeters, {written}, 053 12 34 56\nBalie"
    draft.implementations.add(place)
    draft.save_revision().publish()
    translate(PracticePage.objects.get(pk=sheet.pk), Locale.objects.get(language_code="fr"), {})
    said = run(AN)

    assert "An Peeters, 053 12 34 56" in said
    assert sheet.title in said
    left = [
        (model.__name__, row)
        for model in apps.get_models()
        if not model._meta.proxy
        for row in serialize("jsonl", model._default_manager.all()).splitlines()
        if written in row or json.dumps(written)[1:-1] in row or "mailto:an" in row
    ]
    assert not left
    assert "Balie" in PracticePage.objects.get(pk=sheet.pk).implementations.get().contacts


@pytest.mark.parametrize("field", ["description", "credit"])
def test_an_address_in_the_words_of_a_photo_is_told_to_whoever_follows_the_sheet(field, index, client):
    photo = PhotoFactory(**{field: "Foto van an@aalst.example"})
    page = make_sheet(index, image=photo)
    photo.make_sizes()
    address = f"/api/v1/practices/{page.pk}/"
    before = client.get(address)
    assert "an@aalst.example" in before.content.decode()
    forget("an@aalst.example")

    after = client.get(address, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "an@aalst.example" not in after.content.decode()
