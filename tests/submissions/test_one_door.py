"""One door to the site: each way by which a sheet may come on it or change there, for each state that it may be in.

The table says what happens. Whatever it is, no way answers with a server error, publishes half, or forgets the sender.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email
from wagtail.admin.urls import pages as admin_pages
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page, PageLogEntry, Workflow

from practices.models import Category, PracticePage
from practices.submissions.models import SentPhoto, Submission
from practices.submissions.moderation import asking
from tests.factories import make_sheet
from tests.pictures import picture
from tests.practices.test_workflow import posted

pytestmark = pytest.mark.django_db
ONLINE, WAITS, REFUSED, NOTHING = "online", "waits", "refused", "nothing"


# --- the states, as they are left to the moderator ---------------------------------------------------------------------


def draft_of(page, user, **changes):
    draft = page.get_latest_revision_as_object()
    for name, value in {"introduction": "Herschreven.", **changes}.items():
        setattr(draft, name, value)
    draft.save_revision(user=user, clean=False, log_action=True)
    return PracticePage.objects.get(pk=page.pk)


def in_review(page, user):
    Workflow.objects.get(name="Nazicht").start(page, user)
    return PracticePage.objects.get(pk=page.pk)


def without_category(it):
    PracticePage.objects.filter(pk=it.page.pk).update(category=None)
    return draft_of(it.page, None, category=None)


def with_a_photo(it):
    SentPhoto.objects.create(key=it.shared.key, digest="1", file=picture(), description="Een bank in het park")
    return it.page


def with_an_open_question(it):
    asking.ask(submission=it.shared, moderator=it.moderator, text="Ook in de winter?")
    return it.page


STATES = {
    "shared": lambda it: it.page,
    "without category": without_category,
    "with a photo": with_a_photo,
    "with an open question": with_an_open_question,
    "changed by who approves": lambda it: draft_of(it.page, it.moderator),
    "of a redacteur": lambda it: in_review(draft_of(make_sheet(it.index, "Taaltafels", live=False), it.writer), it.writer),
    "live with a draft": lambda it: in_review(draft_of(make_sheet(it.index, "Taaltafels"), it.writer), it.writer),
    "live with an own draft": lambda it: in_review(draft_of(make_sheet(it.index, "Taaltafels"), it.moderator), it.moderator),
    "for later": lambda it: draft_of(it.page, None, go_live_at=timezone.now() + timedelta(days=2)),
}


@pytest.fixture
def states(shared, index, writer, moderator):
    """Brings a sheet into a state by its name; returns it."""

    def make(name):
        page = PracticePage.objects.get(pk=shared.page_id)
        return STATES[name](SimpleNamespace(page=page, shared=shared, index=index, writer=writer, moderator=moderator))

    return make


# --- the ways ------------------------------------------------------------------------------------------------------------


def by_the_queue(client, page, shared):
    data = {"accept": "1", "accept-category": Category.objects.get(name="Onthaalbeleid").pk}
    return client.post(f"/beheer/wachtrij/{shared.pk}/", data, follow=True)


def by_several_in_the_queue(client, page, shared):
    address = f"/beheer/bulk/submissions/submission/accept/?id={shared.pk}&next=/beheer/wachtrij/"
    return client.post(address, follow=True)


def by_the_home_screen(client, page, shared):
    task = page.current_workflow_task_state
    address = f"/beheer/pages/workflow/action/{page.pk}/approve/{task.pk}/?next=/beheer/"
    return client.post(address, follow=True)


def by_the_editor(client, page, shared):
    address = f"/beheer/pages/{page.pk}/edit/"
    approve = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    return client.post(address, {**posted(client.get(address).context["form"]), **approve}, follow=True)


def by_publishing_in_the_editor(client, page, shared):
    address = f"/beheer/pages/{page.pk}/edit/"
    return client.post(address, {**posted(client.get(address).context["form"]), "action-publish": "true"}, follow=True)


def by_several_in_the_list(client, page, shared):
    return client.post(f"/beheer/bulk/wagtailcore/page/publish/?id={page.pk}&next=/beheer/", follow=True)


def by_the_page_above(client, page, shared):
    parent = page.get_parent().pk
    address = f"/beheer/bulk/wagtailcore/page/publish/?id={parent}&next=/beheer/"
    return client.post(address, {"include_descendants": "on"}, follow=True)


def by_copying(client, page, shared):
    parent = page.get_parent().pk
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": parent, "publish_copies": "on"}
    return client.post(f"/beheer/pages/{page.pk}/copy/", data, follow=True)


def by_an_alias(client, page, shared):
    parent = page.get_parent().pk
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": parent, "alias": "on"}
    return client.post(f"/beheer/pages/{page.pk}/copy/", data, follow=True)


def by_putting_back(client, page, shared):
    """The form that Wagtail shows for an older version, sent with “publish”."""
    address = f"/beheer/pages/{page.pk}/edit/"
    oldest = page.revisions.order_by("pk").first()
    form = client.get(f"/beheer/pages/{page.pk}/revisions/{oldest.pk}/revert/").context["form"]
    return client.post(address, {**posted(form), "revision": oldest.pk, "action-publish": "true"}, follow=True)


WAYS = (
    by_the_queue,
    by_several_in_the_queue,
    by_the_home_screen,
    by_the_editor,
    by_publishing_in_the_editor,
    by_several_in_the_list,
    by_the_page_above,
    by_copying,
    by_an_alias,
    by_putting_back,
)
NOT_SHARED = (None, None)  # the queue does not know it
# What happens by each of these ways, in their order.
TABLE = {
    "shared": (ONLINE, ONLINE, ONLINE, ONLINE, REFUSED, ONLINE, ONLINE, NOTHING, NOTHING, REFUSED),
    "without category": (ONLINE, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, NOTHING, NOTHING, REFUSED),
    "with a photo": (ONLINE, ONLINE, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, NOTHING, NOTHING, REFUSED),
    "with an open question": (ONLINE, ONLINE, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, NOTHING, NOTHING, REFUSED),
    "changed by who approves": (REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED, NOTHING, NOTHING, REFUSED),
    "of a redacteur": (*NOT_SHARED, ONLINE, ONLINE, REFUSED, ONLINE, ONLINE, NOTHING, NOTHING, REFUSED),
    "live with a draft": (*NOT_SHARED, ONLINE, ONLINE, REFUSED, ONLINE, NOTHING, NOTHING, NOTHING, REFUSED),
    "live with an own draft": (*NOT_SHARED, REFUSED, REFUSED, REFUSED, REFUSED, NOTHING, NOTHING, NOTHING, REFUSED),
    "for later": (REFUSED, REFUSED, WAITS, WAITS, REFUSED, WAITS, WAITS, NOTHING, NOTHING, REFUSED),
}
CELLS = [
    pytest.param(way, state, expected, id=f"{state} {way.__name__}")
    for state, row in TABLE.items()
    for way, expected in zip(WAYS, row, strict=True)
    if expected
]


@pytest.mark.any_database
@pytest.mark.parametrize(("way", "state", "expected"), CELLS)
def test_every_way_keeps_the_same_rules_and_has_the_same_consequences(
    way, state, expected, states, shared, admin, moderator, client
):
    page = states(state)
    words = page.introduction if page.live else None
    draft = page.get_latest_revision_as_object().introduction
    before = Email.objects.count()

    response = way(admin, page, shared)

    assert response.status_code == 200
    page, shared = PracticePage.objects.get(pk=page.pk), Submission.objects.get(pk=shared.pk)
    of_shared = page.pk == shared.page_id
    published = page.live and page.introduction == draft
    assert published == (expected == ONLINE)
    assert not PracticePage.objects.filter(slug="kopie", live=True).exists()
    if expected == ONLINE:
        assert page.category
        assert not page.workflow_in_progress
        assert page.address in response.content.decode()
    else:
        assert (page.introduction if page.live else None) == words
        assert expected in {WAITS, NOTHING} or bool(page.current_workflow_state)
    online = [mail.to[0] for mail in Email.objects.order_by("pk")[before:] if mail.subject.startswith("Online")]
    if expected == ONLINE and of_shared:
        assert (shared.state, shared.handled_by, online) == ("accepted", moderator, ["nina@ninove.example"])
    elif of_shared:
        assert (shared.is_open, online) == (True, [])
    if expected == REFUSED:
        assert response.context["messages"] or response.context.get("form") or "messages" in response.content.decode()


@pytest.mark.parametrize("state", ["without category", "with a photo", "with an open question"])
@pytest.mark.parametrize("way", [by_the_home_screen, by_several_in_the_list])
def test_what_has_to_be_chosen_or_read_first_leads_to_the_queue(way, state, states, shared, admin):
    response = way(admin, states(state), shared)

    assert response.redirect_chain[-1][0] == f"/beheer/wachtrij/{shared.pk}/"
    says = {
        "without category": "Kies eerst een categorie",
        "with a photo": "Bij deze praktijk zit een foto",
        "with an open question": "De inzender heeft de vraag nog niet beantwoord",
    }
    assert says[state] in response.content.decode()


def test_the_photo_that_was_chosen_in_the_queue_is_on_the_site(states, shared, admin):
    page = states("with a photo")
    photo = SentPhoto.objects.get()
    admin.post(f"/beheer/wachtrij/{shared.pk}/", {"accept": "1", "accept-photos": photo.pk}, follow=True)

    page = PracticePage.objects.get(pk=page.pk)
    assert page.live
    assert page.image.description == "Een bank in het park"


def test_what_was_scheduled_goes_online_with_who_scheduled_it(states, shared, admin, moderator):
    page = states("for later")
    by_the_home_screen(admin, page, shared)
    page.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    Submission.objects.filter(pk=shared.pk).update(state="waiting")
    make_due(page)
    call_command("publish_scheduled")

    shared.refresh_from_db()
    assert PracticePage.objects.get(pk=page.pk).live
    assert (shared.state, shared.handled_by) == ("accepted", moderator)


def test_what_was_scheduled_and_may_not_be_published_stays_a_draft_and_stops_no_other(states, index, shared, admin, writer):
    page = states("for later")
    by_the_home_screen(admin, page, shared)
    make_due(page)
    other = make_sheet(index, "Taaltafels", live=False)
    other.save_revision(user=writer, approved_go_live_at=timezone.now() - timedelta(seconds=1))
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    revision.content = {**revision.content, "category": None}
    revision.save()
    call_command("publish_scheduled")

    assert not PracticePage.objects.get(pk=page.pk).live
    assert PracticePage.objects.get(pk=other.pk).live
    history = admin.get(f"/beheer/pages/{page.pk}/history/").content.decode()
    assert "Ingepland, maar niet gepubliceerd: Kies eerst een categorie" in history


def make_due(page):
    """The day has come."""
    for revision in page.revisions.filter(approved_go_live_at__isnull=False):
        passed = timezone.now() - timedelta(minutes=1)
        revision.approved_go_live_at, revision.content["go_live_at"] = passed, passed.isoformat()
        revision.save()


def test_a_way_that_is_not_in_the_table_is_noticed():
    """A new Wagtail may bring one: look what it does, and put it in the table."""
    bulk = {each.action_type for each in bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")}
    assert bulk == {"delete", "move", "publish", "unpublish"}
    addresses = {each.name for each in admin_pages.urlpatterns}
    look = {
        "preview_on_add",
        "preview_on_edit",
        "view_draft",
        "type_use",
        "type_use_results",
        "usage",
        "search",
        "search_results",
    }
    history = {"history", "history_results", "revisions_index", "revisions_view", "revisions_compare", "workflow_history"}
    write = {"add", "edit", "add_subpage", "choose_parent", "copy", "convert_alias", "revisions_revert", "workflow_action"}
    other = {"delete", "unpublish", "move", "move_confirm", "set_page_position", "set_privacy", "lock", "unlock"}
    flow = {"collect_workflow_action_data", "confirm_workflow_cancellation", "workflow_preview", "workflow_history_detail"}
    assert addresses == look | history | write | other | flow | {"revisions_unschedule"}


def test_every_deed_has_its_row_in_the_history_with_a_way_back(states, shared, admin, moderator):
    page = states("without category")
    by_the_queue(admin, page, shared)

    rows = PageLogEntry.objects.filter(page=page.pk, content_changed=True).exclude(action="wagtail.publish")
    assert set(page.revisions.values_list("pk", flat=True)) <= set(rows.values_list("revision_id", flat=True))
    history = admin.get(f"/beheer/pages/{page.pk}/history/").content.decode()
    assert f"Ingestuurd met een formulier: inzending {shared.reference}" in history
    assert f"Categorie of foto gekozen: inzending {shared.reference}" in history
    assert f"/beheer/pages/{page.pk}/revisions/{page.revisions.order_by('pk').first().pk}/revert/" in history


def test_a_sheet_and_its_translation_have_their_own_rows(index, admin):
    """Wagtail shows one row for each request and deed, whatever their pages."""
    first, second = make_sheet(index, "Een"), make_sheet(index, "Twee")
    address = f"/beheer/bulk/wagtailcore/page/publish/?id={first.pk}&id={second.pk}&next=/beheer/"
    for page in (first, second):
        page.save_revision()
    admin.post(address)

    for page in (first, second):
        rows = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish")
        assert rows.latest_by_uuid_and_action().filter(pk=rows.latest("pk").pk).exists()
    assert Page.objects.filter(pk=first.pk, live=True).exists()


@pytest.mark.parametrize(
    ("state", "online"),
    [
        ("shared", True),
        ("without category", False),
        ("with a photo", False),
        ("with an open question", False),
        ("of a redacteur", True),
    ],
)
def test_an_administrator_bypasses_only_the_rule_of_ones_own_words(state, online, states, shared, admin_client, admin_user):
    page = states(state)
    response = by_publishing_in_the_editor(admin_client, page, shared)

    assert response.status_code == 200
    page, shared = PracticePage.objects.get(pk=page.pk), Submission.objects.get(pk=shared.pk)
    assert (page.live, page.workflow_in_progress) == (online, not online)
    if page.pk == shared.page_id:
        assert (shared.is_open, shared.handled_by) == ((False, admin_user) if online else (True, None))


def test_an_administrator_publishes_their_own_words(index, admin_client, admin_user, shared):
    page = draft_of(make_sheet(index, "Taaltafels"), admin_user)
    response = by_publishing_in_the_editor(admin_client, page, shared)

    assert PracticePage.objects.get(pk=page.pk).introduction == "Herschreven."
    assert "“Taaltafels” staat online." in response.content.decode()


def test_autosave_that_writes_on_in_one_revision_makes_a_draft(index, admin, moderator):
    """Somebody types a letter, takes it away, and types on: Wagtail overwrites the revision that said what is live."""
    page = make_sheet(index, "Taaltafels")
    address = f"/beheer/pages/{page.pk}/edit/"
    data = posted(admin.get(address).context["form"])
    headers = {"HTTP_ACCEPT": "application/json", "HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    words = data["introduction"]
    first = admin.post(address, {**data, "introduction": words + " x"}, **headers).json()
    for typed in (words, "Van mezelf."):
        overwrite = {"overwrite_revision_id": first["revision_id"], "introduction": typed}
        assert admin.post(address, {**data, **overwrite}, **headers).status_code == 200
    page = PracticePage.objects.get(pk=page.pk)

    assert page.get_latest_revision_as_object().introduction == "Van mezelf."
    assert page.has_unpublished_changes
    assert page.live_revision_id != page.latest_revision_id
    by_several_in_the_list(admin, page, None)
    assert PracticePage.objects.get(pk=page.pk).introduction == words


def test_who_approved_in_the_editor_goes_on_with_what_waits(states, shared, admin):
    response = by_the_editor(admin, states("of a redacteur"), shared)

    assert response.redirect_chain[-1][0] == "/beheer/wachtrij/?state=waiting"
    assert "“Taaltafels” staat online." in response.content.decode()


def test_an_administrator_who_schedules_hears_when(index, shared, admin_client, admin_user):
    page = draft_of(make_sheet(index, "Taaltafels", live=False), admin_user, go_live_at=timezone.now() + timedelta(days=2))
    response = by_publishing_in_the_editor(admin_client, page, shared)

    assert "“Taaltafels” komt online op" in response.content.decode()
    assert not PracticePage.objects.get(pk=page.pk).live
