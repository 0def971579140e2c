"""What Wagtail's security advisories of 2025 and 2026 describe, tried on our screens: each is answered with nothing.

All of them are about somebody with an account who sees or does what the account may not. Those about modules that this site
does not install have no row: form submissions (wagtail.contrib.forms), tables (TableBlock), wagtail.contrib.simple_translation.
"""

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import Page, Revision

from practices.models import AttachedFile, BinnedSheet, Category, Photo, PracticePage
from tests.factories import PhotoFactory, make_sheet

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SECRET = "Geheim concept"
# By advisory: what is asked, of a sheet that the account may not open.
ASKED = {
    "preview without permission (CVE-2026-25517)": [
        ("get", "/beheer/pages/{page}/edit/preview/"),
        ("post", "/beheer/pages/{page}/edit/preview/"),
        ("post", "/beheer/pages/add/practices/practicepage/{parent}/preview/"),
        ("get", "/beheer/pages/{page}/view_draft/"),
        ("get", "/beheer/pages/{page}/revisions/{revision}/view/"),
    ],
    "comparing revisions": [
        ("get", "/beheer/pages/{page}/revisions/compare/live...{revision}/"),
        ("get", "/beheer/pages/{page}/revisions/compare/earliest...latest/"),
    ],
    "history of a page": [
        ("get", "/beheer/pages/{page}/history/"),
        ("get", "/beheer/pages/{page}/history/results/"),
        ("get", "/beheer/pages/{page}/workflow_history/"),
    ],
    "copying a page": [
        ("get", "/beheer/pages/{page}/copy/"),
        ("post", "/beheer/pages/{page}/copy/"),
    ],
    "fields of pages in the API of editors (CVE-2026-55468)": [
        ("get", "/beheer/api/main/pages/{page}/"),
        ("get", "/beheer/api/main/pages/?fields=*&search=geheim"),
        ("get", "/beheer/api/main/pages/?fields=*&child_of={parent}"),
    ],
    "pictures and files in the API of editors": [
        ("get", "/beheer/api/main/images/"),
        ("get", "/beheer/api/main/images/{photo}/"),
        ("get", "/beheer/api/main/documents/"),
    ],
    "what Wagtail does by its API": [
        ("post", "/beheer/api/main/pages/{page}/action/delete/"),
        ("post", "/beheer/api/main/pages/{page}/action/publish/"),
        ("post", "/beheer/api/main/pages/{page}/action/copy/"),
    ],
    "a page that is named beside another": [
        ("get", "/beheer/choose-page/{draft}/"),
        ("get", "/beheer/choose-page/chosen-multiple/?id={draft}"),
        ("get", "/beheer/choose-page/chosen-multiple/?id=%2B{draft}"),
        ("get", "/beheer/choose-page/chosen-multiple/?id={draft}%20"),
        ("post", "/beheer/sheets/choose_parent/?parent_page={draft}"),
        ("get", "/beheer/pages/{draft}/"),
        ("get", "/beheer/pages/{draft}/results/"),
        ("get", "/beheer/reports/page-types-usage/"),
        ("get", "/beheer/reports/page-types-usage/results/"),
        ("get", "/beheer/pages/{parent}/move/{draft}/confirm/"),
        ("get", "/beheer/pages/{draft}/move/{parent}/confirm/"),
        ("get", "/beheer/localize/submit/page/{draft}/"),
        ("get", "/beheer/gemeenten/inspect/{place}/"),
        ("get", "/beheer/prullenbak/"),
        ("get", "/beheer/localize/reports/translations/"),
        ("get", "/beheer/localize/reports/translations/results/"),
    ],
    "their siblings": [
        ("get", "/beheer/pages/{page}/edit/"),
        ("get", "/beheer/pages/{page}/revisions/{revision}/revert/"),
        ("get", "/beheer/pages/{page}/usage/"),
        ("get", "/beheer/pages/{page}/delete/"),
        ("get", "/beheer/pages/{page}/unpublish/"),
        ("get", "/beheer/pages/search/?q=geheim"),
        ("get", "/beheer/choose-page/search/?q=geheim"),
        ("get", "/beheer/choose-page/{parent}/"),
        ("get", "/beheer/reports/locked/"),
        ("get", "/beheer/localize/submit/page/{page}/"),
        ("get", "/beheer/images/{photo}/"),
        ("get", "/beheer/images/chooser/{photo}/"),
        ("post", "/beheer/bulk/wagtailcore/page/publish/?id={page}"),
        ("get", "/beheer/bulk/wagtailcore/page/delete/?id={page}"),
        ("get", "/beheer/bulk/practices/photo/delete/?id={photo}"),
        ("get", "/beheer/bulk/practices/photo/add_tags/?id={photo}"),
        ("get", "/beheer/bulk/auth/user/delete/?id={user}"),
        ("get", "/beheer/bulk/practices/category/delete/?id={term}"),
        ("get", "/beheer/images/chooser/"),
        ("get", "/beheer/images/chooser/results/?q=geheim"),
        ("get", "/beheer/images/usage/{photo}/"),
        ("get", "/beheer/pages/{page}/"),
        ("get", "/beheer/pages/{page}/move/"),
        ("get", "/beheer/pages/{page}/privacy/"),
        ("get", "/beheer/pages/workflow/status/{page}/"),
        ("get", "/beheer/sheets/"),
        ("get", "/beheer/reports/site-history/"),
        ("get", "/beheer/reports/aging-pages/"),
        ("get", "/beheer/reports/workflow/"),
        ("get", "/beheer/reports/workflow_tasks/"),
        ("get", "/beheer/rapporten/vertalingen/"),
    ],
}


