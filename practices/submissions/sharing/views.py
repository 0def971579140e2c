"""The pages on which somebody without an account writes down a new practice: five steps, a page to check, and the thanks."""

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from practices.fact_values import names_of_codes
from practices.photos.uploads import passed_over
from practices.submissions import access, sent_photos
from practices.submissions.form_tokens import FormToken
from practices.submissions.forms import SenderForm
from practices.submissions.models import Submission
from practices.submissions.proposals import ASKED_OF_PLACE, ASKED_OF_SHEET
from practices.submissions.sharing import draft_photos, drafts
from practices.submissions.sharing.own_text import LEFT_OVER, OwnTextForm, answers_in
from practices.submissions.sharing.progress import progress_context
from practices.submissions.sharing.same_practice import asking, sheets_to_ask_about
from practices.submissions.sharing.steps import AT, STEPS, Step, StepForm, filled_form, left_at, step_at, storable, unfinished
from practices.submissions.spam.network import network_of
from practices.submissions.spending import later_please, spend
from practices.translations.localised import name_terms


class LinkForm(forms.Form):
    """Where to mail the link of a draft."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kept = _("We keep it with your draft, for at most %(days)d days.") % {"days": settings.PERIODS.draft.days}
        self.fields["email"].help_text = kept

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Write your e-mail address, so that we can send you the link."),
            "invalid": gettext_lazy("This is not an e-mail address. Write it like naam@gemeente.be."),
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str = STEPS[0].slug) -> HttpResponse:
    """One step. What is posted is kept, and then the next step comes, or what is not right here."""
    this = step_at(slug)
    if this is None:
        raise Http404
    draft = access.draft_of(request)
    if request.method == "POST":
        return _posted(request, draft, this)
    if draft is None and this is not STEPS[0]:
        return redirect("share")
    form = filled_form(this, draft.proposal) if draft and _was_here(draft, this) else this.form()
    return _shown_step(request, form, draft, this)


def _posted(request: HttpRequest, draft: Submission | None, this: Step) -> HttpResponse:
    """Keep what was typed, and go on; or show what is not right."""
    form = this.form(request.POST)
    draft = _keep(request, draft, form, this)
    if draft and this.has_photos:
        if draft_photos.save(request, draft):
            return redirect(f"{request.get_full_path()}#fotos")
        if form.is_valid():
            draft_photos.judge(form, draft)
    if form.is_valid() or "later" in request.POST:
        return redirect(_after(this, request, draft))
    return _shown_step(request, form, draft, this)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def text_at_hand(request: HttpRequest) -> HttpResponse:
    """Read a text that is there already into the answers; the page to check shows what became of it."""
    draft = access.draft_of(request)
    form = OwnTextForm(request.POST, request.FILES) if request.method == "POST" else OwnTextForm()
    if request.method != "POST":
        return _shown_text(request, form, draft)
    if not _may_read(network_of(request)):
        form.add_error("text", _("Many texts have just been read. Try again in an hour, or fill in the steps."))
        return later_please(_shown_text(request, form, draft), settings.LIMITS.own_texts_of_a_network)
    for reason in passed_over(request):
        form.add_error("file", reason)
    if not form.is_valid() or not _read_into_steps(request, form, draft):
        return _shown_text(request, form, draft)
    return redirect(asking(checking=True))


def _may_read(network: str) -> bool:
    """Whether there was not too much to read lately: a file keeps the server busy."""
    of_the_network = not network or spend("own texts", network, settings.LIMITS.own_texts_of_a_network)
    return of_the_network and spend("all own texts", "", settings.LIMITS.own_texts_of_all)


def _read_into_steps(request: HttpRequest, form: OwnTextForm, draft: Submission | None) -> bool:
    """Keep what was read in the draft; False, with what is not right, when there is nothing to read."""
    try:
        answers = answers_in(form.sheet, draft.proposal if draft else {})
    except ValueError as error:
        form.add_error("file" if form.sheet.name else "text", str(error))
        return False
    kept = drafts.keep_step(draft=draft, typed={name: storable(answer) for name, answer in answers.items()})
    if draft is None:
        access.enter(request, kept)
    return True


def _shown_text(request: HttpRequest, form: OwnTextForm, draft: Submission | None) -> HttpResponse:
    return render(request, "submissions/sharing/own_text.jinja", progress_context(form, draft))


def _shown_step(request: HttpRequest, form: StepForm, draft: Submission | None, this: Step) -> HttpResponse:
    context = {**progress_context(form, draft, this), "checking": "check" in request.GET or "check" in request.POST}
    if this.has_photos and draft:
        context |= {
            "photo_forms": draft_photos.photo_forms(draft, request.POST if form.errors else None),
            **sent_photos.told(request),
        }
    return render(request, "submissions/sharing/step.jinja", context)


def _keep(request: HttpRequest, draft: Submission | None, form: StepForm, this: Step) -> Submission | None:
    """The draft with what was typed; without one it begins, unless nothing was typed."""
    typed = form.typed()
    if draft is None and not any(typed.values()):
        return None
    kept = drafts.keep_step(draft=draft, typed={**typed, AT: this.slug})
    if draft is None:
        access.enter(request, kept)
    return kept


def _after(this: Step, request: HttpRequest, draft: Submission | None) -> str:
    """Where it goes on: to the link by mail, to what it may be already, back to the page to check, or to the next step."""
    if "later" in request.POST:
        return "share_later"
    if this is STEPS[0] and draft and sheets_to_ask_about(draft):
        return asking(checking="check" in request.POST)
    if "check" in request.POST or this is STEPS[-1]:
        return "share_check"
    return STEPS[this.number].address


def _was_here(draft: Submission, this: Step) -> bool:
    return any(name in draft.proposal for name in this.fields)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_and_send(request: HttpRequest) -> HttpResponse:
    """Everything once more, with who sends it; then it is sent."""
    draft = access.draft_of(request)
    if draft is None:
        return redirect("share_sent" if access.submission_of(request) else "share")
    form = SenderForm(request.POST or None, initial={"sender_email": draft.sender_email, "key": FormToken.of(draft.key)})
    missing = unfinished(draft.proposal)
    if request.method == "POST" and form.is_valid() and missing is None:
        drafts.send_draft(draft=draft, sender={**form.cleaned_data, "network": network_of(request)})
        return redirect("share_sent")
    parts = [(each, _shown(each, draft.proposal)) for each in STEPS]
    context = {**progress_context(form, draft), "parts": parts, "missing": missing, "left_out": draft_photos.left_out(draft)}
    context["similar"] = sheets_to_ask_about(draft)
    context["left_over"] = draft.proposal.get(LEFT_OVER, "")
    return render(request, "submissions/sharing/check.jinja", context)


def _shown(this: Step, typed: dict) -> list[tuple]:
    """The answers of a step to read: label, text, and what is not right. Of a tick only that it is missing is told."""
    form = filled_form(this, typed)
    told = (bound for bound in form if bound.errors or not isinstance(bound.field, forms.BooleanField))
    return [(bound.label, _as_text(bound), bound.errors) for bound in told]


def _as_text(bound: forms.BoundField) -> str:
    """An answer in words: of a choice the name, not its value."""
    value = bound.data or ""
    if isinstance(bound.field, forms.ModelChoiceField) and bound.field.to_field_name:
        chosen = value if isinstance(value, list) else [value]
        terms = list(bound.field.queryset.filter(slug__in=chosen)) if bound.field.queryset is not None else []
        name_terms(terms)
        return ", ".join(term.name for term in terms)
    choices = next((part.choices for part in (*ASKED_OF_SHEET, *ASKED_OF_PLACE) if part.name == bound.name), ())
    return names_of_codes(value, choices) if choices else str(value)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: HttpRequest) -> HttpResponse:
    """Mail a link with which the draft opens on another device."""
    draft = access.draft_of(request)
    if draft is None:
        return redirect("share")
    form = LinkForm(request.POST or None, initial={"email": draft.sender_email})
    if request.method == "POST" and form.is_valid():
        if drafts.mail_link(draft=draft, email=form.cleaned_data["email"], network=network_of(request)):
            return redirect("share_mailed")
        form.add_error("email", _("Many links have just been sent. What you wrote has been saved; try again in an hour."))
        return later_please(_shown_later(request, form, draft), settings.LIMITS.draft_links_of_a_network)
    return _shown_later(request, form, draft)


def _shown_later(request: HttpRequest, form: LinkForm, draft: Submission) -> HttpResponse:
    return render(request, "submissions/sharing/later.jinja", progress_context(form, draft))


@never_cache
@require_safe
def mailed(request: HttpRequest) -> HttpResponse:
    """The link is on its way."""
    draft = access.draft_of(request)
    if draft is None or not draft.sender_email:
        return redirect("share")
    return render(request, "submissions/sharing/mailed.jinja", {"draft": draft, "next": left_at(draft.proposal)})


@never_cache
@require_safe
def practice_sent(request: HttpRequest) -> HttpResponse:
    """It is here, with its reference; only for who sent it."""
    submission = access.submission_of(request)
    if submission is None or submission.kind != Submission.Kind.PRACTICE:
        return redirect("share")
    return render(request, "submissions/sent.jinja", {"submission": submission})
