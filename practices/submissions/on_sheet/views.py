"""The pages of a form about a sheet: to fill in, and the thanks."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from practices.models import PracticePage
from practices.submissions import access, photos
from practices.submissions.forms import municipality_names
from practices.submissions.models import Submission
from practices.submissions.on_sheet.forms import JoinForm, OnSheetForm, RemarkForm
from practices.submissions.on_sheet.sending import send
from practices.submissions.spam.network import network_of
from practices.translations.showing import at


@dataclass(frozen=True)
class Way:
    """A way in: its kind, after which its template and its address are named, and its form."""

    kind: str
    form: type[OnSheetForm]


JOIN = Way(Submission.Kind.JOIN.value, JoinForm)
REMARK = Way(Submission.Kind.REMARK.value, RemarkForm)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, slug: str, way: Way) -> HttpResponse:
    """One page to fill in; then its confirmation at an address of its own."""
    page = _sheet(slug)
    filled = way.form(request.POST or None, page=page.original, initial={"about": request.GET.get("about", "")})
    if request.method == "POST":
        photos.tell(request, filled.keep_photos(request.FILES.getlist("photos")))
    if request.method == "POST" and filled.is_valid():
        submission = send(kind=way.kind, page=page.original, data={**filled.cleaned_data, "network": network_of(request)})
        access.enter(request, submission)
        return redirect(f"{way.kind}_sent", slug=slug)
    context = {"page": page, "form": filled, "municipality_names": municipality_names(), "problems": photos.told(request)}
    return render(request, f"submissions/{way.kind}.html", context)


@never_cache
@require_safe
def sent(request: HttpRequest, slug: str, way: Way) -> HttpResponse:
    """What was sent, with its reference; only for who sent it."""
    page = _sheet(slug)
    submission = access.submission_of(request)
    if submission is None or (submission.kind, submission.page_id) != (way.kind, page.original.pk):
        return redirect(way.kind, slug=slug)
    return render(request, "submissions/sent.html", {"page": page, "submission": submission, "problems": photos.told(request)})


def _sheet(slug: str) -> PracticePage:
    page = at(slug)
    if page is None:
        raise Http404
    return page
