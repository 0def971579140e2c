"""The five steps in which somebody writes down a new practice. Four answers are required; the rest a moderator can ask for."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practices.fact_values import CARRIERS, COSTS
from practices.models import Category, TargetGroup, Term
from practices.short_facts import CodesField
from practices.single_line import AreaField, LineField
from practices.submissions.forms import ContactFields, PhotoConsent, PlaceFacts, PlacesForm, PlainMunicipalitiesField
from practices.translations.choices import TermField, TermsField

AT = "at"  # beside the answers of a draft: the step that was kept last
_LONGEST = 8000
_LONGEST_TYPED, _MOST_VALUES = 50_000, 100


def _area(label: Any, help_text: Any, rows: int = 5, **kwargs) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return AreaField(label=label, help_text=help_text, widget=area, max_length=_LONGEST, required=False, **kwargs)


class StepForm(forms.Form):
    """A part of the answers. What was typed is kept as it is, also when it is not right yet."""

    def typed(self) -> dict:
        """What stands in the fields, in a form that a draft keeps."""
        return {bound.name: storable(bound.data) for bound in self}


def storable(value: Any) -> Any:
    """What a database can keep: without the character that PostgreSQL has no place for, and of a bounded length."""
    if isinstance(value, list):
        return [storable(each) for each in value[:_MOST_VALUES]]
    return value.replace("\0", "")[:_LONGEST_TYPED] if isinstance(value, str) else value or ""


class IdeaForm(StepForm):
    """What it is called, and what it is."""

    title = LineField(
        label=_("What is the practice called?"),
        help_text=_("A few words, without the name of your municipality. For example: “Praattafels in de bibliotheek”."),
        max_length=150,
        error_messages={"required": _("Write what the practice is called.")},
    )
    introduction = AreaField(
        label=_("What is it, in one or two sentences?"),
        help_text=_("Write it as you would tell it to a colleague in another municipality."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
        error_messages={
            "required": _("Write in one or two sentences what it is."),
            "max_length": _(
                "Keep it under %(limit_value)d characters (it has %(show_value)d); there is room for more later on."
            ),
        },
    )
    category = TermField(
        queryset=Category.objects.sources().filter(approved=True),
        to_field_name="slug",
        label=_("What is it about?"),
        empty_label=_("I don't know"),
        required=False,
        help_text=_("Choose the closest one."),
    )


class AimForm(StepForm):
    """For whom it is, and what should become better."""

    target_groups = TermsField(
        queryset=TargetGroup.objects.sources().filter(approved=True),
        to_field_name="slug",
        label=_("Target group: who is it for?"),
        help_text=_("Tick all that apply."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    goals = _area(_("Goals: what do you want to achieve with it?"), _("One goal per line."))
    tags = LineField(
        label=_("Keywords: which words would a colleague look for?"),
        help_text=_("Separated by commas. For example: “coffee, neighbours”."),
        max_length=200,
        required=False,
    )


class CourseForm(PhotoConsent, StepForm):
    """How it goes."""

    description = _area(
        _("Description: how does it work, step by step?"),
        _("What would you tell somebody who wants to do it too: who does what, when, and what does it cost?"),
        rows=12,
    )
    cost = forms.ChoiceField(
        label=_("Cost: what does it cost a year, about?"), choices=[("", _("I don't know")), *COSTS], required=False
    )
    hours = _area(_("Time a week: how many hours of work is it, about?"), _("For example: “4 to 8 hours”."), rows=2)
    carried_by = CodesField(label=_("Who does it?"), help_text=_("Tick all that apply."), choices=CARRIERS, required=False)
    field_order = ["description", "cost", "hours", "carried_by", "may_show_people"]


class LessonsForm(StepForm):
    """What was learned."""

    success_factors = _area(_("Success factors: what helps?"), _("One thing per line. What should a colleague definitely do?"))
    challenges = _area(
        _("Challenges: what is hard?"), _("One thing per line. What would you tell a colleague to look out for?")
    )


class PlaceForm(PlacesForm, PlaceFacts, ContactFields, StepForm):
    """Where it is done, and whom to call. Who does it is asked of the practice (`CourseForm`)."""

    municipalities = PlainMunicipalitiesField(label=_("Which municipality does this?"))
    field_order = ["municipalities", *ContactFields.field_order, *PlaceFacts.field_order]


@dataclass(frozen=True)
class Step:
    """One page of the form; `slug` is its place in the address."""

    slug: str
    title: str | Promise
    form: type[StepForm]

    @property
    def number(self) -> int:
        return STEPS.index(self) + 1

    @property
    def before(self) -> "Step | None":
        return STEPS[self.number - 2] if self.number > 1 else None

    @property
    def has_photos(self) -> bool:
        return self.form is CourseForm

    @property
    def required(self) -> bool:
        return any(field.required for field in self.form.base_fields.values())

    @property
    def address(self) -> str:
        return reverse("share") if self is STEPS[0] else reverse("share_step", args=[self.slug])

    @property
    def fields(self) -> list[str]:
        return list(self.form.base_fields)


STEPS = (
    Step("idee", _("The idea"), IdeaForm),
    Step("voor-wie", _("Who it is for, and why"), AimForm),
    Step("verloop", _("How it is done"), CourseForm),
    Step("lessen", _("Success factors and challenges"), LessonsForm),
    Step("waar", _("Where, and who to call"), PlaceForm),
)


def step_at(slug: str) -> Step | None:
    """The step with this place in the address."""
    return next((step for step in STEPS if step.slug == slug), None)


def left_at(typed: dict) -> Step:
    """The step at which the writer stopped."""
    return step_at(typed.get(AT, "")) or STEPS[0]


def filled_form(step: Step, typed: dict) -> StepForm:
    """The form of a step with what was typed before, judged."""
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return step.form(data)


def kept_answer(answer: Any) -> Any:
    """A cleaned answer as a submission keeps it: terms by their slugs, texts as they are."""
    if isinstance(answer, QuerySet):
        return [each.slug for each in answer]
    return answer.slug if isinstance(answer, Term) else answer or ""


def unfinished(typed: dict) -> Step | None:
    """The first step in which something is missing or not right."""
    return next((step for step in STEPS if not filled_form(step, typed).is_valid()), None)
