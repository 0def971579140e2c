"""The lines of a sheet: which of them have a translation, who has read it, and what stands where one is missing.

wagtail-localize keeps each text of a sheet as strings in a context (a field of the sheet or of an implementation), and a
translation for each string in its context.
"""

from collections import defaultdict
from difflib import SequenceMatcher

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Locale, ModelLogEntry, Page, TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from practices.history import TERM_TRANSLATED
from practices.languages import SOURCE

EARLIER = "vorige versie"  # the tool that "made" the translation of a line which is that of the line before it; editors read it
Lines = dict[int, list[int]]  # by context: its strings, in order


def lines_that_wait(source: TranslationSource, locale: Locale) -> set[tuple[int, int]]:
    """The lines of a sheet, as string and context, that have no translation of their own in this language."""
    return _every(source) - translated(source, locale).keys()


def that_wait(sources: QuerySet[TranslationSource], locale: Locale) -> QuerySet[TranslationSource]:
    """Of these, what has a line without a translation of its own in this language."""
    lines = StringTranslation.objects.filter(translation_of=OuterRef("string"), context=OuterRef("context"))
    own = lines.filter(locale=locale, has_error=False).exclude(tool_name=EARLIER)
    segments = StringSegment.objects.filter(source__in=sources).exclude(Exists(own))
    return sources.filter(pk__in=segments.values("source"))


def is_outdated(page: Page) -> bool:
    """Whether a page of the tree says less than its Dutch one: it has lines that wait, or (where somebody stopped the
    translation and writes it by hand) the Dutch one was published later. (A sheet keeps that itself, as `outdated_since`.)
    """
    source = TranslationSource.objects.filter(object_id=page.translation_key, locale__language_code=SOURCE).first()
    if source is None or page.locale.language_code == SOURCE:
        return False
    if source.translations.filter(target_locale=page.locale_id, enabled=True).exists():
        return bool(lines_that_wait(source, page.locale))
    later = Page.objects.filter(translation_key=page.translation_key, locale=source.locale_id)
    return later.filter(last_published_at__gt=page.last_published_at).exists()


def is_made_of_lines(page: Page) -> bool:
    """Whether a page is a translation made line by line, not one that somebody stopped to write it by hand."""
    return running_translation(page) is not None


def running_translation(page: Page) -> Translation | None:
    """By what a page is translated line by line; None of a Dutch one, of one that stands in for it, and of one stopped."""
    if page.locale.language_code == SOURCE or page.alias_of_id:
        return None
    running = Translation.objects.filter(source__object_id=page.translation_key, enabled=True)
    return running.filter(target_locale=page.locale_id).first()


def _every(source: TranslationSource) -> set[tuple[int, int]]:
    """The lines of a sheet, as string and context."""
    return {(string, context) for context, strings in lines_of(source).items() for string in strings}


def translated(source: TranslationSource, locale: Locale) -> dict[tuple[int, int], str]:
    """How each line of a sheet that has a translation of its own in this language got it: by hand, or by a machine."""
    lines = _every(source)
    done = StringTranslation.objects.filter(locale=locale, has_error=False).exclude(tool_name=EARLIER)
    rows = done.filter(context__in={context for _string, context in lines})
    kinds = rows.values_list("translation_of", "context", "translation_type")
    return {(string, context): kind for string, context, kind in kinds if (string, context) in lines}


def lines_of(source: TranslationSource) -> Lines:
    """The strings of a sheet by context, in order."""
    lines: Lines = defaultdict(list)
    for context, string in StringSegment.objects.filter(source=source).order_by("order").values_list("context", "string"):
        lines[context].append(string)
    return lines


def carry_over(before: Lines, after: Lines, locale: Locale) -> None:
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


def unread_names(term: TranslatableMixin) -> QuerySet[StringTranslation]:
    """What somebody wrote of a term in another language since somebody else published it."""
    lines = StringTranslation.objects.filter(context__object=term.translation_key, locale=term.locale_id)
    read = ModelLogEntry.objects.for_instance(term).filter(action=TERM_TRANSLATED).order_by("-timestamp").first()
    written = lines.exclude(last_translated_by=None)
    return written.filter(updated_at__gt=read.timestamp) if read else written


def unread_lines(page: Page) -> QuerySet[StringTranslation]:
    """What was written of a translation that is not in the revision on the site, by whom it may be.

    When that revision was made counts, not when it was published: an approval, a schedule or the bin may publish one that was
    made before the line was written. Of a translation that is off the site somebody reads every line again.
    """
    lines = StringTranslation.objects.filter(context__object=page.translation_key, locale=page.locale_id)
    lines = lines.exclude(tool_name=EARLIER)
    if not page.live:
        return lines
    since = page.live_revision.created_at if page.live_revision else page.last_published_at
    return lines.filter(updated_at__gt=since) if since else lines
