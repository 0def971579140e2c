"""The results as files: the same address, the same sheets in the same order."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from openpyxl import Workbook

from practices.output.responses import named_file
from practices.output.spreadsheets import csv_file, safe
from practices.output.vcards import vcards
from practices.single_line import without_controls
from search.callers import Caller, callers
from search.finding import Finder
from search.index_cards import SHOWN, Card, NamedValue, category_of, public
from search.parameters import SearchState

MOST = 1_000  # sheets in a file
_READ = 200  # sheets that are in memory at once
_IN_FEED = 100
_BEFORE_ALL = datetime(2026, 1, 1, tzinfo=UTC)


def respond(request: HttpRequest, finder: Finder, address: SearchState) -> HttpResponse:
    """The file in the `format` of the request."""
    return FORMATS[request.GET["format"]](request, finder, address)


def _cards(finder: Finder, address: SearchState, most: int | None = None) -> Iterator[Card]:
    """The first cards of the result, as many as fit in a file or `most`, a part at a time."""
    most = most or MOST
    size = min(_READ, most)
    for number in range(1, most // size + 1):
        cards = finder.find(address.but(page=number).question(limit=size), facets=()).found.cards
        yield from cards
        if len(cards) < size:
            return


def _where_it_is_cut(finder: Finder, address: SearchState) -> Iterator[list[str]]:
    """A last row for a result that does not fit."""
    total = finder.find(address.but().question(limit=1), facets=()).found.total
    if total > MOST:
        text = _("These are the first %(most)d of %(total)d practices. Choose filters to take the others, part by part.")
        yield [text % {"most": MOST, "total": total}]


def _rows(finder: Finder, address: SearchState) -> Iterator[list[str]]:
    shown = [vocabulary for vocabulary in SHOWN if not vocabulary.is_of_places]
    yield [
        _("Practice"), _("Address"), _("Introduction"), *(str(vocabulary.label) for vocabulary in shown),
        _("Municipalities"), _("Last changed"),
    ]  # fmt: skip
    for card in _cards(finder, address):
        yield [
            card["title"],
            settings.BASE_URL + card["url"],
            card["introduction"],
            *(_joined(card["values"][vocabulary.plural]) for vocabulary in shown),
            _joined(card["values"]["municipalities"]),
            card["updated_at"][:10],
        ]
    yield from _where_it_is_cut(finder, address)


def _contact_rows(finder: Finder, address: SearchState) -> Iterator[list[str]]:
    """A row for each municipality of each sheet, with whom to call there; narrowed to the chosen places."""
    yield [
        _("Municipality"), _("Practice"), _("Display name"), _("Contact"), _("Website"), _("Address"), _("Province"),
        _("Checked on"),
    ]  # fmt: skip
    for place, card, each in _callers(finder, address):
        checked = each.confirmed_on.isoformat() if each.confirmed_on else ""
        url = f"{settings.BASE_URL}{card['url']}#{place.slug}"
        whom = " · ".join(each.contact_lines)
        yield [place.name, card["title"], each.label, whom, each.website, url, place.province.name, checked]
    yield from _where_it_is_cut(finder, address)


def _callers(finder: Finder, address: SearchState) -> Iterator[Caller]:
    cards = _cards(finder, address)
    while part := list(islice(cards, _READ)):
        yield from callers(part, address)


def _joined(values: list[NamedValue]) -> str:
    return ", ".join(value["label"] for value in values)


def _as_csv(request: HttpRequest, finder: Finder, address: SearchState) -> HttpResponse:
    return csv_file(_rows(finder, address), "praktijken.csv")


def _as_contacts(request: HttpRequest, finder: Finder, address: SearchState) -> HttpResponse:
    return csv_file(_contact_rows(finder, address), "contacten.csv")


def _as_vcards(request: HttpRequest, finder: Finder, address: SearchState) -> HttpResponse:
    return named_file(as_vcards(finder, address), "contacten.vcf")


def as_vcards(finder: Finder, address: SearchState) -> HttpResponse:
    """Whom to call about the sheets of a result, in the chosen places. Raises Http404 when nobody is known."""
    rows = {each.implementation: each.card for each in _callers(finder, address)}
    text = "".join(vcards(each, title=card["title"], address=card["url"]) for each, card in rows.items())
    if not text:
        raise Http404
    return HttpResponse(text, content_type="text/vcard; charset=utf-8")


def _as_xlsx(request: HttpRequest, finder: Finder, address: SearchState) -> HttpResponse:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Practices"))
    for row in _rows(finder, address):
        sheet.append([safe(cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return named_file(HttpResponse(file.getvalue(), content_type=kind), "praktijken.xlsx")


def _as_json(request: HttpRequest, finder: Finder, address: SearchState) -> HttpResponse:
    cards = [public(card) for card in _cards(finder, address)]
    return JsonResponse({"count": len(cards), "results": cards}, json_dumps_params={"ensure_ascii": False})


def _as_rss(request: HttpRequest, finder: Finder, address: SearchState) -> HttpResponse:
    return feed(request, finder, address, title=" · ".join([_("Practices"), *_asked(finder, address)]))


def feed(request: HttpRequest, finder: Finder, address: SearchState, *, title: str) -> HttpResponse:
    """The first sheets of a result as RSS."""
    link = f"{settings.BASE_URL}{reverse('practices')}{address.but()}".removesuffix("?")
    made = _Feed(
        title=without_controls(title),
        link=link,
        description=settings.WAGTAIL_SITE_NAME,
        language=finder.language,
        feed_url=request.build_absolute_uri(),
    )
    for card in _cards(finder, address, _IN_FEED):
        url = settings.BASE_URL + card["url"]
        category = category_of(card)
        made.add_item(
            title=without_controls(card["title"]),
            link=url,
            description=without_controls(card["introduction"]),
            unique_id=url,
            pubdate=_moment(card),
            categories=[without_controls(category["label"])] if category else [],
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


class _Feed(Rss201rev2Feed):
    """One that says the same whenever it is asked: Django's gives an empty one the date of now."""

    def latest_post_date(self) -> datetime:
        return max((item["pubdate"] for item in self.items if item["pubdate"]), default=_BEFORE_ALL)


def _moment(card: Card) -> datetime | None:
    return datetime.fromisoformat(card["published_at"]) if card["published_at"] else None


def _asked(finder: Finder, address: SearchState) -> list[str]:
    """What a search asks for, in words: the text and the names of what was chosen."""
    labels = finder.names.labels
    chosen = [labels.get(facet, {}).get(slug, slug) for facet, slugs in address.selection for slug in slugs]
    return [f"“{address.asked}”", *chosen] if address.asked else chosen


FORMATS: dict[str, Callable[[HttpRequest, Finder, SearchState], HttpResponse]] = {
    "csv": _as_csv,
    "xlsx": _as_xlsx,
    "json": _as_json,
    "rss": _as_rss,
    "contacts": _as_contacts,
    "vcf": _as_vcards,
}
