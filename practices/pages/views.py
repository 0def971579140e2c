"""The pages of a sheet and of the municipalities, and what an editor's form asks for while typing."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from municipalities.labels import full_name
from municipalities.models import Municipality
from municipalities.names import Gazetteer, Hit, Outcome, Resolution
from practices.models import Implementation, PracticePage, PracticeTag
from practices.mosaics.drawing import draw_mosaic
from practices.mosaics.signs import MosaicSign
from practices.output import pdf, share_picture
from practices.output.comparison_file import comparison_file
from practices.output.comparison_pdf import comparison_in_print
from practices.output.responses import named_file
from practices.output.vcards import vcards
from practices.pages.side_by_side import compare
from practices.translations.localised import at
from practices.translations.serving import serve_original

_MOST_KEYWORDS = 10  # that are proposed while one is typed
_COMPARISONS = {"csv": comparison_file, "pdf": comparison_in_print}


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
def side_by_side(request: HttpRequest, slug: str) -> HttpResponse:
    """How its municipalities do it, beside each other: those in `in`, or all; those most like `our` municipality first."""
    page = at(slug)
    if page is None or not page.implementation_list:
        raise Http404
    typed = request.GET.get("our", "").strip()
    ours = Gazetteer.from_database().resolve(typed) if typed else Resolution("", Outcome.UNKNOWN)
    own = ours.municipality
    comparison = compare(page, request.GET.getlist("in"), own)
    chosen = [("in", key) for key in comparison.chosen]
    query = urlencode([*chosen, *([("our", own.slug)] if own else [])])
    kind = request.GET.get("format", "")
    if kind in _COMPARISONS:
        return _COMPARISONS[kind](page, comparison, f"{page.address}vergelijk/?{query}".removesuffix("?"))
    names = Municipality.objects.current().values_list("name", flat=True)
    context = {"page": page, "comparison": comparison, "own": own, "typed": typed, "suggestion": ours.suggestion}
    files = {each: f"?{query}&format={each}".replace("?&", "?") for each in _COMPARISONS}
    context |= {
        "names": names,
        "chosen": f"?{urlencode(chosen)}" if chosen else "",
        "files": files,
        "own_slug": own.slug if own else "",
    }
    return TemplateResponse(request, "pages/side_by_side.jinja", context)


@require_safe
def sheet_contacts(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom to call about a sheet, as vCards: in the municipalities of `in`, or everywhere."""
    page = at(slug)
    if page is None:
        raise Http404
    chosen = set(request.GET.getlist("in"))
    rows = [each for each in page.implementation_list if not chosen or chosen & each.keys]
    return _vcards([(page, each) for each in rows], slug)


def _vcards(rows: list[tuple[PracticePage, Implementation]], name: str) -> HttpResponse:
    text = "".join(vcards(each, title=page.title, address=page.address) for page, each in rows)
    if not text:
        raise Http404
    return named_file(HttpResponse(text, content_type="text/vcard; charset=utf-8"), f"{name}.vcf")


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
def mosaic_picture(request: HttpRequest, form: str, sign: str) -> HttpResponse:
    """The mosaic of a sheet as a picture of its own."""
    try:
        drawn = draw_mosaic(MosaicSign.read(sign), form)
    except (ValueError, KeyError) as error:
        raise Http404 from error
    return HttpResponse(drawn, content_type="image/svg+xml")


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
