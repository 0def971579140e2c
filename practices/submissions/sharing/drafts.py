"""A new practice on its way: kept step by step, mailed to its writer as a link, and sent. Each is one transaction."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from practices.languages import reader_language
from practices.submissions import access, mails, sent_photos
from practices.submissions.form_tokens import FormToken
from practices.submissions.forms import CONSENT_VERSION
from practices.submissions.models import Submission
from practices.submissions.proposals import OTHER_THAN, PracticeProposal
from practices.submissions.sharing.making import make_page
from practices.submissions.sharing.steps import STEPS, filled_form, kept_answer
from practices.submissions.spam.suspicion import suspicion
from practices.submissions.spending import spend

_LONGEST_TITLE = 150
_MOST_ADDED = 100
_MOST_OF_ONE = 3  # links in an hour, and those of `Limits`: else anybody could have us mail anybody


class UnfinishedError(Exception):
    """Something is missing or not right in a step."""


@transaction.atomic
def keep_step(*, draft: Submission | None, typed: dict, more: dict[str, list] | None = None) -> Submission:
    """Keep what was typed in one step as it is; without a draft this begins one. `more` is added to lists that it has."""
    draft = (draft and _locked(draft)) or Submission(kind=Submission.Kind.PRACTICE, state=Submission.State.DRAFT)
    if draft.state == Submission.State.DRAFT:
        added = {name: [*draft.proposal.get(name, []), *values][-_MOST_ADDED:] for name, values in (more or {}).items()}
        draft.proposal = {**draft.proposal, **typed, **added}
        draft.title = Truncator(draft.proposal.get("title", "")).chars(_LONGEST_TITLE)
        draft.reminded_on, draft.language = None, reader_language()
        draft.save()
        access.prolong(draft)
    return draft


@transaction.atomic
def mail_link(*, draft: Submission, email: str, network: str = "") -> bool:
    """Mail the writer a link with which the draft opens on another device; False when too many were mailed lately.

    The same address twice is one mail. A link that went to another address does not work any more.
    """
    draft = _locked(draft)
    if draft.state != Submission.State.DRAFT or access.mailed_lately(submission=draft, mailed_to=email):
        return True
    if (
        access.mailed_lately(submission=draft) >= _MOST_OF_ONE
        or access.mailed_lately(mailed_to=email) >= _MOST_OF_ONE
        or (network and not spend("draft links", network, settings.LIMITS.draft_links_of_a_network))
        or not spend("all draft links", "", settings.LIMITS.draft_links_of_all)
    ):
        return False
    draft.sender_email, draft.reminded_on = email, None
    draft.save()
    access.keep_only(draft, email)
    access.prolong(draft)
    mails.mail_draft(draft)
    return True


@transaction.atomic
def send_draft(*, draft: Submission, sender: dict) -> Submission:
    """Make the draft a submission and its sheet one that waits. Sent again it is the same one. Raises UnfinishedError."""
    draft = _locked(draft)
    if draft.state != Submission.State.DRAFT:
        return draft
    answers = _cleaned(draft.proposal)
    refused = {OTHER_THAN: draft.proposal.get(OTHER_THAN, [])}
    kept = PracticeProposal.read({name: kept_answer(answer) for name, answer in answers.items()})
    draft.proposal = {**kept.as_json(), **refused}
    begun = FormToken(draft.key, draft.sent_at.timestamp())  # who wrote for an hour may send the last page in a moment
    proof = sender["proof"] and sender["key"].value == draft.key  # one that was made for another draft is none
    draft.suspicion = suspicion({**draft.proposal, "own_title": answers["title"], **sender, "key": begun, "proof": proof})
    draft.title = answers["title"]
    draft.state = Submission.State.QUARANTINE if draft.suspicion else Submission.State.WAITING
    draft.sent_at = timezone.now()
    draft.sender_name, draft.sender_email = sender["sender_name"], sender["sender_email"]
    draft.network, draft.language = sender["network"], reader_language()
    draft.consent_version = CONSENT_VERSION
    draft.may_publish_contact = answers["may_publish_contact"]
    draft.may_show_people = answers["may_show_people"]
    draft.municipalities.set(answers["municipalities"])
    _keep_photos(draft)
    if not draft.suspicion:
        make_page(draft)
    draft.save()
    access.keep_only(draft, draft.sender_email)
    if not draft.suspicion:
        mails.mail_received(draft)
        mails.mail_waiting(draft)
    return draft


def _keep_photos(draft: Submission) -> None:
    """Only what was described, and with consent of who is in it, goes along."""
    for photo in draft.photos:
        if not draft.may_show_people or not photo.description:
            sent_photos.drop(photo)


def _locked(draft: Submission) -> Submission:
    """The draft as it is now, for nobody else until the end of the transaction."""
    return Submission.objects.select_for_update(of=("self",)).get(pk=draft.pk)


def _cleaned(typed: dict) -> dict:
    answers: dict = {}
    for step in STEPS:
        form = filled_form(step, typed)
        if not form.is_valid():
            raise UnfinishedError
        answers |= form.cleaned_data
    return answers
