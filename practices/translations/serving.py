"""Serving the pages of Wagtail's tree in a language in which not all of them are."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.views import serve

from practices.languages import SOURCE, reader_language


@require_safe
def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """A page of Wagtail's tree by its path in the reader's language; where it was not translated, the Dutch one."""
    try:
        return serve(request, path)
    except Http404:
        if reader_language() == SOURCE:
            raise
    return serve_original(request, path)


def serve_original(request: HttpRequest, path: str) -> HttpResponse:
    """The Dutch page with this path, whatever the reader's language."""
    vars(request).pop("_wagtail_route_for_request", None)  # where Wagtail keeps what it looked for
    with translation.override(SOURCE):
        Page.route_for_request(request, path)
    return serve(request, path)
