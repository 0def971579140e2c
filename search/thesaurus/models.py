"""The concepts of the field, every name that people have for each, and how they belong together."""

import secrets
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from practices.languages import SOURCE

LONGEST_NAME = 100  # characters
_STAMP = 40  # bits; the sum of all stamps fits in 63


class ConceptQuerySet(models.QuerySet):
    """Concepts."""

    def state(self) -> tuple[int, int]:
        """What is another one after every change of a concept or its names, in whatever order changes are committed."""
        found = self.aggregate(total=models.Count("pk"), stamps=models.Sum("stamp"))
        return found["total"], found["stamps"] or 0

    def locked(self, keys: Iterable[int]) -> list:
        """Those with these keys that are still there, locked until the transaction ends, in one order: no ring of waiting."""
        return list(self.select_for_update().filter(pk__in=keys).order_by("pk"))

    def called(self, text: str) -> "ConceptQuerySet":
        """Those that are called exactly so, in whatever case: by their title, or else by another name."""
        titled = self.filter(title__iexact=text)
        return titled if titled.exists() else self.filter(names__text__iexact=text).distinct()


class Concept(ClusterableModel):
    """One thing, whatever it is called. Its title is the name that readers see."""

    key = models.SlugField(_("key"), max_length=80, blank=True, editable=False)  # in the list that it came from
    title = models.CharField(
        _("name"), max_length=LONGEST_NAME, unique=True, help_text=_("What the site calls it. All other names stand below.")
    )
    definition = models.CharField(
        _("what it means"),
        max_length=200,
        blank=True,
        help_text=_("For readers: what it stands for or means. Sheets explain the name above with it, and names marked below."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For editors: what is meant, and what is not."))
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    stamp = models.PositiveBigIntegerField(default=0, editable=False)  # another one with each change, by chance

    objects = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="concept_once_by_key")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        self.stamp = secrets.randbits(_STAMP)
        super().save(*args, **kwargs)

    def touch(self) -> None:
        """Tell every process that the names of this concept changed, by rows of their own."""
        Concept.objects.get(pk=self.pk).save()


class ConceptName(models.Model):
    """A name of a concept: what somebody may type."""

    class Kind(models.TextChoices):
        EVERYDAY = "everyday", _("everyday")
        FORMAL = "formal", _("formal")
        FLEMISH = "flemish", _("Flemish")
        NETHERLANDS = "netherlands", _("as in the Netherlands")
        OLDER = "older", _("dated")
        ABBREVIATION = "abbreviation", _("abbreviation")
        SPELLING = "spelling", _("spelling")
        ORGANISATION = "organisation", _("organisation")
        PHRASE = "phrase", _("how it is asked")

    class Use(models.TextChoices):
        FREE = "free", _("any form")
        LITERAL = "literal", _("literally")
        WITHIN = "within", _("not by itself")

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=LONGEST_NAME)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=SOURCE)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.EVERYDAY)
    use = models.CharField(_("counts"), max_length=8, choices=Use, default=Use.FREE)
    is_avoided = models.BooleanField(_("only understood"), default=False)
    is_explained = models.BooleanField(_("explained"), default=False)  # on sheets, with the definition of the concept

    class Meta:
        verbose_name = _("name of a concept")
        verbose_name_plural = _("names of concepts")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["concept", "text", "language"], name="name_once_of_a_concept")]

    def __str__(self) -> str:
        return self.text


class ConceptRelation(models.Model):
    """That who looks for one concept is helped by another."""

    class Kind(models.TextChoices):
        BROADER = "broader", _("is a kind of")
        RELATED = "related", _("is close to")
        HELPS = "helps", _("is helped by")

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("how"), max_length=8, choices=Kind, default=Kind.RELATED)
    other = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="related_from", verbose_name=_("concept"))

    class Meta:
        verbose_name = _("relation of a concept")
        verbose_name_plural = _("relations of concepts")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["concept", "kind", "other"], name="relation_once_of_a_concept")]

    def __str__(self) -> str:
        return f"{self.concept} {self.get_kind_display()} {self.other}"
