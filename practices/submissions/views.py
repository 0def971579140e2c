"""The pages for people without an account."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from practices.models import PracticePage
from practices.submissions import services
from practices.submissions.forms import JoinForm, municipality_names
from practices.submissions.models import Submission

_SENT = "submissions_sent"  # in the session: the reference of what this visitor sent last


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Our municipality does this too: one page, then its confirmation at an address of its own."""
    page = _sheet(slug)
    form = JoinForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        submission = services.send_join(page=page, data=form.cleaned_data)
        request.session[_SENT] = submission.reference
        return redirect("join_sent", slug=slug)
    context = {"page": page, "form": form, "municipality_names": municipality_names()}
    return render(request, "submissions/join.html", context)


@never_cache
@require_safe
def join_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """What was sent, with its reference; only for who sent it."""
    page = _sheet(slug)
    submission = Submission.objects.filter(reference=request.session.get(_SENT, ""), page=page).first()
    if submission is None:
        return redirect("join", slug=slug)
    return render(request, "submissions/sent.html", {"page": page, "submission": submission})


def _sheet(slug: str) -> PracticePage:
    language = get_language() or "nl"
    page = PracticePage.objects.published().for_sheet().filter(slug=slug, locale__language_code=language).first()
    if page is None:
        raise Http404
    return page
