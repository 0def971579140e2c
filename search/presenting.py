"""What the results page shows of an answer: cards, filters, chips, pages, and what to do when there is nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from municipalities.figures import Likeness
from municipalities.models import Municipality
from municipalities.text import normal_form
from practices.pages.places import how_many
from search.criteria import Value
from search.facet_labels import FacetLabels
from search.facets import FACETS
from search.finding import PAGE_SIZE, Answer, Finder, Question
from search.fragments import Fragment, Marker
from search.groups import Group
from search.index_cards import Card, NamedValue, category_of
from search.like_ours import likest_places
from search.parameters import SearchState

_LABELS = {facet.name: facet.label for facet in FACETS}
_MOST_NAMED = 3  # of what was chosen, in the heading
_MOST_TOWNS = 3
MOST_PLATES = 4  # names of municipalities on a card
_MOST_WAYS_OUT = 5
_MOST_TRIED = 6  # of the words, the rarest, and of the filters
SORT_LABELS = {
    "relevance": gettext_lazy("Best match"),
    "recent": gettext_lazy("Newest first"),
    "title": gettext_lazy("By title"),
}


VIEW_LABELS = {"list": gettext_lazy("List"), "map": gettext_lazy("Map"), "contacts": gettext_lazy("Contacts")}


class Result(NamedTuple):
    """A card with why it was found."""

    card: Card
    category: NamedValue | None
    title: SafeString
    url: str
    fragment: Fragment
    text: SafeString
    places: list[NamedValue]  # the first MOST_PLATES of its municipalities
    more: str  # how many municipalities there are in all, when there are more than MOST_PLATES
    like: Likeness | None  # the one of them that is most like one's own
    like_url: str  # where the sheet tells of that one


@dataclass(frozen=True)
class Chip:
    """Something that was chosen, and the address without it."""

    label: str
    without: str


@dataclass(frozen=True)
class WayOut:
    """What to leave out, and how many sheets that gives."""

    label: str
    address: str
    total: int

    @property
    def sentence(self) -> str:
        """How many, in words."""
        return how_many(self.total)


@dataclass(frozen=True)
class Town:
    """A municipality that was asked for, by the name that was `typed`; its page, and how many sheets it has."""

    name: str
    typed: str
    address: str
    total: int
    is_part: bool

    @property
    def sentence(self) -> str:
        """How many sheets it has, in words; before it what was typed, where that is a part of it or another name."""
        return " ".join(filter(None, (self._explained(), how_many(self.total))))

    def _explained(self) -> str:
        if normal_form(self.name) == normal_form(self.typed):
            return ""
        text = _("%(typed)s belongs to %(name)s.") if self.is_part else _("%(typed)s is another name of %(name)s.")
        return text % {"typed": capfirst(self.typed), "name": self.name}


@dataclass(frozen=True)
class Pages:
    """Which page this is, and the addresses of those around it; empty where there are none."""

    number: int
    total: int
    previous: str
    following: str

    @property
    def sentence(self) -> str:
        """Which page this is, in words."""
        return _("Page %(number)s of %(total)s") % {"number": self.number, "total": self.total}


def sentence(address: SearchState, total: int, names: FacetLabels) -> str:
    """The heading: the result as a sentence, with what it is about: the words, or else the first things that were chosen."""
    if not address.asked:
        chosen = [names.labels[facet].get(slug, slug) for facet, slugs in address.selection for slug in slugs]
        return " · ".join((how_many(total), *chosen[:_MOST_NAMED]))
    text = ngettext("%(total)s practice about “%(query)s”", "%(total)s practices about “%(query)s”", total)
    return text % {"total": total, "query": address.asked}


def show_sentence(total: int) -> str:
    """What the button under the filters says."""
    return ngettext("Show %(total)s practice", "Show %(total)s practices", total) % {"total": total}


def shown_results(answer: Answer, own: Municipality | None = None) -> list[Result]:
    """The cards of an answer with the words marked, and what on each is most like one's own municipality."""
    groups = [group for group in answer.parsed.groups if not group.is_frame] or answer.parsed.groups
    marker, in_all = Marker(groups, answer.language), _("%(total)s municipalities in all")
    asked = {*asked_places(answer), *answer.question.selection.get("municipality", ())}
    like = likest_places(answer.found.cards, own, answer.names)
    ours = f"?our={own.slug}" if own else ""
    return [_result(card, marker, in_all, asked, like.get(card["id"]), ours) for card in answer.found.cards]


def _result(card: Card, marker: Marker, in_all: str, asked: set[str], like: Likeness | None, ours: str) -> Result:
    """`asked` are the municipalities that stand first among those of a card, with the one that is most like one's own.

    `ours` is the query with one's own municipality: the sheet passes it on to where its municipalities are compared.
    """
    everywhere = card["values"]["municipalities"]
    places = _those_first(everywhere, asked | ({like.place.slug} if like else set()))
    here = next((place for place in everywhere if place["value"] in asked), None)
    fragment = (here and marker.fragment_at(card, here["label"])) or marker.fragment(card)
    title, text = SafeString(marker.mark(card["title"])), SafeString(fragment.text)  # escaped by the marker
    total = len(everywhere)
    more = in_all % {"total": total} if total > MOST_PLATES else ""
    url = f"{card['url']}{ours}"
    own = f"{url}#{here['value']}" if here else url
    like_url = f"{url}#{like.place.slug}" if like else ""
    return Result(card, category_of(card), title, own, fragment, text, places[:MOST_PLATES], more, like, like_url)


