"""The addresses of the site, and a view that does nothing to measure beside it."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.measuring import answer
from config.urls import urlpatterns as site


def bare(request: HttpRequest) -> HttpResponse:
    """What a request costs that asks for nothing: routing and middleware."""
    return HttpResponse(_bytes_of(request.GET["like"]) if "like" in request.GET else b"x" * 30_000)


@cache
def _bytes_of(path: str) -> bytes:
    return answer(path)


urlpatterns = [path("bare/", bare), *site]
