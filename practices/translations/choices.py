"""Fields in which a reader chooses terms, by their names in the reader's language."""

from collections.abc import Iterator

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator

from municipalities.text import normal_form
from practices.taxonomy import current_slug
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
        return _current(self.queryset, super().prepare_value(value))

    def clean(self, value):
        return super().clean(_current(self.queryset, value))


class TermsField(forms.ModelMultipleChoiceField):
    """Several of them."""

    iterator = TermIterator

    def prepare_value(self, value):
        prepared = super().prepare_value(value)
        return [_current(self.queryset, each) for each in prepared] if isinstance(prepared, list) else prepared

    def clean(self, value):
        return super().clean([_current(self.queryset, each) for each in value or []])


def _current(queryset: QuerySet | None, slug: object) -> object:
    return current_slug(queryset.model, slug) if queryset is not None and isinstance(slug, str) and slug else slug
