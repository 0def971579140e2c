"""Putting a municipality on a live sheet, and on the draft that waits behind it."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils import timezone

from municipalities.models import Municipality
from practices.gallery import add_to_gallery, append_rows
from practices.history import JOINED
from practices.models import GalleryPhoto, Implementation, PracticePage
from practices.photos.models import LONGEST_CAPTION
from practices.submissions.moderation.live import publish_change
from practices.submissions.proposals import SAID_OF_PLACE
from practices.submissions.wording import as_kept


def add_implementation(
    page: PracticePage,
    places: Iterable[Municipality],
    said: Mapping[str, str],
    moderator,
    reference: str,
    photos: Sequence[GalleryPhoto] = (),
) -> None:
    """Publish the sheet as it is live with one implementation more, which says what is `said`, by part.

    Its photos come in the gallery of the sheet; one without a caption gets the names of the municipalities.
    """
    places = list(places)
    names = ", ".join(place.name for place in places)
    fresh = _implementation(page, places, said)
    for photo in photos:
        photo.caption = photo.caption or names[:LONGEST_CAPTION]

    def add(live: PracticePage) -> None:
        append_rows(live, live.implementations, [fresh])
        add_to_gallery(live, list(photos))

    def add_to_draft(waiting: PracticePage) -> None:
        """The same one, but for municipalities that the draft names already; it need not be complete."""
        live = PracticePage.objects.get(pk=page.pk).implementations.get(translation_key=fresh.translation_key)
        missing = [place for place in places if place not in waiting.municipality_list]
        copy = _implementation(waiting, missing, said)
        copy.pk, copy.translation_key = live.pk, live.translation_key
        if missing:
            append_rows(waiting, waiting.implementations, [copy])
        add_to_gallery(waiting, list(page.gallery.filter(translation_key__in=[each.translation_key for each in photos])))

    row = (JOINED, {"places": names, "reference": reference})
    publish_change(page=page, moderator=moderator, said=row, change=add, change_draft=add_to_draft)


def _implementation(page: PracticePage, places: list[Municipality], said: Mapping[str, str]) -> Implementation:
    fresh = Implementation(locale=page.locale, confirmed_on=timezone.localdate())
    for part in SAID_OF_PLACE:
        setattr(fresh, part.name, as_kept(said.get(part.name, ""), part))
    fresh.municipalities = places
    return fresh
