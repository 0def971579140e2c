"""The words of a search become a name of a concept."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz, process

from search.asked.models import AskedWords
from search.language.words import words
from search.thesaurus.forms import ConceptField
from search.thesaurus.models import Concept, ConceptName

_MOST_NEAR = 8
_TRIED = 60
_NEAR_ENOUGH = 60  # of 100


def near_concepts_of(asked: AskedWords) -> list[Concept]:
    """The concepts with a name that is like the words, the likest first."""
    names = dict(ConceptName.objects.values_list("pk", "text"))
    titles = dict(Concept.objects.values_list("pk", "title"))
    concepts = dict(ConceptName.objects.values_list("pk", "concept"))
    by_title = process.extract(asked.text, titles, scorer=fuzz.WRatio, limit=_TRIED, score_cutoff=_NEAR_ENOUGH)
    by_name = process.extract(asked.text, names, scorer=fuzz.WRatio, limit=_TRIED, score_cutoff=_NEAR_ENOUGH)
    near = [(score, pk) for _title, score, pk in by_title] + [(score, concepts[pk]) for _name, score, pk in by_name]
    best = dict.fromkeys(pk for _score, pk in sorted(near, key=lambda each: -each[0]))
    found = Concept.objects.in_bulk(list(best)[:_MOST_NEAR])
    return [found[pk] for pk in best if pk in found]


class NameOfConcept(forms.Form):
    """Of which concept the words are a name, and whether that is only how people ask for it."""

    concept = ConceptField(label=gettext_lazy("Concept"), required=False, help_text=gettext_lazy("By any of its names."))
    title = forms.CharField(
        label=gettext_lazy("Or a new concept"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("As sheets would write it: the words are another name of it."),
    )
    only_asked = forms.BooleanField(
        label=gettext_lazy("Only how people ask for it"),
        required=False,
        help_text=gettext_lazy("The words lead to the concept, and sheets about it are not looked for by these words."),
    )

    def __init__(self, *args, asked: AskedWords, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self.initial["only_asked"] = len(words(asked.text)) > 1

    def clean(self) -> dict:
        """A concept that is there, or one new title."""
        data = super().clean() or {}
        concept, title = data.get("concept"), " ".join((data.get("title") or "").split())
        if not self.errors and bool(concept) == bool(title):
            raise forms.ValidationError(_("Choose a concept, or give a new one a title."))
        if title and Concept.objects.called(title).exists():
            self.add_error("title", _("There is a concept with this title or name: choose it above."))
        return {**data, "title": title}

    @transaction.atomic
    def save(self) -> Concept:
        """The concept, with the words as a name; the search is dealt with."""
        data = self.cleaned_data
        concept = data["concept"] or Concept.objects.create(title=data["title"])
        kind = ConceptName.Kind.PHRASE if data["only_asked"] else ConceptName.Kind.EVERYDAY
        if self.asked.text.casefold() != concept.title.casefold():
            ConceptName.objects.get_or_create(
                concept=concept, text=self.asked.text, language=self.asked.language, defaults={"kind": kind}
            )
        Concept.objects.get(pk=concept.pk).save()
        AskedWords.objects.filter(pk=self.asked.pk).update(is_done=True)
        return concept
