"""A line stays one line, by whatever way it comes: only a request without a browser has a line break in it."""

import pytest
from django import forms
from wagtail.models import Page

from home.models import HomePage
from practices.models import Category, PracticePage
from practices.single_line import LineInput
from practices.submissions.forms import SenderForm
from practices.submissions.models import Submission
from practices.submissions.on_sheet.forms import JoinForm, RemarkForm
from practices.submissions.sharing.draft_photos import DescribedPhotoForm
from practices.submissions.sharing.steps import STEPS
from practices.submissions.sharing.views import LinkForm
from search.signal_handlers import sheet_changed
from tests.factories import make_sheet
from tests.practices.test_workflow import posted

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

TYPED = "Praattafels\r\nBcc: x@y.example\u2028nog"
KEPT = "Praattafels Bcc: x@y.example nog"
# The fields that judge what they are given, and refuse a line break.
JUDGED = (forms.EmailField, forms.URLField, forms.BooleanField, forms.ModelChoiceField)


@pytest.mark.parametrize(
    "form", [SenderForm, JoinForm, RemarkForm, DescribedPhotoForm, LinkForm, *(step.form for step in STEPS)]
)
def test_each_line_of_a_public_form_is_read_as_one(form):
    for name, field in form.base_fields.items():
        one_line = isinstance(field, forms.CharField) and not isinstance(field, JUDGED)
        if one_line and not isinstance(field.widget, forms.Textarea) and not field.widget.is_hidden:
            assert isinstance(field.widget, LineInput), name


def test_the_title_of_a_shared_practice_is_one_line_from_its_first_step_on(client):
    client.post("/deel-jouw-praktijk/", {"title": TYPED, "introduction": "Een\r\ntwee", "category": ""})

    draft = Submission.objects.get()
    assert draft.title == draft.proposal["title"] == KEPT
    assert draft.proposal["introduction"].splitlines() == ["Een", "twee"]


def test_the_title_in_the_editor_is_one_line_in_the_draft_too(client, index, writer):
    page = make_sheet(index)
    client.force_login(writer)
    address = f"/beheer/pages/{page.pk}/edit/"
    data = posted(client.get(address).context["form"])
    client.post(address, {**data, "title": TYPED, "image_credit": TYPED, "implementations-0-label": TYPED})

    draft = PracticePage.objects.get(pk=page.pk).latest_revision.content
    assert draft["title"] == draft["image_credit"] == draft["implementations"][0]["label"] == KEPT
    assert PracticePage.objects.get(pk=page.pk).draft_title == KEPT


def test_a_term_a_user_and_a_page_about_the_site_keep_one_line_too(client, django_user_model):
    boss = django_user_model.objects.create_superuser("baas", "baas@demo.example", "baas-van-alles")
    client.force_login(boss)
    address = "/beheer/snippets/practices/category/add/"
    client.post(address, {"name": TYPED, "colour": "blue", "description": "", "approved": "on"})
    assert Category.objects.filter(name=KEPT).exists()

    boss.first_name = TYPED
    boss.save()
    boss.refresh_from_db()
    assert boss.first_name == KEPT

    home = HomePage.objects.get()
    home.headline = TYPED
    home.save_revision().publish()
    assert HomePage.objects.get().headline == KEPT


def test_what_saves_a_row_without_any_form_keeps_one_line(index):
    page = make_sheet(index, title=TYPED)
    assert page.title == KEPT
    assert Page.objects.get(pk=page.pk).title == KEPT
    assert "\n" in make_sheet(index, title="Met alinea's", introduction="Een\n\ntwee").introduction


CONTROLS = "a\x01b\x0bc\x1fd\x7fe\ufffff\x00"
FILES = [
    "/praktijken/nieuw.rss",
    "/fr/praktijken/nieuw.rss",
    *(f"/praktijken/?format={each}" for each in ("rss", "xlsx", "csv", "json")),
]


@pytest.mark.parametrize("address", FILES)
@pytest.mark.parametrize("by_saving", [True, False], ids=["saved", "of before"])
def test_a_control_character_in_a_text_breaks_no_feed_and_no_file(address, by_saving, index, client):
    sheet = make_sheet(index)
    if by_saving:
        sheet.title = sheet.introduction = sheet.partners = CONTROLS
        sheet.save_revision().publish()
        assert PracticePage.objects.get(pk=sheet.pk).introduction == "a b c d e f "
    else:
        kept = CONTROLS.replace("\x00", "")  # which no database keeps
        PracticePage.objects.filter(pk=sheet.pk).update(title=kept, introduction=kept)
        sheet_changed(instance=sheet)

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_a_sign_that_nobody_sees_is_not_kept_and_one_that_joins_letters_is(sign, index):
    sheet = make_sheet(index, f"Kwik{sign}zilver", introduction=f"In{sign}te{sign}gratie, می‌خواهم 👩‍👩‍👧.")
    sheet.refresh_from_db()

    assert sheet.title == "Kwikzilver"
    assert sheet.introduction == "Integratie, می‌خواهم 👩‍👩‍👧."
    assert sign not in str(sheet.latest_revision.content) if sheet.latest_revision else True
