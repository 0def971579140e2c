"""The address of a search: from its parameters to a question and back. The one place that knows their names."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from municipalities.figures import size_of_place
from municipalities.labels import LONGEST_NAME
from municipalities.models import Municipality
from municipalities.names import Outcome
from search.facet_labels import FacetLabels
from search.facets import FACET_NAMES, selection
from search.finding import PAGE_SIZE, SORTS, Question
from search.language.words import words
from search.parsing import LONGEST_QUERY

VIEWS = ("list", "map", "contacts")
_MOST_PAGES = 1000


@dataclass(frozen=True)
class SearchState:
    """What an address asks for. `pairs()` gives its parameters, in one order and without defaults."""

    text: str = ""
    selection: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = ""
    page: int = 1
    view: str = "list"
    literal: bool = False  # other names of what is asked are not meant
    our: str = ""  # the municipality of who looks: its slug, or what was typed

    @property
    def chosen(self) -> dict[str, list[str]]:
        """The slugs by facet."""
        return {facet: list(slugs) for facet, slugs in self.selection}

    def is_in_chosen_places(self, place: Municipality) -> bool:
        """Whether a municipality is one of the chosen ones, in one of the chosen provinces and of a chosen size, if any are."""
        own = {"municipality": place.slug, "province": place.province.slug, "size": size_of_place(place)}
        return all(own[facet] in self.chosen.get(facet, [own[facet]]) for facet in own)

    @property
    def asked(self) -> str:
        """The text when there is a word in it; nothing is about 🎉 or ???."""
        return self.text if words(self.text) else ""

    @property
    def order(self) -> str:
        """The order of the results: by relevance for a query, else the newest first, unless another one was chosen."""
        if not self.asked and self.sort == "relevance":  # of nothing
            return "recent"
        return self.sort or ("relevance" if self.asked else "recent")

    def question(self, *, limit: int = PAGE_SIZE) -> Question:
        """What to ask the finder for this page of the results."""
        return Question(self.text, self.chosen, self.order, (self.page - 1) * limit, limit, self.literal)

    def toggled(self, facet: str, slug: str) -> "SearchState":
        """With a value of a facet chosen, or not any more; back on the first page."""
        slugs = self.chosen.get(facet, [])
        slugs = [other for other in slugs if other != slug] if slug in slugs else [*slugs, slug]
        return self.with_facet(facet, slugs)

    def with_facet(self, facet: str, slugs: list[str]) -> "SearchState":
        """With these values of a facet, and no others; back on the first page."""
        chosen = {**self.chosen, facet: slugs}
        pairs = tuple((name, tuple(chosen[name])) for name in FACET_NAMES if chosen.get(name))
        return replace(self, selection=pairs, page=1)

    def but(self, **changes) -> "SearchState":
        """With something else; back to the first page, unless that is what is else."""
        return replace(self, **{"page": 1, **changes})

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters, as `urlencode` takes them."""
        pairs = [("q", self.text)] if self.text else []
        pairs += [(facet, slug) for facet, slugs in self.selection for slug in slugs]
        pairs += [("literal", "1")] if self.literal else []
        pairs += [("our", self.our)] if self.our else []
        pairs += [("sort", self.sort)] if self.sort else []
        pairs += [("view", self.view)] if self.view != "list" else []
        return pairs + ([("page", str(self.page))] if self.page > 1 else [])

    def __str__(self) -> str:
        return "?" + urlencode(self.pairs())


def read_state(parameters: QueryDict) -> SearchState:
    """The address in the parameters of a request; what makes no sense is left out."""
    text = " ".join(parameters.get("q", "").replace("\x00", " ").split())[:LONGEST_QUERY]
    sort, view, page = parameters.get("sort", ""), parameters.get("view", ""), parameters.get("page", "")
    chosen = tuple((facet, tuple(slugs)) for facet, slugs in selection(parameters).items())
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1  # noqa: PLR2004 - digits
    return SearchState(
        text,
        chosen,
        sort if sort in SORTS else "",
        min(max(number, 1), _MOST_PAGES),
        view if view in VIEWS else "list",
        parameters.get("literal") == "1",
        parameters.get("our", "").replace("\x00", " ").strip()[:LONGEST_NAME],
    )


def canonical(address: SearchState, names: FacetLabels) -> SearchState:
    """The address with terms that were merged as what they became, and places under any name as their slug."""
    result = replace(address, our=_canonical_place(address.our, names) if address.our else "")
    for facet, slugs in address.selection:
        fresh = [names.retired.get((facet, slug), slug) for slug in slugs]
        if facet == "municipality":
            fresh = [_canonical_place(slug, names) for slug in fresh]
        result = result.with_facet(facet, list(dict.fromkeys(fresh)))
    return replace(result, page=address.page) if result.selection == address.selection else result


def own_place(address: SearchState, names: FacetLabels) -> Municipality | None:
    """The municipality of who looks; None when none was told, or nobody knows it."""
    return names.gazetteer.resolve(address.our).municipality if address.our else None


def _canonical_place(written: str, names: FacetLabels) -> str:
    if written in names.labels["municipality"]:
        return written
    resolution = names.gazetteer.resolve(written)
    return resolution.place.slug if resolution.outcome is Outcome.FOUND else written
