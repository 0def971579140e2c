"""A moderator decides several submissions of the queue at once."""

import pytest
from bs4 import BeautifulSoup
from post_office.models import Email

from practices.door import RefusedError
from practices.submissions import form_tokens
from practices.submissions.models import Submission
from practices.submissions.moderation.deciding import decline, trust
from tests.submissions.conftest import mails


def address(action, *submissions):
    chosen = "&".join(f"id={each.pk}" for each in submissions)
    return f"/beheer/bulk/submissions/submission/{action}/?{chosen}&next=/beheer/wachtrij/"


def words(response):
    return BeautifulSoup(response.content, "html.parser").find("main").get_text(" ", strip=True)


@pytest.fixture
def sent(send):
    """Of Aalst, Diest and Gent; each call sends those, with other answers where given."""

    def make(*places, **others):
        for place in places:
            send(municipalities=place, sender_email=f"{place}@x.example", key=str(form_tokens.FormToken.new(ago=60)), **others)
        return list(Submission.objects.order_by("pk"))[-len(places) :]

    return make


def test_the_queue_has_boxes_to_tick_and_what_to_do_with_them(admin, sent):
    sent("Aalst", "Diest")
    page = BeautifulSoup(admin.get("/beheer/wachtrij/").content, "html.parser")

    assert len(page.select("input[data-bulk-action-checkbox]")) == 2
    assert [each.get_text(strip=True) for each in page.select(".bulk-actions-buttons a")] == [
        "Publiceren",
        "Geen spam",
        "Afwijzen",
    ]


def test_what_waits_is_published_after_it_was_shown_once_more(admin, sheet, sent):
    both = sent("Aalst", "Diest")
    asked = words(admin.get(address("accept", *both)))
    assert "Onthaalgesprekken in Aalst" in asked
    assert "Dit komt online zoals het is" in asked
    answer = admin.post(address("accept", *both), follow=True)

    assert "2 inzendingen staan online, en zijn gemaild." in words(answer)
    assert {"Aalst", "Diest"} <= {place.name for place in type(sheet).objects.get().municipality_list}
    assert [to for to, subject in mails() if subject.startswith("Online")] == ["Aalst@x.example", "Diest@x.example"]


def test_one_that_can_not_be_holds_up_no_other(admin, sheet, sent):
    both = [*sent("Aalst"), *sent("Diest"), *sent("Diest")]
    answer = words(admin.post(address("accept", *both), follow=True))

    assert "2 inzendingen staan online" in answer
    assert "Onthaalgesprekken in Diest: Diest staat al op de fiche." in answer
    assert Submission.objects.waiting().get() == both[2]


def test_what_another_moderator_handled_meanwhile_is_left_out_and_named(admin, moderator, sent):
    first, second = sent("Aalst", "Diest")
    decline(submission=first, moderator=moderator, reason="Dubbel.")
    asked = words(admin.get(address("decline", first, second)))

    assert "Al afgehandeld: Onthaalgesprekken in Aalst" in asked
    admin.post(address("decline", first, second), {"text": "Niet hier."})
    assert [(each.state, each.reason) for each in Submission.objects.order_by("pk")] == [
        ("declined", "Dubbel."),
        ("declined", "Niet hier."),
    ]


def test_declining_several_asks_why_once(admin, sent):
    both = sent("Aalst", "Diest")
    assert "Schrijf waarom" in words(admin.post(address("decline", *both), {"text": ""}))
    assert Submission.objects.waiting().count() == 2
    admin.post(address("decline", *both), {"text": "Niet hier."})

    assert [to for to, subject in mails() if subject.startswith("Niet online")] == ["Aalst@x.example", "Diest@x.example"]


def test_spam_goes_without_a_reason_and_without_a_mail(admin, sent):
    spam = sent("Aalst", "Diest", title="Casino")
    asked = BeautifulSoup(admin.get(address("decline", *spam)).content, "html.parser").find("main")
    assert not asked.find("textarea")
    admin.post(address("decline", *spam))

    assert [each.state for each in Submission.objects.all()] == ["declined", "declined"]
    assert not Email.objects.exists()


def test_what_is_no_spam_goes_to_the_queue(admin, sent):
    spam = sent("Aalst", title="Casino")
    waits = sent("Diest")
    asked = words(admin.get(address("trust", *spam, *waits)))
    assert "Niet in quarantaine: Onthaalgesprekken in Diest" in asked
    admin.post(address("trust", *spam, *waits))

    assert Submission.objects.waiting().count() == 2
    assert len(mails()) == 4


def test_a_remark_is_not_published_unread(admin, submission):
    Submission.objects.update(kind="remark", proposal={"about": "", "remark": "Fout."})
    asked = words(admin.get(address("accept", submission)))

    assert "Niets van wat geselecteerd is, kan zo afgehandeld worden." in asked
    admin.post(address("accept", submission))
    assert Submission.objects.waiting().exists()


@pytest.mark.parametrize("action", ["accept", "trust", "decline"])
def test_who_may_not_moderate_may_not_decide_several(client, submission, writer, action):
    client.force_login(writer)

    assert client.get(address(action, submission), follow=True).redirect_chain[-1][0] == "/beheer/"
    client.post(address(action, submission), {"text": "Nee."})
    assert Submission.objects.waiting().exists()


@pytest.mark.parametrize("number", ["all", "x", "999999", "9" * 30, "-1", ""])
def test_a_number_that_is_none_decides_nothing(admin, submission, number):
    response = admin.post(f"/beheer/bulk/submissions/submission/decline/?id={number}", {"text": "Nee."})

    assert response.status_code == 302
    assert Submission.objects.waiting().exists()


def test_what_left_quarantine_meanwhile_is_mailed_once(admin, moderator, sent):
    spam = sent("Aalst", title="Casino")[0]
    trust(submission=spam, moderator=moderator)
    with pytest.raises(RefusedError, match="al uit quarantaine"):
        trust(submission=spam, moderator=moderator)

    assert len(mails()) == 2
