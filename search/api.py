"""The API: the same search as the page, read-only, open to everybody. The addresses and names are in the README."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import condition
from ninja import NinjaAPI
from ninja.decorators import decorate_view
from ninja.errors import ValidationError

from practices.attachments.models import Attachment
from practices.implementations import Implementation as ImplementationRow
from practices.languages import reader_language
from practices.models import PracticePage
from practices.parts import SHEET, Kind, Part, ShortFact, Shown, short_facts_of, value_of
from practices.querysets import PracticeQuerySet
from practices.translations.localised import shown
from search import indexes, journal
from search.api_shapes import TOLD, Invalid, MunicipalitySchema, Practices, Problem, Suggestions, WholePractice
from search.documents import FORMAT
from search.engines import EngineError
from search.facets import FACETS
from search.filter_panels import choices
from search.finding import PAGE_SIZE, SORTS, Answer, Finder, Question
from search.index_cards import Card, public
from search.parameters import canonical, read_state
from search.suggesting import suggest

# Texts that the API gives elsewhere than among the sections.
_APART = {part.name for part in SHEET if part.kind is Kind.BLOCKS or (part.shown is Shown.OWN and part.kind is Kind.TEXT)}

api = NinjaAPI(
    title="Praktijken samenleven in diversiteit",
    version="1",
    description="Practices of Flemish municipalities about living together in diversity. Read-only; no key needed.",
    urls_namespace="api-v1",
    servers=[{"url": settings.BASE_URL}],
    openapi_extra={
        "info": {"contact": {"name": "VVSG", "email": settings.MODERATION_EMAIL}},
        "tags": [{"name": name} for name in ("Practices", "Municipalities", "Search")],
    },
)
_AWAY = {503: Problem}
_INVALID = {**_AWAY, 422: Invalid}
_ONE_OF = {"sort": SORTS, "literal": ("1",)}


@api.exception_handler(EngineError)
def no_index(request: HttpRequest, error: EngineError) -> HttpResponse:
    """There is no index yet; another process is making it."""
    return api.create_response(request, {"detail": "The index is being made; try again in a moment."}, status=503)


def _public(view: Callable) -> Callable:
    """Readable from any site; not sent again while nothing changed."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Cache-Control"] = "no-cache"  # ask each time; the answer is often "not modified"
        return response

    return opened


def _state(request: HttpRequest, *args: Any, **kwargs: Any) -> str | None:
    language, number = reader_language(), journal.latest()
    engine = indexes.embedded(language)
    try:
        indexes.serve(engine, language, number)
    except EngineError:  # the view says so, as the API says things
        return None
    return f'"{FORMAT}-{number}-{engine.applied()}"'  # one that lags behind answers otherwise than it will


def _parameter(name: str, description: str, values: tuple[str, ...] = (), *, many: bool = False) -> dict:
    kind: dict[str, Any] = {"type": "string", **({"enum": list(values)} if values else {})}
    schema = {"type": "array", "items": kind} if many else kind
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _parameters() -> list[dict]:
    return [
        _parameter("q", "Words, as in the search field."),
        *(_parameter(f.name, f"{f.label}: a slug; repeat it for one or the other.", many=True) for f in FACETS),
        _parameter("literal", "Only the words themselves, not what else that is called.", _ONE_OF["literal"]),
        _parameter("sort", "The order; by relevance for words, else the newest first.", _ONE_OF["sort"]),
        _parameter("page", f"The page, from 1; {PAGE_SIZE} practices each."),
    ]


def _refuse_unknown(request: HttpRequest) -> None:
    """Raise ValidationError for a value that the description does not have; the page would pass over it."""
    for name, values in _ONE_OF.items():
        if name in request.GET and request.GET[name] not in values:
            raise ValidationError(
                [{"type": "enum", "loc": ["query", name], "msg": f"Input should be one of: {', '.join(values)}"}]
            )


@api.get(
    "/practices/",
    response={200: Practices, **_INVALID},
    summary="Find practices",
    tags=["Practices"],
    openapi_extra={"parameters": _parameters()},
)
@decorate_view(condition(etag_func=_state), _public)
def practices(request: HttpRequest) -> dict:
    """The practices that match, a page at a time, with what every other choice would give."""
    _refuse_unknown(request)
    finder = Finder(reader_language())
    address = canonical(read_state(request.GET), finder.names)
    answer = finder.find(address.question())
    return {
        "count": answer.found.total,
        "page": address.page,
        "results": [_card(card) for card in answer.found.cards],
        "facets": {facet.name: _counted(answer, facet.name) for facet in FACETS},
    }