def _those_first(places: list[NamedValue], slugs: set[str]) -> list[NamedValue]:
    return sorted(places, key=lambda place: place["value"] not in slugs) if slugs else places


def on_the_map(answer: Answer) -> dict[str, int]:
    """How many sheets of the result each municipality has; of chosen ones only those, for the others are not in the result."""
    counts, chosen = answer.found.counts["municipality"], answer.question.selection.get("municipality")
    return {slug: counts.get(slug, 0) for slug in chosen} if chosen else counts


def asked_places(answer: Answer) -> list[str]:
    """The slugs of the municipalities that the query names."""
    parts = [part for group in answer.parsed.groups if group.is_place for part in group.criterion.parts]
    return [part.slug for part in parts if isinstance(part, Value) and part.facet == "municipality"]


def towns(answer: Answer, finder: Finder) -> list[Town]:
    """The municipalities that the query names, each with its page, which tells of their neighbours too."""
    labels = answer.names.labels["municipality"]
    return [
        Town(
            labels[slug],
            group.typed,
            reverse("municipality", args=[slug]),
            finder.count(_at(slug)),
            is_part=group.typed.isdigit() or bool(answer.names.gazetteer.resolve(group.typed).area),
        )
        for group, slug in _meant(answer)
        if slug in labels
    ][:_MOST_TOWNS]


def _meant(answer: Answer) -> Iterator[tuple[Group, str]]:
    """The municipality that each name of a place stands for first of all."""
    for group in answer.parsed.groups:
        found = [part.slug for part in group.criterion.parts if isinstance(part, Value) and part.facet == "municipality"]
        if group.is_place and found:
            yield group, found[0]


def _at(municipality: str) -> Question:
    return Question(selection={"municipality": [municipality]})


def chips(address: SearchState, answer: Answer) -> list[Chip]:
    """What was chosen: the filters, each by itself, under the name of its facet: *Taal* is a category and a policy domain."""
    colon = pgettext("after a label", ":")
    return _own_chip(address, answer, colon) + [
        Chip(f"{_LABELS[facet]}{colon} {answer.names.labels[facet].get(slug, slug)}", str(address.toggled(facet, slug)))
        for facet, slugs in address.selection
        for slug in slugs
    ]


def _own_chip(address: SearchState, answer: Answer, colon: str) -> list[Chip]:
    """One's own municipality, when somebody knows it."""
    name = answer.names.labels["municipality"].get(address.our)
    return [Chip(f"{_('Your municipality')}{colon} {name}", str(address.but(our="")))] if name else []


def pages(address: SearchState, total: int) -> Pages:
    """Where this page stands among the others."""
    last = max(-(-total // PAGE_SIZE), 1)
    number = min(address.page, last)
    previous = str(replace(address, page=number - 1)) if number > 1 else ""
    following = str(replace(address, page=number + 1)) if number < last else ""
    return Pages(number, last, previous, following)


def ways_out(address: SearchState, answer: Answer, finder: Finder) -> list[WayOut]:
    """What to leave out of a search that finds nothing, and which word of one that finds little; the most fruitful first."""
    found = sorted(_ways_out(address, answer, finder), key=lambda way: -way.total)
    return [way for way in found if way.total > answer.found.total][:_MOST_WAYS_OUT]


def _ways_out(address: SearchState, answer: Answer, finder: Finder) -> Iterator[WayOut]:
    without = [*_without_words(address, answer)]
    if not answer.found.total:  # else the filters were meant, and each stands above the results with a way to take it off
        without = [*_without_filters(address, answer), *without]
    for label, other in without:
        yield WayOut(label, str(other), finder.count(other.question()))


def _without_filters(address: SearchState, answer: Answer) -> Iterator[tuple[str, SearchState]]:
    chosen = [(facet, slug) for facet, slugs in address.selection for slug in slugs]
    for facet, slug in chosen[:_MOST_TRIED]:
        name = answer.names.labels[facet].get(slug, slug)
        yield _("without the filter %(name)s") % {"name": name}, address.toggled(facet, slug)
    if len(chosen) > 1:
        yield _("without any filter"), address.but(selection=())
    if address.text and chosen:
        yield _("without the words, with the filters"), address.but(text="")


def _without_words(address: SearchState, answer: Answer) -> Iterator[tuple[str, SearchState]]:
    groups = answer.parsed.groups
    for group in sorted(groups, key=lambda each: each.reach)[:_MOST_TRIED] if len(groups) > 1 else []:
        rest = " ".join(each.typed for each in groups if each is not group)
        yield _("without “%(word)s”") % {"word": group.typed.strip("“”")}, address.but(text=rest)
