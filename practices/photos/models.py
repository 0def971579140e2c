"""Photos: with their credit, and with a decision about the alternative text that nobody can skip."""

import logging
import re

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    ImageQuerySet,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)
from wagtail.models import Page

from practices.photos.files import clean_photo
from practices.photos.storage import EDITORS, random_name

logger = logging.getLogger(__name__)
# A line that is nothing but the name of a picture's file.
FILE_NAME = re.compile(r"^.{1,190}\.(?:jpe?g|png|gif|webp|heic|tiff?)$", re.IGNORECASE)


LONGEST_CAPTION = 200  # characters
LONGEST_DESCRIPTION = 250  # of somebody without an account
# In print; JPEG, which is what typst surely reads.
PRINT_SIZE = "fill-750x500|format-jpeg"


class PhotoFile(WagtailImageFieldFile):
    """The file of a photo: whatever way it comes by, what is written is the picture and no word beside it."""

    def save(self, name: str, content: File, save: bool = True) -> None:  # noqa: FBT001, FBT002 - Django's own arguments
        """Raises ValidationError for what is no photo."""
        clean = clean_photo(content)
        self.__dict__.pop("_dimensions_cache", None)  # of the file as it came
        super().save(clean.name or name, clean, save)


class PhotoField(WagtailImageField):
    """Wagtail's field, with files that are clean."""

    attr_class = PhotoFile


TO_DESCRIBE = _("Describe in one sentence what can be seen, or choose that the photo is only decorative.")


class PhotoQuerySet(ImageQuerySet):
    """Photos."""

    def on_the_site(self) -> "PhotoQuerySet":
        """Those that readers see, at the head of a sheet or in its gallery; each once."""
        return self.filter(Q(sheets__live=True) | Q(in_galleries__page__live=True)).distinct()

    def on(self, page: Page) -> "PhotoQuerySet":
        """Those on a sheet as the database has it, each once."""
        return self.filter(Q(sheets=page.pk) | Q(in_galleries__page=page.pk)).distinct()


class Photo(AbstractImage):
    """A photo on a sheet. `description` is its alternative text, unless the photo only decorates."""

    class Alternative(models.TextChoices):
        DESCRIBED = "described", _("The photo shows something: I will describe it")
        DECORATIVE = "decorative", _("The photo is only decorative: a screen reader may skip it")

    # Every size in which the site shows a photo: made when a sheet is published, so that no visitor waits or writes.
    CARD_SIZE = "fill-660x240|webpquality-60"
    RESULT_SIZE = "fill-256x208"
    SHEET_SIZE = "fill-960x640"  # three by two, at the head of a sheet and in its gallery
    WHOLE_SIZE = "max-1600x1600"  # where the gallery leads to
    SIZES = (CARD_SIZE, RESULT_SIZE, SHEET_SIZE, WHOLE_SIZE, PRINT_SIZE)

    KEPT_IN = ("content__image", "content__gallery")  # of a version of a sheet: where it says which photos it has

    file = PhotoField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("Who took the photo, as it should be credited: “© Stad Ninove”."),
    )
    alternative = models.CharField(
        _("alternative text"),
        max_length=12,
        choices=Alternative.choices,
        help_text=_("For people who can't see the photo. Choose one; there is no default."),
    )

    objects = PhotoQuerySet.as_manager()

    admin_form_fields = ("title", "file", "alternative", "description", "credit", "collection", "tags")

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def clean(self) -> None:
        super().clean()
        if self.alternative == self.Alternative.DESCRIBED and not self.description.strip():
            raise ValidationError({"description": TO_DESCRIBE})

    def get_upload_to(self, filename: str) -> str:
        """The file as it was uploaded is for editors; readers see a size of it."""
        return random_name(EDITORS, filename)

    @property
    def is_on_the_site(self) -> bool:
        """Whether a sheet with it is."""
        return type(self).objects.on_the_site().filter(pk=self.pk).exists()

    @property
    def binned_versions(self) -> list[int]:
        """The versions, by primary key, with which sheets in the bin would be put back."""
        own = self.sheets.values_list("binned__live_revision")
        return [pk for (pk,) in (*own, *self.in_galleries.values_list("page__binned__live_revision")) if pk]

    @staticmethod
    def named_in(values: tuple) -> set[int]:
        """The primary keys of the photos in what a version says of `KEPT_IN`."""
        first, gallery = values
        return {first, *(row["image"] for row in gallery or ())}

    def make_sizes(self) -> None:
        """Make what the site shows of this photo. A size that can't be made costs that size, never the publishing."""
        for seen in self.renditions.filter(file__startswith=f"{EDITORS}/"):
            seen.delete()
        for size in self.SIZES:
            try:
                self.get_rendition(size)
            except (OSError, ValueError):  # a lost file, or a kind of pixels that the format does not have
                logger.exception("The photo %s can't be made %s", self.pk, size)

    def follow_focus(self) -> None:
        """Make anew what was cut around another point."""
        stale = [each for each in self.renditions.all() if each.focal_point_key != each.filter.get_cache_key(self)]
        for each in stale:
            each.delete()
        if stale and self.is_on_the_site:
            self.make_sizes()

    def address_of(self, size: str) -> str:
        """Where this size of it is; empty as long as that was not made."""
        return next((each.url for each in self.renditions.all() if each.filter_spec == size), "")

    @property
    def default_alt_text(self) -> str:
        """The alternative text; empty for a photo that only decorates."""
        return "" if self.alternative == self.Alternative.DECORATIVE else self.description


class PhotoRendition(AbstractRendition):
    """A photo in one size."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        """Among the public files once a sheet with the photo is on the site, under a name that says nothing of it."""
        return random_name("images" if self.image.is_on_the_site else EDITORS, filename)


def hide_sizes(of: models.QuerySet[Photo]) -> None:
    """Take the public files away of those of these photos that are on no sheet on the site (any more)."""
    shown = PhotoRendition.objects.filter(file__startswith="images/", image__in=of)
    for rendition in shown.exclude(image__in=Photo.objects.on_the_site()):
        rendition.delete()


def make_missing_sizes() -> None:
    """Make the sizes of photos that got another file since their sheet was published, or that an update shows otherwise."""
    for size in Photo.SIZES:
        made = PhotoRendition.objects.filter(filter_spec=size).values("image")
        for photo in Photo.objects.on_the_site().exclude(pk__in=made):
            photo.make_sizes()
