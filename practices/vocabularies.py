"""The vocabularies of a sheet, a row each: what its terms are called, and which of them a sheet has.

Addresses, filters, cards, files, API, suggestions, merges, menus and lists of editors, and translation read this table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality, Province
from practices.taxonomy import Category, PolicyDomain, PracticeTag, TargetGroup, Term


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """One vocabulary. `name` is the parameter of the addresses that rely on its slugs."""

    name: str
    plural: str  # under which cards, files and the API give what a sheet has of it
    label: str | Promise
    model: type[Model]
    values: Callable[[Any], list[Any]]  # what a sheet has of it, each with a slug and a name
    single: bool = False  # a sheet has at most one

    @property
    def is_of_places(self) -> bool:
        """Whether its values are municipalities or provinces, which are the same in every language."""
        return self.model in {Municipality, Province}


@dataclass(frozen=True, kw_only=True)
class TermVocabulary(Vocabulary):
    """One whose terms editors manage, merge and translate."""

    model: type[Term | PracticeTag]
    part: str  # of the sheet, in which they stand (parts.py)
    rows: str = ""  # the through rows that say which sheets have which terms, if the part is not a plain relation
    sheets: str = "sheets"  # the way from a term to its sheets

    @property
    def field(self) -> str:
        """The key in a draft's content that holds its terms."""
        return self.rows or self.part

    @property
    def lookup(self) -> str:
        """The way from a sheet to its terms in a query."""
        return f"{self.rows}__tag" if self.rows else self.part

    def shown(self) -> QuerySet:
        """The Dutch terms that readers may see: those that an editor approved, and every keyword."""
        terms = self.model.objects.sources()
        return terms.filter(approved=True) if issubclass(self.model, Term) else terms


TERMS = (
    TermVocabulary(
        name=Category.facet,
        plural="category",
        label=_("Category"),
        model=Category,
        part="category",
        values=lambda sheet: sheet.terms_of("category"),
        single=True,
    ),
    TermVocabulary(
        name=TargetGroup.facet,
        plural="target_groups",
        label=_("Target group"),
        model=TargetGroup,
        part="target_groups",
        values=lambda sheet: sheet.terms_of("target_groups"),
    ),
    TermVocabulary(
        name=PolicyDomain.facet,
        plural="policy_domains",
        label=_("Policy domain"),
        model=PolicyDomain,
        part="policy_domains",
        values=lambda sheet: sheet.terms_of("policy_domains"),
    ),
    TermVocabulary(
        name=PracticeTag.facet,
        plural="tags",
        label=_("Keyword"),
        model=PracticeTag,
        part="tags",
        rows="tagged_items",
        sheets="tagged_practices__content_object",
        values=lambda sheet: sheet.terms_of("tags"),
    ),
)
PLACES = (
    Vocabulary(
        name="municipality",
        plural="municipalities",
        label=_("Municipality"),
        model=Municipality,
        values=lambda sheet: sheet.municipality_list,
    ),
    Vocabulary(
        name="province",
        plural="provinces",
        label=_("Province"),
        model=Province,
        values=lambda sheet: sorted({place.province for place in sheet.municipality_list}, key=lambda each: each.slug),
    ),
)
VOCABULARIES: tuple[Vocabulary, ...] = (*TERMS, *PLACES)


def terms_named(name: str) -> TermVocabulary:
    """The vocabulary of terms with this name. Raises KeyError."""
    return {each.name: each for each in TERMS}[name]


def terms_in(part: str) -> TermVocabulary:
    """The vocabulary of a part of the sheet. Raises KeyError."""
    return {each.part: each for each in TERMS}[part]


def vocabulary_of(model: type[Term | PracticeTag]) -> TermVocabulary:
    """The vocabulary of a kind of terms. Raises KeyError."""
    return {each.model: each for each in TERMS}[model]
