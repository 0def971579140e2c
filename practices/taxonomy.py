"""The terms on a sheet: categories, target groups, policy domains and keywords.

Addresses rely on their slugs (`/praktijken/?category=onthaalbeleid`), so a slug never changes in an editor's form, and a
term that is merged into another leaves a `RetiredSlug` behind, from which its old address redirects.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from practices.languages import SOURCE


class TermQuerySet(models.QuerySet):
    """Terms of one kind."""

    def sources(self) -> "TermQuerySet":
        """The Dutch terms, which sheets of every language have; what else there is of them are translations."""
        return self.filter(locale__language_code=SOURCE)


class Term(TranslatableMixin, index.Indexed, models.Model):
    """A term that editors manage; the importer makes unknown ones as not approved.

    `facet` is the parameter in the addresses that rely on the slugs of this kind.
    """

    facet = ""
    editable: tuple[str, ...] = ("name", "description", "approved")  # in the editors' form
    shown_language = SOURCE  # of the name; translations/localised.py gives a term that is shown the one of the reader

    name = models.CharField(_("name"), max_length=120, help_text=_("As readers see it, for example “Vrije tijd”."))
    slug = models.SlugField(_("address"), max_length=120, editable=False)
    description = models.TextField(
        _("description"),
        blank=True,
        help_text=_("For editors: what belongs under this term, and what does not."),
    )
    approved = models.BooleanField(
        _("approved"),
        default=True,
        help_text=_("A term that the importer made is not approved until an editor has looked at it."),
    )

    objects = TermQuerySet.as_manager()

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]
    override_translatable_fields = [SynchronizedField("description", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="%(class)s_slug_once_per_language"),
        ]

    def __str__(self) -> str:
        return self.name

    @transaction.atomic
    def save(self, *args, **kwargs) -> None:
        """The term with what follows from it (the journal of the search), or nothing."""
        super().save(*args, **kwargs)

    def full_clean(self, *args, **kwargs) -> None:
        """Give a new term its slug: from the name, with a number when another name has the same letters."""
        if not self.slug:
            self.slug = free_slug(type(self), self.name)
        super().full_clean(*args, **kwargs)


class Category(Term):
    """What a practice is about; it gives the sheet its colour."""

    facet = "category"
    editable = ("name", "colour", "description", "approved")

    class Colour(models.TextChoices):
        BLUE = "blue", _("blue")
        ROSE = "rose", _("rose")
        VIOLET = "violet", _("violet")
        GREEN = "green", _("green")
        OCHRE = "ochre", _("ochre")
        RUST = "rust", _("rust")
        TEAL = "teal", _("teal")
        OLIVE = "olive", _("olive")
        PLUM = "plum", _("plum")
        SLATE = "slate", _("slate")

    colour = models.CharField(
        _("colour"),
        max_length=10,
        choices=Colour.choices,
        default=Colour.BLUE,
        help_text=_("The colour of the tab on the cards of this category."),
    )

    class Meta(Term.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")


class TargetGroup(Term):
    """For whom a practice is."""

    facet = "target_group"

    class Meta(Term.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")


class PolicyDomain(Term):
    """The domain of local policy that a practice belongs to."""

    facet = "policy_domain"

    class Meta(Term.Meta):
        verbose_name = _("policy domain")
        verbose_name_plural = _("policy domains")


class KeywordQuerySet(TermQuerySet):
    """Keywords, also by what taggit writes of one into a file of `dumpdata`."""

    def get_by_natural_key(self, translation_key: str, locale: int) -> Any:
        return self.get(translation_key=translation_key, locale=locale)


class PracticeTag(TranslatableMixin, TagBase):
    """A free keyword; unlike taggit's own tag it may have the same name in two languages."""

    facet = "tag"
    editable: tuple[str, ...] = ("name",)
    shown_language = SOURCE
    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("address"), max_length=100, allow_unicode=True)

    natural_key_fields = ["translation_key", "locale_id"]
    objects = KeywordQuerySet.as_manager()

    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="keyword_slug_once_per_language"),
        ]

    @transaction.atomic
    def save(self, *args, **kwargs) -> None:
        """The keyword with what follows from it (the journal of the search), or nothing."""
        super().save(*args, **kwargs)

    def slugify(self, tag: str, i: int | None = None) -> str:
        """What taggit gives a new keyword as its slug; asked again when somebody else took that meanwhile."""
        return free_slug(type(self), tag)

    def clean(self) -> None:
        """Of two Dutch keywords with one name a sheet could not say which it has; their translations may be the same word."""
        same = type(self).objects.sources().filter(name__iexact=self.name, locale=self.locale_id).exclude(pk=self.pk)
        if same.exists():
            raise ValidationError({"name": _("There is already a keyword with this name. Merge this one into it.")})


class TaggedPractice(ItemBase):
    """A keyword on a sheet."""

    tag = models.ForeignKey(PracticeTag, related_name="tagged_practices", on_delete=models.CASCADE)
    content_object = ParentalKey("practices.PracticePage", related_name="tagged_items", on_delete=models.CASCADE)

    class Meta:
        verbose_name = _("keyword on a sheet")
        verbose_name_plural = _("keywords on a sheet")


class RetiredSlug(models.Model):
    """The address of a term that was merged into another: `kind` is the facet's name, `slug` leads to `replacement`."""

    kind = models.CharField(_("kind"), max_length=20)
    slug = models.SlugField(_("old address"), max_length=120)
    replacement = models.SlugField(_("new address"), max_length=120)

    class Meta:
        verbose_name = _("old address of a term")
        verbose_name_plural = _("old addresses of terms")
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="retired_slug_once_per_kind")]

    def __str__(self) -> str:
        return f"{self.kind}={self.slug} → {self.replacement}"


def term_at(model: type[Term | PracticeTag], slug: str) -> Any:
    """The Dutch term with this slug, or the one that it was merged into; None when there is neither."""
    return model.objects.sources().filter(slug=current_slug(model, slug)).first()


def current_slug(model: type[Term | PracticeTag], slug: str) -> str:
    """The slug itself, or that of the term which took its place in a merger."""
    return current_slugs(model, [slug])[0]


def current_slugs(model: type[Term | PracticeTag], slugs: list[str]) -> list[str]:
    """The slugs in their order, those of terms that were merged as what they became. One query, none for no slugs."""
    if not slugs:
        return []
    retired = dict(RetiredSlug.objects.filter(kind=model.facet, slug__in=slugs).values_list("slug", "replacement"))
    return [retired.get(slug, slug) for slug in slugs]


def free_slug(model: type[Term | PracticeTag], name: str) -> str:
    """A slug for a new term that no other term of this kind has."""
    stem = slugify(name)[:90] or "term"
    taken = set(model.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= set(RetiredSlug.objects.filter(kind=model.facet, slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 2
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug
