"""The pages that no editor makes: errors, and what machines ask for."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from post_office.models import STATUS, Email

from search import indexes, journal


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, with the state of mail queue, journal and indexes; 503 when it does not."""
    try:
        _ask_database()
        waiting = Email.objects.filter(status__in=[STATUS.queued, STATUS.requeued]).count()
        failed = Email.objects.filter(status=STATUS.failed).count()
    except Exception:  # noqa: BLE001 - whatever is wrong with the database, the answer is the same
        return JsonResponse({"database": "down"}, status=503)
    return JsonResponse(
        {
            "database": "up",
            "mail_queue": {"waiting": waiting, "failed": failed},
            "journal": journal.latest(),
            "indexes": {f"{each.engine}-{each.language}": _told(each) for each in indexes.standings()},
        }
    )


def _ask_database() -> None:
    """Raises when the database does not answer in time, also when it hangs: a new connection is then not made either."""
    if connection.vendor != "postgresql":
        connection.ensure_connection()
        return
    fresh = connection.copy()
    try:
        fresh.connect()
    finally:
        fresh.close()


def _told(index: indexes.Standing) -> int | str | None:
    """How far an index has followed the journal; why it does not answer is for the screen *Toestand* alone."""
    return "down" if index.error else index.applied


# What says nothing that another address does not say: files, orders and views of a search, forms, parts of pages.
_NO_CONTENT = (
    "/*format=",
    "/*sort=",
    "/*view=",
    "/*our=",
    "/*/doen-wij-ook/",
    "/*/wijziging/",
    "/*/vergelijk/",
    "/*selectie/",
    "/bestanden/",
    "/*contacten.vcf",
    "/*inzending/",
    "/*deel-jouw-praktijk/*/",
    "/*api/v1/suggest/",
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may visit."""
    barred = [f"Disallow: {path}" for path in _NO_CONTENT]
    lines = ["User-agent: *", "Disallow: /beheer/", *barred, f"Sitemap: {settings.BASE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def security_contact(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness, as RFC 9116 has it; it holds for half a year from now."""
    until = (timezone.now() + timedelta(days=182)).replace(microsecond=0).isoformat()
    lines = [
        f"Contact: mailto:{settings.MODERATION_EMAIL}",
        f"Expires: {until}",
        "Preferred-Languages: nl, en, fr",
        f"Canonical: {settings.BASE_URL}{request.path}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers that read no page look for the mark."""
    response = redirect(static("mark.svg"))  # not for ever: the name of the file changes with the mark
    patch_cache_control(response, max_age=86400)
    return response


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.jinja", status=404)
