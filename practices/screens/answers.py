"""What an editor sees after a button that publishes, on whatever screen of Wagtail: what came of it, or why it did not."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from practices.door import RefusedError
from practices.languages import SOURCE

_MOST = 3  # sheets that are named; of more than these the screen itself says how many
_published: ContextVar[set[int] | None] = ContextVar("published in this request", default=None)


class AnswerEditors:
    """Middleware: a refusal becomes a message where it can be mended, and what came on the site is said with a link to it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self.get_response(request)
        token = _published.set(set())
        try:
            response = self.get_response(request)
            if _is_of_wagtail(request):
                _announce(request, _published.get() or set())
        finally:
            _published.reset(token)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, RefusedError):
            return None
        (_published.get() or set()).clear()  # whatever was published before it in this request was taken back
        messages.error(request, str(exception))
        address = exception.address or _where_from(request)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":  # as the home screen of Wagtail asks
            return JsonResponse({"step": "success", "redirect": address})
        return HttpResponseRedirect(address)


def note_published(*, page: Page, **kwargs: object) -> None:
    """Receiver of `went_live`."""
    keys = _published.get()
    if keys is not None:
        keys.add(page.pk)


def say_published(request: HttpRequest, page: Any) -> None:
    """What came on the site, and a way to it."""
    button = messages.button(page.own_address, _("View it"), new_window=True)
    messages.success(request, _("“%(title)s” is on the site.") % {"title": page.title}, buttons=[button])


def _announce(request: HttpRequest, keys: set[int]) -> None:
    for page in _named(keys):
        say_published(request, page)


def _named(keys: set[int]) -> list[Page]:
    """Those that are named, if they are few; a translation that only followed its Dutch sheet is not one of them."""
    pages = list(Page.objects.live().filter(pk__in=keys).select_related("locale").specific())
    dutch = {page.translation_key for page in pages if page.locale.language_code == SOURCE}
    told = [page for page in pages if page.locale.language_code == SOURCE or page.translation_key not in dutch]
    return told if len(told) <= _MOST else []


def _is_of_wagtail(request: HttpRequest) -> bool:
    """Whether a screen of Wagtail's own answered: those of ours say what they did in their own words."""
    match = request.resolver_match
    return match is not None and match.func.__module__.startswith(("wagtail.", "wagtail_localize."))


def _where_from(request: HttpRequest) -> str:
    """The screen with the button; Wagtail's first one when the browser does not say."""
    address = request.headers.get("referer", "")
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return address if safe else reverse("wagtailadmin_home")