# What a role is for: to send a Dutch sheet to be translated, and to manage accounts.
MAY = {"Vertalers": "/beheer/localize/submit/page/{page}/", "Beheerders": "/beheer/bulk/auth/user/"}


@pytest.fixture
def things(index, person):
    sheet = make_sheet(index, "Praattafels")
    draft = sheet.get_latest_revision_as_object()
    draft.title, draft.introduction = SECRET, SECRET
    revision = draft.save_revision()
    photo = PhotoFactory(title=SECRET)
    hidden = make_sheet(index, SECRET, live=False)
    BinnedSheet.objects.create(page=make_sheet(index, SECRET, live=False))
    user, term = person("geheim", first_name=SECRET), Category.objects.create(name=SECRET, slug="geheim", locale=sheet.locale)
    named = {"user": user.pk, "term": term.pk, "draft": hidden.pk, "place": hidden.municipality_list[0].pk}
    return {**named, "page": sheet.pk, "parent": index.pk, "revision": revision.pk, "photo": photo.pk}


@pytest.mark.parametrize("advisory", ASKED)
@pytest.mark.parametrize("role", ["Vertalers", "Beheerders", None])
def test_who_may_not_open_a_sheet_learns_nothing_of_it_and_changes_nothing(advisory, role, things, person, client):
    user = person("jo", role)
    if role is None:
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    before = list(Page.objects.values_list("pk", "live", "latest_revision_id"))
    told = {}
    for method, path in ASKED[advisory]:
        address = path.format(**things)
        if address.startswith(MAY.get(role, "-").format(**things)):
            continue
        response = getattr(client, method)(address)
        if response.status_code >= 500 or SECRET in response.content.decode(errors="replace"):
            told[address] = response.status_code

    assert told == {}
    assert list(Page.objects.values_list("pk", "live", "latest_revision_id")) == before


def test_the_api_of_editors_has_no_field_of_a_sheet_beyond_its_title():
    assert not getattr(PracticePage, "api_fields", [])
    assert not getattr(Photo, "api_fields", [])
    assert not getattr(AttachedFile, "api_fields", [])


def test_a_title_is_text_in_the_message_that_a_translation_was_made(index, admin_client):
    sheet = make_sheet(index, '<img src=x onerror="alert(1)">', slug="beeld")
    locale = sheet.locale.__class__.objects.get(language_code="fr")
    answered = admin_client.post(f"/beheer/localize/submit/page/{sheet.pk}/", {"locales": [locale.pk]}, follow=True)

    assert "<img src=x" not in answered.content.decode()


def test_who_works_with_sheets_still_reads_what_is_left_out(things, writer, client):
    client.force_login(writer)
    page = client.get(f"/beheer/bulk/wagtailcore/page/publish/?id={things['page']}").content.decode()
    term = client.get(f"/beheer/bulk/practices/category/delete/?id={things['term']}").content.decode()

    assert SECRET in page
    assert SECRET not in term  # the lists of terms are those of moderators


@pytest.mark.parametrize("name", ["delete", "publish", "unpublish", "copy", "move", "create_alias", "revert_to_page_revision"])
def test_the_api_of_editors_does_nothing_with_a_page(name, things, writer, client):
    """Its deeds passed the bin, the guard of what was sent in and every review, for whoever may write a sheet."""
    client.force_login(writer)
    before = list(Page.objects.order_by("pk").values()), Revision.objects.count()
    for page in ("page", "draft", "parent"):
        answer = client.post(f"/beheer/api/main/pages/{things[page]}/action/{name}/", {"revision_id": things["revision"]})
        assert answer.status_code == 404

    assert (list(Page.objects.order_by("pk").values()), Revision.objects.count()) == before
