"""The pages of a sheet and of the municipalities, and what an editor's form asks for while typing."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from municipalities.labels import full_name
from municipalities.models import Municipality
from municipalities.names import Gazetteer, Hit
from practices.colours import PAIRS
from practices.models import PracticePage, PracticeTag
from practices.output import pdf, share_picture
from practices.output.cards import card_of
from practices.output.mosaic import draw_mosaic
from practices.pages.places import find_places, map_context, practices_nearby
from practices.translations.localised import at, cards
from practices.translations.serving import serve_original

_MOST_KEYWORDS = 10  # that are proposed while one is typed


@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """A sheet by its address, in one step: Wagtail's own way asks the database once per level of the tree.

    What is not a published sheet, or is behind a password or a login, goes Wagtail's way.
    """
    page = at(slug)
    if page is None:
        return serve_original(request, f"praktijken/{slug}/")
    return page.serve(request)


@require_safe
@cache_control(max_age=300, public=True)
def sheet_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet as a tagged PDF."""
    page = at(slug)
    if page is None:
        raise Http404
    response = HttpResponse(pdf.render_sheet(page), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
    return response


@require_safe
@cache_control(max_age=86400, public=True)
def sheet_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture that stands beside a link to the sheet where people share it."""
    page = at(slug)
    if page is None:
        raise Http404
    return HttpResponse(share_picture.render_picture(page), content_type="image/png")


@require_safe
@cache_control(max_age=30 * 86400, public=True)
def mosaic_picture(request: HttpRequest, colour: str, seed: int) -> HttpResponse:
    """The mosaic of a sheet as a picture of its own, for lists of many."""
    if colour not in PAIRS:
        raise Http404
    return HttpResponse(draw_mosaic(seed, colour, 5, 4), content_type="image/svg+xml")


@require_safe
def municipality_list(request: HttpRequest) -> HttpResponse:
    """All municipalities, as a map and as a list; `q` finds by any name."""
    context = map_context(PracticePage.objects.published())
    text = request.GET.get("q", "").strip()
    if text:
        context["found"] = find_places(context["places"], text)
    return TemplateResponse(request, "pages/municipalities.jinja", {**context, "query": text})


@require_safe
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """One municipality: its practices, and what its neighbours do that it does not."""
    place = Municipality.objects.current().select_related("province").filter(slug=slug).first()
    if place is None:
        today = Municipality.objects.formerly_at(slug)
        if today is None:
            raise Http404
        return redirect(today, permanent=True)
    own = cards(PracticePage.objects.published().in_municipality(place).newest_first())
    return TemplateResponse(
        request,
        "pages/municipality.jinja",
        {
            "municipality": place,
            "practices": [card_of(page, here=place) for page in own],
            "nearby": practices_nearby(place, own),
            "other_names": [alias.name for alias in place.aliases.exclude(kind="spelling")],
        },
    )


@require_safe
@permission_required("wagtailadmin.access_admin")
def municipality_names(request: HttpRequest) -> JsonResponse:
    """Municipalities for what an editor types, found under any name, which stays; as Wagtail's tag input expects them."""
    hits = Gazetteer.from_database().hits(request.GET.get("term", ""))
    return JsonResponse([_name(hit) for hit in hits], safe=False)


@require_safe
@permission_required("wagtailadmin.access_admin")
def keyword_names(request: HttpRequest) -> JsonResponse:
    """The Dutch keywords that begin with what an editor types."""
    begin = request.GET.get("term", "").replace("\x00", "").strip()
    found = PracticeTag.objects.sources().filter(name__istartswith=begin) if begin else PracticeTag.objects.none()
    return JsonResponse(list(found.values_list("name", flat=True)[:_MOST_KEYWORDS]), safe=False)


def _name(hit: Hit) -> str:
    return full_name(hit.other_name, hit.place) if hit.other_name else hit.place.name
