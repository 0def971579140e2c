"""What happens to sheets when places or terms become one."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision

from practices.door import RefusedError
from practices.history import MERGED
from practices.languages import SOURCE
from practices.models import Attachment, Implementation, PracticePage, PracticeTag, RetiredSlug, TaggedPractice, Term
from practices.permissions import may_publish_own
from practices.querysets import PracticeQuerySet
from practices.signals import terms_merged
from practices.term_changes import MERGE, TermChange, change_of, refuse_over, refuse_own, review_address
from practices.vocabularies import TermVocabulary, vocabulary_of


def follow_merger(*, old, new, **kwargs: object) -> None:
    """Move the implementations and files of a municipality that was merged away to its successor, in drafts too.

    Receiver of `municipalities.signals.municipality_merged`; runs inside that transaction.
    """
    for implementation in Implementation.objects.filter(municipalities=old):
        through = Implementation.municipalities.through
        _replace_in_rows(through, "implementation", "municipality", implementation.pk, old, new)
    Attachment.objects.filter(municipality=old).update(municipality=new)
    _replace_in_drafts(lambda content: _replace_places(content, old.pk, new.pk))


@transaction.atomic
def merge_terms(*, source: Term | PracticeTag, target: Term | PracticeTag, user: Any = None) -> int:
    """Move every sheet from `source` to `target`, delete `source`, and let its old address redirect.

    Its translations go with it. Returns the number of Dutch sheets that moved, without those that have the term only in a
    draft. Raises ValueError for a term and itself, for two kinds of terms, or for a translation of one.
    """
    if type(source) is not type(target) or source.pk == target.pk:
        raise ValueError("A term can only be merged into another term of the same kind")
    if {source.locale.language_code, target.locale.language_code} != {SOURCE}:
        raise ValueError("A translation of a term is not merged: merge the Dutch ones")
    vocabulary = vocabulary_of(type(source))
    facet = vocabulary.name
    moved = list(sheets_with(source).values_list("pk", flat=True))
    if vocabulary.single:
        PracticePage.objects.filter(pk__in=moved).update(**{vocabulary.part: target})
    else:
        rows = _rows_of(vocabulary)
        for page_id in moved:
            _replace_in_rows(*rows, page_id, source, target)
    _replace_in_drafts(lambda content: _replace_term(content, vocabulary, source.pk, target.pk))
    RetiredSlug.objects.filter(kind=facet, replacement=source.slug).update(replacement=target.slug)
    RetiredSlug.objects.update_or_create(kind=facet, slug=source.slug, defaults={"replacement": target.slug})
    type(source).objects.filter(translation_key=source.translation_key).delete()
    for page in PracticePage.objects.filter(pk__in=moved):
        ReferenceIndex.create_or_update_for_object(page)  # rows that were changed in the table tell Wagtail nothing
    terms_merged.send(type(source), sheets=moved)
    total = PracticePage.objects.sources().filter(pk__in=moved).count()
    log(instance=target, action=MERGED, user=user, data={"name": source.name, "total": total})
    return total


@transaction.atomic
def ask_to_merge(*, source: Term | PracticeTag, target: Term | PracticeTag, user: Any) -> TermChange | None:
    """Let a merger wait for somebody else; None where nobody has to read it: then merge at once.

    Somebody else reads it where readers see the term: what an import made is read by whoever merges it. Raises RefusedError.
    """
    waiting = change_of(source)
    refuse_over(waiting, user)
    seen = getattr(source, "approved", True) and sheets_with(source).filter(live=True).exists()
    if may_publish_own(user) or not seen:
        return None
    values = {"values": {MERGE: target.pk}, "written_by": user}
    change, _created = TermChange.objects.update_or_create(kind=source.facet, term_id=source.pk, defaults=values)
    return change


@transaction.atomic
def approve_merger(change: TermChange, user: Any) -> int:
    """Merge as somebody else asked; how many sheets moved. Raises RefusedError for who asked, and where the other is gone."""
    refuse_own(change, user)
    target = change.target
    if target is None or target.pk == change.term_id:
        raise RefusedError(_("The term to merge with is no longer there."), review_address(change))
    return merge_terms(source=change.term, target=target, user=user)


def sheets_with(term: Term | PracticeTag) -> PracticeQuerySet:
    """The sheets that have a term, in every language."""
    return PracticePage.objects.filter(**{vocabulary_of(type(term)).lookup: term})


def _rows_of(vocabulary: TermVocabulary) -> tuple[type[Model], str, str]:
    """The rows that say which sheets have which of its terms, with their columns for the sheet and for the term."""
    if vocabulary.rows:
        return TaggedPractice, "content_object", "tag"
    return getattr(PracticePage, vocabulary.part).through, "practicepage", vocabulary.model.__name__.lower()


def _replace_in_rows(through, owner: str, column: str, owner_id: int, old, new) -> None:
    """Point the rows of a many-to-many from one thing to another, without a second row for the same pair."""
    rows = through.objects.filter(**{f"{owner}_id": owner_id})
    if rows.filter(**{column: new}).exists():
        rows.filter(**{column: old}).delete()
    else:
        rows.filter(**{column: old}).update(**{column: new})


def _replace_in_drafts(replace) -> None:
    """Rewrite every revision of the sheets: a draft, a scheduled one or an older one must not bring the old back."""
    for revision in Revision.page_revisions.filter(content_type=ContentType.objects.get_for_model(PracticePage)).iterator():
        if replace(revision.content):
            revision.save(update_fields=["content"])


def _replace_places(content: dict, old: int, new: int) -> bool:
    changed = False
    for implementation in content.get("implementations", []):
        if old in implementation.get("municipalities", []):
            implementation["municipalities"] = _swap(implementation["municipalities"], old, new)
            changed = True
    for attachment in content.get("attachments", []):
        if attachment["municipality"] == old:
            attachment["municipality"] = new
            changed = True
    return changed


def _replace_term(content: dict, vocabulary: TermVocabulary, old: int, new: int) -> bool:
    field = vocabulary.field
    value = content.get(field)
    if vocabulary.rows:
        return _replace_keyword(content, field, old, new)
    if value == old:
        content[field] = new
    elif isinstance(value, list) and old in value:
        content[field] = _swap(value, old, new)
    else:
        return False
    return True


def _replace_keyword(content: dict, field: str, old: int, new: int) -> bool:
    """The same for keywords, each of which is a row of its own in a draft."""
    rows = content.get(field, [])
    if old not in [row["tag"] for row in rows]:
        return False
    has_new = new in [row["tag"] for row in rows]
    content[field] = [{**row, "tag": new} if row["tag"] == old else row for row in rows if row["tag"] != old or not has_new]
    return True


def _swap(values: list[int], old: int, new: int) -> list[int]:
    return list(dict.fromkeys(new if value == old else value for value in values))
