"""What the address of a selection says: which sheets in which order, whom of each, and for which municipality.

Nothing else keeps it: no account, no cookie, no row. Whoever has the address has the selection.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.http import urlencode

from municipalities.labels import LONGEST_NAME

MOST = 20  # sheets in one selection; further ones in an address are left out
_BETWEEN = "/"  # a sheet and one of its municipalities: onthaalgesprekken/ternat


@dataclass(frozen=True)
class Address:
    """The slugs of sheets in order, for each with a choice the keys of its implementations, and one's own municipality."""

    slugs: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()  # slug and key
    our: str = ""  # its slug; what was typed, where nobody knows that

    @classmethod
    def of(cls, query: QueryDict) -> "Address":
        """What a query says: `s` a sheet, `in` a sheet and one of its municipalities, `our` one's own."""
        slugs = tuple(dict.fromkeys(slug for slug in query.getlist("s") if slug and "\x00" not in slug))[:MOST]
        pairs = [value.partition(_BETWEEN) for value in query.getlist("in")]
        chosen = dict.fromkeys((slug, key) for slug, _between, key in pairs if slug in slugs and key)
        return cls(slugs, tuple(chosen), query.get("our", "").strip()[:LONGEST_NAME])

    def keys_of(self, slug: str) -> list[str]:
        """The chosen implementations of a sheet; none when all of them are meant."""
        return [key for each, key in self.places if each == slug]

    def with_sheet(self, slug: str) -> "Address":
        """With one more sheet at the end."""
        return replace(self, slugs=tuple(dict.fromkeys((*self.slugs, slug))))

    def without(self, slug: str) -> "Address":
        return self.only(each for each in self.slugs if each != slug)

    def only(self, slugs: Iterable[str]) -> "Address":
        """With these sheets, and what was chosen of them."""
        kept = tuple(slugs)
        return replace(self, slugs=kept, places=tuple(pair for pair in self.places if pair[0] in kept))

    def moved(self, slug: str, by: int) -> "Address":
        """With a sheet one place up (-1) or down (1)."""
        order = list(self.slugs)
        here = order.index(slug)
        there = min(max(here + by, 0), len(order) - 1)
        order[here], order[there] = order[there], order[here]
        return replace(self, slugs=tuple(order))

    def first(self, slug: str) -> "Address":
        """With a sheet of it before the others."""
        return replace(self, slugs=(slug, *(each for each in self.slugs if each != slug))) if slug in self.slugs else self

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Its names and values, as a form sends them."""
        places = [("in", f"{slug}{_BETWEEN}{key}") for slug, key in self.places]
        return [*(("s", slug) for slug in self.slugs), *places, *([("our", self.our)] if self.our else [])]

    def fields_beside(self, *names: str, sheet: str = "") -> list[tuple[str, str]]:
        """What a form keeps that asks for `names` itself, or for the municipalities of one sheet."""
        asked = f"{sheet}{_BETWEEN}"
        return [
            (name, value)
            for name, value in self.fields
            if name not in names and not (sheet and name == "in" and value.startswith(asked))
        ]

    def __str__(self) -> str:
        """As a query, with its question mark; "" without any sheet."""
        return f"?{urlencode(self.fields)}" if self.fields else ""
