"""The pages for a request that is refused before any page of ours sees it, in the reader's language, with what to do."""

import contextlib
import sys
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import get_language

from search.engines import NoIndexError

_CSRF = "csrfmiddlewaretoken"
_FORMS = ("practices.submissions.on_sheet", "practices.submissions.sharing", "practices.submissions.status")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413: more than a form of ours sends; or 400: an address that none of ours is like."""
    is_too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return render(request, "400.jinja", status=413 if is_too_much else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: nothing for this visitor."""
    return render(request, "403.jinja", {"typed": []}, status=403)


def form_again(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its cookie, which a browser loses: what was typed comes back, and one press sends it.

    Only for the forms of people without an account: who is logged in must not be led to send what another site filled in.
    """
    typed = _typed(request) if _is_public_form(request) else []
    context = {"typed": typed, "has_files": bool(request.FILES), "lost_cookie": True}
    return render(request, "403.jinja", context, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without the request's context: whatever broke must not break this page too. 503 when the database does not answer.

    What was typed in a public form then comes back, and one press sends it.
    """
    context: dict = {"moderation_email": settings.MODERATION_EMAIL}
    if not _is_database_away(sys.exc_info()[1]):
        return HttpResponse(render_to_string("500.jinja", context), status=500)
    with contextlib.suppress(Exception):  # a body that was cut off
        if request.method == "POST" and _is_public_form(request):
            context |= {"typed": [*_typed(request), *_token(request)], "has_files": bool(request.FILES)}
    return unavailable(context)


def unavailable(context: dict | None = None) -> HttpResponse:
    """503: come back in a moment."""
    response = HttpResponse(render_to_string("503.jinja", {"language": get_language(), **(context or {})}), status=503)
    response["Retry-After"] = str(int(settings.PERIODS.moment.total_seconds()))
    return response


class NoIndexYet:
    """Middleware: a page that is read from the index answers 503 as long as the worker makes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return unavailable() if isinstance(exception, NoIndexError) else None


def _is_database_away(error: BaseException | None) -> bool:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:  # one may be said to be its own cause
        if isinstance(error, OperationalError | InterfaceError):
            return True
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return False


def _is_public_form(request: HttpRequest) -> bool:
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return False
    return match.func.__module__.startswith(_FORMS)


def _token(request: HttpRequest) -> list[tuple[str, str]]:
    """What says that the form is ours: it holds as long as the cookie does, whatever became of the database."""
    return [(_CSRF, value) for value in request.POST.getlist(_CSRF)]


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name, values in request.POST.lists() for value in values if name != _CSRF]
