"""Fields in which a reader chooses terms, by their names in the reader's language."""

from collections.abc import Iterator

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator

from municipalities.text import normal_form
from practices.taxonomy import current_slugs
from practices.translations.localised import name_terms


class TermIterator(ModelChoiceIterator):
    """Names all terms in one query."""

    def __iter__(self) -> Iterator:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        terms = list(self.queryset)
        name_terms(terms)
        for term in sorted(terms, key=lambda term: normal_form(term.name)):
            yield self.choice(term)


class TermField(forms.ModelChoiceField):
    """One term, by its slug; what was chosen before it was merged into another is that other one."""

    iterator = TermIterator

    def prepare_value(self, value):
        """The slug of what was chosen, or of a term of the list, which is one of today and is not looked up."""
        return _current(self.queryset, [value])[0] if isinstance(value, str) else super().prepare_value(value)

    def clean(self, value):
        return super().clean(_current(self.queryset, [value])[0])


class TermsField(forms.ModelMultipleChoiceField):
    """Several of them."""

    iterator = TermIterator

    def prepare_value(self, value):
        return _current(self.queryset, value) if isinstance(value, list) else super().prepare_value(value)

    def clean(self, value):
        return super().clean(_current(self.queryset, list(value or [])))


def _current(queryset: QuerySet | None, chosen: list) -> list:
    """What somebody chose, as the slugs of today; what is no text stays, for the field to judge."""
    if queryset is None or not any(chosen) or not all(isinstance(each, str) for each in chosen):
        return chosen
    return current_slugs(queryset.model, [each.replace("\0", "") for each in chosen])
