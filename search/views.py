"""`/praktijken/`, past the tree of Wagtail where that is possible."""

import logging
from functools import cache

from django.db import DatabaseError, connection
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from practices.languages import SOURCE, reader_language
from practices.restrictions import behind_a_restriction
from practices.translations.serving import serve_page
from search import exports
from search.asked.counting import note_asked
from search.engines import NoIndexError
from search.finding import Finder
from search.models import PracticeIndexPage
from search.parameters import SearchState
from search.results import results_page

logger = logging.getLogger(__name__)
_LONGEST_TOLD = 2_000  # bytes


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """`/praktijken/` in one step: Wagtail's own way asks the database once per level of the tree.

    A page that is not published, or is behind a password or a login, goes Wagtail's way.
    """
    with connection.cursor() as cursor:
        cursor.execute(*_open_pages(reader_language()))
        found = cursor.fetchone()
    if found is None:
        return serve_page(request, "praktijken/")
    key, description = found
    # Only an editor's bar asks for the page itself; making one of Wagtail's takes as long as the whole search.
    page = SimpleLazyObject(lambda: PracticeIndexPage.objects.get(pk=key))
    return results_page(request, {"page": page, "description": description})


@require_safe
def newest_feed(request: HttpRequest) -> HttpResponse:
    """The newest practices as RSS."""
    finder = Finder(reader_language())
    return exports.feed(request, finder, SearchState(sort="recent"), title=_("New practices — Samenleven in diversiteit"))


@csrf_exempt  # it changes nothing for whoever sends it, and a page that was kept has no token
@require_POST
def asked(request: HttpRequest) -> HttpResponse:
    """A page of results tells what was looked for, or that somebody went on to one; only a page of ours may."""
    is_short = int(request.headers.get("Content-Length") or 0) <= _LONGEST_TOLD
    if is_short and request.headers.get("Sec-Fetch-Site") == "same-origin":
        try:
            told = {deed: request.POST.get(deed) == "1" for deed in ("asked", "clicked")}
            note_asked(request.POST.get("q", ""), Finder(reader_language()), **told)
        except (DatabaseError, NoIndexError) as error:  # nobody waits for the answer, and one search less is no loss
            logger.info("A search was not counted: %s", error)
    return HttpResponse(status=204)


@cache
def _open_pages(language: str) -> tuple[str, tuple]:
    """The statement for the page in a language, else in Dutch, and its parameters; writing it takes longer than running it."""
    pages = PracticeIndexPage.objects.live().filter(locale__language_code__in=[language, SOURCE])
    own_first = Case(When(locale__language_code=language, then=0), default=1)
    pages = pages.exclude(behind_a_restriction()).order_by(own_first)
    return pages.values_list("pk", "search_description")[:1].query.sql_with_params()
