"""Taking over what somebody typed as the lines of a translation: what is right is kept, and of the rest nothing is lost."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext
from wagtail_localize.strings import StringValue, validate_translation_links

from practices.segments.state import EARLIER, carry_over, lines_of
from practices.single_line import single_line
from practices.translations.translated_lines import Key, TranslatedLine, lines_of_translation, version_of
from practices.translations.typed_lines import line_as_kept, tidy_line


@dataclass(frozen=True)
class Typed:
    """What stands in the field of a line; `version` is that of what stood there when it was shown."""

    text: str
    version: str
    confirmed: bool = False

    @property
    def is_touched(self) -> bool:
        return self.confirmed or version_of(self.text) != self.version


@dataclass
class TakenOver:
    """All lines as they are now, those that were refused with what was typed; and how many were written."""

    lines: list[TranslatedLine]
    written: int = 0
    moved: bool = field(default=False)  # whether the Dutch text changed since the form was shown

    @property
    def is_refused(self) -> bool:
        return any(line.error for line in self.lines)

    @property
    def waiting(self) -> int:
        return sum(line.waits for line in self.lines)


@transaction.atomic
def take_over(*, translation: Translation, typed: Mapping[Key, Typed], user: Any) -> TakenOver:
    """Write each line that somebody touched, and is right. What was sent for a line that is gone comes where it would stand."""
    translation = Translation.objects.select_for_update().get(pk=translation.pk)
    lines = {line.key: line for line in lines_of_translation(translation)}
    moved = _keep_what_moved(translation, {key: each for key, each in typed.items() if key not in lines}, typed, user)
    if moved:
        lines = {line.key: line for line in lines_of_translation(translation)}
    written = sum(_take_over_line(lines[key], each, translation, user) for key, each in typed.items() if key in lines)
    outcome = TakenOver(lines_of_translation(translation), written=written + moved, moved=bool(moved))
    for line in outcome.lines:
        line.error, line.typed = lines[line.key].error, lines[line.key].typed
    return outcome


def _take_over_line(line: TranslatedLine, typed: Typed, translation: Translation, user: Any) -> bool:
    """Whether it was written; if it is wrong, the line says so."""
    text = tidy_line(typed.text) if line.is_long else single_line(tidy_line(typed.text))
    if not typed.is_touched or (text == line.kept_text and not (typed.confirmed and line.may_be_confirmed)):
        return False
    line.error = _what_is_wrong(line, text, typed)
    if line.error:
        line.typed = text
        return False
    if text:
        _write(line.key, line_as_kept(text, rich=line.is_rich), translation, user)
    elif line.kept:
        line.kept.delete()
    return True


def _what_is_wrong(line: TranslatedLine, text: str, typed: Typed) -> str:
    if line.version != typed.version and text != line.kept_text:
        return _("Somebody else translated this line meanwhile: “%(text)s”. Save again to keep yours.") % {
            "text": line.kept_text
        }
    most = line.field.max_length if isinstance(line.field, models.CharField) else None
    if most and len(text) > most:
        return _("At most %(most)s characters; there are %(total)s now.") % {"most": most, "total": len(text)}
    try:
        kept = line_as_kept(text, rich=line.is_rich)
        StringValue.from_translated_html(kept)
        validate_translation_links(line.source, kept)
    except ValueError:
        return _("This line may only have the links of the Dutch line, as they stand there.")
    return ""


def _keep_what_moved(translation: Translation, gone: Mapping[Key, Typed], shown: Mapping[Key, Typed], user: Any) -> int:
    """The Dutch text changed while somebody was typing: keep their words, and put them at the line that came in its place."""
    known = _known(gone, translation)
    kept = {key: each for key, each in gone.items() if key in known and each.is_touched and tidy_line(each.text)}
    for key, each in kept.items():
        _write(key, line_as_kept(each.text, rich=True), translation, user)
    if not kept:
        return 0
    before = defaultdict(list)
    for context, string in shown:
        before[context].append(string)
    for context in {context for context, _string in kept}:  # they got the words from before these
        carried = StringTranslation.objects.filter(locale=translation.target_locale, context=context, tool_name=EARLIER)
        carried.exclude(translation_of__in=before[context]).delete()
    carry_over(before, lines_of(translation.source), translation.target_locale)
    return len(kept)


def _known(gone: Mapping[Key, Typed], translation: Translation) -> set[Key]:
    """Of these, what was a line of this page once: anybody can send a number."""
    own = TranslationContext.objects.filter(object_id=translation.source.object_id)
    contexts = set(own.filter(pk__in={context for context, _string in gone}).values_list("pk", flat=True))
    strings = String.objects.filter(locale=translation.source.locale, pk__in={string for _context, string in gone})
    known = set(strings.values_list("pk", flat=True))
    return {(context, string) for context, string in gone if context in contexts and string in known}


def _write(key: Key, data: str, translation: Translation, user: Any) -> None:
    context, string = key
    StringTranslation.objects.update_or_create(
        translation_of_id=string,
        context_id=context,
        locale=translation.target_locale,
        defaults={
            "data": data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
