"""Five of the demo sheets, the terms and the pages about the site in French and English: a new site shows translations."""

from collections.abc import Iterator
from pathlib import Path

import polib
from django.db import transaction
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from practices.languages import SOURCE
from practices.models import PracticePage, Term
from practices.vocabularies import TERMS

CATALOGUES = Path(__file__).parent.parent / "data" / "translations"
SHEETS = ("onthaalgesprekken", "praattafels", "samentuin", "welkomstpakket", "wijkkeuken")


def translate_demo() -> int:
    """Translate what was not translated yet; how many things were. Each is one transaction."""
    total = 0
    for catalogue in sorted(CATALOGUES.glob("*.po")):
        locale = Locale.objects.get(language_code=catalogue.stem)
        memory = {entry.msgid: entry.msgstr for entry in polib.pofile(str(catalogue))}
        for thing in _things():
            if not thing.has_translation(locale):
                translate(thing, locale, memory)
                total += 1
    return total


@transaction.atomic
def translate(thing: TranslatableMixin, locale: Locale, memory: dict[str, str]) -> None:
    """Publish a page or a term in another language, with the lines that the memory knows; the others stay as they are."""
    source, _created = TranslationSource.update_or_create_from_instance(thing)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    for segment in StringSegment.objects.filter(source=source).select_related("string"):
        if segment.string.data in memory:
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                locale=locale,
                context_id=segment.context_id,
                defaults={"data": memory[segment.string.data], "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
            )
    translation.save_target()


def _things() -> Iterator[TranslatableMixin]:
    """The pages above first: a page is translated below the translation of the one above it."""
    for kind in ("homepage", "practiceindexpage"):
        yield Page.objects.get(content_type__model=kind, locale__language_code=SOURCE).specific
    yield from (page.specific for page in Page.objects.filter(content_type__model="contentpage", locale__language_code=SOURCE))
    yield from PracticePage.objects.sources().filter(slug__in=SHEETS)
    for model in (each.model for each in TERMS):
        if issubclass(model, Term):
            yield from model.objects.sources()
