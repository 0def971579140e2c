"""The colour of a sheet, and the sign of its mosaic."""

from functools import cached_property
from typing import Any

from practices.mosaics.signs import MosaicSign, sign_of
from practices.taxonomy import Category


class WithSign:
    """A part of PracticePage: what it is known by where it has no photo."""

    original: Any
    shown_category: Any

    @cached_property
    def colour(self) -> str:
        """The colour pair of the category; blue for a draft that has none yet."""
        return self.shown_category.colour if self.shown_category else Category.Colour.BLUE

    @cached_property
    def sign(self) -> MosaicSign:
        """What its mosaic shows: that of the Dutch sheet, in every language."""
        original = self.original
        return sign_of(
            title=original.title,
            category=original.category.slug if original.category else "",
            domains=[domain.slug for domain in original.all_terms_of("policy_domains")],
            colour=original.colour,
            seed=original.pk or 0,
        )
