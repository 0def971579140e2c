"""The forms about a sheet that is on the site."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.fact_values import codes_in
from practices.models import PracticePage
from practices.parts import IMPLEMENTATION, Kind, named
from practices.single_line import AreaField, LineField
from practices.submissions import sent_photos
from practices.submissions.form_tokens import FormToken, TokenExpiredError
from practices.submissions.forms import (
    ContactConsent,
    ContactFields,
    PhotoConsent,
    PlaceFacts,
    PlacesForm,
    PlainMunicipalitiesField,
    SenderForm,
    WebsiteField,
    choice_field,
)
from practices.submissions.models import SentPhoto, Submission
from practices.submissions.wording import Wording, implementation_named, wordings_of

_LONGEST = 20_000


class OnSheetForm(PhotoConsent, SenderForm):
    """About a sheet that is on the site, with photos if there are any. Those are kept before anything else is right."""

    photos_show = LineField(
        label=gettext_lazy("What can be seen in the photos?"),
        help_text=gettext_lazy("One sentence, for people who can't see them."),
        max_length=250,
        required=False,
    )

    def __init__(self, *args, page: PracticePage, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.page = page

    def keep_photos(self, request: HttpRequest) -> list[str]:
        """Keep what was uploaded under the key of the form; why some could not be kept."""
        key = self._shown_key
        if key and Submission.objects.sent().filter(key=key.value).exists():
            return []  # it has those that it was sent with; what comes later nobody would have seen
        if key is None:
            return [_("Choose the photos again, because this form was open for too long.")] if request.FILES else []
        return sent_photos.receive(request, key.value)

    @cached_property
    def photo_total(self) -> int:
        """How many photos are kept with this form, once `keep_photos` did its work."""
        return SentPhoto.objects.filter(key=self._shown_key.value).count() if self._shown_key else 0

    @cached_property
    def _shown_key(self) -> FormToken | None:
        """The key with which the form came; None when it stood open for too long."""
        try:
            return FormToken.read(self.data.get("key", ""))
        except TokenExpiredError:
            return None

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if self.photo_total and not data.get("photos_show"):
            self.add_error("photos_show", _("Write what can be seen in the photos."))
        if self.photo_total and not data.get("may_show_people"):
            self.add_error("may_show_people", _("Confirm that everyone in the photos agrees; otherwise we can't use them."))
        return data


class JoinForm(PlacesForm, PlaceFacts, ContactFields, OnSheetForm):
    """Our municipality does this too: a municipality and what is different there, with whom to call."""

    municipalities = PlainMunicipalitiesField(label=gettext_lazy("Which municipality?"))
    description = AreaField(
        label=gettext_lazy("What is different or special where you are?"),
        help_text=gettext_lazy("Two or three sentences are enough. Nothing different? Leave it empty."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
        required=False,
    )
    carried_by = choice_field(
        named(IMPLEMENTATION, "carried_by"),
        label=gettext_lazy("Who does it where you are?"),
        help_text=gettext_lazy("Tick all that apply."),
    )
    field_order = [
        "municipalities",
        "description",
        *ContactFields.field_order,
        "carried_by",
        *PlaceFacts.field_order,
        "photos_show",
        "may_show_people",
    ]

    def fact_fields(self) -> list[forms.BoundField]:
        """Who does it too: of a new practice that is asked with what it takes."""
        return [self["carried_by"], *super().fact_fields()]

    def clean_municipalities(self):
        places = self.cleaned_data["municipalities"]
        there = {place.pk for place in self.page.municipality_list}
        double = [place.name for place in places if place.pk in there]
        if double:
            text = _("%(places)s is already on this sheet. Is something not right? Use “Is something not right?” on the sheet.")
            raise forms.ValidationError(text % {"places": ", ".join(double)})
        return places


class RemarkForm(ContactConsent, OnSheetForm):
    """Is something not right? Other words for what the sheet says, or a remark about it."""

    about = forms.CharField(required=False, widget=forms.HiddenInput)
    remark = AreaField(
        label=gettext_lazy("What is not right, and what should it be?"),
        help_text=gettext_lazy("In your own words, if you would rather not change the text yourself."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        required=False,
    )

    def __init__(self, *args, page: PracticePage, **kwargs) -> None:
        super().__init__(*args, page=page, **kwargs)
        about = self.data.get("about", "") if self.is_bound else self.initial.get("about", "")
        self.implementation = implementation_named(page, about)
        self.initial["about"] = str(self.implementation or "")
        self.wordings = wordings_of(page, self.implementation)
        for each in self.wordings:
            self.fields[each.name] = _wording_field(each)
        self.order_fields(
            [*(each.name for each in self.wordings), "may_publish_contact", "remark", "photos_show", "may_show_people"]
        )

    def wording_fields(self) -> list[forms.BoundField]:
        """The fields with what the sheet says."""
        return [self[each.name] for each in self.wordings]

    def said_fields(self) -> list[forms.BoundField]:
        """Those of them in which it says something."""
        return [self[each.name] for each in self.wordings if each.text]

    def empty_fields(self) -> list[forms.BoundField]:
        """Those in which it says nothing yet."""
        return [self[each.name] for each in self.wordings if not each.text]

    def clean(self) -> dict:
        """What was changed goes together under `changes`, beside what it was when the form was shown."""
        data = super().clean() or self.cleaned_data
        names = {each.name for each in self.wordings}
        changed = {name: data[name] for name in names.intersection(data, self.changed_data)}
        self._judge(changed, data)
        return {
            **{name: value for name, value in data.items() if name not in names},
            "implementation": str(self.implementation.translation_key) if self.implementation else "",
            "changes": {name: {"before": _lines(self._shown(name)), "after": _lines(text)} for name, text in changed.items()},
        }

    def _judge(self, changed: dict[str, str], data: dict) -> None:
        """Something must have been said; and who is named as a contact has to agree."""
        if not changed and not data.get("remark") and not any(each.name in self.errors for each in self.wordings):
            self.add_error("remark", _("Change the text that is not right, or write here what it should be."))
        if changed.get("contacts") and not data.get("may_publish_contact"):
            self.add_error(
                "may_publish_contact", _("Confirm that the people named as contacts agree: it is shown on the site.")
            )

    def _shown(self, name: str) -> str:
        """What a part said when the form was shown; of a choice what it can have been."""
        shown = self.data.get(self[name].html_initial_name, "")
        part = next(each.part for each in self.wordings if each.name == name)
        known = dict(part.choices)
        return ",".join(code for code in dict.fromkeys(codes_in(shown)) if code in known) if part.choices else shown


def _wording_field(wording: Wording) -> forms.Field:
    """A field with what a part says; what it said when the form was shown comes back hidden."""
    shared: dict[str, Any] = {"label": wording.label, "initial": wording.text, "show_hidden_initial": True}
    if wording.part.choices:
        return choice_field(wording.part, **shared)
    if wording.part.kind is Kind.LINE:
        return LineField(**shared, required=False, max_length=wording.longest)
    shared["max_length"] = max(_LONGEST, 2 * len(wording.text))  # what an editor wrote may be longer, and stay as it is
    if wording.part.kind is Kind.WEBSITE:
        return WebsiteField(**shared)
    rows = min(max(wording.text.count("\n") + len(wording.text) // 70 + 2, 2), 16)
    return AreaField(**shared, required=False, widget=forms.Textarea(attrs={"rows": rows}))


def _lines(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
