"""Serving the pages of Wagtail's tree in a language in which not all of them are."""

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.views import serve

from practices.languages import SOURCE, prefix, reader_language


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
        found = Page.route_for_request(request, path)
    if found is None and reader_language() != SOURCE:  # a Dutch address Wagtail redirects by itself
        return _moved(request, path) or serve(request, path)
    return serve(request, path)


def _moved(request: HttpRequest, path: str) -> HttpResponse | None:
    """Where the Dutch page went, in the reader's language."""
    redirects = Redirect.get_for_site(Site.find_for_request(request))
    moved = redirects.filter(old_path=Redirect.normalise_path(f"/{path}")).first()
    if moved is None or not moved.link:
        return None
    return redirect(prefix(reader_language()) + urlsplit(moved.link).path.lstrip("/"), permanent=moved.is_permanent)
