"""A change of a term that readers will see: somebody else reads it first."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from practices import history
from practices.door import RefusedError
from practices.permissions import may_moderate, may_publish_own
from practices.taxonomy import PracticeTag, Term
from practices.vocabularies import TERMS, terms_named, vocabulary_of

_WRITING = ("wagtail.create", "wagtail.edit")
MERGE = "merge_into"  # in `values`: the primary key of the term that it is to become one with
SEEN = ("name", "colour", "approved")  # what readers see of a term; its description is for editors


class TermChange(models.Model):
    """What somebody wants a term to become; it has one at most.

    `values`: what changes of it, by the name of its field; or with which other one it is merged.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=[(each.name, each.label) for each in TERMS])
    term_id = models.PositiveBigIntegerField()
    values = models.JSONField(_("change"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written on"), auto_now=True)

    class Meta:
        verbose_name = _("change of a term")
        verbose_name_plural = _("changes of terms")
        constraints = [models.UniqueConstraint(fields=["kind", "term_id"], name="one_change_of_a_term")]

    def __str__(self) -> str:
        return self.term.name if self.term else ""

    @property
    def term(self) -> Any:
        """The term as it is now; None when it is gone, with which goes what waits for it."""
        return terms_named(self.kind).model.objects.filter(pk=self.term_id).first()

    @property
    def target(self) -> Any:
        """The term that it is to be merged into; None when it is not, or when that one is gone."""
        return terms_named(self.kind).model.objects.filter(pk=self.values.get(MERGE)).first()

    def may_be_approved_by(self, user: Any) -> bool:
        """Whether somebody may let it through: never who wrote it."""
        return may_moderate(user) and (self.written_by_id != user.pk or may_publish_own(user))


def review_address(change: TermChange) -> str:
    """Where somebody else reads it."""
    return reverse("review_term", args=[change.pk])


def change_of(term: Term | PracticeTag) -> TermChange | None:
    """What waits for a term."""
    return TermChange.objects.filter(kind=term.facet, term_id=term.pk).first()


def forget_change(*, instance: Term | PracticeTag, **kwargs: object) -> None:
    """Receiver of `post_delete` of terms."""
    TermChange.objects.filter(kind=instance.facet, term_id=instance.pk).delete()


@transaction.atomic
def save_changed(term: Term | PracticeTag, user: Any) -> TermChange | None:
    """Save a term as somebody wants it, but for what readers see: that waits, and is returned.

    A new one is saved as not approved, and waits to be. What was written before by somebody else waits no longer, and what
    says what the term is already waits for nothing.
    """
    if may_publish_own(user):
        forget_change(instance=term)
        term.save()
        return None
    before = type(term).objects.select_for_update(of=("self",)).filter(pk=term.pk).first()
    waiting = change_of(term) if before else None
    refuse_over(waiting, user)
    values = _to_read(term, before, user)
    for name in values:
        setattr(term, name, getattr(before, name) if before else False)
    term.save()
    forget_change(instance=term)
    return TermChange.objects.create(kind=term.facet, term_id=term.pk, values=values, written_by=user) if values else None


def refuse_over(waiting: TermChange | None, user: Any) -> None:
    """Raise RefusedError where a change by somebody else would get lost."""
    if waiting and waiting.written_by_id != user.pk:
        raise RefusedError(gettext("A change by somebody else waits: read that first."), review_address(waiting))


def _to_read(term: Term | PracticeTag, before: Term | PracticeTag | None, user: Any) -> dict[str, Any]:
    """What of a term that is about to be saved readers would see, and somebody else reads first."""
    seen = [name for name in SEEN if name in term.editable]
    if before is None:
        return {"approved": True} if "approved" in seen else {}  # nobody reads a keyword that no sheet has
    values = {name: getattr(term, name) for name in seen if getattr(term, name) != getattr(before, name)}
    # Whoever approves what an import made has read it.
    return {} if set(values) == {"approved"} and not _wrote(user, term) else values


def own_unread(model: type[Term | PracticeTag], user: Any) -> set[int]:
    """The terms that only this person wrote and no sheet on the site has: putting sheets there would show own words alone."""
    if may_publish_own(user):
        return set()
    kind = ContentType.objects.get_for_model(model)
    rows = ModelLogEntry.objects.filter(content_type=kind, user=user, action__in=_WRITING)
    written = {int(key) for key in rows.values_list("object_id", flat=True)}
    sheets = vocabulary_of(model).sheets
    return written - set(model.objects.filter(**{"pk__in": written, f"{sheets}__live": True}).values_list("pk", flat=True))


def _wrote(user: Any, term: Term | PracticeTag) -> bool:
    """Whether somebody ever saved this term."""
    rows = ModelLogEntry.objects.for_instance(term).filter(user=user)
    return rows.filter(action__in=_WRITING).exists()


def refuse_own(change: TermChange, user: Any) -> None:
    """Raise RefusedError for who wrote it."""
    if not change.may_be_approved_by(user):
        raise RefusedError(gettext("You wrote this change. Let another moderator read it."))


@transaction.atomic
def approve_change(change: TermChange, user: Any) -> None:
    """Let it through. Raises RefusedError for who wrote it, and for what can't be any more."""
    refuse_own(change, user)
    term = change.term
    for name, value in change.values.items():
        setattr(term, name, value)
    term.full_clean()
    term.save()
    change.delete()
    log(instance=term, action=history.TERM_APPROVED, user=user)


@transaction.atomic
def drop_change(change: TermChange, user: Any) -> None:
    """Leave the term as it is."""
    log(instance=change.term, action=history.TERM_DECLINED, user=user)
    change.delete()
