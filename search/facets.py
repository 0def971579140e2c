"""The facets by which practices are found: the one list that the address, the filters, the chips, the counts and the API come
from.

A facet is one of the vocabularies (practices/vocabularies.py), or a few values listed here. To add one, add an entry.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from municipalities.figures import SIZES, size_of_place
from practices.fact_values import codes_in
from practices.parts import IMPLEMENTATION, SHEET, Part, named
from practices.vocabularies import VOCABULARIES, Vocabulary


@dataclass(frozen=True)
class Facet:
    """One facet: its parameter in the address, its label, and the slugs that a sheet has in it.

    The names of its values are those of a vocabulary, or `own` by their slugs.
    """

    name: str
    label: str | Promise
    slugs: Callable[[Any], list[str]]
    vocabulary: Vocabulary | None = None
    own: tuple[tuple[str, str | Promise], ...] = ()


def _of(vocabulary: Vocabulary) -> Facet:
    return Facet(vocabulary.name, vocabulary.label, lambda sheet: [each.slug for each in vocabulary.values(sheet)], vocabulary)


def _with(sheet: Any) -> list[str]:
    contacts = any(each.contact_lines for each in sheet.implementation_list)
    return [*(["contact"] if contacts else []), *(["photo"] if sheet.image else [])]


def _chosen(name: str, label: str | Promise, part: Part) -> Facet:
    """The codes of a choice of the sheet."""
    return Facet(name, label, lambda sheet: codes_in(getattr(sheet, part.name)), own=part.choices)


def _states(sheet: Any) -> list[str]:
    return sorted({each.status for each in sheet.implementation_list if each.status})


def _sizes(sheet: Any) -> list[str]:
    """Of the municipalities that have figures."""
    return sorted({size_of_place(place) for place in sheet.municipality_list} - {""})


FACETS = (
    *map(_of, VOCABULARIES),
    Facet("size", _("Size of the municipality"), _sizes, own=tuple((code, name) for code, _most, name in SIZES)),
    _chosen("cost", _("Cost"), named(SHEET, "cost")),
    _chosen("carried_by", _("Who does it"), named(SHEET, "carried_by")),
    _chosen("evidence", _("How we know"), named(SHEET, "evidence")),
    Facet("status", _("Progress"), _states, own=named(IMPLEMENTATION, "status").choices),
    Facet("with", _("Only with"), _with, own=(("contact", _("somebody to call")), ("photo", _("a photo")))),
)
_MOST_CHOSEN, _LONGEST = 40, 255  # values of one facet, and characters of one
FACET_NAMES = tuple(facet.name for facet in FACETS)


def selection(parameters: QueryDict) -> dict[str, list[str]]:
    """The chosen slugs by facet, each once, in the order of the list; facets without a choice are left out.

    Each value is said again in the links of all others: what nobody types or ticks is cut.
    """
    given = {name: [value[:_LONGEST] for value in parameters.getlist(name)] for name in FACET_NAMES}
    chosen = {name: [slug for slug in dict.fromkeys(values) if slug.strip("\x00 ")] for name, values in given.items()}
    return {name: slugs[:_MOST_CHOSEN] for name, slugs in chosen.items() if slugs}
