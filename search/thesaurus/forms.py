"""What an editor types about a concept: its title, its names and what it belongs together with."""

from collections import Counter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm

from search.language.words import words
from search.thesaurus.concept_mergers import move_names
from search.thesaurus.models import Concept, ConceptName, ConceptRelation


class ConceptField(forms.CharField):
    """A concept by any of its names, typed; the list that the browser shows has their titles."""

    default_error_messages = {
        "unknown": _("No concept is called “%(text)s”. Choose one from the list."),
        "several": _("Several concepts are called “%(text)s”: %(titles)s. Type the title of one."),
    }
    widget = forms.TextInput(attrs={"list": "concepts", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        """The title of a concept that is known by its key."""
        if isinstance(value, int):
            return Concept.objects.filter(pk=value).values_list("title", flat=True).first()
        return value

    def clean(self, value: Any) -> Concept | None:
        """The concept. Raises ValidationError when none, or more than one, is called so."""
        text = super().clean(value)
        if not text:
            return None
        found = list(Concept.objects.called(text)[:4])
        if not found:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"text": text})
        if len(found) > 1:
            titles = ", ".join(concept.title for concept in found)
            raise ValidationError(self.error_messages["several"], code="several", params={"text": text, "titles": titles})
        return found[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "").strip()


class NameForm(WagtailAdminModelForm):
    """A name of a concept, or the other concept that it goes to."""

    moved_to = ConceptField(label=_("move to"), required=False)

    class Meta:
        model = ConceptName
        fields = ["text", "language", "kind", "use", "is_avoided", "is_explained"]


class RelationForm(WagtailAdminModelForm):
    """What a concept belongs together with."""

    other = ConceptField(label=_("concept"))

    class Meta:
        model = ConceptRelation
        fields = ["kind", "other"]


class Rows(BaseChildFormSet):
    """The rows of a concept, which the form of the concept compares."""

    def validate_unique(self) -> None:
        """Django's own sentence names the columns of the database."""


def _said(row: dict) -> tuple[str, str]:
    return row["language"], row["text"].casefold()


class ConceptForm(WagtailAdminModelForm):
    """A concept with its names and relations, and the stamp that it had when the form was shown."""

    stamp = forms.IntegerField(required=False, widget=forms.HiddenInput)
    data: QueryDict

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["stamp"] = self.instance.stamp

    def clean_title(self) -> str:
        """A title without spaces around it, that no other concept has in any case."""
        title = " ".join(self.cleaned_data["title"].split())
        if not words(title):
            raise ValidationError(_("A title has a word in it."))
        taken = Concept.objects.called(title).exclude(pk=self.instance.pk).first()
        if taken and title.casefold() != self.instance.title.casefold():
            raise ValidationError(
                _("“%(text)s” is a name of “%(title)s” already."), params={"text": title, "title": taken.title}
            )
        return title

    def clean(self) -> dict:
        super().clean()
        self._check_stamp()
        self._check_names()
        for form in self.formsets["relations"].forms if self.instance.pk else []:
            if form.is_valid() and form.cleaned_data.get("other") == self.instance:
                form.add_error("other", _("A concept does not belong to itself."))
        return self.cleaned_data

    def _check_stamp(self) -> None:
        """Who saves over somebody else's change hears of it first; the second time it is meant."""
        shown = self.cleaned_data.get("stamp")
        now = Concept.objects.filter(pk=self.instance.pk).values_list("stamp", flat=True).first()
        if shown is not None and now is not None and shown != now:
            self.data = self.data.copy()
            self.data[self.add_prefix("stamp")] = str(now)
            self.add_error(None, _("Somebody else changed this concept since you opened it. Save once more to keep yours."))

    def _check_names(self) -> None:
        """Each name once, in whatever case, also when somebody else added it meanwhile; one that moves is not deleted too."""
        rows = [form for form in self.formsets["names"].forms if form.is_valid() and form.cleaned_data.get("text")]
        told = self._names_told(rows)
        for form in rows:
            data = form.cleaned_data
            if told[_said(data)] > 1:
                form.add_error("text", _("The name is there already."))
            if data.get("moved_to") == self.instance:
                form.add_error("moved_to", _("The name is there already."))
            elif data.get("moved_to") and data.get("DELETE"):
                self.add_error(None, _("“%(text)s”: move it or delete it, not both.") % {"text": data["text"]})

    def _names_told(self, rows: list) -> Counter:
        """How often each name is told, by language: in these rows, and by who added some meanwhile."""
        told = Counter(_said(form.cleaned_data) for form in rows if not form.cleaned_data.get("DELETE"))
        if self.instance.pk:
            others = self.instance.names.exclude(pk__in=[form.instance.pk for form in rows if form.instance.pk])
            told.update(map(_said, others.values("language", "text")))
        return told

    def changes(self) -> set[int]:
        """The keys of the concepts that saving changes: this one, and those that names move to."""
        moved = (form.cleaned_data.get("moved_to") for form in self.formsets["names"].forms)
        return {self.instance.pk, *(target.pk for target in moved if target)}

    def save(self, commit: bool = True) -> Concept:  # noqa: FBT001, FBT002 - Django's signature
        """Save the concept, then let the names go that move to another."""
        concept = super().save(commit)
        for form in self.formsets["names"].forms if commit else []:
            target = form.cleaned_data.get("moved_to")
            if target and form.instance.pk and not form.cleaned_data.get("DELETE"):
                move_names(ConceptName.objects.filter(pk=form.instance.pk), target)
        return concept
