"""The forms of people without an account. What they typed is never thrown away."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.names import Gazetteer
from practices.editor.forms import MunicipalitiesField
from practices.parts import IMPLEMENTATION, Kind, Part, named
from practices.short_facts import CodesField
from practices.single_line import AreaField, LineField, LineInput
from practices.submissions.form_tokens import FormToken, TokenExpiredError
from practices.submissions.spam.proof import challenge, proves

_MOST_PLACES, _LONGEST_NAME = 30, 60
CONSENT_VERSION = "2026-11"  # of the two texts of consent below


class PlainMunicipalitiesField(MunicipalitiesField):
    """Municipalities as a visitor types them: one line, several with commas between, with the names to choose from."""

    unknown = gettext_lazy("“%(name)s” is not the name of a Flemish municipality. Choose one from the list.")

    def __init__(self, **kwargs) -> None:
        required = gettext_lazy("Write which municipality does this.")
        help_text = gettext_lazy("More than one? Separate them with commas.")
        widget = LineInput(attrs={"list": "municipalities", "autocomplete": "off"})
        super().__init__(help_text=help_text, error_messages={"required": required}, widget=widget, **kwargs)

    def prepare_value(self, value) -> str:
        written = super().prepare_value(value)
        return written if isinstance(written, str) else ", ".join(written)

    def clean(self, value: str | Iterable) -> QuerySet:
        names = value.replace('"', "").split(",") if isinstance(value, str) else value or []
        written = [name.strip() for name in names if name.strip()]
        if len(written) > _MOST_PLACES or any(len(name) > _LONGEST_NAME for name in written):  # each is compared with all
            raise forms.ValidationError(_("Write at most %(most)d municipalities, by name.") % {"most": _MOST_PLACES})
        return super().clean(written)


class PlacesForm(forms.Form):
    """Which municipalities; one that was written by another name keeps it as its `label`."""

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        data["label"] = cast("MunicipalitiesField", self.fields["municipalities"]).display_name
        return data


def choice_field(part: Part, **kwargs: Any) -> forms.Field:
    """A field for one of the values of a part, or for several."""
    if part.kind is Kind.CHOICES:
        return CodesField(**kwargs, required=False, choices=part.choices)
    return forms.ChoiceField(**kwargs, required=False, choices=[("", gettext_lazy("I don't know")), *part.choices])


class ContactConsent(forms.Form):
    """For what names somebody."""

    may_publish_contact = forms.BooleanField(
        label=gettext_lazy("The people named as contacts agree to being shown on the site."),
        required=False,
    )


class PhotoConsent(forms.Form):
    """For what shows somebody."""

    may_show_people = forms.BooleanField(
        label=gettext_lazy("Everyone who can be recognised in the photos agrees to being shown on the site."),
        required=False,
    )


class WebsiteField(forms.URLField):
    """An address of a website as people write it, often without its beginning."""

    default_error_messages = {"invalid": gettext_lazy("This is not a website address. Write it like www.ninove.be/onthaal.")}
    widget = LineInput(attrs={"inputmode": "url", "autocomplete": "url"})

    def __init__(self, **kwargs) -> None:
        super().__init__(assume_scheme="https", required=False, **{"max_length": 500, **kwargs})


class ContactFields(ContactConsent):
    """Whom colleagues can call, where more stands, and with whom it is done."""

    contacts = AreaField(
        label=gettext_lazy("Who can colleagues call or e-mail?"),
        help_text=gettext_lazy(
            "Preferably a department with its own mailbox. One contact per line; this is shown on the site."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )
    website = WebsiteField(
        label=gettext_lazy("Website"),
        help_text=gettext_lazy("The page about this practice, if there is one."),
    )
    partners = LineField(
        label=gettext_lazy("Who do you work with?"),
        help_text=gettext_lazy("Separated by commas."),
        max_length=1000,
        required=False,
    )
    field_order = ["contacts", "may_publish_contact", "website", "partners"]

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if data.get("contacts") and not data.get("may_publish_contact"):
            self.add_error(
                "may_publish_contact",
                _("Confirm that the people named as contacts agree, or leave the contact empty: it is shown on the site."),
            )
        return data


def _short(label: Any, help_text: Any) -> LineField:
    """A field for an answer of a few words."""
    return LineField(label=label, help_text=help_text, max_length=300, required=False)


class PlaceFacts(forms.Form):
    """How far a municipality is with it, and what it takes there. Asked together, under one heading that opens."""

    since = LineField(label=gettext_lazy("Since when?"), help_text=gettext_lazy("A year."), max_length=40, required=False)
    status = choice_field(named(IMPLEMENTATION, "status"), label=gettext_lazy("How is it now?"))
    status_note = AreaField(
        label=gettext_lazy("What would you do otherwise next time?"),
        help_text=gettext_lazy("And if you stopped: why?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )
    reach = _short(
        gettext_lazy("How often, and for how many people?"), gettext_lazy("For example: “140 conversations a year”.")
    )
    cost_note = _short(
        gettext_lazy("What does it cost you?"), gettext_lazy("For example: “600 euros a year, coffee and cake included”.")
    )
    languages = _short(gettext_lazy("In which languages?"), gettext_lazy("Separated by commas."))
    learned_from = LineField(
        label=gettext_lazy("From which municipality did you learn it?"),
        widget=LineInput(attrs={"list": "municipalities", "autocomplete": "off"}),
        max_length=100,
        required=False,
    )
    field_order = ["since", "status", "status_note", "reach", "cost_note", "languages", "learned_from"]

    def fact_fields(self) -> list[forms.BoundField]:
        """The fields of the facts."""
        return [self[name] for name in PlaceFacts.field_order]

    def has_facts(self) -> bool:
        """Whether one of them says something or is not right, so that they stand open."""
        return any(field.value() or field.errors for field in self.fact_fields())


class SenderForm(forms.Form):
    """Who sends it, with consent; and the key of the form. What is asked comes before that."""

    sender_name = LineField(
        label=gettext_lazy("Your name"),
        max_length=200,
        widget=LineInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Write your name, so that we know who to reply to.")},
    )
    sender_email = forms.EmailField(
        max_length=254,
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We will e-mail you the outcome. Your address is not shown on the site."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Write your e-mail address, so that we can reply."),
            "invalid": gettext_lazy("This is not an e-mail address. Write it like naam@gemeente.be."),
        },
    )
    may_process = forms.BooleanField(
        label=gettext_lazy("You may keep my name and e-mail address to handle this."),
        error_messages={
            "required": gettext_lazy(
                "Confirm that we may keep your name and e-mail address; otherwise we can't keep what you send."
            )
        },
    )
    title = LineField(required=False, label=gettext_lazy("Leave this empty"))  # no person sees it; a machine fills it in
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    proof = LineField(required=False)  # what proof.js fills in

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", FormToken.new())

    def challenge(self) -> str:
        """What the browser is to solve for this form, as it is shown now; empty where there is no key to do it for."""
        shown = self["key"].value()
        try:
            return challenge(shown if isinstance(shown, FormToken) else FormToken.read(shown))
        except TokenExpiredError:
            return ""

    def clean_key(self) -> FormToken:
        try:
            return FormToken.read(self.cleaned_data["key"])
        except TokenExpiredError as error:
            self.data = {**dict(self.data.items()), "key": str(FormToken.new(ago=60))}  # it is filled in already
            raise forms.ValidationError(
                _("This form was open for too long. What you wrote is still here: send it again.")
            ) from error

    def clean_proof(self) -> bool:
        """Whether the browser did its work for this form."""
        key = self.cleaned_data.get("key")
        return key is not None and proves(self.cleaned_data["proof"], key)


def municipality_choices() -> list[str]:
    """The names to choose from."""
    return sorted(place.name for place in Gazetteer.from_database().official.values())
