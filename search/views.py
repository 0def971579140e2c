"""The results page: one address for every state, the same page with and without JavaScript."""

from dataclasses import replace
from functools import cache

from django.conf import settings
from django.db import connection
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from practices.languages import SOURCE, reader_language
from practices.places import map_of
from practices.querysets import behind_a_restriction
from practices.share import share_link
from practices.translations.serving import serve_page
from search import exports, presenting
from search.engines import NoIndexError
from search.finding import SORTS, Answer, Finder
from search.models import PracticeIndexPage
from search.parameters import VIEWS, Address, read_address, settled


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
    try:
        return results(request, {"page": page, "description": description})
    except NoIndexError:  # another process is making it
        return HttpResponse(render_to_string("500.html", {"moderation_email": settings.MODERATION_EMAIL}), status=503)


@cache
def _open_pages(language: str) -> tuple[str, tuple]:
    """The statement for the page in a language, else in Dutch, and its parameters; writing it takes longer than running it."""
    pages = PracticeIndexPage.objects.live().filter(locale__language_code__in=[language, SOURCE])
    own_first = Case(When(locale__language_code=language, then=0), default=1)
    pages = pages.exclude(behind_a_restriction()).order_by(own_first)
    return pages.values_list("pk", "search_description")[:1].query.sql_with_params()


def results(request: HttpRequest, about: dict) -> HttpResponse:
    """The answer to an address, as a page or in the form of `format`; another name of the same thing redirects.

    `about` has the page of Wagtail and its description, for the template.
    """
    finder = Finder()
    address = read_address(request.GET)
    own = settled(address, finder.names)
    if own != address:
        merged = own.with_facet("municipality", []) != address.with_facet("municipality", [])
        form = request.GET.get("format", "")
        suffix = f"&format={form}" if form in exports.FORMATS else ""
        return redirect(f"{request.path}{own}{suffix}", permanent=merged)
    if request.GET.get("format") in exports.FORMATS:
        return exports.respond(request, finder, address)
    answer = finder.find(address.question())
    pages = presenting.pages(address, answer.found.total)
    if address.page > pages.total:
        return redirect(f"{request.path}{replace(address, page=pages.total)}")
    context = {**about, **_context(finder, address, answer), "pages": pages}
    if address.view == "map":
        context |= map_of(presenting.on_the_map(answer), lambda place: _in(address, place.slug))
        context["map"] = mark_safe(render_to_string("components/map.html", context))  # noqa: S308 - escaped by Django
    return TemplateResponse(request, PracticeIndexPage.template, context, using="jinja2")


def _context(finder: Finder, address: Address, answer: Answer) -> dict:
    """What the page shows, whatever the view."""
    total = answer.found.total
    first = str(address.but())
    return {
        "address": address,
        "query": address.text,
        "total": total,
        "sentence": presenting.sentence(address, total),
        "show_sentence": presenting.show_sentence(total),
        "results": presenting.results(answer) if address.view == "list" else [],
        "panels": presenting.panels(answer),
        "shown": presenting.SHOWN,
        "chips": presenting.chips(address, answer),
        "sorts": [
            (name, presenting.SORT_LABELS[name], str(address.but(sort=name)), name == address.order)
            for name in SORTS
            if address.text or name != "relevance"
        ],
        "views": [(name, str(address.but(view=name)), name == address.view) for name in VIEWS],
        "corrections": presenting.corrections(answer, finder),
        "limited": answer.limited,
        "formats": [(name, f"{first}&format={name}") for name in exports.FORMATS],
        "share_link": share_link(),
        "towns": [] if total else presenting.towns(answer),
        "ways_out": [] if total else presenting.ways_out(address, answer, finder),
    }


def _in(address: Address, municipality: str) -> str:
    """The address of the sheets of one municipality, as a list."""
    return str(address.with_facet("municipality", [municipality]).but(view="list"))
