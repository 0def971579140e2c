"""An implementation: one block under "Deze praktijk in" on a sheet."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from municipalities.labels import LONGEST_NAME
from municipalities.models import Municipality
from municipalities.text import normal_form
from practices.parts import IMPLEMENTATION, Kind
from practices.short_facts import LIST_FEATURES, ImplementationFacts
from practices.whom_to_call import Contact, read_contact


class Implementation(ImplementationFacts, TranslatableMixin, ClusterableModel, Orderable):
    """One block under "Deze praktijk in": usually one municipality, sometimes several, sometimes an actor that is none."""

    page = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="implementations")
    municipalities = ParentalManyToManyField(
        Municipality,
        blank=True,
        related_name="implementations",
        verbose_name=_("municipalities"),
        help_text=_("Type a name; a sub-municipality or a former name works too. You can add several."),
    )
    label = models.CharField(
        _("display name"),
        max_length=LONGEST_NAME,
        blank=True,
        help_text=_("Only if the names of the municipalities do not say it, for example “Pajottenland”."),
    )
    description = RichTextField(
        _("explanation"),
        blank=True,
        features=LIST_FEATURES,
        help_text=_("What is different or special here?"),
    )
    contacts = models.TextField(
        _("contact"),
        blank=True,
        help_text=_(
            "One contact per line: department, e-mail address, phone. Preferably a department's mailbox, not a personal one."
        ),
    )
    website = models.URLField(
        _("website"),
        blank=True,
        max_length=500,
        help_text=_("The page about this practice, starting with https://."),
    )
    website_lost = models.BooleanField(
        _("a website without its address"),
        default=False,
        help_text=_(
            "The sheet mentioned a website, but its address was lost when the text was copied. Fill it in, or untick this."
        ),
    )
    partners = models.TextField(_("partners"), blank=True, help_text=_("Separated by commas."))
    confirmed_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("When somebody from this municipality last confirmed that this is correct."),
    )

    panels = [
        FieldPanel("municipalities"),
        "label",
        "description",
        "contacts",
        "website",
        "website_lost",
        "partners",
        "since",
        "status",
        "status_note",
        "reach",
        "cost_note",
        "carried_by",
        "languages",
        "learned_from",
        "confirmed_on",
    ]

    # (A website or a day is no text: it is copied without being asked.)
    override_translatable_fields = [
        SynchronizedField(part.name, overridable=False)
        for part in IMPLEMENTATION
        if not part.translated and part.kind in {Kind.LINE, Kind.NAMES, Kind.CONTACTS, Kind.CHOICES}
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("implementation")
        verbose_name_plural = _("implementations")

    def __str__(self) -> str:
        return self.label or ", ".join(place.name for place in self.municipalities.all())

    @cached_property
    def municipality_list(self) -> list[Municipality]:
        """Its municipalities by name."""
        return sorted(self.municipalities.all(), key=lambda place: place.name)

    @property
    def caption(self) -> str:
        """The label, where it says more than the names of the municipalities and the explanation do."""
        written = set(normal_form(self.label).split()) - {"en"}
        names = {word for place in self.municipality_list for word in normal_form(place.name).split()}
        _place, colon, rest = self.label.partition(":")
        if (names and written <= names) or (colon and rest.strip() and rest.strip() in self.description):
            return ""
        return self.label

    @property
    def keys(self) -> set[str]:
        """By which it is found in an address: its anchors, and its municipalities also where another one has those first."""
        return {*self.anchors, *(place.slug for place in self.municipality_list)}

    @property
    def whom_to_call(self) -> list[Contact]:
        """Its contact lines, each with what a telephone dials and a mail goes to."""
        return [read_contact(line) for line in self.contact_lines]

    @property
    def contact_lines(self) -> list[str]:
        return [line.strip() for line in self.contacts.splitlines() if line.strip()]


def last_confirmed(implementations: Iterable[Implementation]) -> date | None:
    """The last day on which a municipality confirmed what one of these says; None when none ever did."""
    return max((each.confirmed_on for each in implementations if each.confirmed_on), default=None)


class WithImplementations:
    """The part of a sheet that says who does it."""

    implementations: Any
    original: Any

    @cached_property
    def implementation_list(self) -> list[Implementation]:
        """The implementations in order, each with its `anchors`: an address per municipality, each once on the page."""
        seen: set[str] = set()
        implementations = list(self.implementations.all())
        for implementation in implementations:
            names = [municipality.slug for municipality in implementation.municipality_list]
            anchors = [anchor for anchor in names or [slugify(implementation.label)] if anchor and anchor not in seen]
            implementation.anchors = anchors or [f"{(*names, 'in')[0]}-{len(seen) + 1}"]
            seen.update(implementation.anchors)
        return implementations

    def place_called(self, name: str) -> Municipality | None:
        """The municipality of this name that does this too."""
        wanted = normal_form(name)
        return next((place for place in self.municipality_list if normal_form(place.name) == wanted), None)

    @cached_property
    def municipality_list(self) -> list[Municipality]:
        """Every municipality that does this, once, by name; of a translation those of the Dutch sheet."""
        if self.original is not self:
            return self.original.municipality_list
        places = {m.pk: m for i in self.implementation_list for m in i.municipality_list}
        return sorted(places.values(), key=lambda place: place.name)

    def implementations_in(self, place: Municipality) -> list[Implementation]:
        """What it says of one municipality."""
        return [each for each in self.implementation_list if place in each.municipality_list]

    @cached_property
    def contacts(self) -> list[Contact]:
        """Everybody to call, in the order of the implementations."""
        return [contact for each in self.implementation_list for contact in each.whom_to_call]
