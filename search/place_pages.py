"""Municipalities with their practices: all of them, and one. What they list is read from the index, so neither page grows."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from municipalities.figures import Likeness, places_like
from municipalities.models import Municipality
from practices.languages import reader_language
from practices.output.cards import CardView
from practices.output.responses import named_file
from practices.pages.places import find_places
from search import exports
from search.callers import callers
from search.criteria import AtLeast, Value
from search.engines import Request
from search.finding import Finder, Question
from search.index_cards import Card
from search.parameters import SearchState
from search.related import large_card
from search.whole_map import whole_map

_MOST_OWN, _MOST_NEARBY, _MOST_LIKE = 12, 6, 6


@require_safe
def municipality_list(request: HttpRequest) -> HttpResponse:
    """All municipalities, as a map and as a list; `q` finds by any name."""
    finder = Finder(reader_language())
    drawn = whole_map(finder, finder.counts("municipality")["municipality"])
    context = {**drawn.context, "drawn": drawn}
    text = request.GET.get("q", "").strip()
    if text:
        context["found"] = find_places(context["places"], text)
    return TemplateResponse(request, "pages/municipalities.jinja", {**context, "query": text})


@require_safe
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """One municipality: its newest practices, and what its neighbours do that it does not."""
    place = Municipality.objects.current().select_related("province", "figures").filter(slug=slug).first()
    if place is None:
        today = Municipality.objects.formerly_at(slug)
        if today is None:
            raise Http404
        return redirect(today, permanent=True)
    finder = Finder(reader_language())
    address = SearchState().with_facet("municipality", [slug])
    own = finder.find(Question(selection={"municipality": [slug]}, sort="recent", limit=_MOST_OWN), facets=()).found
    totals = finder.counts("municipality")["municipality"]
    whom_to_call = list(callers(own.cards, address))
    return TemplateResponse(
        request,
        "pages/municipality.jinja",
        {
            "municipality": place,
            "practice_total": own.total,
            "practices": [large_card(card, here=slug) for card in own.cards],
            "nearby": _nearby(place, finder),
            "whom_to_call": whom_to_call,
            "callers": [contact for each in whom_to_call for contact in each.contacts],
            "like": [(each, totals.get(each.place.slug, 0)) for each in _like(place, finder)],
            "other_names": [alias.name for alias in place.aliases.exclude(kind="spelling")],
        },
    )


@require_safe
def municipality_contacts(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom to call in a municipality, as vCards."""
    place = get_object_or_404(Municipality.objects.current(), slug=slug)
    address = SearchState().with_facet("municipality", [place.slug])
    return named_file(exports.as_vcards(Finder(reader_language()), address), f"{place.slug}.vcf")


def _like(place: Municipality, finder: Finder) -> list[Likeness]:
    """The municipalities that are most like one: compared with all others once, as long as none changes."""
    made = finder.names.made
    if (places_like, place.slug) not in made:
        made[places_like, place.slug] = places_like(place, _MOST_LIKE)
    return made[places_like, place.slug]


def _nearby(place: Municipality, finder: Finder) -> list[CardView]:
    """What most neighbours do and this municipality does not, the most common first; the reason is who does it."""
    neighbours = set(place.neighbours.values_list("slug", flat=True))
    one_each = AtLeast(1, tuple(Value("municipality", slug) for slug in sorted(neighbours)))
    request = Request(one_each, limit=_MOST_NEARBY, without=Value("municipality", place.slug))
    cards = finder.embedded.search(request).cards if neighbours else []
    return [_card_of_neighbours(card, neighbours) for card in cards]


def _card_of_neighbours(card: Card, neighbours: set[str]) -> CardView:
    there = [each for each in card["values"]["municipalities"] if each["value"] in neighbours]
    text = ngettext("%(names)s does this already", "%(names)s do this already", len(there))
    return large_card(card, here=there[0]["value"], reason=text % {"names": ", ".join(each["label"] for each in there)})
