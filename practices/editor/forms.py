"""The editor's form of a sheet: municipalities are typed, under any of their names."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from taggit.utils import parse_tags
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.widgets import AdminTagWidget

from municipalities.labels import display_name
from municipalities.models import Municipality
from municipalities.names import Gazetteer, Outcome, Resolution
from practices.parts import SHEET, Kind
from practices.taxonomy import Term

UNKNOWN = _("“%(name)s” is not the name of a Flemish municipality. Anyone who is not a municipality goes under “display name”.")


class MunicipalitiesWidget(AdminTagWidget):
    """Wagtail's tag input, completed with municipalities that are found by any of their names."""

    class Media:
        js = ["practices/keep-typed-tags.js"]

    def get_context(self, name: str, value, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        context["widget"]["help_text"] = ""
        context["widget"]["attrs"]["data-w-tag-url-value"] = reverse("municipality_names")
        return context

    def format_value(self, value) -> str:
        if value is None or isinstance(value, str):
            return value or ""
        return ", ".join(value)


class MunicipalitiesField(forms.ModelMultipleChoiceField):
    """Names separated by commas in, municipalities out; a name that is unknown or ambiguous is an error that helps."""

    widget = MunicipalitiesWidget
    unknown: str | Promise = UNKNOWN
    display_name = ""  # of what `clean` read, where its names are not the official ones

    def __init__(self, **kwargs) -> None:
        super().__init__(queryset=Municipality.objects.all(), **kwargs)

    def prepare_value(self, value) -> str | list[str]:
        if not value:
            return []
        if isinstance(value, str):
            return value
        known = [item for item in value if isinstance(item, Municipality)]
        return sorted(place.name for place in known or Municipality.objects.filter(pk__in=value))

    def clean(self, value: str | Iterable):
        names = parse_tags(value) if isinstance(value, str) else list(value or [])
        if not names:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return Municipality.objects.none()
        gazetteer = Gazetteer.from_database()
        resolutions = [gazetteer.resolve(str(name)) for name in names]
        problems = [explain(resolution, self.unknown) for resolution in resolutions if resolution.outcome is not Outcome.FOUND]
        if problems:
            raise ValidationError(problems)
        self.display_name = display_name(resolutions)
        return Municipality.objects.filter(pk__in=[resolution.place.pk for resolution in resolutions])

    def has_changed(self, initial, data) -> bool:
        written = set(parse_tags(data)) if isinstance(data, str) else {str(name) for name in data or []}
        return set(self.prepare_value(initial)) != written


class MunicipalityField(MunicipalitiesField):
    """The name of one municipality in, that municipality out; None for no name."""

    def prepare_value(self, value) -> str | list[str]:
        return super().prepare_value([value] if isinstance(value, int | Municipality) else value)

    def clean(self, value: str | Iterable) -> Municipality | None:  # type: ignore[override] # one, not several
        places = list(super().clean(value))
        if len(places) > 1:
            raise ValidationError(_("A file is of one municipality. Add it once more for the other one."))
        return places[0] if places else None


def explain(resolution: Resolution, unknown: str | Promise = UNKNOWN) -> ValidationError:
    """Why a written name is no municipality, and what to write instead; `unknown` says so when nothing is like it."""
    if resolution.outcome is Outcome.AMBIGUOUS:
        return ValidationError(
            _("“%(name)s” could be %(candidates)s. Write which one you mean."),
            params={
                "name": resolution.written,
                "candidates": ", ".join(candidate.name for candidate in resolution.candidates),
            },
        )
    if resolution.suggestion:
        return ValidationError(
            _("“%(name)s” is not the name of a Flemish municipality. Did you mean %(suggestion)s?"),
            params={"name": resolution.written, "suggestion": resolution.suggestion.name},
        )
    return ValidationError(str(unknown), params={"name": resolution.written})


class ImplementationForm(WagtailAdminModelForm):
    """One implementation in the sheet's form."""

    municipalities = MunicipalitiesField(
        required=False,
        label=_("Municipalities"),
        help_text=_("Type a name; a sub-municipality or a former name works too. You can add several."),
    )

    def clean(self) -> dict:
        data = super().clean()
        nobody = "municipalities" in data and not data["municipalities"] and not data.get("label", "").strip()
        # A draft may have a block that its writer has only just added; saving it by itself must go on.
        if nobody and not self.is_deferred_validation:
            self.add_error("municipalities", _("Choose a municipality, or write who does it under “display name”."))
        if data.get("website"):
            data["website_lost"] = False
        if not data.get("label"):
            data["label"] = self.fields["municipalities"].display_name
        return data


class AttachmentForm(WagtailAdminModelForm):
    """One file to take over in the sheet's form."""

    municipality = MunicipalityField(
        required=False,
        label=_("Municipality"),
        help_text=_("Whose it is. Leave it empty for a file of the practice as a whole."),
    )


def with_description(term: Term) -> str:
    """A term to tick, with what belongs under it."""
    if not term.description:
        return term.name
    return format_html('{} <small class="term-description">{}</small>', term.name, term.description)


class SheetForm(WagtailAdminPageForm):
    """The sheet's form: only approved terms to tick, and those that the sheet already has."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for part in SHEET:
            if part.kind is Kind.TERMS and part.name in self.fields:
                self._offer_approved(part.name)

    def _offer_approved(self, name: str) -> None:
        field = self.fields[name]
        own = getattr(self.instance, name, None)
        chosen = [] if own is None else own.all() if hasattr(own, "all") else [own]
        field.label_from_instance = with_description
        field.queryset = field.queryset.sources().filter(Q(approved=True) | Q(pk__in=[term.pk for term in chosen]))
