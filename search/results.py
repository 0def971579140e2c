"""The results page: one address for every state, the same page with and without JavaScript."""

from dataclasses import replace
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from practices.languages import reader_language
from practices.pages.places import map_of
from search import explaining, exports, filter_panels, presenting
from search.asked.field_questions import questions_about
from search.callers import callers
from search.finding import SORTS, Answer, Finder
from search.near_terms import near_concepts, near_terms
from search.parameters import VIEWS, SearchState, canonical, own_place, read_state
from search.term_pages import TermPage, term_page

_LITTLE = 3  # sheets; when fewer are found, there is a way to go on
TEMPLATE = "pages/practice_index_page.jinja"


def results_page(request: HttpRequest, about: dict) -> HttpResponse:
    """The answer to an address, as a page or in the form of `format`; another name of the same thing redirects.

    `about` has the page of Wagtail and its description, for the template.
    """
    finder = Finder(reader_language())
    address = read_state(request.GET)
    own = canonical(address, finder.names)
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
    is_own = f"?{request.GET.urlencode()}" == str(address)  # nothing else stands in the address, which we made
    term = term_page(address, finder.names, finder.language) if is_own else None
    context = {**about, **_context(finder, address, answer), "pages": pages, **_for_crawlers(request, address, term)}
    if term:
        context |= {"term": term, "description": term.description or context["sentence"]}
    if address.view == "map":
        context |= map_of(presenting.on_the_map(answer), lambda place: _in(address, place.slug))
    if address.view == "contacts":
        context["callers"] = list(callers(answer.found.cards, address))
    return TemplateResponse(request, TEMPLATE, context, using="jinja2")


def mailto_question(asked: str) -> str:
    """The address with which somebody puts a question to the VVSG that the search can't answer, in words of its own."""
    told = {
        "subject": _("Question about “%(asked)s”") % {"asked": asked},
        "body": _("I am looking for a practice about: %s") % asked,
    }
    return f"mailto:{settings.MODERATION_EMAIL}?{urlencode(told, quote_via=quote)}" if asked else ""


def _for_crawlers(request: HttpRequest, address: SearchState, term: TermPage | None) -> dict:
    """The list of all practices, and that of one term, are one address a page; no other selection is for search engines."""
    plain = address == SearchState(page=address.page) and request.GET.keys() <= {"page"}
    if term is None and (not plain or address.page == 1):
        return {}
    return {"indexed": True, "own_address": f"{settings.BASE_URL}{request.path}{address}"}


def _context(finder: Finder, address: SearchState, answer: Answer) -> dict:
    """What the page shows, whatever the view."""
    total = answer.found.total
    first, own = str(address.but()), own_place(address, answer.names)
    return {
        "address": address,
        "query": address.text,
        "total": total,
        "sentence": presenting.sentence(address, total, answer.names),
        "unknown_place": _unknown_place(address, answer),
        "show_sentence": presenting.show_sentence(total),
        "results": presenting.shown_results(answer, own) if address.view == "list" else [],
        "own_name": own.name if own else "",
        "own_slug": own.slug if own else "",
        "is_unknown": bool(address.our) and own is None,
        "panels": filter_panels.panels(answer, finder),
        "shown": filter_panels.SHOWN,
        "chips": presenting.chips(address, answer),
        "sorts": [
            (name, presenting.SORT_LABELS[name], str(address.but(sort=name)), name == address.order)
            for name in SORTS
            if address.asked or name != "relevance"
        ],
        "views": [(name, str(address.but(view=name)), name == address.view) for name in VIEWS],
        "view_labels": presenting.VIEW_LABELS,
        "corrections": explaining.corrections(answer, finder),
        "other_names": explaining.other_names(address, answer),
        "limited": answer.limited,
        "most_in_file": exports.MOST,
        "formats": [(name, f"{first}&format={name}") for name in exports.FORMATS],
        "share_link": reverse("share"),
        **_going_on(address, answer, finder),
    }


def _unknown_place(address: SearchState, answer: Answer) -> dict | None:
    """What was chosen as a municipality and is none, with the addresses that have another instead, or none."""
    unknown = filter_panels.unknown_place(answer)
    if unknown is None:
        return None
    others = [slug for slug in address.chosen["municipality"] if slug != unknown.typed]
    instead = str(address.with_facet("municipality", [*others, unknown.slug])) if unknown.slug else ""
    return {"typed": unknown.typed, "meant": unknown.meant, "instead": instead}


def _going_on(address: SearchState, answer: Answer, finder: Finder) -> dict:
    """The municipalities that are meant, and where to go on when little or nothing was found."""
    total = answer.found.total
    is_little = total < _LITTLE
    return {
        "towns": presenting.towns(answer, finder),
        "ways_out": presenting.ways_out(address, answer, finder) if is_little else [],
        "near_terms": [*near_terms(answer, finder), *near_concepts(answer, finder)] if is_little else [],
        "question": mailto_question(address.asked) if is_little else "",
        "field_questions": questions_about(address.asked, finder.language) if is_little and address.asked else [],
    }


def _in(address: SearchState, municipality: str) -> str:
    """The address of the sheets of one municipality, as a list."""
    return str(address.with_facet("municipality", [municipality]).but(view="list"))
