"""Somebody writes what the sheet should say; a moderator takes it over, word by word beside what it says now."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from post_office.models import Email

from practices.models import PracticePage
from practices.submissions.models import Submission
from practices.submissions.moderation.changing import publish_changes
from practices.submissions.proposals import NewWords, RemarkProposal
from practices.submissions.wording import wordings_of
from tests.factories import make_sheet
from tests.submissions.conftest import mails
from tests.submissions.test_sharing import handle, read

GOALS = '<ul><li>Zich <b>welkom</b> voelen</li><li>Lees <a href="https://a.example">de gids</a></li></ul>'


@pytest.fixture
def sheet(index):
    return make_sheet(index, places={"Ninove": ["Ninove"], "Aalst": ["Aalst"]}, goals=GOALS)


def item(admin):
    submission = Submission.objects.get()
    return read(admin.get(f"/beheer/wachtrij/{submission.pk}/")).find(class_="submission")


def test_what_was_not_changed_is_no_change(propose):
    page = propose()

    assert "Wijzig de tekst die niet klopt" in page.find(class_="errors").text
    assert not Submission.objects.exists()


def test_the_difference_is_shown_and_taken_over_with_links_where_nothing_changed(propose, sheet, admin, client):
    propose(goals="- Zich welkom voelen\n- Lees de gids\n- Buren leren kennen", introduction="Kort <en> goed.")
    submission = Submission.objects.get()
    assert set(submission.proposal["changes"]) == {"goals", "introduction"}
    shown = item(admin)
    assert [each.text for each in shown.select(".addition")][-1].strip() == "- Buren leren kennen"
    handle(admin, submission, "accept", changes=["goals", "introduction"])

    page = PracticePage.objects.get(pk=sheet.pk)
    assert page.goals == GOALS.replace("</ul>", "<li>Buren leren kennen</li></ul>")
    assert "Kort &lt;en&gt; goed." in client.get(page.address).content.decode()
    assert mails()[-1] == ("nina@ninove.example", "Aangepast: Onthaalgesprekken")


def test_of_two_changes_one_can_be_taken_over(propose, sheet, admin):
    propose(goals="- Iets anders", introduction="Kort en goed.")
    handle(admin, Submission.objects.get(), "accept", changes=["introduction"])

    page = PracticePage.objects.get(pk=sheet.pk)
    assert (page.introduction, page.goals) == ("Kort en goed.", sheet.goals)
    assert "Dit namen we niet over zoals jij het schreef: Doelen." in Email.objects.last().message


def test_what_a_moderator_did_by_hand_is_not_called_left_out(propose, sheet, admin, moderator):
    propose(introduction="Kort en goed.")
    page = sheet.get_latest_revision_as_object()
    page.introduction = "Kort en goed."
    page.save_revision(user=moderator).publish()
    assert "De fiche zegt dit al." in item(admin).text
    handle(admin, Submission.objects.get(), "accept")

    assert "Dit namen we niet over" not in Email.objects.last().message


def test_a_contact_of_one_municipality_is_changed_with_consent(propose, sheet, admin):
    page = propose(about="Aalst", contacts="Team Onthaal\nonthaal@aalst.example")
    assert "Vink aan dat wie als contact vermeld is" in page.find(class_="errors").text
    assert page.select_one("textarea[name=contacts]").find_parent("details").has_attr("open")
    propose(about="Aalst", contacts="Team Onthaal\nonthaal@aalst.example", may_publish_contact="on", website="www.aalst.be")
    submission = Submission.objects.get()
    assert submission.subject == "Onthaalgesprekken (Aalst)"
    handle(admin, submission, "accept", changes=["contacts", "website"])

    ninove, aalst = PracticePage.objects.get(pk=sheet.pk).implementation_list
    assert (aalst.contacts, aalst.website) == ("Team Onthaal\nonthaal@aalst.example", "https://www.aalst.be")
    assert ninove.contacts == "onthaal@ninove.example"
    assert aalst.confirmed_on


def test_what_was_changed_meanwhile_is_a_conflict_and_never_overwritten(propose, sheet, admin, moderator):
    propose(introduction="Van de inzender.", goals="- Nieuw doel")
    page = sheet.get_latest_revision_as_object()
    page.introduction = "Van de redactie."
    page.save_revision(user=moderator).publish()
    shown = item(admin)
    assert "Dit is gewijzigd sinds de inzender het zag." in shown.text
    assert [box["value"] for box in shown.select("[name=accept-changes]")] == ["goals"]
    forced = handle(admin, Submission.objects.get(), "accept", changes=["introduction"])
    assert Submission.objects.get().state == "waiting"
    assert forced.status_code == 200

    handle(admin, Submission.objects.get(), "accept", changes=["goals"])
    page = PracticePage.objects.get(pk=sheet.pk)
    assert (page.introduction, page.goals) == ("Van de redactie.", "<ul><li>Nieuw doel</li></ul>")


def test_a_draft_gets_the_change_where_it_said_the_same_and_stays_a_draft(propose, sheet, admin, writer):
    draft = sheet.get_latest_revision_as_object()
    draft.introduction = "Nog in de maak."
    draft.save_revision(user=writer)
    propose(introduction="Van de inzender.", goals="- Nieuw doel")
    handle(admin, Submission.objects.get(), "accept", changes=["introduction", "goals"])

    page = PracticePage.objects.get(pk=sheet.pk)
    waiting = page.get_latest_revision_as_object()
    assert (page.introduction, page.goals) == ("Van de inzender.", "<ul><li>Nieuw doel</li></ul>")
    assert (waiting.introduction, waiting.goals) == ("Nog in de maak.", "<ul><li>Nieuw doel</li></ul>")
    assert page.has_unpublished_changes
    assert page.latest_revision.user == writer


def test_a_municipality_that_left_the_sheet_is_said(propose, sheet, admin):
    propose(about="Aalst", partners="Avansa")
    page = sheet.get_latest_revision_as_object()
    page.implementations.set([page.implementation_list[0]])
    page.save_revision().publish()

    assert item(admin).select("[name=accept-changes]") == []


def test_only_new_words_count_as_links(propose, sheet):
    sheet.description = "<p>" + " https://a.example" * 5 + "</p>"
    sheet.save()
    propose(introduction="Kort en goed.")

    assert Submission.objects.get().state == "waiting"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(blacklist_categories=["Cs", "Cc"], whitelist_characters="\n-"), max_size=80))
def test_whatever_is_proposed_can_be_published_and_read_again(sheet, moderator, text):
    page = PracticePage.objects.get(pk=sheet.pk)
    before = {part.name: part.text for part in wordings_of(page, None)}
    names = ("goals", "description")
    proposal = RemarkProposal(changes={name: NewWords(before[name], text.strip()) for name in names})
    publish_changes(page, proposal, names, moderator, "8JQY7MDL")

    page = PracticePage.objects.get(pk=sheet.pk)
    for name in names:
        assert BeautifulSoup(getattr(page, name), "html.parser").find("script") is None
