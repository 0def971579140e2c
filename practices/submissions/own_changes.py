"""Changing what one sent oneself, as long as nobody at the VVSG opened it: nobody decides about words that they never read.

Photos stay as they were sent. Who opens what is told by `opening.py`.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from practices.door import RefusedError
from practices.models import Implementation
from practices.submissions.form_tokens import FormToken
from practices.submissions.forms import SenderForm
from practices.submissions.locking import hold
from practices.submissions.models import Submission
from practices.submissions.on_sheet.forms import JoinForm, RemarkForm
from practices.submissions.on_sheet.sending import PROPOSALS
from practices.submissions.proposals import PracticeProposal
from practices.submissions.sharing.making import make_page
from practices.submissions.sharing.publishing import drop_page
from practices.submissions.sharing.steps import AimForm, CourseForm, IdeaForm, LessonsForm, PlaceForm, kept_answer
from practices.submissions.spam.suspicion import suspicion_of_words
from practices.submissions.spending import spend
from practices.submissions.wording import wordings_of

_Kind, _State = Submission.Kind, Submission.State
_OF_PHOTOS = ("photos_show", "may_show_people")
_UNREAD = (_State.WAITING, _State.QUARANTINE)


class WholePracticeForm(PlaceForm, LessonsForm, CourseForm, AimForm, IdeaForm):
    """All steps of a new practice on one page."""

    field_order = [name for form in (IdeaForm, AimForm, CourseForm, LessonsForm, PlaceForm) for name in form.base_fields]


def can_be_shown(submission: Submission) -> bool:
    """Whether its form can be made: what is told of a sheet needs that sheet."""
    return submission.kind == _Kind.PRACTICE or submission.page is not None


def may_still_change(submission: Submission) -> bool:
    """Whether nobody opened it, and what it is about is still there."""
    is_unread = submission.state in _UNREAD and submission.opened_at is None and not submission.messages.exists()
    if submission.kind == _Kind.PRACTICE:
        return is_unread and not (submission.page and submission.page.locked)
    return is_unread and can_be_shown(submission) and _is_place_there(submission)


def _is_place_there(submission: Submission) -> bool:
    """Whether the municipality that a remark is about, if it is about one, is still on the sheet."""
    named = submission.kind == _Kind.REMARK and submission.remark.implementation
    return not named or _implementation_of(submission) is not None


def _implementation_of(submission: Submission) -> Implementation | None:
    """By its key: its name may have changed."""
    there = submission.page.implementations.all() if submission.page else ()
    return next((each for each in there if str(each.translation_key) == submission.remark.implementation), None)


def form_for_change(submission: Submission, posted: QueryDict | None = None) -> forms.Form:
    """The form of what was sent, with its answers; or with what was typed in it now."""
    typed = _as_typed(submission) if posted is None else posted.copy()
    for name, value in _known_of(submission).items():
        typed[name] = value
    if submission.kind == _Kind.PRACTICE:
        return WholePracticeForm(typed)
    if submission.page is None:
        raise ValueError("What is told of a sheet can't be changed without it")
    form = JoinForm if submission.kind == _Kind.JOIN else RemarkForm
    return form(typed, page=submission.page)


def fields_for_change(form: forms.Form) -> list[forms.BoundField]:
    """What was asked and can be changed: not who sent it, nor photos. What a sheet says comes apart (`wordings_for_change`)."""
    left_out = {*SenderForm.base_fields, *_OF_PHOTOS}
    if isinstance(form, WholePracticeForm):
        left_out -= {"title"}  # elsewhere it is a trap for machines
    if isinstance(form, RemarkForm):
        left_out |= {"may_publish_contact", *(field.name for field in form.wording_fields())}
    return [field for field in form if field.name not in left_out and not field.is_hidden]


def wordings_for_change(form: forms.Form) -> list[forms.BoundField]:
    """What the sheet says, of a remark."""
    return form.wording_fields() if isinstance(form, RemarkForm) else []


@transaction.atomic
def change_what_was_sent(*, submission: Submission, answers: dict[str, Any], seen: str) -> None:
    """Put these answers in the place of those that were sent, and `seen` in a form. Raises RefusedError."""
    own = hold(submission)
    if not may_still_change(own):
        raise RefusedError(_("Somebody at the VVSG is reading it already. Reply to the e-mail that we sent you instead."))
    if seen != seen_version(own):
        raise RefusedError(_("It was changed since you opened this page. Send it again to put this in its place."))
    if not spend("own changes", own.reference, settings.LIMITS.own_changes):
        raise RefusedError(_("This was changed many times just now. What you wrote is still here: send it again in an hour."))
    if own.kind == _Kind.PRACTICE:
        own.proposal = PracticeProposal.read({name: kept_answer(each) for name, each in answers.items()}).as_json()
        own.title = answers["title"]
    else:
        own.proposal = PROPOSALS[own.kind].read(answers).as_json()
    own.may_publish_contact = answers.get("may_publish_contact", False)
    own.municipalities.set(answers.get("municipalities", ()))
    _judge_again(own)
    if own.kind == _Kind.PRACTICE:
        _make_sheet_again(own)
    own.save()


def seen_version(submission: Submission) -> str:
    """What tells whether somebody changed it since."""
    return submission.changed_at.isoformat()


def _judge_again(own: Submission) -> None:
    """New words may look like a machine's; what is held already stays so."""
    said = {**own.proposal, "own_title": own.title, "sender_name": own.sender_name, "sender_email": own.sender_email}
    own.suspicion = own.suspicion or suspicion_of_words(said)
    own.state = _State.QUARANTINE if own.suspicion else own.state


def _make_sheet_again(own: Submission) -> None:
    """The sheet that waits says what its sender says now; there is none of what is held."""
    drop_page(own)
    if not own.suspicion:
        make_page(own)


def _known_of(submission: Submission) -> dict[str, str]:
    """What the form asks and is known: who sent it, and what was said of photos."""
    photo = submission.photos.first()
    known = {
        "sender_name": submission.sender_name,
        "sender_email": submission.sender_email,
        "may_process": "on",
        "key": str(FormToken.of(submission.key)),
        "photos_show": photo.description if photo else "",
        "may_show_people": "on" if submission.may_show_people else "",
    }
    if submission.kind == _Kind.REMARK:
        known["about"] = str(_implementation_of(submission) or "")
    return known


def _as_typed(submission: Submission) -> QueryDict:
    """The answers as a browser would send them."""
    typed = QueryDict(mutable=True)
    places = (submission.proposal.get("label") or submission.place_names).replace(" & ", ", ")
    answers = {**submission.proposal, "municipalities": places, **_wordings(submission)}
    if submission.kind == _Kind.PRACTICE:
        answers["title"] = submission.title
    for name, value in answers.items():
        typed.setlist(name, value if isinstance(value, list) else [value])
    typed.setlist("may_publish_contact", ["on"] if submission.may_publish_contact else [])
    return typed


def _wordings(submission: Submission) -> dict[str, str]:
    """Of a remark what each part says on the sheet, or said when it was sent, and what it should say."""
    if submission.kind != _Kind.REMARK or submission.page is None:
        return {}
    said: dict[str, str] = {}
    for each in wordings_of(submission.page, _implementation_of(submission)):
        said |= {each.name: each.text, f"initial-{each.name}": each.text}
    for name, words in submission.remark.changes.items():
        said |= {name: words.after, f"initial-{name}": words.before}
    return said
