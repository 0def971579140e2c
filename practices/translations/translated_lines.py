"""The lines of a translation, with what each says in Dutch and in the other language, for who translates them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.db import models
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail_localize.models import String, StringSegment, StringTranslation, TemplateSegment, Translation, TranslationContext

from practices.differences import word_difference
from practices.segments.state import EARLIER
from practices.translations.typed_lines import line_as_typed

_WIDTH = 45  # characters of a row of a field, about
LineKey = tuple[int, int]  # its context and its string


@dataclass
class TranslatedLine:
    """One line. `typed` is what somebody sent instead of what is kept, and `error` says why it was not taken over."""

    key: LineKey
    heading: str  # of which municipality; empty for what is said of the sheet itself
    label: str  # what part it stands in
    field: models.Field
    is_rich: bool
    source: str
    kept: StringTranslation | None
    source_before: str = ""  # in Dutch, where it was another line that was translated
    typed: str | None = None
    error: str = ""

    @property
    def name(self) -> str:
        """Of its field in the form."""
        return field_name("line", self.key)

    @property
    def version_name(self) -> str:
        return field_name("version", self.key)

    @property
    def confirmed_name(self) -> str:
        return field_name("confirmed", self.key)

    @property
    def text(self) -> str:
        """What stands in its field."""
        return self.kept_text if self.typed is None else self.typed

    @property
    def kept_text(self) -> str:
        return line_as_typed(self.kept.data, rich=self.is_rich) if self.kept else ""

    @property
    def version(self) -> str:
        """What tells whether somebody else translated it since."""
        return version_of(self.kept_text)

    @property
    def dutch(self) -> str:
        return line_as_typed(self.source, rich=self.is_rich)

    @property
    def is_earlier(self) -> bool:
        """Whether its translation is that of the line that stood there before."""
        return self.kept is not None and self.kept.tool_name == EARLIER

    @property
    def is_of_a_machine(self) -> bool:
        machine = StringTranslation.TRANSLATION_TYPE_MACHINE
        return self.kept is not None and self.kept.translation_type == machine and not self.is_earlier

    @property
    def waits(self) -> bool:
        """Whether it has no translation of its own."""
        return self.kept is None or self.kept.has_error or self.is_earlier

    @property
    def may_be_confirmed(self) -> bool:
        """Whether somebody can say, without typing, that its translation is right."""
        return self.is_earlier or self.is_of_a_machine

    @property
    def difference(self) -> SafeString:
        """What changed in Dutch, word by word."""
        return word_difference(line_as_typed(self.source_before, rich=False), line_as_typed(self.source, rich=False))

    def is_too_long(self, text: str) -> bool:
        """Whether the field has no room for a text."""
        most = self.field.max_length if isinstance(self.field, models.CharField) else None
        return bool(most and len(text) > most)

    def says_too_long(self, text: str) -> str:
        most = getattr(self.field, "max_length", None)
        return _("At most %(most)s characters; there are %(total)s now.") % {"most": most, "total": len(text)}

    @property
    def is_long(self) -> bool:
        return not isinstance(self.field, models.CharField)

    @property
    def rows(self) -> int:
        """How high its field is in a browser that does not size it by its text: the page must not grow after it is shown."""
        return sum(1 + len(each) // _WIDTH for each in (self.text or self.dutch).split("\n"))

    @property
    def has_link(self) -> bool:
        return self.is_rich and "<a " in self.source


def version_of(text: str) -> str:
    """What tells a text from another, in twelve characters."""
    return sha256(text.encode()).hexdigest()[:12]


def field_name(part: str, key: LineKey) -> str:
    """Of a part of a line in the form: what was typed (`line`), what it was typed over (`version`), or that it is right."""
    return f"{part}-{key[0]}-{key[1]}"


def lines_of_translation(translation: Translation) -> list[TranslatedLine]:
    """All lines, in the order in which the page has them."""
    return _Reading(translation).lines()


def lines_that_went(translation: Translation, keys: Collection[LineKey]) -> list[TranslatedLine]:
    """Of these, what can have been a line of the page before its Dutch text changed; not what is of another page."""
    return _Reading(translation).others(keys)


class _Reading:
    """Reads the lines of one translation in as many queries for ten as for a hundred."""

    def __init__(self, translation: Translation) -> None:
        self.source, self.locale = translation.source, translation.target_locale

    def lines(self) -> list[TranslatedLine]:
        segments = StringSegment.objects.filter(source=self.source).select_related("string", "context").order_by("order")
        lines = {(each.context_id, each.string_id): self._line(each.context, each.string) for each in segments}
        return sorted(lines.values(), key=self._place)  # a line that stands twice in a text is translated once

    def others(self, keys: Collection[LineKey]) -> list[TranslatedLine]:
        own = TranslationContext.objects.filter(object_id=self.source.object_id)
        contexts = own.in_bulk({context for context, _string in keys})
        dutch = String.objects.filter(locale=self.source.locale)
        strings = dutch.in_bulk({string for _context, string in keys})
        known = [(contexts[key[0]], strings[key[1]]) for key in keys if key[0] in contexts and key[1] in strings]
        return [self._line(context, string) for context, string in known]

    def _line(self, context: TranslationContext, string: String) -> TranslatedLine:
        heading, field = self._where(context)
        key = (context.pk, string.pk)
        kept = self._kept.get(key)
        return TranslatedLine(
            key=key,
            heading=heading,
            label=capfirst(str(field.verbose_name)),
            field=field,
            is_rich=context.pk in self._rich,
            source=string.data,
            kept=kept,
            source_before=self._source_before(kept) if kept and kept.tool_name == EARLIER else "",
        )

    def _where(self, context: TranslationContext) -> tuple[str, Any]:
        """The heading and the field of what stands at a path: `goals`, or `implementations.<key>.description`."""
        first, *rest = context.path.split(".")
        field: Any = self._model._meta.get_field(first)
        if not rest:
            return "", field
        owners = self._owners(first)
        return owners.get(rest[0], ""), field.related_model._meta.get_field(rest[1])

    def _place(self, line: TranslatedLine) -> tuple[bool, bool]:
        """The title first, and what is said of municipalities last; the others stay in their order."""
        return bool(line.heading), line.field.name != "title"

    def _owners(self, relation: str) -> dict[str, str]:
        if relation not in self._names:
            self._names[relation] = {str(each.translation_key): str(each) for each in getattr(self._page, relation).all()}
        return self._names[relation]

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return {}

    @property
    def _model(self) -> type[models.Model]:
        model: type[models.Model] = self.source.specific_content_type.model_class()
        return model

    @cached_property
    def _page(self) -> Any:
        return self.source.get_source_instance()

    @cached_property
    def _rich(self) -> set[int]:
        return set(TemplateSegment.objects.filter(source=self.source).values_list("context", flat=True))

    @cached_property
    def _all(self) -> list[StringTranslation]:
        rows = StringTranslation.objects.filter(locale=self.locale, context__object=self.source.object_id)
        return list(rows.select_related("translation_of").order_by("updated_at", "pk"))

    @cached_property
    def _kept(self) -> dict[LineKey, StringTranslation]:
        return {(each.context_id, each.translation_of_id): each for each in self._all}

    def _source_before(self, earlier: StringTranslation) -> str:
        """The Dutch line of which this is the translation."""
        return next(self._translated_so(earlier), "")

    def _translated_so(self, earlier: StringTranslation) -> Iterator[str]:
        for each in reversed(self._all):
            if each.context_id == earlier.context_id and each.data == earlier.data and each.tool_name != EARLIER:
                yield each.translation_of.data
