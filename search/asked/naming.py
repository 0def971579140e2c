"""The words of a search become a name of a concept."""

from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import fuzz, process

from search.asked.models import AskedWords
from search.language.words import words
from search.thesaurus.forms import ConceptField
from search.thesaurus.models import Concept, ConceptName

_MOST_NEAR = 8
_TRIED = 60
_LIKE = 70  # of 100


def near_concepts_of(asked: AskedWords) -> list[Concept]:
    """The concepts with a name that is like the words, the likest first; not those that have them as a name."""
    rows = list(ConceptName.objects.values_list("concept", "text"))
    rows += Concept.objects.values_list("pk", "title")
    tried = process.extract(
        asked.text,
        [text for _pk, text in rows],
        scorer=fuzz.token_set_ratio,
        processor=_folded,
        limit=_TRIED,
        score_cutoff=_LIKE,
    )
    near = dict.fromkeys(rows[place][0] for _text, _score, place in tried)
    named = set(Concept.objects.called(asked.text).values_list("pk", flat=True))
    found = Concept.objects.in_bulk([pk for pk in near if pk not in named][:_MOST_NEAR])
    return [found[pk] for pk in near if pk in found]


def _folded(text: str) -> str:
    return " ".join(words(text))


class NameOfConcept(forms.Form):
    """Of which concept the words are a name, and whether that is only how people ask for it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
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
        self.initial["name"] = asked.text

    def clean(self) -> dict:
        """A concept that is there, or one new title."""
        data = super().clean() or {}
        concept, title = data.get("concept"), " ".join((data.get("title") or "").split())
        if not self.errors and bool(concept) == bool(title):
            raise forms.ValidationError(_("Choose a concept, or give a new one a title; not both."))
        taken = Concept.objects.called(title).first() if title else None
        if taken:
            self.add_error(
                "title", _("“%(text)s” is a name of “%(title)s”: choose that.") % {"text": title, "title": taken.title}
            )
        elif title and not words(title):
            self.add_error("title", _("A title has a word in it."))
        return {**data, "title": title}

    def save(self) -> Concept | None:
        """The concept, with the words as a name; None, and an error, when somebody else did so in the same moment."""
        data = self.cleaned_data
        kind = ConceptName.Kind.PHRASE if data["only_asked"] else ConceptName.Kind.EVERYDAY
        try:
            with transaction.atomic():
                concept = data["concept"] or Concept.objects.create(title=data["title"])
                self._name(concept, data["name"], kind)
        except IntegrityError:
            self.add_error(None, _("Somebody else changed this at the same moment. Look again, and send it once more."))
            return None
        return concept

    def _name(self, concept: Concept, name: str, kind: str) -> None:
        """A name that is there already, in whatever case, counts from now on as this one does."""
        if name.casefold() != concept.title.casefold():
            same = concept.names.filter(text__iexact=name, language=self.asked.language)
            if not same.update(kind=kind, use=ConceptName.Use.FREE, is_avoided=False):
                ConceptName.objects.create(concept=concept, text=name, language=self.asked.language, kind=kind)
        concept.touch()

    def close(self) -> None:
        """The search is dealt with; its words are a name now, and not kept as what people asked."""
        AskedWords.objects.filter(pk=self.asked.pk).update(is_done=True, text="")
