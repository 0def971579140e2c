"""*Mijn selectie*: sheets that a reader put together, of each the implementations to learn from."""

from dataclasses import dataclass, replace
from functools import cached_property

from municipalities.models import Municipality
from municipalities.names import Gazetteer, Outcome, Resolution
from practices.models import PracticePage
from practices.pages.side_by_side import Comparison, compare
from practices.querysets import PracticeQuerySet
from practices.selection.address import Address
from practices.translations.localised import shown
from practices.whom_to_call import Contact


@dataclass(frozen=True)
class Chosen:
    """A sheet in a selection, with its implementations beside each other."""

    page: PracticePage
    comparison: Comparison

    @property
    def slug(self) -> str:
        return self.page.original.slug

    @property
    def places(self) -> list[Municipality]:
        """Every municipality of the chosen implementations, once."""
        found = {place.pk: place for each in self.comparison.columns for place in each.implementation.municipality_list}
        return list(found.values())

    @property
    def contacts(self) -> list[Contact]:
        return self.comparison.contacts


@dataclass(frozen=True)
class Selection:
    """What an address selects: the sheets that are on the site, how many are not any more, and one's own municipality."""

    address: Address
    chosen: list[Chosen]
    lost: int
    own: Municipality | None
    suggestion: Municipality | None = None  # whom an unknown name may mean

    @property
    def own_slug(self) -> str:
        return self.own.slug if self.own else ""

    @property
    def contacts(self) -> list[Contact]:
        return [contact for each in self.chosen for contact in each.contacts]

    @cached_property
    def proposed(self) -> Chosen | None:
        """The first sheet: what a note proposes."""
        return next(iter(self.chosen), None)


def read_selection(address: Address) -> Selection:
    """The selection of an address; what is not published, or is behind a password, is lost."""
    hit = Gazetteer.from_database().resolve(address.our) if address.our else Resolution("", Outcome.UNKNOWN)
    own = hit.municipality
    found = shown(PracticePage.objects.published().filter(slug__in=address.slugs), PracticeQuerySet.for_sheet)
    pages = {page.original.slug: page for page in found}
    kept = address.only(slug for slug in address.slugs if slug in pages)
    places = tuple((slug, key) for slug, key in kept.places if _is_there(pages[slug], key))
    kept = replace(kept, places=places, our=own.slug if own else address.our)
    chosen = [Chosen(pages[slug], compare(pages[slug], kept.keys_of(slug), own)) for slug in kept.slugs]
    lost = len(address.slugs) - len(chosen)
    return Selection(kept, chosen, lost, own, hit.suggestion)


def _is_there(page: PracticePage, key: str) -> bool:
    return any(key in each.keys for each in page.implementation_list)
