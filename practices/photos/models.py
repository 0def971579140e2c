"""Photos: with their credit, and with a decision about the alternative text that nobody can skip."""

import logging
import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition

logger = logging.getLogger(__name__)
# A line that is nothing but the name of a picture's file.
FILE_NAME = re.compile(r"^.{1,190}\.(?:jpe?g|png|gif|webp|heic|tiff?)$", re.IGNORECASE)


# The band above a printed sheet; JPEG, which is what typst surely reads.
PRINT_SIZE = "fill-1600x320|format-jpeg"


class Photo(AbstractImage):
    """A photo on a sheet. `description` is its alternative text, unless the photo only decorates."""

    class Alternative(models.TextChoices):
        DESCRIBED = "described", _("The photo shows something: I will describe it")
        DECORATIVE = "decorative", _("The photo is only decorative: a screen reader may skip it")

    # Every size in which the site shows a photo: made when a sheet is published, so that no visitor waits or writes.
    RESULT_SIZE = "fill-256x208"
    SIZES = ("fill-640x180", RESULT_SIZE, "fill-1600x400", PRINT_SIZE)

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

    admin_form_fields = ("title", "file", "alternative", "description", "credit", "collection", "tags")

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def clean(self) -> None:
        super().clean()
        if self.alternative == self.Alternative.DESCRIBED and not self.description.strip():
            raise ValidationError(
                {"description": _("Describe in one sentence what can be seen, or choose that the photo is only decorative.")}
            )

    def make_sizes(self) -> None:
        """Make what the site shows of this photo. A size that can't be made costs that size, never the publishing."""
        for size in self.SIZES:
            try:
                self.get_rendition(size)
            except (OSError, ValueError):  # a lost file, or a kind of pixels that the format does not have
                logger.exception("The photo %s can't be made %s", self.pk, size)

    @property
    def default_alt_text(self) -> str:
        """The alternative text; empty for a photo that only decorates."""
        return "" if self.alternative == self.Alternative.DECORATIVE else self.description


class PhotoRendition(AbstractRendition):
    """A photo in one size."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


def make_missing_sizes() -> None:
    """Make the sizes of photos that got another file since their sheet was published."""
    made = PhotoRendition.objects.filter(filter_spec=Photo.RESULT_SIZE).values("image")
    for photo in Photo.objects.filter(sheets__live=True).exclude(pk__in=made).distinct():
        photo.make_sizes()
