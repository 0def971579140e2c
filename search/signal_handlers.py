"""What this room does when something happens elsewhere. Every way in which what a reader finds can change writes a row in the
journal.

`connect` wires the receivers to their signals; they run inside the transaction of the change.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from municipalities.models import Municipality
from municipalities.signals import municipalities_loaded, municipality_merged, municipality_resized
from practices.languages import SOURCE
from practices.models import AttachedFile, Implementation, Photo, PhotoRendition, PracticePage, PracticeTag, Term
from practices.signals import looking_for_alike, terms_merged
from practices.vocabularies import TERMS, vocabulary_of
from search import journal
from search.likeness import AlikeCard
from search.shown import similar_sheets
from search.thesaurus.models import Concept


def connect() -> None:
    """Let the journal hear of everything that changes what is found. (What sends no signal of Django's sends one of ours.)"""
    for signal in (post_save, post_delete):
        signal.connect(sheet_changed, sender=PracticePage, dispatch_uid="journal sheets")
        signal.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="journal restrictions")
        signal.connect(rendition_changed, sender=PhotoRendition, dispatch_uid="journal renditions")
    for signal in (page_published, page_unpublished):
        signal.connect(sheet_changed, dispatch_uid="journal sheets")
    post_page_move.connect(page_moved, dispatch_uid="journal moves")
    for signal in (post_save, pre_delete):
        signal.connect(photo_changed, sender=Photo, dispatch_uid="journal photos")
        signal.connect(attached_file_changed, sender=AttachedFile, dispatch_uid="journal files")
        for vocabulary in TERMS:
            signal.connect(term_changed, sender=vocabulary.model, dispatch_uid="journal terms")
        signal.connect(concept_changed, sender=Concept, dispatch_uid="journal concepts")
    looking_for_alike.connect(tell_alike, dispatch_uid="search tells which sheets are alike")
    terms_merged.connect(sheets_followed, dispatch_uid="journal merged terms")
    post_save.connect(place_changed, sender=Municipality, dispatch_uid="journal places")
    municipality_resized.connect(place_changed, dispatch_uid="journal sizes of places")
    municipalities_loaded.connect(places_loaded, dispatch_uid="journal names of places")
    municipality_merged.connect(municipality_followed, dispatch_uid="journal mergers")


def tell_alike(*, title: str, introduction: str, places: str, **kwargs: object) -> list[AlikeCard]:
    """The sheets that a practice with this title may be already."""
    return similar_sheets(title, introduction, places=places)


def sheet_changed(*, instance: Page, **kwargs: object) -> None:
    """A sheet was saved, published, taken off, moved or deleted."""
    page = instance.specific_class
    if page is PracticePage or isinstance(instance, PracticePage):
        journal.record([instance.pk, *_sources_of(instance)])


def page_moved(*, instance: Page, **kwargs: object) -> None:
    """A page was moved, with all that is below it."""
    _record_below(instance)


def restriction_changed(*, instance: PageViewRestriction, **kwargs: object) -> None:
    """A page was put behind a password or a login, or came from behind it, with all that is below."""
    _record_below(instance.page)


def term_changed(*, instance: Term | PracticeTag, **kwargs: object) -> None:
    """A term got another name, or is gone; also a term that no sheet has is in the filters."""
    manager: Any = type(instance)._default_manager
    terms = manager.filter(translation_key=instance.translation_key)  # sheets have the Dutch one
    lookup = f"{vocabulary_of(type(instance)).lookup}__in"
    sheets = PracticePage.objects.filter(**{lookup: terms}).values_list("pk", flat=True) if instance.pk else []
    journal.record([*sheets, None])


def concept_changed(*, instance: Concept, **kwargs: object) -> None:
    """Something is called otherwise, in a search of any language."""
    journal.record([None])


def place_changed(*, instance: Municipality, created: bool = False, **kwargs: object) -> None:
    """A municipality got another name or size, or became part of another. (`places_loaded` tells of new ones.)"""
    if not created:
        journal.record([*_sheets_in(instance), None])


def places_loaded(**kwargs: object) -> None:
    """Places may have other names, also those that no sheet has."""
    journal.record([None])


def municipality_followed(*, old: Municipality, new: Municipality, **kwargs: object) -> None:
    """The sheets of a municipality that was merged away name its successor now."""
    journal.record([*_sheets_in(old), *_sheets_in(new), None])


def photo_changed(*, instance: Photo, **kwargs: object) -> None:
    """A photo is another one, or another thing is said of it, on a card or elsewhere on a sheet."""
    journal.record(PracticePage.objects.with_photo(instance).values_list("pk", flat=True))


def attached_file_changed(*, instance: AttachedFile, **kwargs: object) -> None:
    """A file to take over is called otherwise, or is gone. (That it was taken is written past this.)"""
    journal.record(PracticePage.objects.filter(attachments__document=instance.pk).values_list("pk", flat=True))


def rendition_changed(*, instance: PhotoRendition, **kwargs: object) -> None:
    """A size of a photo that a card shows was made, or is gone because the photo has another file."""
    if instance.filter_spec in {Photo.RESULT_SIZE, Photo.CARD_SIZE}:
        photo_changed(instance=instance.image)


def sheets_followed(*, sheets: list[int], **kwargs: object) -> None:
    """Sheets moved from one term to another, by rows that send no signal of their own."""
    journal.record([*sheets, None])


def _sources_of(page: Page) -> list[int]:
    """The Dutch sheet of a translation, under whose key every index has it."""
    if page.locale.language_code == SOURCE:
        return []
    return list(PracticePage.objects.sources().filter(translation_key=page.translation_key).values_list("pk", flat=True))


def _record_below(page: Page) -> None:
    """Record every sheet at or below a page."""
    journal.record(PracticePage.objects.filter(path__startswith=page.path).values_list("pk", flat=True))


def _sheets_in(municipality: Municipality) -> list[int]:
    return list(Implementation.objects.filter(municipalities=municipality).values_list("page", flat=True).distinct())
