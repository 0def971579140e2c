"""Translations follow their Dutch sheet.

When a Dutch sheet is published, what is the same in every language (municipalities, contacts, websites, terms, photos) goes
along to its translations at once. Of a line that changed, the translation of the earlier line stays where it was until
somebody translates the new one; the translation is outdated that long, for readers and in the work list of the editors.
"""

from collections import defaultdict
from difflib import SequenceMatcher

from django.core.exceptions import ValidationError
from django.db import DataError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from municipalities.models import Municipality
from practices.languages import SOURCE
from practices.models import PracticePage

EARLIER = "vorige versie"  # the tool that "made" the translation of a line which is that of the line before it; editors read it
Lines = dict[int, list[int]]  # by context (a field of the sheet or of an implementation): its strings, in order


def sheet_published(*, instance: object, **kwargs: object) -> None:
    """Receiver of Wagtail's `page_published`."""
    if not isinstance(instance, PracticePage):
        return
    if instance.locale.language_code == SOURCE:
        follow(instance)
    else:
        note_state(instance)


def terms_followed(*, sheets: list[int], **kwargs: object) -> None:
    """Receiver of `terms_merged`: what a translation was made from names the term that stayed."""
    for sheet in PracticePage.objects.sources().filter(pk__in=sheets):
        follow(sheet)


def municipality_followed(*, new: Municipality, **kwargs: object) -> None:
    """Receiver of `municipality_merged`, after the sheets were changed."""
    for sheet in PracticePage.objects.sources().in_municipality(new):
        follow(sheet)


@transaction.atomic
def follow(original: PracticePage) -> None:
    """Bring every translation of a Dutch sheet after it. One that is on the site stays there, a draft stays a draft.

    Lines that nobody but their translator has read do not come on the site with it: then only what is the same in every
    language goes along. The same happens where the translation can't be saved, or somebody stopped it.
    """
    source = TranslationSource.objects.get_for_instance_or_none(original)
    if source is None:
        return
    before = _lines(source)
    source.update_from_db()
    after = _lines(source)
    running = {each.target_locale_id: each for each in source.translations.filter(enabled=True)}
    for page in PracticePage.objects.filter(translation_key=original.translation_key, alias_of=None).exclude(pk=original.pk):
        _carry_over(before, after, page.locale)
        translation = running.get(page.locale_id)
        if translation is None or (page.live and unread_lines(page)) or not _saved(translation, page):
            bring_structure(original, page)
            if before != after:
                PracticePage.objects.filter(pk=page.pk, outdated_since=None).update(outdated_since=timezone.now())


def _saved(translation: Translation, page: PracticePage) -> bool:
    """Save a translation as its lines are now; False when something of it is not valid, which its editor says then."""
    try:
        with transaction.atomic():
            translation.save_target(publish=page.live)
    except (ValidationError, DataError):  # the latter on PostgreSQL, where wagtail-localize notes down a title that is too long
        return False
    return True


def bring_structure(original: PracticePage, page: PracticePage) -> None:
    """Give a translation the places, contacts, terms and photo of its Dutch sheet; its texts stay as they are."""
    texts = {each.translation_key: each.description for each in page.implementations.all()}
    copy_synchronised_fields(original, page)
    for each in page.implementations.all():
        each.description = texts.get(each.translation_key, each.description)
    page.save(clean=False)


def unread_lines(page: PracticePage) -> QuerySet[StringTranslation]:
    """What was translated since the translation came on the site, by whom it may be."""
    lines = StringTranslation.objects.filter(context__object=page.translation_key, locale=page.locale_id)
    since = page.last_published_at
    return (lines.filter(updated_at__gt=since) if since else lines).exclude(tool_name=EARLIER)


def note_state(page: PracticePage) -> None:
    """Write down since when a translation has lines that wait for one of their own, and whether a machine made any."""
    source = TranslationSource.objects.get_for_instance_or_none(page.original)
    own = _translated(source, page.locale) if source else {}
    waits = source is not None and bool(lines_that_wait(source, page.locale))
    page.by_machine = any(kind == StringTranslation.TRANSLATION_TYPE_MACHINE for kind in own.values())
    if waits != bool(page.outdated_since):
        page.outdated_since = timezone.now() if waits else None
    PracticePage.objects.filter(pk=page.pk).update(outdated_since=page.outdated_since, by_machine=page.by_machine)


def lines_that_wait(source: TranslationSource, locale: Locale) -> set[tuple[int, int]]:
    """The lines of a sheet, as string and context, that have no translation of their own in this language."""
    return _every(source) - _translated(source, locale).keys()


def _every(source: TranslationSource) -> set[tuple[int, int]]:
    """The lines of a sheet, as string and context."""
    return {(string, context) for context, strings in _lines(source).items() for string in strings}


def _translated(source: TranslationSource, locale: Locale) -> dict[tuple[int, int], str]:
    """How each line of a sheet that has a translation of its own in this language got it: by hand, or by a machine."""
    lines = _every(source)
    done = StringTranslation.objects.filter(locale=locale, has_error=False).exclude(tool_name=EARLIER)
    rows = done.filter(context__in={context for _string, context in lines})
    kinds = rows.values_list("translation_of", "context", "translation_type")
    return {(string, context): kind for string, context, kind in kinds if (string, context) in lines}


def _lines(source: TranslationSource) -> Lines:
    lines: Lines = defaultdict(list)
    for context, string in StringSegment.objects.filter(source=source).order_by("order").values_list("context", "string"):
        lines[context].append(string)
    return lines


def _carry_over(before: Lines, after: Lines, locale: Locale) -> None:
    """Give each line that stands where another one stood the translation of that one, until it has its own."""
    for context, now in after.items():
        was = before.get(context, [])
        for change, start, end, at, until in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if change == "replace" and end - start == until - at:  # else nobody knows which line became which
                for old, new in zip(was[start:end], now[at:until], strict=True):
                    _carry_line(old, new, context, locale)


def _carry_line(old: int, new: int, context: int, locale: Locale) -> None:
    here = StringTranslation.objects.filter(locale=locale, context=context)
    earlier = here.filter(translation_of=old, has_error=False).first()
    if earlier and not here.filter(translation_of=new).exists():
        StringTranslation.objects.create(  # one that lost a link of its line finds that out itself, and is not used
            translation_of_id=new,
            locale=locale,
            context_id=context,
            data=earlier.data,
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
            tool_name=EARLIER,
        )
