"""Taking over what somebody typed as the lines of a translation: what is right is kept, and of the rest nothing is lost."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue, validate_translation_links

from practices.segments.state import EARLIER, carry_over, lines_of
from practices.single_line import single_line
from practices.translations.translated_lines import (
    LineKey,
    TranslatedLine,
    lines_of_translation,
    lines_that_went,
    version_of,
)
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
    moved: bool = False  # whether lines were typed of which the Dutch text changed since the form was shown
    is_stale: bool = False  # whether somebody else wrote a line since, that whoever sent the form has not seen
    unplaced: list[str] = field(default_factory=list)  # what was typed, and could not be kept anywhere

    @property
    def is_refused(self) -> bool:
        return any(line.error for line in self.lines)

    @property
    def waiting(self) -> int:
        return sum(line.waits for line in self.lines)


@transaction.atomic
def take_over(*, translation: Translation, typed: Mapping[LineKey, Typed], user: Any) -> TakenOver:
    """Write each line that somebody touched, and is right. What was sent for a line that is gone comes where it would stand."""
    TranslationSource.objects.select_for_update().get(pk=translation.source_id)  # the Dutch text does not change meanwhile
    here = {line.key for line in lines_of_translation(translation)}
    moved, unplaced = _keep_what_moved(translation, typed, typed.keys() - here, user)
    lines = {line.key: line for line in lines_of_translation(translation)}
    is_stale = any(key not in lines or lines[key].version != each.version for key, each in typed.items() if not each.is_touched)
    written = sum(_take_over_line(lines[key], each, translation, user) for key, each in typed.items() if key in lines)
    after = lines_of_translation(translation)
    for line in after:
        line.error, line.typed = lines[line.key].error, lines[line.key].typed
        if line.is_too_long(line.text):  # as a file of an agency may have made it
            line.error = line.says_too_long(line.text)
    return TakenOver(after, written + moved, moved=moved > 0, is_stale=is_stale, unplaced=unplaced)


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
        _write(line, line_as_kept(text, rich=line.is_rich), translation, user)
    else:
        _write(line, "", translation, user)
    return True


def _what_is_wrong(line: TranslatedLine, text: str, typed: Typed) -> str:
    if line.version != typed.version and text != line.kept_text:
        said = _("Somebody else translated this line meanwhile: “%(text)s”. Save again to keep yours.")
        return said % {"text": line.kept_text}
    if line.is_too_long(text):
        return line.says_too_long(text)
    try:
        kept = line_as_kept(text, rich=line.is_rich)
        StringValue.from_translated_html(kept)
        validate_translation_links(line.source, kept)
    except ValueError:
        return _("This line may only have the links of the Dutch line, as they stand there.")
    return ""


def _keep_what_moved(
    translation: Translation, typed: Mapping[LineKey, Typed], gone: set[LineKey], user: Any
) -> tuple[int, list[str]]:
    """The Dutch text changed while somebody was typing: keep their words, and put them at the line that came in its place.

    How many lines were kept so, and the words that stand nowhere.
    """
    touched = {key for key in gone if typed[key].is_touched and tidy_line(typed[key].text)}
    lines = lines_that_went(translation, touched)
    kept = [line for line in lines if _take_over_line(line, typed[line.key], translation, user)]
    if kept:
        _carry_again(translation, typed, {line.key[0] for line in kept})
    return len(kept), _unplaced(translation, {line.key: tidy_line(typed[line.key].text) for line in lines})


def _unplaced(translation: Translation, texts: Mapping[LineKey, str]) -> list[str]:
    """Of these texts, those that stand at no line of their part of the page."""
    placed = {(line.key[0], line.kept_text) for line in lines_of_translation(translation)}
    return [text for key, text in texts.items() if (key[0], text) not in placed]


def _carry_again(translation: Translation, shown: Iterable[LineKey], contexts: set[int]) -> None:
    """Give the lines that came since the form was shown the words of those that stood there; theirs are from before these."""
    before = defaultdict(list)
    for context, string in shown:
        before[context].append(string)
    for context in contexts:
        carried = StringTranslation.objects.filter(locale=translation.target_locale, context=context, tool_name=EARLIER)
        carried.exclude(translation_of__in=before[context]).delete()
    carry_over(before, lines_of(translation.source), translation.target_locale)


def _write(line: TranslatedLine, data: str, translation: Translation, user: Any) -> None:
    context, string = line.key
    StringTranslation.objects.update_or_create(
        translation_of_id=string,
        context_id=context,
        locale=translation.target_locale,
        defaults={
            "data": data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": user,
            "has_error": not data,  # an emptied line waits again; that somebody emptied it is an edit of theirs
            "field_error": "",
        },
    )
