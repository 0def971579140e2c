"""The facets by which practices are found: the one list that the address, the filters, the chips and the API come from."""

from dataclasses import dataclass

from django.db.models import Model
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality, Province
from practices.models import Category, PolicyDomain, PracticeTag, TargetGroup


@dataclass(frozen=True)
class Facet:
    """One facet: its parameter in the address, its label, and what has the slugs and the names of its values."""

    name: str
    label: str | Promise
    model: type[Model]


FACETS = (
    Facet("category", _("Category"), Category),
    Facet("target_group", _("Target group"), TargetGroup),
    Facet("policy_domain", _("Policy domain"), PolicyDomain),
    Facet("tag", _("Keyword"), PracticeTag),
    Facet("municipality", _("Municipality"), Municipality),
    Facet("province", _("Province"), Province),
)
FACET_NAMES = tuple(facet.name for facet in FACETS)


def selection(parameters: QueryDict) -> dict[str, list[str]]:
    """The chosen slugs by facet, each once, in the order of the list; facets without a choice are left out."""
    chosen = {name: [slug for slug in dict.fromkeys(parameters.getlist(name)) if slug.strip("\x00 ")] for name in FACET_NAMES}
    return {name: slugs for name, slugs in chosen.items() if slugs}
