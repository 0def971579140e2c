"""Names that go to another concept, and a concept that is merged into another."""

from django.db import transaction
from django.db.models import Q, QuerySet

from practices.languages import SOURCE
from search.thesaurus.models import Concept, ConceptName, ConceptRelation


@transaction.atomic
def move_names(names: QuerySet[ConceptName], target: Concept) -> None:
    """Give names to another concept; one that it has already is not kept twice."""
    for name in names:
        if name.text == target.title or target.names.filter(text=name.text, language=name.language).exists():
            name.delete()
        else:
            ConceptName.objects.filter(pk=name.pk).update(concept=target)
    target.touch()


@transaction.atomic
def merge_concepts(source: Concept, target: Concept) -> bool:
    """The names, relations, note and definition of one concept go to another, and it is gone; its title is a name of the other.

    False when one of them is gone meanwhile. Raises ValueError for a concept and itself.
    """
    if source.pk == target.pk:
        raise ValueError("a concept cannot be merged into itself")
    if len(Concept.objects.locked([source.pk, target.pk])) < 2:  # noqa: PLR2004 - one of them was merged by somebody else
        return False
    title = {"concept": source, "text": source.title, "language": SOURCE}
    ConceptName.objects.get_or_create(**title, defaults={"kind": ConceptName.Kind.FORMAL})
    notes = "\n".join(filter(None, (target.note, source.note)))
    Concept.objects.filter(pk=target.pk).update(note=notes, definition=target.definition or source.definition)
    move_names(ConceptName.objects.filter(concept=source), target)
    for relation in ConceptRelation.objects.filter(Q(concept=source) | Q(other=source)):
        one = target if relation.concept_id == source.pk else relation.concept
        other = target if relation.other_id == source.pk else relation.other
        if one != other:
            ConceptRelation.objects.get_or_create(concept=one, kind=relation.kind, other=other)
    Concept.objects.get(pk=source.pk).delete()
    return True
