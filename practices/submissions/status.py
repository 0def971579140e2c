"""What became of a submission, for who sent it: they come by a link out of a mail, or from the form itself."""

from django import forms
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from practices.door import RefusedError
from practices.permissions import may_moderate
from practices.single_line import AreaField
from practices.submissions import access
from practices.submissions.forms import municipality_choices
from practices.submissions.models import Message, SentPhoto, Submission
from practices.submissions.moderation import asking
from practices.submissions.own_changes import (
    can_be_shown,
    change_what_was_sent,
    fields_for_change,
    form_for_change,
    may_still_change,
    seen_version,
    wordings_for_change,
)
from practices.submissions.sharing.steps import left_at
from practices.submissions.spam.network import network_of
from practices.submissions.spending import TooManyError, is_spent, later_please, spend

_State = Submission.State
_WAITS = _("We have received it. Somebody at the VVSG will read it, usually within %(days)d working days, and then e-mail you.")
_ANSWERED = _("Your answer was sent. Somebody at the VVSG will read it, and then e-mail you.")
_STORIES = {
    _State.WAITING: _WAITS,
    _State.QUARANTINE: _WAITS,
    _State.ASKED: _("We have a question. We will continue as soon as you answer."),
    _State.ACCEPTED: _("It is done. Thank you."),
    _State.UNCHANGED: _("We have looked at it, and left the sheet as it is. Thank you for telling us."),
    _State.DECLINED: _("It will not be published on the site. This is why:"),
}


class AnswerForm(forms.Form):
    """What the sender answers to a question."""

    answer = AreaField(
        label=_("Your answer"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
        error_messages={"required": _("Write your answer.")},
    )


@never_cache
@require_safe
def follow_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address; nothing else changes, for programs that look into mails follow links too."""
    network = network_of(request)
    if network and is_spent("wrong links", network, settings.LIMITS.wrong_links):
        return later_please(render(request, "429.jinja", status=429), settings.LIMITS.wrong_links)
    submission = access.enter_by_link(request, token)
    if submission is None and network:
        spend("wrong links", network, settings.LIMITS.wrong_links)
    if submission and submission.state == _State.DRAFT:
        return redirect(left_at(submission.proposal).address)
    return redirect("status")


@never_cache
@require_safe
def sent_photo(request: HttpRequest, pk: int) -> FileResponse:
    """A photo that is not on the site, for who sent it and for moderators."""
    photo = get_object_or_404(SentPhoto, pk=pk)
    is_sent = Submission.objects.sent().filter(key=photo.key).exists()
    if not (is_sent and may_moderate(request.user)) and not access.may_see(request, photo.key):
        raise Http404
    return FileResponse(photo.file.open())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """How it stands, with the questions and answers; without a working link it says what to do."""
    submission = access.submission_of(request)
    if submission is None:
        return render(request, "submissions/no_access.jinja", status=403)
    if "withdraw" in request.POST:
        access.withdraw(submission)
        return redirect("status")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asking.answer(submission=submission, text=form.cleaned_data["answer"])
        except TooManyError:
            form.add_error(
                "answer", _("Many answers have just been sent. What you wrote is still here: send it again in an hour.")
            )
            return later_please(_shown(request, submission, form), settings.LIMITS.answers)
        return redirect("status")
    return _shown(request, submission, form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_own(request: HttpRequest) -> HttpResponse:
    """Change what one sent, as long as nobody opened it."""
    submission = access.submission_of(request)
    if submission is None or not can_be_shown(submission):
        return redirect("status")
    if request.method == "POST":
        return _posted_change(request, submission)
    if not may_still_change(submission):
        return redirect("status")
    return _shown_change(request, submission, form_for_change(submission), seen_version(submission))


def _posted_change(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Change it, or say why not with what was typed."""
    form = form_for_change(submission, request.POST)
    if not form.is_valid():
        return _shown_change(request, submission, form, request.POST.get("seen", ""))
    refused = _change(request, submission, form)
    if refused:
        return _shown_change(request, submission, form, seen_version(submission), refused)
    return redirect(f"{reverse('status')}?gewijzigd=1&submission={submission.key}")


def _shown_change(request: HttpRequest, submission: Submission, form: forms.Form, seen: str, refused: str = "") -> HttpResponse:
    context = {
        "submission": submission,
        "form": form,
        "fields": fields_for_change(form),
        "wordings": wordings_for_change(form),
        "refused": refused,
        "seen": seen,
        "municipality_names": municipality_choices() if "municipalities" in form.fields else (),
    }
    return render(request, "submissions/change.jinja", context)


def _change(request: HttpRequest, submission: Submission, form: forms.Form) -> str:
    """Why it was not changed; empty when it was."""
    try:
        change_what_was_sent(submission=submission, answers=form.cleaned_data, seen=request.POST.get("seen", ""))
    except RefusedError as error:
        return str(error)
    return ""


def _shown(request: HttpRequest, submission: Submission, form: AnswerForm) -> HttpResponse:
    context = {
        "submission": submission,
        "story": _story(submission),
        "form": form,
        "said": submission.messages.exclude(kind=Message.Kind.NOTE),
        "may_change": may_still_change(submission),
        "was_changed": "gewijzigd" in request.GET,
        "is_asked": submission.state == _State.ASKED,
        "is_live": submission.state == _State.ACCEPTED and bool(submission.page and submission.page.live),
    }
    return render(request, "submissions/status.jinja", context)


def _story(submission: Submission) -> str:
    """How it stands, in a sentence."""
    story = _ANSWERED if _is_answered(submission) else _STORIES[_State(submission.state)]
    return story % {"days": settings.PERIODS.answer}


def _is_answered(submission: Submission) -> bool:
    last = submission.messages.exclude(kind=Message.Kind.NOTE).last()
    return submission.state == _State.WAITING and last is not None and last.kind == Message.Kind.ANSWER
