"""Somebody in each role, and something at each address that they may come to."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email

from practices.models import BinnedSheet, Category, PracticeTag, TermChange
from practices.submissions import access
from practices.submissions.models import ReasonTemplate, SentPhoto, Submission
from practices.vocabularies import TERMS
from search.models import AskedWords, Concept, FieldQuestion
from tests.factories import make_sheet
from tests.pictures import picture

ROLES = ("anonymous", "sender", "redacteur", "moderator", "beheerder")
TERM_LISTS = {f"wagtailsnippets_practices_{each.model._meta.model_name}": each.model for each in TERMS}


@pytest.fixture
def things(index, tmp_path, monkeypatch, settings):
    """A sheet, and a practice that somebody sent with a photo."""
    settings.MEDIA_ROOT = str(tmp_path)
    sheet = make_sheet(index, "Onthaalgesprekken")
    sent = Submission.objects.create(
        kind="practice", state="waiting", title="Geheime titel", sender_name="Nina Geheim", sender_email="nina@geheim.example",
        proposal={"introduction": "Geheime inleiding"}, reference="GEHEIM22",
    )  # fmt: skip
    from django.core.files.storage import FileSystemStorage

    monkeypatch.setattr(SentPhoto._meta.get_field("file"), "storage", FileSystemStorage(tmp_path / "private"))
    photo = SentPhoto.objects.create(key=sent.key, digest="x", file=picture(), description="Geheime foto")
    PracticeTag.objects.create(name="koffie", slug="koffie", locale=sheet.locale)
    reason = ReasonTemplate.objects.create(name="Geen praktijk", text="Dit is een evenement.")
    mail = Email.objects.create(from_email="site@vvsg.example", to=["nina@geheim.example"], status=STATUS.failed)
    binned = BinnedSheet.objects.create(page=make_sheet(index, "Weggegooid", live=False))
    change = TermChange.objects.create(kind="category", term_id=Category.objects.first().pk, values={"name": "Anders"})
    asked = AskedWords.objects.create(fingerprint="x", text="sneeuw", language="nl", last_on=timezone.localdate())
    named = {"binned": binned, "change": change, "reason": reason, "mail": mail, "asked": asked}
    named["question"] = FieldQuestion.objects.create(text="Wie ruimt sneeuw?", about="sneeuw", language="nl")
    return {**named, "sheet": sheet, "sent": sent, "photo": photo}


@pytest.fixture
def visitors(things, writer, moderator, admin_user):
    """Somebody in each role."""
    people = {role: Client() for role in ROLES}
    for role, user in (("redacteur", writer), ("moderator", moderator), ("beheerder", admin_user)):
        people[role].force_login(user)
    people["sender"].get(reverse("status_link", args=[access.grant(things["sent"])]))
    return people


def arguments(name, things):
    """What stands in the address of this name, so that it leads to one of the things."""
    given = {
        "sheet": {"slug": things["sheet"].slug},
        "municipality": {"slug": "ninove"},
        "municipality_contacts": {"slug": "ninove"},
        "side_by_side": {"slug": things["sheet"].slug},
        "sheet_contacts": {"slug": things["sheet"].slug},
        "selection_note": {"kind": "docx"},
        "wagtail_serve": {"path": "over/"},
        "mosaic": {"form": "rij", "sign": "blue_taal_letters_bal_7"},
        "api-v1:practice": {"practice_id": things["sheet"].pk},
        "share_step": {"slug": "idee"},
        "status_link": {"token": "verzonnen"},
        "sent_photo": {"pk": things["photo"].pk},
        "attachment": {"pk": 1, "name": "brief.pdf"},
        "wagtailadmin_api:pages:detail": {"pk": 99_999},
        "wagtailadmin_api:pages:action": {"pk": things["sheet"].pk, "action_name": "delete"},
        "wagtailadmin_api:images:detail": {"pk": 999},
        "wagtailadmin_api:documents:detail": {"pk": 999},
        "editors_photo": {"name": "niets.jpg"},
        "merge_term": {"kind": "category", "pk": Category.objects.sources().last().pk},
        "name_asked": {"pk": things["asked"].pk},
        "close_asked": {"pk": things["asked"].pk},
        "ask_the_field": {"pk": things["asked"].pk},
        "open_field_question": {"pk": things["question"].pk},
        "close_field_question": {"pk": things["question"].pk},
        "merge_concept": {"pk": Concept.objects.first().pk},
        "woordenlijst:edit": {"pk": Concept.objects.first().pk},
        "woordenlijst:delete": {"pk": Concept.objects.first().pk},
        "submission": {"pk": things["sent"].pk},
        "mail_resend": {"pk": things["mail"].pk},
        "condition_order": {"kind": "check"},
        "access_of": {"pk": User.objects.get(username="mia").pk},
        "wagtailusers_users:edit": {"pk": User.objects.get(username="mia").pk},
        "condition_let_in": {"pk": User.objects.get(username="mia").pk},
        "update_translations": {"translation_source_id": 999},
        "review_term": {"pk": things["change"].pk},
        "binned_sheet": {"pk": things["binned"].pk},
        "discard_draft": {"pk": things["sheet"].pk},
        "translate_page": {"pk": things["sheet"].pk},  # that is no translation
        "review_translation": {"pk": things["sheet"].pk},
        "gemeenten:inspect": {"pk": things["sheet"].municipality_list[0].pk},
    }
    if name in given:
        return given[name]
    if name.split("_")[0] in {"sheet", "join", "remark"}:
        return given["sheet"]
    viewset, _colon, view = name.partition(":")
    if viewset in TERM_LISTS:
        return {"pk": TERM_LISTS[viewset].objects.first().pk} if view == "edit" else {}
    if view in {"edit", "delete", "history", "history_results", "usage"}:
        return {"pk": things["reason" if viewset == "redenen" else "sent"].pk}
    return {}
