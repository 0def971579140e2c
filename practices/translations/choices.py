"""Fields in which a reader chooses terms, by their names in the reader's language."""

from collections.abc import Iterator

from django import forms
from django.forms.models import ModelChoiceIterator

from municipalities.text import normal_form
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
    iterator = TermIterator


class TermsField(forms.ModelMultipleChoiceField):
    iterator = TermIterator
