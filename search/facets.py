"""The facets by which practices are found: the one list that the address, the filters and the chips come from."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model, Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality, Province
from practices.models import Category, Implementation, PolicyDomain, PracticeTag, RetiredSlug, TargetGroup


@dataclass(frozen=True)
class Facet:
    """One facet: its parameter in the address, its label, what has the slugs, and where a sheet refers to it."""

    name: str
    label: str | Promise
    model: type[Model]
    lookup: str
    of_implementation: bool = False

    def condition(self, slugs: Iterable[str]) -> Q:
        """Sheets that have at least one of these values (OR inside a facet)."""
        chosen = Q(**{f"{self.lookup}__in": list(slugs)})
        if self.of_implementation:
            return Q(pk__in=Implementation.objects.filter(chosen).values("page"))
        return chosen


FACETS = [
    Facet("category", _("Category"), Category, "category__slug"),
    Facet("target_group", _("Target group"), TargetGroup, "target_groups__slug"),
    Facet("policy_domain", _("Policy domain"), PolicyDomain, "policy_domains__slug"),
    Facet("tag", _("Keyword"), PracticeTag, "tags__slug"),
    Facet("municipality", _("Municipality"), Municipality, "municipalities__slug", of_implementation=True),
    Facet("province", _("Province"), Province, "municipalities__province__slug", of_implementation=True),
]


@dataclass(frozen=True)
class Choice:
    """A chosen value of a facet, with the name that readers know it by and the address without it."""

    facet: Facet
    slug: str
    name: str
    without: str


def selection(parameters: QueryDict) -> dict[Facet, list[str]]:
    """The chosen slugs by facet, in the order of the list; facets without a choice are left out."""
    chosen = {facet: [slug for slug in parameters.getlist(facet.name) if slug and "\x00" not in slug] for facet in FACETS}
    return {facet: slugs for facet, slugs in chosen.items() if slugs}


def choices(parameters: QueryDict) -> list[Choice]:
    """The chosen values for the chips above the results; a slug that is unknown stands there as it was written."""
    result = []
    for facet, slugs in selection(parameters).items():
        names = dict(facet.model._default_manager.filter(slug__in=slugs).values_list("slug", "name"))
        for slug in slugs:
            rest = parameters.copy()
            rest.pop("page", None)
            rest.setlist(facet.name, [other for other in slugs if other != slug])
            result.append(Choice(facet, slug, names.get(slug, slug), rest.urlencode()))
    return result


def renewed(parameters: QueryDict) -> QueryDict | None:
    """The parameters with merged terms replaced by what they became, or None when there are none of them."""
    retired = {
        (kind, slug): replacement for kind, slug, replacement in RetiredSlug.objects.values_list("kind", "slug", "replacement")
    }
    fresh, changed = parameters.copy(), False
    for facet, slugs in selection(parameters).items():
        new = list(dict.fromkeys(retired.get((facet.name, slug), slug) for slug in slugs))
        if new != slugs:
            fresh.setlist(facet.name, new)
            changed = True
    return fresh if changed else None
