"""The photos on a sheet beside the first one, with what is said under each."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, TranslatableMixin

from practices.photos.models import FILE_NAME, LONGEST_CAPTION, Photo


def add_to_gallery(page: Any, photos: list["GalleryPhoto"]) -> None:
    """Put photos behind the others of a PracticePage that is not saved yet."""
    every = [*page.gallery.all(), *photos]
    for number, each in enumerate(every):
        each.sort_order, each.locale = number, page.locale
    page.gallery.add(*every)


class WithPhotos:
    """A part of PracticePage: the photo at its head, and those in its gallery."""

    image: Any
    image_credit: str
    gallery: Any

    @property
    def photos(self) -> list[Photo]:
        """Every photo on it, the one at its head first."""
        return [*([self.image] if self.image else []), *(each.image for each in self.gallery.all())]

    @property
    def credit(self) -> str:
        """The credit of its first photo: its own, or the one that was written on the sheet; the name of a file is no credit."""
        written = [part for part in self.image_credit.split(" · ") if not FILE_NAME.match(part)]
        return (self.image.credit if self.image else "") or " · ".join(written)


class GalleryPhoto(TranslatableMixin, ClusterableModel, Orderable):
    """One photo of the gallery of a sheet; its alternative text and its credit are those of the photo."""

    page = ParentalKey("practices.PracticePage", on_delete=models.CASCADE, related_name="gallery")
    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="in_galleries", verbose_name=_("photo"))
    caption = models.CharField(
        _("caption"),
        max_length=LONGEST_CAPTION,
        blank=True,
        help_text=_("What everybody reads under the photo: where it is, what happens there."),
    )

    panels = ["image", "caption"]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("photo in the gallery")
        verbose_name_plural = _("photos in the gallery")

    def __str__(self) -> str:
        return self.caption or self.image.title
