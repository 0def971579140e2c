"""Changing what one sent oneself, as long as nobody at the VVSG opened it: nobody decides about words that they never read."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from practices.door import RefusedError
from practices.submissions.form_tokens import FormToken
from practices.submissions.forms import SenderForm
from practices.submissions.locking import hold
from practices.submissions.models import Submission
from practices.submissions.on_sheet.forms import JoinForm, RemarkForm
from practices.submissions.on_sheet.sending import PROPOSALS
from practices.submissions.proposals import PracticeProposal
from practices.submissions.sent_photos import drop
from practices.submissions.sharing.making import make_page
from practices.submissions.sharing.publishing import drop_page
from practices.submissions.sharing.steps import AimForm, CourseForm, IdeaForm, LessonsForm, PlaceForm, kept_answer
from practices.submissions.spam.suspicion import suspicion

_Kind, _State = Submission.Kind, Submission.State
_OF_PHOTOS = {"photos_show", "may_show_people"}
_UNREAD = (_State.WAITING, _State.QUARANTINE)


class WholePracticeForm(PlaceForm, LessonsForm, CourseForm, AimForm, IdeaForm):
    """All steps of a new practice on one page."""

    field_order = [
        name for form in (IdeaForm, AimForm, CourseForm, LessonsForm, PlaceForm) for name in form.base_fields
    ]  # fmt: skip


def mark_opened(submissions: Iterable[int]) -> None:
    """Somebody reads these, by primary key; before they are read, so that no change comes in between."""
    Submission.objects.filter(pk__in=submissions, opened_at=None).update(opened_at=timezone.now())


def may_still_change(submission: Submission) -> bool:
    """Whether nobody opened it yet. (A remark can't be told without its sheet.)"""
    has_sheet = submission.kind == _Kind.PRACTICE or submission.page is not None
    return submission.state in _UNREAD and submission.opened_at is None and has_sheet


def form_for_change(submission: Submission, posted: QueryDict | None = None) -> forms.Form:
    """The form of what was sent, with its answers; or with what was typed in it now."""
    typed = _as_typed(submission) if posted is None else posted.copy()
    for name, value in _sender_of(submission).items():
        typed[name] = value
    if submission.kind == _Kind.PRACTICE:
        return WholePracticeForm(typed)
    if submission.page is None:
        raise ValueError("What is told of a sheet can't be changed without it")
    form = JoinForm if submission.kind == _Kind.JOIN else RemarkForm
    return form(typed, page=submission.page)


def fields_for_change(submission: Submission, form: forms.Form) -> list[forms.BoundField]:
    """What can be changed: not who sent it, nor what is said of photos where there are none."""
    asked = set(SenderForm.base_fields)
    left_out = asked - {"title"} if isinstance(form, WholePracticeForm) else asked  # there it is a trap for machines
    if not submission.photos.exists():
        left_out |= _OF_PHOTOS
    return [field for field in form if field.name not in left_out and not field.is_hidden]


@transaction.atomic
def change_what_was_sent(*, submission: Submission, answers: dict[str, Any]) -> None:
    """Put these answers in the place of those that were sent. Raises RefusedError when somebody opened it since."""
    own = hold(submission)
    if not may_still_change(own):
        raise RefusedError(_("Somebody at the VVSG is reading it already. Reply to the e-mail that we sent you instead."))
    proposal: Any = PracticeProposal if own.kind == _Kind.PRACTICE else PROPOSALS[own.kind]
    own.proposal = proposal.read({name: kept_answer(answer) for name, answer in answers.items()}).as_json()
    own.may_publish_contact = answers.get("may_publish_contact", False)
    own.may_show_people = answers["may_show_people"]
    own.municipalities.set(answers.get("municipalities", ()))
    if own.kind == _Kind.PRACTICE:
        own.title = answers["title"]
    _keep_photos(own, answers.get("photos_show", ""))
    _judge_again(own)
    if own.kind == _Kind.PRACTICE:
        _make_sheet_again(own)
    own.save()


def _keep_photos(own: Submission, description: str) -> None:
    """What they show, where one sentence says it of all; without consent none goes along."""
    if description:
        own.photos.update(description=description)
    for photo in own.photos if not own.may_show_people else ():
        drop(photo)


def _judge_again(own: Submission) -> None:
    """New words may look like a machine's; what is held already stays so."""
    sender = {"sender_name": own.sender_name, "sender_email": own.sender_email, "network": "", "title": "", "proof": True}
    begun = FormToken(own.key, 0)  # how fast it was sent was judged then
    own.suspicion = own.suspicion or suspicion({**own.proposal, "own_title": own.title, **sender, "key": begun})
    own.state = _State.QUARANTINE if own.suspicion else own.state


def _make_sheet_again(own: Submission) -> None:
    """The sheet that waits says what its sender says now; there is none of what is held."""
    drop_page(own)
    if not own.suspicion:
        make_page(own)


def _sender_of(submission: Submission) -> dict[str, str]:
    """What the form asks of who sends it, which is known."""
    return {
        "sender_name": submission.sender_name,
        "sender_email": submission.sender_email,
        "may_process": "on",
        "key": str(FormToken.of(submission.key)),
    }


def _as_typed(submission: Submission) -> QueryDict:
    """The answers as a browser would send them."""
    typed = QueryDict(mutable=True)
    answers = {**submission.proposal, "municipalities": submission.proposal.get("label") or submission.place_names}
    if submission.kind == _Kind.PRACTICE:
        answers["title"] = submission.title
    photo = submission.photos.first()
    answers["photos_show"] = photo.description if photo else ""
    for name, words in answers.pop("changes", {}).items():
        typed[f"initial-{name}"], typed[name] = words["before"], words["after"]
    for name, value in answers.items():
        typed.setlist(name, value if isinstance(value, list) else [value])
    for name in ("may_publish_contact", "may_show_people"):
        typed.setlist(name, ["on"] if getattr(submission, name) else [])
    return typed