@api.get(
    "/practices/{practice_id}/",
    response={200: WholePractice, **_INVALID, 404: Problem},
    summary="One practice, whole",
    tags=["Practices"],
)
@decorate_view(condition(etag_func=_state), _public)
def practice(request: HttpRequest, practice_id: int) -> dict:
    """A practice with all its texts, and who does it."""
    card = Finder(reader_language()).card(practice_id)
    if card is None:
        raise Http404
    sheet = PracticePage.objects.published().filter(pk=practice_id)
    pages = shown(sheet, PracticeQuerySet.for_sheet)
    sections = [
        {"label": passage["where"], "value": passage["text"]} for passage in card["passages"] if passage["part"] not in _APART
    ]
    return {**_card(card), "sections": sections, **_rows_of(pages)}


def _rows_of(pages: list[PracticePage]) -> dict[str, list]:
    """What stands in rows of their own on a sheet; `pages` is that sheet, or nothing."""
    return {
        "facts": [_fact(fact) for page in pages for fact in short_facts_of(page)],
        "photos": [photo for page in pages for photo in _photos(page)],
        "files": [_file(row) for page in pages for row in page.attachments.all()],
        "implementations": [_implementation(row) for page in pages for row in page.implementation_list],
    }


@api.get(
    "/municipalities/",
    response={200: list[MunicipalitySchema], **_AWAY},
    summary="All municipalities",
    tags=["Municipalities"],
)
@decorate_view(condition(etag_func=_state), _public)
def municipalities(request: HttpRequest) -> list[dict]:
    """Every Flemish municipality with its number of practices."""
    finder = Finder(reader_language())
    counts = finder.find(Question(limit=1), facets=("municipality",)).found.counts["municipality"]
    return [
        {
            "value": place.slug,
            "label": place.name,
            "count": counts.get(place.slug, 0),
            "nis_code": place.nis_code,
            "province": place.province.slug,
        }
        for place in sorted(finder.names.gazetteer.official.values(), key=lambda place: place.name)
    ]


@api.get("/suggest/", response={200: list[Suggestions], **_INVALID}, summary="Complete what somebody types", tags=["Search"])
@decorate_view(_public)
def completions(request: HttpRequest, q: str = "") -> list[dict]:
    """Practices, municipalities (under any name), terms, keywords and partners that go on from these letters."""
    return suggest(Finder(reader_language()), q)


def _card(card: Card) -> dict:
    return {**public(card), "url": settings.BASE_URL + card["url"]}


def _counted(answer: Answer, facet: str) -> list[dict]:
    return [
        {"value": choice.slug, "label": choice.label, "count": choice.total, "selected": choice.chosen}
        for choice in choices(answer, facet, answer.names.labels[facet])
    ]


def _fact(fact: ShortFact) -> dict[str, str]:
    return {"name": fact.part.name, "label": fact.part.title, "value": fact.value, "note": fact.note}


def _photos(page: PracticePage) -> list[dict]:
    return [
        {
            "url": settings.BASE_URL + address,
            "alternative": photo.image.default_alt_text,
            "caption": photo.caption,
            "credit": photo.credit,
        }
        for photo in page.photos
        if (address := photo.image.address_of(photo.image.WHOLE_SIZE))
    ]


def _file(row: Attachment) -> dict[str, str | int]:
    file = row.document
    return {
        "url": settings.BASE_URL + file.url,
        "title": file.title,
        "purpose": str(row.get_purpose_display()),
        "caption": row.caption,
        "municipality": row.municipality.name if row.municipality else "",
        "languages": file.languages,
        "date": file.dated.isoformat() if file.dated else "",
        "licence": str(file.get_licence_display()),
        "made_by": file.made_by,
        "bytes": file.file_size or 0,
    }


def _implementation(row: ImplementationRow) -> dict:
    return {part.name: _told(row, part) for part in TOLD}


def _told(row: ImplementationRow, part: Part) -> str | list[str] | list[dict]:
    if part.kind is Kind.PLACES:
        return [{"value": place.slug, "label": place.name} for place in row.municipality_list]
    return row.contact_lines if part.kind is Kind.CONTACTS else value_of(row, part)
