"""What a moderator fills in about a submission."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser

from practices.models import Category, Implementation, PracticePage
from practices.parts import Kind, Part
from practices.short_facts import CodesField
from practices.single_line import AreaField, LineField
from practices.submissions.forms import WebsiteField, choice_field
from practices.submissions.models import ReasonTemplate, SentPhoto, Submission
from practices.submissions.moderation.changing import Change
from practices.submissions.proposals import SAID_OF_PLACE
from practices.taxonomy import term_at

_LONGEST_LINE, _LONGEST_TEXT = 1000, 20_000  # of the second, more than any form for a sender lets in


def _text_form(label: Any, help_text: Any, required: Any) -> type[forms.Form]:
    """A form with one text."""
    area = forms.Textarea(attrs={"rows": 4})
    text = AreaField(label=label, help_text=help_text, widget=area, error_messages={"required": required})
    return type("TextForm", (forms.Form,), {"text": text})


AskForm = _text_form(
    gettext_lazy("Question"),
    gettext_lazy("The sender receives this text by e-mail and answers on a page of the site."),
    gettext_lazy("Write what you want to know."),
)
NoteForm = _text_form(
    gettext_lazy("Note"),
    gettext_lazy("Only moderators can see it."),
    gettext_lazy("Write something."),
)


class DeclineForm(forms.Form):
    """Why not: in words of one's own, or in those that were written down for this before."""

    template = forms.ModelChoiceField(
        queryset=ReasonTemplate.objects.all(),
        label=gettext_lazy("Standard reason"),
        empty_label=gettext_lazy("In my own words"),
        required=False,
    )
    text = AreaField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The sender receives this text by e-mail. With a standard reason it may be left empty."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        template = data.get("template")
        parts = [template.text if template else "", data.get("text", "").strip()]
        data["text"] = "\n\n".join(part for part in parts if part)
        if not data["text"]:
            self.add_error("text", _("Write why: the sender receives it by e-mail."))
        return data


def _place_field(part: Part) -> forms.Field:
    """A field for what the sheet will say of a municipality."""
    if part.choices:
        return choice_field(part, label=part.label)
    if part.kind is Kind.WEBSITE:
        return WebsiteField(label=part.label)
    shared: dict[str, Any] = {"label": part.label, "required": False}
    if part.kind in {Kind.LINE, Kind.NAMES}:
        longest = Implementation._meta.get_field(part.name).max_length
        return LineField(**shared, max_length=longest or _LONGEST_LINE)
    return AreaField(**shared, widget=forms.Textarea(attrs={"rows": 3}), max_length=_LONGEST_TEXT)


class AcceptForm(forms.Form):
    """Accept; a sheet without a category gets one here, and those of the photos that were sent which are ticked.

    What is said of a municipality that does this too can be corrected before it goes on the site.
    """

    category = forms.ModelChoiceField(
        queryset=Category.objects.sources().filter(approved=True), label=gettext_lazy("Category"), required=False
    )

    photos = forms.MultipleChoiceField(
        label=gettext_lazy("Photos on the sheet"), widget=forms.CheckboxSelectMultiple, required=False
    )
    first = forms.ChoiceField(label=gettext_lazy("At the head of the sheet"), widget=forms.RadioSelect, required=False)

    changes = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)

    def offer(self, photos: QuerySet[SentPhoto], changes: list[Change], category: list[str]) -> "AcceptForm":
        """Let the moderator choose of these photos, all unless they say otherwise, and which words to take over."""
        self._photos = {str(photo.pk): photo for photo in photos}
        for name in ("photos", "first"):
            cast("forms.ChoiceField", self.fields[name]).choices = [(key, str(photo)) for key, photo in self._photos.items()]
        self.fields["photos"].initial, self.fields["first"].initial = list(self._photos), next(iter(self._photos), None)
        self.fields["category"].initial = next((term_at(Category, slug) for slug in category), None)
        possible = [change.wording.name for change in changes if not change.is_conflict]
        cast("forms.MultipleChoiceField", self.fields["changes"]).choices = [(name, name) for name in possible]
        return self

    def offer_place(self, submission: Submission) -> None:
        """What was sent about a municipality, part by part, to correct."""
        for part in SAID_OF_PLACE:
            field = _place_field(part)
            field.initial = submission.join.at_place.get(part.name, "")
            self.fields[part.name] = field

    def place_fields(self) -> list[forms.BoundField]:
        """The fields of `offer_place`, if they were offered."""
        return [self[part.name] for part in SAID_OF_PLACE if part.name in self.fields]

    def clean(self) -> dict:
        """What the sheet will say of the municipality goes together; what was not on the screen stays as it was sent."""
        data = super().clean() or self.cleaned_data
        said = {field.name: data.pop(field.name) for field in self.place_fields() if field.name in data}
        shown = self._place_names_on_screen()
        data["at_place"] = {name: text for name, text in said.items() if name in shown}
        first = data.pop("first", "")
        data["photos"] = [self._photos[key] for key in sorted(data.get("photos") or (), key=lambda key: key != first)]
        return data

    def _place_names_on_screen(self) -> set[str]:
        """Those that were sent; of ticks a browser sends nothing when none is set, so they were where all the others were."""
        names = {field.name for field in self.place_fields()}
        ticks = {name for name in names if isinstance(self.fields[name], CodesField)}
        sent = {name for name in names if self[name].html_name in self.data}
        return sent | ticks if names - ticks <= sent else sent

    def photo_rows(self) -> list[tuple[SentPhoto, Any, Any]]:
        """Each photo, with the tick by which it goes along and the choice of the one at the head."""
        return list(zip(self._photos.values(), self["photos"], self["first"], strict=True))


class TurnForm(forms.Form):
    """Another sheet, on which the municipality belongs."""

    sheet = forms.ModelChoiceField(
        queryset=PracticePage.objects.sources().live(),
        to_field_name="id",  # `pk` of a sheet is a relation, of which the database reads a number of 20 digits
        widget=AdminPageChooser(target_models=[PracticePage]),
        label=gettext_lazy("Sheet"),
        help_text=gettext_lazy(
            "What was sent becomes an implementation there. You can read it again before it goes on the site."
        ),
        error_messages={
            "required": gettext_lazy("Choose the sheet that this belongs on."),
            "invalid_choice": gettext_lazy("Choose a sheet that is on the site, in Dutch."),
        },
    )


class UsedPhotoForm(forms.Form):
    """A photo that came along."""

    photo = forms.ModelChoiceField(queryset=SentPhoto.objects.all())
