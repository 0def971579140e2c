"""The pages for a request that is refused before any page of ours sees it, in the reader's language, with what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_CSRF = "csrfmiddlewaretoken"
_FORMS = ("practices.submissions.on_sheet", "practices.submissions.sharing", "practices.submissions.status")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: more than a form of ours sends, or an address that none of ours is like."""
    return render(request, "400.jinja", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: nothing for this visitor."""
    return render(request, "403.jinja", {"typed": []}, status=403)


def form_again(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its cookie, which a browser loses: what was typed comes back, and one press sends it.

    Only for the forms of people without an account: who is logged in must not be led to send what another site filled in.
    """
    match = request.resolver_match
    typed = _typed(request) if match and match.func.__module__.startswith(_FORMS) else []
    context = {"typed": typed, "has_files": bool(request.FILES), "lost_cookie": True}
    return render(request, "403.jinja", context, status=403)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.POST.lists() for value in values if name != _CSRF]
