"""A file that others take over, and where it stands on a sheet."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models
from django.db.models import F
from django.db.models.fields.files import FieldFile
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from municipalities.models import Municipality
from practices.attachments.checked_files import NAMES_OF_KINDS, checked_file
from practices.fact_values import PURPOSES
from practices.photos.models import LONGEST_CAPTION
from practices.photos.storage import ATTACHMENTS, random_name
from practices.restrictions import behind_a_restriction

MOST_FILES = 20  # on a sheet


class AttachedFieldFile(FieldFile):
    """Whatever way a file comes by, what is written was read first."""

    def save(self, name: str, content: File, save: bool = True) -> None:  # noqa: FBT001, FBT002 - Django's own arguments
        """Raises ValidationError for what others can't use or should not get."""
        checked = checked_file(content)
        self.instance.file_size = checked.size  # type: ignore[attr-defined] # always an AttachedFile
        super().save(checked.name or name, checked, save)


class AttachedFileField(models.FileField):
    """Django's field, with files that were read."""

    attr_class = AttachedFieldFile


class AttachedFileQuerySet(DocumentQuerySet):
    """Files."""

    def on_the_site(self) -> "AttachedFileQuerySet":
        """Those of sheets on the site, each once; some of these may be behind a password."""
        return self.filter(on_sheets__page__live=True).distinct()


def private_name(file: "AttachedFile", filename: str) -> str:
    """Where it is kept: out of reach, under a name that says nothing of it."""
    return random_name(ATTACHMENTS, filename)


class AttachedFile(AbstractDocument):
    """A file of a municipality: a letter, a script, an agreement. `title` is what it is called when somebody takes it."""

    class Licence(models.TextChoices):
        FREE = "free", _("Free to use and to change")
        CREDIT = "credit", _("Free to use, with the name of who made it")
        ASK = "ask", _("Ask before you use it")

    KEPT_IN = ("content__attachments",)  # of a version of a sheet: where it says which files it has

    file = AttachedFileField(_("file"), upload_to=private_name)
    file_size = models.PositiveBigIntegerField(null=True, editable=False)  # here, to be written after the file that tells it
    made_by = models.CharField(_("made by"), max_length=200, blank=True, help_text=_("As it should be named: “Stad Ninove”."))
    licence = models.CharField(_("licence"), max_length=12, choices=Licence.choices, default=Licence.ASK)
    languages = models.CharField(_("languages"), max_length=200, default="Nederlands", help_text=_("Separated by commas."))
    dated = models.DateField(_("date"), null=True, blank=True, help_text=_("Of what is in it, not of today."))
    taken = models.PositiveIntegerField(default=0, editable=False)  # by readers

    objects = AttachedFileQuerySet.as_manager()

    admin_form_fields = ("title", "file", "made_by", "licence", "languages", "dated", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file to take over")
        verbose_name_plural = _("files to take over")

    def clean(self) -> None:
        super().clean()
        if not slugify(self.title):
            raise ValidationError({"title": _("Give it a name in letters: that is what the file is called.")})

    @property
    def filename(self) -> str:
        """As it is called on the disk of whoever takes it."""
        return f"{slugify(self.title)[:80] or 'bestand'}.{self.file_extension}"

    @property
    def file_extension(self) -> str:
        return PurePath(self.file.name or "").suffix.removeprefix(".")

    @property
    def url(self) -> str:
        """Where it is taken, in every language the same."""
        return reverse("attachment", args=[self.pk, self.filename])

    @property
    def kind_name(self) -> str:
        """The kind of file, as people call it."""
        return NAMES_OF_KINDS.get(self.file_extension, self.file_extension.upper())

    @property
    def is_on_the_site(self) -> bool:
        """Whether a sheet with it is."""
        return type(self).objects.on_the_site().filter(pk=self.pk).exists()

    @property
    def readers_may_take(self) -> bool:
        """Whether a sheet with it is on the site for everybody, and no editor put it among those that are not."""
        sheets: Any = self.on_sheets.model._meta.get_field("page").related_model
        open_ones = sheets.objects.live().filter(attachments__document=self).exclude(behind_a_restriction())
        return open_ones.exists() and not self.collection.get_view_restrictions().exists()

    @property
    def binned_versions(self) -> list[int]:
        """The versions, by primary key, with which sheets in the bin would be put back."""
        return [pk for (pk,) in self.on_sheets.values_list("page__binned__live_revision") if pk]

    @staticmethod
    def named_in(values: tuple) -> set[int]:
        """The primary keys of the files in what a version says of `KEPT_IN`."""
        (rows,) = values
        return {row["document"] for row in rows or ()}

    @property
    def terms_of_use(self) -> str:
        """What one may do with it, and whose it is."""
        return " · ".join(filter(None, (self.get_licence_display(), self.made_by)))

    def count(self) -> None:
        """Somebody took it."""
        type(self).objects.filter(pk=self.pk).update(taken=F("taken") + 1)


class Attachment(TranslatableMixin, ClusterableModel, Orderable):
    """One file on a sheet: what it is for, and of which municipality it is."""

    page = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        AttachedFile, on_delete=models.CASCADE, related_name="on_sheets", verbose_name=_("file to take over")
    )
    purpose = models.CharField(_("what it is"), max_length=20, choices=PURPOSES, blank=True)
    caption = models.CharField(
        _("caption"), max_length=LONGEST_CAPTION, blank=True, help_text=_("When one uses it, and what one has to change in it.")
    )
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name=_("municipality"),
        help_text=_("Whose it is. Leave it empty for a file of the practice as a whole."),
    )

    panels = ["document", "purpose", "caption", "municipality"]

    override_translatable_fields = [SynchronizedField("purpose", overridable=False)]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("file on a sheet")
        verbose_name_plural = _("files on sheets")

    def __str__(self) -> str:
        return self.document.title

    @property
    def about(self) -> list[str]:
        """What one has to know before one takes it: what it is, how large, whose, of when, how often it was taken."""
        file = self.document
        taken = ngettext("taken %(total)d time", "taken %(total)d times", file.taken) % {"total": file.taken}
        told = (
            "" if self.purpose == "other" else self.get_purpose_display(),
            self.municipality.name if self.municipality else "",
            f"{file.kind_name}, {filesizeformat(file.file_size or 0)}",
            date_format(file.dated) if file.dated else "",
            taken if file.taken else "",
        )
        return [str(each) for each in told if each]


class WithAttachments:
    """A part of PracticePage: its files."""

    attachments: Any

    def attachments_of(self, implementation: Any) -> list[Attachment]:
        """Those of the municipalities of an implementation."""
        places = {place.pk for place in implementation.municipality_list}
        return [each for each in self.attachments.all() if each.municipality_id in places]
