"""What an editor types about a concept: its title, its names and what it belongs together with."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

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
        fields = ["text", "language", "kind", "use", "is_avoided"]


class RelationForm(WagtailAdminModelForm):
    """What a concept belongs together with."""

    other = ConceptField(label=_("concept"))

    class Meta:
        model = ConceptRelation
        fields = ["kind", "other"]


class ConceptForm(WagtailAdminModelForm):
    """A concept with its names and relations."""

    def clean_title(self) -> str:
        """A title without spaces around it, that no other concept has in any case."""
        title = " ".join(self.cleaned_data["title"].split())
        if Concept.objects.filter(title__iexact=title).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is a concept with this title."))
        return title

    def clean(self) -> dict:
        super().clean()
        for form in self.formsets["relations"].forms if self.instance.pk else []:
            if form.is_valid() and form.cleaned_data.get("other") == self.instance:
                form.add_error("other", _("A concept does not belong to itself."))
        for form in self.formsets["names"].forms:
            if form.is_valid() and form.cleaned_data.get("moved_to") == self.instance:
                form.add_error("moved_to", _("The name is there already."))
        return self.cleaned_data

    def save(self, commit: bool = True) -> Concept:  # noqa: FBT001, FBT002 - Django's signature
        """Save the concept, then let the names go that move to another."""
        concept = super().save(commit)
        for form in self.formsets["names"].forms if commit else []:
            target = form.cleaned_data.get("moved_to")
            if target and form.instance.pk and not form.cleaned_data.get("DELETE"):
                move_names(ConceptName.objects.filter(pk=form.instance.pk), target)
        return concept
