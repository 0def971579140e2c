"""Short facts of a sheet and of an implementation: what somebody decides by. All are optional."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField

from practices.fact_values import CARRIERS, COSTS, EVIDENCE, STATES, Choices, codes_in

LIST_FEATURES = ["ul", "ol", "bold", "italic", "link"]


class HiddenCodes(forms.HiddenInput):
    """What several values were when a form was shown, in one input: none of them is an answer too."""

    def format_value(self, value: Any) -> str:
        return ",".join(codes_in(value or ""))


class CodesField(forms.MultipleChoiceField):
    """Several of a few values, as their codes with commas between."""

    widget = forms.CheckboxSelectMultiple
    hidden_widget = HiddenCodes

    def to_python(self, value: Any) -> list[str]:
        return list(dict.fromkeys(super().to_python(codes_in(value or ""))))

    def prepare_value(self, value: Any) -> Any:
        return codes_in(value or "")

    def clean(self, value: Any) -> str:
        return ",".join(super().clean(self.prepare_value(value)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(self.prepare_value(initial)) != set(self.prepare_value(data))


class ChoicesField(models.CharField):
    """Codes of a few values, with commas between."""

    def __init__(self, *args: Any, values: Choices = (), **kwargs: Any) -> None:
        self.values = values
        super().__init__(*args, **{"max_length": 100, "blank": True, **kwargs})

    def formfield(self, **kwargs: Any) -> forms.Field:
        return CodesField(label=self.verbose_name, help_text=self.help_text, required=False, choices=self.values)


class SheetFacts(ClusterableModel):
    """What a practice takes, and how one knows that it works."""

    cost = models.CharField(_("cost"), max_length=20, choices=COSTS, blank=True, help_text=_("In a year, about."))
    cost_note = models.TextField(_("cost in words"), blank=True, help_text=_("What is paid, and what is not in it."))
    hours = models.TextField(_("time a week"), blank=True, help_text=_("How many hours of somebody's work, about."))
    carried_by = ChoicesField(_("who does it"), values=CARRIERS)
    lead_time = models.TextField(_("lead time"), blank=True, help_text=_("From the decision to the first time."))
    first_steps = RichTextField(
        _("first steps"), blank=True, features=LIST_FEATURES, help_text=_("In order, one per item of a list.")
    )
    arrangements = RichTextField(
        _("to be arranged"),
        blank=True,
        features=LIST_FEATURES,
        help_text=_("Privacy, agreements, insurance: one per item of a list."),
    )
    evidence = models.CharField(_("how we know that it works"), max_length=20, choices=EVIDENCE, blank=True)
    evidence_note = models.TextField(_("what was found"), blank=True, help_text=_("A number, and where more stands."))
    funding = models.TextField(_("funding"), blank=True, help_text=_("Which subsidies or budgets pay for it."))

    class Meta:
        abstract = True


class ImplementationFacts(ClusterableModel):
    """How far a municipality is with it."""

    since = models.CharField(_("since"), max_length=40, blank=True, help_text=_("A year."))
    status = models.CharField(_("progress"), max_length=20, choices=STATES, blank=True)
    status_note = models.TextField(
        _("about the progress"), blank=True, help_text=_("Of what was stopped: why, and what they would do otherwise.")
    )
    reach = models.TextField(_("reach"), blank=True, help_text=_("How often, and how many people."))
    cost_note = models.TextField(_("cost"), blank=True)
    carried_by = ChoicesField(_("who does it"), values=CARRIERS)
    languages = models.TextField(_("languages"), blank=True, help_text=_("Separated by commas."))
    learned_from = models.CharField(
        _("learned from"), max_length=100, blank=True, help_text=_("The municipality that did it before.")
    )

    class Meta:
        abstract = True
