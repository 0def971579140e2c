"""The addresses of the site, and a view that does nothing to measure beside it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as site


def bare(request: HttpRequest) -> HttpResponse:
    """What a request costs that asks for nothing: routing and middleware."""
    return HttpResponse(b"x" * 30_000)


urlpatterns = [path("bare/", bare), *site]
