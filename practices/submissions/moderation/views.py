"""The screen of one submission in Wagtail: what was sent beside what is live, and what to do with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from practices.door import RefusedError
from practices.models import PracticePage
from practices.permissions import may_moderate
from practices.submissions.links import item_url, listing, sheet_url
from practices.submissions.models import Submission
from practices.submissions.moderation import asking, deciding, undoing
from practices.submissions.moderation.changing import Change, changes_of
from practices.submissions.moderation.forms import AcceptForm, AskForm, DeclineForm, NoteForm, TurnForm, UsedPhotoForm
from practices.submissions.moderation.rows import where
from practices.submissions.opening import mark_opened
from practices.submissions.proposals import OTHER_THAN


@dataclass(frozen=True)
class Action:
    """What a moderator can do: the form for it, and the deed, which returns where to go."""

    form: type[forms.Form]
    do: Callable[[HttpRequest, Submission, dict], str]


def _next(submission: Submission) -> list:
    """A button to what has waited longest of the rest."""
    following = Submission.objects.waiting().exclude(pk=submission.pk).first()
    return [messages.button(item_url(following), _("Next: %(title)s") % {"title": following.title})] if following else []


def _take(request: HttpRequest, submission: Submission, data: dict) -> str:
    asking.hand_to(submission=submission, moderator=request.user)
    return ""


def _give_back(request: HttpRequest, submission: Submission, data: dict) -> str:
    asking.hand_to(submission=submission, moderator=None)
    return ""


def _accept(request: HttpRequest, submission: Submission, data: dict) -> str:
    submission = deciding.accept(submission=submission, moderator=request.user, **data)
    said = (
        _("Done, and the sender was e-mailed:")
        if submission.kind == Submission.Kind.REMARK
        else _("On the site, and the sender was e-mailed:")
    )
    button = messages.button(sheet_url(submission), _("View the sheet"), new_window=True)
    messages.success(request, f"{said} {submission.subject}", buttons=[button, *_next(submission)])
    return listing()


def _decline(request: HttpRequest, submission: Submission, data: dict) -> str:
    deciding.decline(submission=submission, moderator=request.user, reason=data["text"])
    text = _("%(title)s was declined.") if submission.suspicion else _("%(title)s was declined, and the sender was e-mailed.")
    messages.success(request, text % {"title": submission.title}, buttons=_next(submission))
    return listing()


def _close(request: HttpRequest, submission: Submission, data: dict) -> str:
    deciding.close_unchanged(submission=submission, moderator=request.user)
    text = _("Closed without a change, and the sender was e-mailed: %(title)s")
    if submission.suspicion:
        text = _("Closed without a change: %(title)s")
    messages.success(request, text % {"title": submission.title}, buttons=_next(submission))
    return listing()


def _discard_spam(request: HttpRequest, submission: Submission, data: dict) -> str:
    if not submission.suspicion:
        raise RefusedError(_("Write why: the sender receives it by e-mail."))
    deciding.decline(submission=submission, moderator=request.user, reason="")
    messages.success(request, _("%(title)s was declined.") % {"title": submission.title})
    return listing(Submission.State.QUARANTINE)


def _undo(request: HttpRequest, submission: Submission, data: dict) -> str:
    submission = undoing.undo(submission=submission, moderator=request.user)
    button = messages.button(sheet_url(submission), _("View the sheet"), new_window=True)
    text = _("Taken off the sheet: “%(title)s” waits in the queue again. The sender has not been e-mailed about this.")
    messages.success(request, text % {"title": submission.title}, buttons=[button])
    return ""


def _ask(request: HttpRequest, submission: Submission, data: dict) -> str:
    asking.ask(submission=submission, moderator=request.user, text=data["text"])
    messages.success(
        request,
        _("The question was e-mailed. Once it is answered, “%(title)s” comes back here.") % {"title": submission.title},
        buttons=_next(submission),
    )
    return listing()


def _note(request: HttpRequest, submission: Submission, data: dict) -> str:
    asking.note(submission=submission, moderator=request.user, text=data["text"])
    return ""


def _turn(request: HttpRequest, submission: Submission, data: dict) -> str:
    deciding.turn_into_implementation(submission=submission, page=data["sheet"], moderator=request.user)
    messages.success(request, _("It now belongs to the sheet “%(title)s”.") % {"title": data["sheet"].title})
    return ""


def _trust(request: HttpRequest, submission: Submission, data: dict) -> str:
    deciding.trust(submission=submission, moderator=request.user)
    messages.success(
        request,
        _("“%(title)s” is now waiting in the queue, and the sender and the moderators were e-mailed.")
        % {"title": submission.title},
    )
    return ""


def _use(request: HttpRequest, submission: Submission, data: dict) -> str:
    if data["photo"].key == submission.key:
        deciding.use_photo(photo=data["photo"])
        messages.success(request, _("The photo has been added to the images; choose it on the sheet."))
    return ""


ACTIONS = {
    "take": Action(forms.Form, _take),
    "return": Action(forms.Form, _give_back),
    "use": Action(UsedPhotoForm, _use),
    "trust": Action(forms.Form, _trust),
    "accept": Action(AcceptForm, _accept),
    "close": Action(forms.Form, _close),
    "ask": Action(AskForm, _ask),
    "turn": Action(TurnForm, _turn),
    "note": Action(NoteForm, _note),
    "decline": Action(DeclineForm, _decline),
    "spam": Action(forms.Form, _discard_spam),
    "undo": Action(forms.Form, _undo),
}


def submission_item(request: HttpRequest, pk: int) -> HttpResponse:
    """One submission. A deed that can't be done now says why, and nothing is lost."""
    if not may_moderate(request.user):
        raise PermissionDenied
    known = Submission.objects.sent().select_related("page", "handled_by", "taken_by")
    mark_opened([get_object_or_404(known, pk=pk).pk])
    submission = known.get(pk=pk)  # as it is now that its sender changes it no more
    chosen = next((name for name in ACTIONS if name in request.POST), "")
    page = PracticePage.objects.for_sheet().filter(pk=submission.page_id).first()
    changes = changes_of(page, submission.remark) if page else []
    made = _forms(submission, changes, chosen, request.POST)
    if chosen and made[chosen].is_valid():
        return redirect(_done(request, ACTIONS[chosen], submission, made[chosen].cleaned_data) or request.path)
    return render(request, "submissions/admin/item.html", _context(submission, page, made, changes))


