"""What writes a row in the journal: every way in which what a reader finds can change.

Receivers of signals, wired in `apps.py`; they run inside the transaction of the change.
"""

from collections.abc import Iterable

from wagtail.models import Page, PageViewRestriction

from municipalities.models import Municipality
from practices.models import Implementation, Photo, PhotoRendition, PracticePage, PracticeTag
from practices.taxonomy import Term
from search import journal


def sheet_changed(*, instance: Page, **kwargs: object) -> None:
    """A sheet was saved, published, taken off, moved or deleted."""
    page = instance.specific_class
    if page is PracticePage or isinstance(instance, PracticePage):
        journal.record([instance.pk])


def page_moved(*, instance: Page, **kwargs: object) -> None:
    """A page was moved, with all that is below it."""
    record_below(instance)


def restriction_changed(*, instance: PageViewRestriction, **kwargs: object) -> None:
    """A page was put behind a password or a login, or came from behind it, with all that is below."""
    record_below(instance.page)


def term_changed(*, instance: Term | PracticeTag, **kwargs: object) -> None:
    """A term got another name, or is gone; also a term that no sheet has is in the filters."""
    sheets: Iterable[int] = []
    if isinstance(instance, PracticeTag):
        sheets = PracticePage.objects.filter(tagged_items__tag=instance).values_list("pk", flat=True)
    elif instance.pk:
        sheets = instance.sheets.values_list("pk", flat=True)
    journal.record([*sheets, None])


def place_changed(*, instance: Municipality, created: bool, **kwargs: object) -> None:
    """A municipality got another name, or became part of another. (`places_loaded` tells of new ones.)"""
    if not created:
        journal.record(_sheets_in(instance))


def places_loaded(**kwargs: object) -> None:
    """Places may have other names, also those that no sheet has."""
    journal.record([None])


def municipality_followed(*, old: Municipality, new: Municipality, **kwargs: object) -> None:
    """The sheets of a municipality that was merged away name its successor now."""
    journal.record([*_sheets_in(old), *_sheets_in(new), None])


def photo_changed(*, instance: Photo, **kwargs: object) -> None:
    """The photo on a card is another one."""
    journal.record(instance.sheets.values_list("pk", flat=True))


def rendition_changed(*, instance: PhotoRendition, **kwargs: object) -> None:
    """The size of a photo that a card shows was made, or is gone because the photo has another file."""
    if instance.filter_spec == Photo.RESULT_SIZE:
        photo_changed(instance=instance.image)


def terms_merged(*, sheets: list[int], **kwargs: object) -> None:
    """Sheets moved from one term to another, by rows that send no signal of their own."""
    journal.record([*sheets, None])


def record_below(page: Page) -> None:
    """Record every sheet at or below a page."""
    journal.record(PracticePage.objects.filter(path__startswith=page.path).values_list("pk", flat=True))


def _sheets_in(municipality: Municipality) -> list[int]:
    return list(Implementation.objects.filter(municipalities=municipality).values_list("page", flat=True).distinct())
