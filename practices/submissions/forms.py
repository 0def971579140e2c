"""The forms of people without an account. What they typed is never thrown away."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.files.base import File
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.names import Gazetteer
from practices.forms import MunicipalitiesField
from practices.models import PracticePage
from practices.submissions import photos
from practices.submissions.keys import FormKey, KeyExpiredError
from practices.submissions.models import SentPhoto
from practices.submissions.moderation.changing import Part, implementation_named, parts_of

_MOST_PLACES, _LONGEST_NAME = 30, 60
NO_WEBSITE = gettext_lazy("This is no address of a website. Write it like www.ninove.be/onthaal.")
CONSENT_VERSION = "2026-11"  # of the two texts of consent below


class PlainMunicipalitiesField(MunicipalitiesField):
    """Municipalities as a visitor types them: one line, several with commas between, with the names to choose from."""

    unknown = gettext_lazy("“%(name)s” is not the name of a Flemish municipality. Choose one from the list.")

    def prepare_value(self, value) -> str:
        written = super().prepare_value(value)
        return written if isinstance(written, str) else ", ".join(written)

    def clean(self, value: str | Iterable) -> QuerySet:
        names = value.replace('"', "").split(",") if isinstance(value, str) else value or []
        written = [name.strip() for name in names if name.strip()]
        if len(written) > _MOST_PLACES or any(len(name) > _LONGEST_NAME for name in written):  # each is compared with all
            raise forms.ValidationError(_("Write at most %(most)d municipalities, by their names.") % {"most": _MOST_PLACES})
        return super().clean(written)


class ContactFields(forms.Form):
    """Whom colleagues can call, where more stands, and with whom it is done."""

    contacts = forms.CharField(
        label=gettext_lazy("Whom can colleagues call or mail?"),
        help_text=gettext_lazy("Preferably a service with its own mailbox. One contact per line; this is shown on the site."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )
    may_publish_contact = forms.BooleanField(
        label=gettext_lazy("Who is named as a contact agrees that it stands on the site."),
        required=False,
    )
    website = forms.URLField(
        label=gettext_lazy("Website"),
        help_text=gettext_lazy("The page about this practice, if there is one."),
        assume_scheme="https",
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
        error_messages={"invalid": NO_WEBSITE},
    )
    partners = forms.CharField(
        label=gettext_lazy("With whom do you work together?"),
        help_text=gettext_lazy("Separated by commas."),
        max_length=1000,
        required=False,
    )

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if data.get("contacts") and not data.get("may_publish_contact"):
            self.add_error(
                "may_publish_contact",
                _("Tick that who is named as a contact agrees, or leave the contact empty: it is shown on the site."),
            )
        return data


class SenderForm(forms.Form):
    """Who sends it, with consent; and the key of the form. What is asked comes before that."""

    sender_name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Write your name, so that we know whom we can answer.")},
    )
    sender_email = forms.EmailField(
        max_length=254,
        label=gettext_lazy("Your e-mail address"),
        help_text=gettext_lazy("We mail you what becomes of it. It is not shown on the site."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Write your e-mail address, so that we can answer."),
            "invalid": gettext_lazy("This is no e-mail address. Write it like naam@gemeente.be."),
        },
    )
    may_process = forms.BooleanField(
        label=gettext_lazy("You may keep my name and e-mail address to handle this."),
        error_messages={
            "required": gettext_lazy(
                "Tick that we may keep your name and e-mail address; without that we can't keep what you send."
            )
        },
    )
    title = forms.CharField(required=False, label=gettext_lazy("Leave this empty"))  # no person sees it; a machine fills it in
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = FormKey.new

    def clean_key(self) -> FormKey:
        try:
            return FormKey.read(self.cleaned_data["key"])
        except KeyExpiredError as error:
            self.data = {**dict(self.data.items()), "key": str(FormKey.new(ago=60))}  # it is filled in already
            raise forms.ValidationError(
                _("This form stood open for too long. What you wrote is still here: send it again.")
            ) from error


class OnSheetForm(SenderForm):
    """About a sheet that is on the site, with photos if there are any. Those are kept before anything else is right."""

    photos_show = forms.CharField(
        label=gettext_lazy("What is to be seen on the photos?"),
        help_text=gettext_lazy("One sentence, for who can't see them."),
        max_length=250,
        required=False,
    )
    may_show_people = forms.BooleanField(
        label=gettext_lazy("Who can be recognised on the photos agrees that they stand on the site."),
        required=False,
    )

    def __init__(self, *args, page: PracticePage, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.page = page

    def keep_photos(self, files: Sequence[File]) -> list[str]:
        """Keep what was uploaded under the key of the form; why some could not be kept."""
        key = self._shown_key
        if key is None:
            return [_("Choose the photos once more, for this form stood open for too long.")] if files else []
        return photos.keep(key.value, files)

    @cached_property
    def photo_total(self) -> int:
        """How many photos are kept with this form, once `keep_photos` did its work."""
        return SentPhoto.objects.filter(key=self._shown_key.value).count() if self._shown_key else 0

    @cached_property
    def _shown_key(self) -> FormKey | None:
        """The key with which the form came; None when it stood open for too long."""
        try:
            return FormKey.read(self.data.get("key", ""))
        except KeyExpiredError:
            return None

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if self.photo_total and not data.get("photos_show"):
            self.add_error("photos_show", _("Write what is to be seen on the photos."))
        if self.photo_total and not data.get("may_show_people"):
            self.add_error("may_show_people", _("Tick that who is on the photos agrees; without that we can't use them."))
        return data


class JoinForm(ContactFields, OnSheetForm):
    """Our municipality does this too: a municipality and what is different there, with whom to call."""

    municipalities = PlainMunicipalitiesField(
        label=gettext_lazy("Which municipality?"),
        help_text=gettext_lazy("Several? Put a comma between them."),
        widget=forms.TextInput(attrs={"list": "municipalities", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write which municipality does this.")},
    )
    description = forms.CharField(
        label=gettext_lazy("What is different or special with you?"),
        help_text=gettext_lazy("Two or three sentences are enough. Nothing different? Leave it empty."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
        required=False,
    )
    field_order = ["municipalities", "description", *ContactFields.base_fields, "photos_show", "may_show_people"]

    def clean_municipalities(self):
        places = self.cleaned_data["municipalities"]
        there = {place.pk for place in self.page.municipality_list}
        double = [place.name for place in places if place.pk in there]
        if double:
            text = _("%(places)s is on this sheet already. Is something not right? Use “Is something not right?” on the sheet.")
            raise forms.ValidationError(text % {"places": ", ".join(double)})
        return places


class RemarkForm(OnSheetForm):
    """Is something not right? Other words for what the sheet says, or a remark about it."""

    about = forms.CharField(required=False, widget=forms.HiddenInput)
    remark = forms.CharField(
        label=gettext_lazy("What is not right, and what should it be?"),
        help_text=gettext_lazy("In your own words, if you do not change the text yourself."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        required=False,
    )
    may_publish_contact = forms.BooleanField(
        label=gettext_lazy("Who is named as a contact agrees that it stands on the site."),
        required=False,
    )

    def __init__(self, *args, page: PracticePage, **kwargs) -> None:
        super().__init__(*args, page=page, **kwargs)
        about = self.data.get("about", "") if self.is_bound else self.initial.get("about", "")
        self.implementation = implementation_named(page, about)
        self.initial["about"] = str(self.implementation or "")
        self.parts = parts_of(page, self.implementation)
        for part in self.parts:
            self.fields[part.name] = _part_field(part)
        self.order_fields(
            [*(part.name for part in self.parts), "may_publish_contact", "remark", "photos_show", "may_show_people"]
        )

    def part_fields(self) -> list[forms.BoundField]:
        """The fields with what the sheet says."""
        return [self[part.name] for part in self.parts]

    def clean(self) -> dict:
        """What was changed goes together under `changes`, beside what it was when the form was shown."""
        data = super().clean() or self.cleaned_data
        names = [part.name for part in self.parts]
        changed = {name: data[name] for name in names if name in data and name in self.changed_data}
        before = {name: self.data.get(self[name].html_initial_name, "") for name in changed}
        data = {name: value for name, value in data.items() if name not in names}
        data["implementation"] = str(self.implementation.translation_key) if self.implementation else ""
        data["changes"] = {name: {"before": _lines(before[name]), "after": _lines(changed[name])} for name in changed}
        if not changed and not data.get("remark") and not any(name in self.errors for name in names):
            self.add_error("remark", _("Change the text that is not right, or write here what it should be."))
        if changed.get("contacts") and not data.get("may_publish_contact"):
            self.add_error("may_publish_contact", _("Tick that who is named as a contact agrees: it is shown on the site."))
        return data


def _part_field(part: Part) -> forms.CharField:
    """A field with what a part says; what it said when the form was shown comes back hidden."""
    shared: dict[str, Any] = {
        "label": part.label, "initial": part.text, "required": False, "show_hidden_initial": True, "max_length": 20_000,
    }  # fmt: skip
    if part.name == "website":
        return forms.URLField(**shared, widget=forms.TextInput, assume_scheme="https", error_messages={"invalid": NO_WEBSITE})
    rows = min(max(part.text.count("\n") + len(part.text) // 70 + 2, 2), 16)
    return forms.CharField(**shared, widget=forms.Textarea(attrs={"rows": rows}))


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def municipality_names() -> list[str]:
    """The names to choose from."""
    return sorted(place.name for place in Gazetteer.from_database().official.values())
