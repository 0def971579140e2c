"""A term that sheets have is not deleted: on those sheets it would be gone without a word. It can be merged into another."""

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Revision

from practices.door import RefusedError
from practices.languages import SOURCE
from practices.mergers import sheets_with
from practices.models import PracticePage, PracticeTag, Term
from practices.vocabularies import vocabulary_of

_NAMED = 5  # sheets, in the reason


def refuse_used(*, instance: Term | PracticeTag, **kwargs: object) -> None:
    """Receiver of Django's `pre_delete` of the terms, by whatever screen or command. Raises RefusedError.

    (A merger moves the sheets first. Of a translation sheets know nothing.)
    """
    if instance.locale.language_code != SOURCE:
        return
    titles = sorted({*sheets_with(instance).sources().values_list("title", flat=True), *_drafts_with(instance)})
    if titles:
        text = ngettext(
            "“%(term)s” is on %(total)d sheet: %(titles)s. Merge it into another term, or take it off that sheet first.",
            "“%(term)s” is on %(total)d sheets: %(titles)s. Merge it into another term, or take it off those sheets first.",
            len(titles),
        )
        named, more = ", ".join(titles[:_NAMED]), len(titles) - _NAMED
        if more > 0:
            named = _("%(titles)s and %(more)d more") % {"titles": named, "more": more}
        address = reverse("merge_term", args=[instance._meta.model_name, instance.pk])
        raise RefusedError(text % {"term": instance.name, "total": len(titles), "titles": named}, address)


def _drafts_with(term: Term | PracticeTag) -> list[str]:
    """The titles of sheets that have it in what waits to be published, perhaps only there."""
    sheets = PracticePage.objects.sources().filter(has_unpublished_changes=True)
    kind = ContentType.objects.get_for_model(PracticePage)
    revisions = Revision.page_revisions.filter(content_type=kind, pk__in=sheets.values("latest_revision"))
    field = vocabulary_of(type(term)).field
    return [each.content["title"] for each in revisions.iterator() if term.pk in _keys(each.content.get(field))]


def _keys(value: object) -> list[object]:
    """The primary keys that a field of a draft holds: one, several, or rows with one each."""
    values = value if isinstance(value, list) else [value]
    return [each["tag"] if isinstance(each, dict) else each for each in values]
