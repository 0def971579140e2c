"""Names that go to another concept, and a concept that is merged into another."""

from django.db import transaction
from django.db.models import Q, QuerySet

from search.thesaurus.models import Concept, ConceptName, ConceptRelation


@transaction.atomic
def move_names(names: QuerySet[ConceptName], target: Concept) -> None:
    """Give names to another concept; one that it has already is not kept twice. Its process of reading hears of it."""
    for name in names:
        if name.text == target.title or target.names.filter(text=name.text, language=name.language).exists():
            name.delete()
        else:
            ConceptName.objects.filter(pk=name.pk).update(concept=target)
    Concept.objects.get(pk=target.pk).save()


@transaction.atomic
def merge_concepts(source: Concept, target: Concept) -> None:
    """All that one concept is called and belongs to goes to another, and it is gone; its title is a name of the other.

    Raises ValueError for a concept and itself.
    """
    if source.pk == target.pk:
        raise ValueError("a concept cannot be merged into itself")
    ConceptName.objects.get_or_create(concept=source, text=source.title, defaults={"kind": ConceptName.Kind.FORMAL})
    move_names(ConceptName.objects.filter(concept=source), target)
    for relation in ConceptRelation.objects.filter(Q(concept=source) | Q(other=source)):
        one = target if relation.concept_id == source.pk else relation.concept
        other = target if relation.other_id == source.pk else relation.other
        if one != other:
            ConceptRelation.objects.get_or_create(concept=one, kind=relation.kind, other=other)
    Concept.objects.get(pk=source.pk).delete()
    Concept.objects.get(pk=target.pk).save()
