"""The pages of a form about a sheet: to fill in, and the thanks."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from municipalities.models import Municipality
from practices.models import PracticePage
from practices.own_municipality import own_municipality
from practices.submissions import access, sent_photos
from practices.submissions.forms import municipality_choices
from practices.submissions.models import Submission
from practices.submissions.on_sheet.forms import JoinForm, OnSheetForm, RemarkForm
from practices.submissions.on_sheet.sending import along, send
from practices.submissions.proposals import JoinProposal, PracticeProposal
from practices.submissions.sharing.same_practice import not_there_yet
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
    elsewhere = _typed_elsewhere(_draft_of_the_same(request, form_kind), page.original)
    initial = {"about": request.GET.get("about", ""), **_own_municipality(request), **elsewhere}
    filled = form_kind.form(request.POST or None, page=page.original, initial=initial)
    if request.method == "POST":
        sent_photos.tell(request, filled.keep_photos(request))
    if request.method == "POST" and filled.is_valid():
        draft = _draft_of_the_same(request, form_kind)
        data = {**(_as_join(draft).as_json() if draft else {}), **filled.cleaned_data, "network": network_of(request)}
        submission = send(kind=form_kind.kind, page=page.original, data=data, draft=draft)
        access.enter(request, submission)
        if not request.COOKIES:  # nobody would know at the next address whose thanks to show
            return _thanks(request, page, submission)
        return redirect(f"{form_kind.kind}_sent", slug=slug)
    context = {
        "page": page,
        "form": filled,
        "municipality_names": municipality_choices(),
        "fills_in": request.GET.get("fill") == "1",  # what is not known yet stands open
        "along": along(_draft_of_the_same(request, form_kind)),
        **sent_photos.told(request),
    }
    return render(request, f"submissions/{form_kind.kind}.jinja", context)


def _own_municipality(request: HttpRequest) -> dict[str, str]:
    """What somebody told before, among the results: which municipality is theirs."""
    our = own_municipality(request)
    place = Municipality.objects.current().filter(slug=our).first() if our else None
    return {"municipalities": place.name} if place else {}


def _draft_of_the_same(request: HttpRequest, form_kind: FormKind) -> Submission | None:
    """The draft of a new practice that is on this sheet already, of who comes from there (sharing/same_practice.py)."""
    return access.draft_of(request) if form_kind is JOIN and "concept" in request.GET else None


def _as_join(draft: Submission) -> JoinProposal:
    return JoinProposal.moved_from(PracticeProposal.read(draft.proposal), draft.title)


def _typed_elsewhere(draft: Submission | None, page: PracticePage) -> dict[str, str]:
    """What was typed of it and is asked here too; the summary goes along as it is."""
    if draft is None:
        return {}
    there = [place.name for place in page.municipality_list]
    said = {**_as_join(draft).at_place, "description": str(draft.proposal.get("description") or "")}
    return {**said, "municipalities": not_there_yet(draft.proposal, there)}


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
