"""A moderator takes back what was accepted: the sheet says what it said, and the submission waits again."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import ModelLogEntry

from practices.models import Category, PracticePage
from practices.submissions.models import Submission
from practices.submissions.moderation import deciding
from tests.submissions.conftest import mails
from tests.submissions.test_sharing import handle


def text_of(response):
    return BeautifulSoup(response.content, "html.parser").find("main").get_text(" ", strip=True)


def live(sheet):
    """The sheet as readers see it, and as its newest version says."""
    page = PracticePage.objects.get(pk=sheet.pk)
    return page, page.get_latest_revision_as_object()


def names(page):
    return [str(each) for each in page.implementations.all()]


@pytest.fixture
def accepted(submission, moderator):
    deciding.accept(submission=submission, moderator=moderator)
    return Submission.objects.get()


def undo(admin, submission):
    return admin.post(f"/beheer/wachtrij/{submission.pk}/", {"undo": "1"}, follow=True)


def test_a_municipality_leaves_the_sheet_and_waits_again(accepted, sheet, admin):
    sent = len(mails())
    assert "Ongedaan maken" in text_of(admin.get(f"/beheer/wachtrij/{accepted.pk}/"))
    answer = undo(admin, accepted)

    page, newest = live(sheet)
    assert names(page) == names(newest) == ["Ninove"]
    assert not page.has_unpublished_changes
    assert "Van de fiche gehaald" in answer.content.decode()
    waiting = Submission.objects.get()
    assert (waiting.state, waiting.handled_by, waiting.handled_at) == ("waiting", None, None)
    assert len(mails()) == sent  # nobody is told of a mistake that nobody saw
    assert "Aalst" not in admin.get(page.address).content.decode()
    history = text_of(admin.get(f"/beheer/pages/{page.pk}/history/"))
    assert f"Teruggedraaid in de wachtrij: inzending {accepted.reference}" in history
    assert ModelLogEntry.objects.filter(action="submissions.taken_back", object_id=str(accepted.pk)).exists()


def test_what_was_undone_can_be_accepted_and_undone_again(accepted, sheet, admin, moderator):
    undo(admin, accepted)
    deciding.accept(submission=accepted, moderator=moderator)
    assert names(live(sheet)[0]) == ["Ninove", "Aalst"]
    undo(admin, accepted)

    assert names(live(sheet)[0]) == ["Ninove"]


def test_undone_twice_at_once_it_is_undone_once(accepted, sheet, admin):
    undo(admin, accepted)
    answer = undo(admin, accepted)

    assert "Dit kan hier niet meer ongedaan worden gemaakt." in answer.content.decode()
    assert names(live(sheet)[0]) == ["Ninove"]


def test_a_draft_loses_it_too_and_stays_a_draft_of_its_writer(accepted, sheet, admin, writer):
    draft = live(sheet)[1]
    draft.introduction = "Nog niet klaar."
    draft.save_revision(user=writer)
    undo(admin, accepted)

    page, newest = live(sheet)
    assert (names(page), page.introduction) == (["Ninove"], sheet.introduction)
    assert (names(newest), newest.introduction) == (["Ninove"], "Nog niet klaar.")
    assert page.latest_revision.user == writer


def changed_by_hand(sheet, moderator):
    page = live(sheet)[1]
    added = page.implementations.all()[1]
    added.contacts = "iemand@aalst.example"
    page.implementations.add(added)
    page.save_revision(user=moderator).publish()


def in_review(sheet, moderator):
    page = live(sheet)[1]
    page.introduction = "Anders."
    page.save_revision(user=moderator)
    page.get_workflow().start(page, moderator)


def off_the_site(sheet, moderator):
    live(sheet)[0].unpublish()


@pytest.mark.parametrize(
    ("happened", "says"),
    [
        (changed_by_hand, "Aalst: sindsdien veranderd op de fiche."),
        (in_review, "De fiche is in nazicht of werd teruggestuurd."),
        (off_the_site, "De fiche staat niet meer online."),
    ],
)
def test_what_cannot_be_undone_says_why_and_changes_nothing(accepted, sheet, admin, moderator, happened, says):
    happened(sheet, moderator)
    before = live(sheet)[0]
    answer = undo(admin, accepted)

    assert answer.status_code == 200
    assert says in answer.content.decode()
    after = live(sheet)[0]
    assert (names(after), after.live_revision_id) == (["Ninove", "Aalst"], before.live_revision_id)
    assert Submission.objects.get().state == "accepted"


def test_a_sheet_of_which_no_older_version_is_known_offers_no_way_back(submission, sheet, admin, moderator):
    PracticePage.objects.filter(pk=sheet.pk).update(live_revision=None)
    deciding.accept(submission=submission, moderator=moderator)

    assert "Ongedaan maken" not in text_of(admin.get(f"/beheer/wachtrij/{submission.pk}/"))
    assert "Dit kan hier niet meer" in undo(admin, submission).content.decode()


def test_a_category_that_is_gone_since_is_no_reason_not_to(accepted, sheet, admin, moderator):
    page, old = live(sheet)[1], sheet.category
    page.category = Category.objects.exclude(pk=old.pk).first()
    page.save_revision(user=moderator).publish()
    PracticePage.objects.filter(category=old).update(category=page.category)
    old.delete()
    undo(admin, accepted)

    assert names(live(sheet)[0]) == ["Ninove"]
    assert live(sheet)[0].category == page.category


def test_a_municipality_that_was_taken_off_by_hand_is_only_put_back_in_the_queue(accepted, sheet, admin, moderator):
    page = live(sheet)[1]
    page.implementations.remove(page.implementations.all()[1])
    page.save_revision(user=moderator).publish()
    undo(admin, accepted)

    assert names(live(sheet)[0]) == ["Ninove"]
    assert Submission.objects.get().state == "waiting"


@pytest.mark.parametrize("state", ["waiting", "asked", "declined", "quarantine", "unchanged"])
def test_what_is_not_on_the_site_offers_no_way_back(submission, admin, state):
    Submission.objects.update(state=state, handled_at=timezone.now() if state in {"declined", "unchanged"} else None)

    assert "Ongedaan maken" not in text_of(admin.get(f"/beheer/wachtrij/{submission.pk}/"))
    undo(admin, submission)
    assert Submission.objects.get().state == state


def test_a_new_practice_is_not_undone_but_unpublished(shared, moderator, admin):
    deciding.accept(submission=shared, moderator=moderator)

    assert "Ongedaan maken" not in text_of(admin.get(f"/beheer/wachtrij/{shared.pk}/"))


@pytest.mark.parametrize("about", ["", "Ninove"])
def test_corrected_words_become_what_they_were(propose, sheet, admin, about):
    changed = {"partners": "Avansa"} if about else {"introduction": "Kort en goed.", "goals": "- Iets anders"}
    propose(about=about, **changed)
    submission = Submission.objects.get()
    taken = list(changed)[:1]  # of two changes one was taken over
    handle(admin, submission, "accept", changes=taken)
    undo(admin, submission)

    page, newest = live(sheet)
    for each in (page, newest):
        assert (each.introduction, each.goals) == (sheet.introduction, sheet.goals)
        ninove = each.implementations.first()
        assert (ninove.partners, ninove.confirmed_on) == ("", None)
    assert Submission.objects.get().state == "waiting"


def test_corrected_words_that_were_changed_again_stay(propose, sheet, admin, moderator):
    propose(introduction="Kort en goed.")
    submission = Submission.objects.get()
    handle(admin, submission, "accept", changes=["introduction"])
    page = live(sheet)[1]
    page.introduction = "Van de redactie."
    page.save_revision(user=moderator).publish()
    answer = undo(admin, submission)

    assert "Inleiding: sindsdien veranderd op de fiche." in answer.content.decode()
    assert live(sheet)[0].introduction == "Van de redactie."
