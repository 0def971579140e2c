"""The photos on a sheet beside the first one, with what is said under each."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, TranslatableMixin

from practices.photos.models import FILE_NAME, LONGEST_CAPTION, Photo

MOST_PHOTOS = 20  # in a gallery; each is cut in several sizes while the sheet is published


def add_to_gallery(page: Any, photos: list["GalleryPhoto"]) -> None:
    """Put photos behind the others in the gallery of a PracticePage, which the caller saves."""
    append_rows(page, page.gallery, photos)


def append_rows(page: Any, rows: Any, fresh: Sequence[Any]) -> None:
    """Put rows behind the others. They are numbered anew: where one has no number, databases disagree about its place."""
    every = [*rows.all(), *fresh]
    for number, each in enumerate(every):
        each.sort_order, each.locale = number, page.locale
    rows.add(*every)


class ShownPhoto(NamedTuple):
    """A photo as a sheet shows it: with what stands under it, and whose it is."""

    image: Photo
    caption: str
    credit: str


class WithPhotos:
    """A part of PracticePage: the photo at its head, and those in its gallery."""

    image: Any
    image_caption: str
    image_credit: str
    gallery: Any

    @property
    def photos(self) -> list[ShownPhoto]:
        """Every photo on it, the one at its head first."""
        first = [ShownPhoto(self.image, self.image_caption, self.credit)] if self.image else []
        return [*first, *(ShownPhoto(row.image, row.caption, row.image.credit) for row in self.gallery.all())]

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
        return self.image.title
