"""All municipalities with their numbers, as a map and as lists, drawn once for the same names and numbers.

They are 285 shapes and as many addresses, the same for every reader: drawing them took half of the time of the home page.
"""

from functools import cached_property

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from municipalities.models import Municipality
from practices.pages.places import map_of
from search.finding import Finder


class WholeMap:
    """The municipalities in the language in which it was made. `context` is what pages say of them."""

    def __init__(self, counts: dict[str, int]) -> None:
        self.context = map_of(counts, Municipality.get_absolute_url)

    @cached_property
    def map(self) -> SafeString:
        """The map itself."""
        return self._drawn("map")

    @cached_property
    def by_province(self) -> SafeString:
        """All of them, those with practices first."""
        return self._drawn("places_by_province")

    @cached_property
    def active(self) -> SafeString:
        """Those with practices."""
        return self._drawn("places_active")

    def _drawn(self, name: str) -> SafeString:
        return mark_safe(render_to_string(f"components/{name}.jinja", self.context))  # noqa: S308 - escaped by its template


def whole_map(finder: Finder, counts: dict[str, int]) -> WholeMap:
    """The map for these numbers of practices by the slug of the municipality; one query when one is another than before."""
    before, whole = finder.names.made.get(WholeMap, (None, None))
    if whole is None or before != counts:
        whole = WholeMap(counts)
        finder.names.made[WholeMap] = counts, whole
    return whole
