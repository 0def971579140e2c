"""Places: the Flemish municipalities, their provinces, their other names, shapes on the map and figures."""

from decimal import Decimal

from django.db import models
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

_NEAR_BRUSSELS, _RURAL, _DENSE = 16, 250, 1000  # km; inhabitants per km²
_FEWEST_TOLD = 1000  # inhabitants: of fewer a share says something of persons


# By slug; what a French or English reader calls them.
_PROVINCES = {
    "antwerpen": _("Antwerp"),
    "limburg": _("Limburg"),
    "oost-vlaanderen": _("East Flanders"),
    "vlaams-brabant": _("Flemish Brabant"),
    "west-vlaanderen": _("West Flanders"),
}


class Province(models.Model):
    """One of the five Flemish provinces."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """Its name in the reader's language."""
        return str(_PROVINCES.get(self.slug, self.name))


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    """The vocabulary of places."""

    def current(self) -> "MunicipalityQuerySet":
        """Municipalities that exist today, not those that were merged into another."""
        return self.filter(successor=None)

    def formerly_at(self, slug: str) -> "Municipality | None":
        """The municipality of today behind the address of one that had another name, or that was merged away."""
        old = self.filter(slug=slug).exclude(successor=None).select_related("successor").first()
        if old:
            return old.successor
        former = MunicipalityAlias.objects.filter(kind=MunicipalityAlias.Kind.FORMER).select_related("municipality")
        owners = {alias.municipality for alias in former if slugify(alias.name) == slug}
        return owners.pop() if len(owners) == 1 else None


class Municipality(models.Model):
    """A municipality; after a merger the old one stays, and points to the one that it became part of."""

    nis_code = models.CharField(_("NIS code"), max_length=5, unique=True)
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="municipalities", verbose_name=_("province"))
    region = models.CharField(_("region"), max_length=80, blank=True)
    postcodes = models.JSONField(_("postcodes"), default=list, blank=True)
    shape = models.TextField(_("shape"), blank=True)  # SVG path data in the units of municipalities/shapes.py
    neighbours = models.ManyToManyField("self", blank=True, verbose_name=_("neighbours"))
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("merged into"),
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("municipality", args=[self.slug])


class MunicipalityAlias(models.Model):
    """Another name that people write for a municipality; one name may belong to several."""

    class Kind(models.TextChoices):
        SUBMUNICIPALITY = "deelgemeente", _("sub-municipality")
        FORMER = "fusie", _("name before a merger")
        FRENCH = "frans", _("French name")
        SPELLING = "spelling", _("spelling")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    # Seen by this database itself, at a merger or a change of name: it stays, whatever the files say later.
    witnessed = models.BooleanField(_("witnessed"), default=False, editable=False)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="alias_once_per_municipality")]

    def __str__(self) -> str:
        return self.name


class Figures(models.Model):
    """What Statbel counts in a municipality. Shares are of its inhabitants, in percent; money is in euros a year.

    `density` is inhabitants per km², `brussels_km` the distance from its middle to that of Brussels.
    """

    municipality = models.OneToOneField(Municipality, on_delete=models.CASCADE, related_name="figures")
    year = models.PositiveSmallIntegerField(_("year"))
    inhabitants = models.PositiveIntegerField(_("inhabitants"))
    density = models.PositiveIntegerField(_("inhabitants per km²"))
    share_0_14 = models.DecimalField(_("younger than 15"), max_digits=4, decimal_places=1)
    share_65_plus = models.DecimalField(_("65 or older"), max_digits=4, decimal_places=1)
    income = models.PositiveIntegerField(_("income per inhabitant"))  # average, net taxable, 2023
    is_centre_city = models.BooleanField(_("centre city"))
    brussels_km = models.PositiveSmallIntegerField(_("km to Brussels"))

    class Meta:
        verbose_name = _("figures")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return f"{self.municipality_id}, {self.year}"

    @property
    def in_words(self) -> str:
        """How many inhabitants it has."""
        told = {"total": number_format(self.inhabitants, use_l10n=True, force_grouping=True)}
        return ngettext("%(total)s inhabitant", "%(total)s inhabitants", self.inhabitants) % told

    @property
    def shares(self) -> list[tuple[str, Decimal]]:
        """The shares that say nothing of single persons, each with what it is of."""
        if self.inhabitants < _FEWEST_TOLD:
            return []
        return [(gettext("younger than 15"), self.share_0_14), (gettext("65 or older"), self.share_65_plus)]

    @property
    def kinds(self) -> set[str]:
        """What kind of place it is."""
        found = {
            "centre": self.is_centre_city,
            "brussels": self.brussels_km <= _NEAR_BRUSSELS,
            "rural": self.density < _RURAL,
            "dense": self.density > _DENSE,
        }
        return {kind for kind, is_so in found.items() if is_so}
