"""The pages of a form about a sheet: to fill in, and the thanks."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from practices.models import PracticePage
from practices.submissions import access, sent_photos
from practices.submissions.forms import municipality_choices
from practices.submissions.models import Submission
from practices.submissions.on_sheet.forms import JoinForm, OnSheetForm, RemarkForm
from practices.submissions.on_sheet.sending import send
from practices.submissions.proposals import JoinProposal, PracticeProposal
from practices.submissions.spam.network import network_of
from practices.translations.localised import at


@dataclass(frozen=True)
class FormKind:
    """A form about a sheet: the kind of what it sends, after which its template and address are named, and the form."""

    kind: str
    form: type[OnSheetForm]


JOIN = FormKind(Submission.Kind.JOIN.value, JoinForm)
REMARK = FormKind(Submission.Kind.REMARK.value, RemarkForm)


@csrf_exempt  # it acts for nobody who is logged in, and its own key is signed: a browser without cookies may send it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, slug: str, form_kind: FormKind) -> HttpResponse:
    """One page to fill in; then its confirmation at an address of its own."""
    page = _sheet(slug)
    initial = {"about": request.GET.get("about", ""), **_typed_elsewhere(request, form_kind)}
    filled = form_kind.form(request.POST or None, page=page.original, initial=initial)
    if request.method == "POST":
        sent_photos.tell(request, filled.keep_photos(request))
    if request.method == "POST" and filled.is_valid():
        submission = send(kind=form_kind.kind, page=page.original, data={**filled.cleaned_data, "network": network_of(request)})
        access.enter(request, submission)
        if not request.COOKIES:  # nobody would know at the next address whose thanks to show
            return _thanks(request, page, submission)
        return redirect(f"{form_kind.kind}_sent", slug=slug)
    context = {
        "page": page,
        "form": filled,
        "municipality_names": municipality_choices(),
        **sent_photos.told(request),
    }
    return render(request, f"submissions/{form_kind.kind}.jinja", context)


def _typed_elsewhere(request: HttpRequest, form_kind: FormKind) -> dict[str, str]:
    """What was typed of a new practice that is on this sheet already, for who comes from there (sharing/same_practice.py)."""
    draft = access.draft_of(request) if form_kind is JOIN and "concept" in request.GET else None
    if draft is None:
        return {}
    said = JoinProposal.moved_from(PracticeProposal.read(draft.proposal), draft.title).at_place
    return {**said, "municipalities": str(draft.proposal.get("municipalities") or "")}


@never_cache
@require_safe
def sheet_form_sent(request: HttpRequest, slug: str, form_kind: FormKind) -> HttpResponse:
    """What was sent, with its reference; only for who sent it."""
    page = _sheet(slug)
    submission = access.submission_of(request)
    if submission is None or (submission.kind, submission.page_id) != (form_kind.kind, page.original.pk):
        return redirect(form_kind.kind, slug=slug)
    return _thanks(request, page, submission)


def _thanks(request: HttpRequest, page: PracticePage, submission: Submission) -> HttpResponse:
    return render(request, "submissions/sent.jinja", {"page": page, "submission": submission, **sent_photos.told(request)})


def _sheet(slug: str) -> PracticePage:
    page = at(slug)
    if page is None:
        raise Http404
    return page
