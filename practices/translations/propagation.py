"""Translations follow their Dutch sheet.

When a Dutch sheet is published, what is the same in every language (municipalities, contacts, websites, terms, photos) goes
along to its translations at once. Of a line that changed, the translation of the earlier line stays where it was until
somebody translates the new one; the translation is outdated that long, for readers and in the work list of the editors.
A term that got another name, and a page about the site, keep their earlier translation in the same way.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from municipalities.models import Municipality
from practices.languages import SOURCE
from practices.models import AttachedFile, Attachment, GalleryPhoto, Photo, PracticePage, PracticeTag, Term
from practices.parts import ROWS
from practices.segments.state import carry_over, lines_of, lines_that_wait, translated, unread_lines, unread_names
from practices.translations.typed_lines import line_as_typed


def page_followed(*, instance: object, **kwargs: object) -> None:
    """Receiver of Wagtail's `page_published`."""
    if not isinstance(instance, PracticePage):
        keep_earlier_lines(instance)
    elif instance.is_translation:
        note_state(instance)
    elif instance.original is instance:  # not a page that only stands in for another
        propagate(instance)


def term_saved(*, instance: Term | PracticeTag, created: bool, **kwargs: object) -> None:
    """Receiver of Django's `post_save` of the terms: a translation stays; what was only copied is copied again."""
    if created:
        return
    keep_earlier_lines(instance)
    for translation in _running(instance):
        same = type(instance).objects.filter(translation_key=instance.translation_key)
        there = same.filter(locale=translation.target_locale_id).first()
        if there is None or not unread_names(there).exists():  # else only its writer has read the name
            _saved(translation)


def term_deleted(*, instance: Term | PracticeTag, **kwargs: object) -> None:
    """Receiver of Django's `post_delete` of the terms: nothing but the Dutch one leads to its translations."""
    if instance.locale.language_code == SOURCE:
        type(instance).objects.filter(translation_key=instance.translation_key).delete()


def file_deleted(*, instance: GalleryPhoto | Attachment, origin: Any, **kwargs: object) -> None:
    """Receiver of Django's `post_delete` of rows with a photo or a file: one that went with it is in no translation either."""
    if issubclass(getattr(origin, "model", type(origin)), Photo | AttachedFile):
        for sheet in PracticePage.objects.sources().filter(pk=instance.page_id):
            propagate(sheet)


def terms_followed(*, sheets: list[int], **kwargs: object) -> None:
    """Receiver of `terms_merged`: what a translation was made from names the term that stayed."""
    for sheet in PracticePage.objects.sources().filter(pk__in=sheets):
        propagate(sheet)


def propagate_merger(*, new: Municipality, **kwargs: object) -> None:
    """Receiver of `municipality_merged`, after the sheets were changed."""
    for sheet in PracticePage.objects.sources().in_municipality(new):
        propagate(sheet)


@transaction.atomic
def propagate(original: PracticePage) -> None:
    """Bring every translation of a Dutch sheet after it. One that is on the site stays there, a draft stays a draft.

    Lines that nobody but their translator has read do not come on the site with it: then only what is the same in every
    language goes along. The same happens where the translation can't be saved, or somebody stopped it.
    """
    source = TranslationSource.objects.get_for_instance_or_none(original)
    if source is None:
        return
    before = lines_of(source)
    source.update_from_db()
    after = lines_of(source)
    running = {each.target_locale_id: each for each in source.translations.filter(enabled=True)}
    for page in PracticePage.objects.translations().filter(translation_key=original.translation_key):
        carry_over(before, after, page.locale)
        translation = running.get(page.locale_id)
        if translation is None or (page.live and unread_lines(page)) or not _saved(translation, publish=page.live):
            bring_structure(original, page)
            if before != after:
                PracticePage.objects.filter(pk=page.pk, outdated_since=None).update(outdated_since=timezone.now())


def _running(original: object) -> QuerySet[Translation]:
    """The translations of this that nobody stopped."""
    source = TranslationSource.objects.get_for_instance_or_none(original)
    return source.translations.filter(enabled=True) if source else Translation.objects.none()


def _saved(translation: Translation, *, publish: bool = True) -> bool:
    """Save a translation as its lines are now; False when something of it is not valid, which its editor says then."""
    try:
        with transaction.atomic():
            translation.save_target(publish=publish)
    except (ValidationError, DataError):  # the latter on PostgreSQL, where wagtail-localize notes down a title that is too long
        return False
    return True


@transaction.atomic
def keep_earlier_lines(original: object) -> None:
    """Put the lines as they are now before who translates this, each with its earlier translation; nothing else changes."""
    source = TranslationSource.objects.get_for_instance_or_none(original)
    if source is None or source.locale.language_code != SOURCE:
        return
    before = lines_of(source)
    source.update_from_db()
    for translation in source.translations.select_related("target_locale"):
        carry_over(before, lines_of(source), translation.target_locale)


def bring_structure(original: PracticePage, page: PracticePage) -> None:
    """Give a translation the places, contacts, terms and photo of its Dutch sheet; its texts stay as they are."""
    texts = {(row.translation_key, name): getattr(row, name) for row, name in _translated_in_rows(page)}
    copy_synchronised_fields(original, page)
    for row, name in _translated_in_rows(page):
        setattr(row, name, texts.get((row.translation_key, name), getattr(row, name)))
    page.save(clean=False)


def _translated_in_rows(page: PracticePage) -> list[tuple[Any, str]]:
    """The texts of implementations and photos that each language has of its own."""
    parts = [(relation, part.name) for relation, table in ROWS.items() for part in table if part.translated and part.is_text]
    return [(row, name) for relation, name in parts for row in getattr(page, relation).all()]


def note_state(page: PracticePage) -> None:
    """Write down since when a translation has lines that wait for one of their own, and whether a machine made any."""
    source = TranslationSource.objects.get_for_instance_or_none(page.original)
    own = translated(source, page.locale) if source else {}
    waits = source is not None and bool(lines_that_wait(source, page.locale))
    page.by_machine = any(kind == StringTranslation.TRANSLATION_TYPE_MACHINE for kind in own.values())
    if waits != bool(page.outdated_since):
        page.outdated_since = timezone.now() if waits else None
    PracticePage.objects.filter(pk=page.pk).update(outdated_since=page.outdated_since, by_machine=page.by_machine)


def title_translated(*, instance: StringTranslation, **kwargs: object) -> None:
    """Receiver of `post_save` of lines: in lists a title reads as it was typed; wagtail-localize put its HTML there."""
    if instance.context and instance.context.path == "title":
        pages = Page.objects.filter(translation_key=instance.context.object_id, locale=instance.locale_id)
        pages.update(draft_title=line_as_typed(instance.data, rich=False)[:255] or F("title"))