def _forms(submission: Submission, changes: list[Change], chosen: str, sent: QueryDict) -> dict[str, forms.Form]:
    """The form of each action, of which one may have been sent."""
    made = {name: action.form(sent if name == chosen else None, prefix=name) for name, action in ACTIONS.items()}
    accepting = cast("AcceptForm", made["accept"])
    accepting.offer(submission.photos, changes, submission.practice.terms["category"])
    if submission.kind == Submission.Kind.JOIN:
        accepting.offer_place(submission)
    return made


def _done(request: HttpRequest, action: Action, submission: Submission, data: dict) -> str:
    """Where to go after an action; nowhere else after one that was refused, with the reason on the screen."""
    try:
        return action.do(request, submission, data)
    except RefusedError as error:
        messages.error(request, str(error))
        return ""


def _context(submission: Submission, page: PracticePage | None, made: dict[str, forms.Form], changes: list[Change]) -> dict:
    what = {
        Submission.Kind.JOIN: _("Does this too:"),
        Submission.Kind.REMARK: _("Is something not right?"),
        Submission.Kind.PRACTICE: _("New practice:"),
    }[Submission.Kind(submission.kind)]
    others = Submission.objects.sent().filter(sender_email__iexact=submission.sender_email).exclude(pk=submission.pk)
    return {
        "submission": submission,
        "what": f"{what} {where(submission)}".strip(),
        "is_practice": submission.kind == Submission.Kind.PRACTICE,
        "answers": submission.told if changes else submission.answers,  # the changes show their words themselves
        "changes": changes,
        "can_be_undone": undoing.can_be_undone(submission),
        "was_published": deciding.was_published_since(submission),
        "page": page,
        "draft": page.get_latest_revision_as_object() if page and not page.live else None,
        "forms": made,
        "listing": listing(),
        "reasons": reverse("redenen:index"),
        "sent": submission.proposal,
        "other_than": PracticePage.objects.filter(pk__in=submission.proposal.get(OTHER_THAN, [])),
        "others": others.order_by("-sent_at")[:10] if submission.sender_email else (),
    }
