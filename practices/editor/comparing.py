"""What changed between two versions of a sheet, and only that: per line, in words, without what the editor does to HTML."""

import difflib
from collections.abc import Iterator
from datetime import date
from typing import Any

from bs4 import BeautifulSoup
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalManyToManyField
from taggit.managers import TaggableManager
from wagtail.admin.compare import (
    ChildObjectComparison,
    ChildRelationComparison,
    FieldComparison,
    M2MFieldComparison,
    TextDiff,
    diff_text,
    register_comparison_class,
)
from wagtail.fields import RichTextField

from practices.authorship import words_of
from practices.fact_values import names_of_codes
from practices.richtext import read_blocks
from practices.short_facts import ChoicesField


class LinesComparison(FieldComparison):
    """A text of several lines."""

    def lines(self, value: str) -> list[str]:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self) -> bool:
        return self.lines(self.val_a) != self.lines(self.val_b)

    def htmldiff(self) -> SafeString:
        """The lines that changed; all of them when none did."""
        old, new = self.lines(self.val_a), self.lines(self.val_b)
        shown = list(_changed(old, new)) if self.has_changed() else new
        return format_html_join("", '<p class="comparison__line">{}</p>', ((line,) for line in shown))


class RichTextComparison(LinesComparison):
    """Paragraphs and items of lists; of a link its address is compared too."""

    def lines(self, value: str) -> list[str]:
        soup = BeautifulSoup(value or "", "html.parser")
        for link in soup.find_all("a", href=True):
            link.append(f" ({link['href']})")
        return [f"– {block.text}" if block.kind == "li" else block.text for block in read_blocks(str(soup))]

    def has_changed(self) -> bool:
        return bool(words_of({"text": self.val_a or ""}) != words_of({"text": self.val_b or ""}))

    def htmldiff(self) -> SafeString:
        if self.has_changed() and self.lines(self.val_a) == self.lines(self.val_b):
            return format_html(
                '<p class="comparison__line">{}</p>', _("The same words; a link, emphasis or a heading changed.")
            )
        return super().htmldiff()


class ValueComparison(FieldComparison):
    """A value that is no text, in words."""

    def htmldiff(self) -> SafeString:
        old, new = _said(self.val_a), _said(self.val_b)
        return _both(old, new) if self.has_changed() else format_html("{}", new)


class ChoicesComparison(FieldComparison):
    """Several of a few values, by their names."""

    def htmldiff(self) -> SafeString:
        old, new = (names_of_codes(value or "", self.field.values) for value in (self.val_a, self.val_b))
        return _both(old, new) if self.has_changed() else format_html("{}", new)


class TermsComparison(M2MFieldComparison):
    """Terms and municipalities by name; their order says nothing."""

    def get_items(self) -> tuple[list, list]:
        old, new = super().get_items()
        return sorted(old, key=str), sorted(new, key=str)


class BlockComparison(ChildObjectComparison):
    """One row of a sheet: of a new one what it says, of a changed one what changed, under its municipalities or its photo."""

    def get_field_comparisons(self) -> list[FieldComparison]:
        first, *others = super().get_field_comparisons()
        is_whole = self.is_addition() or self.is_deletion()
        return [first, *(each for each in others if (each.val_b if is_whole else each.has_changed()))]


class BlocksComparison(ChildRelationComparison):
    """The rows that came, went, moved or changed."""

    def get_child_comparison(self, obj_a: Any, obj_b: Any) -> BlockComparison:
        return BlockComparison(self.field.related_model, self.field_comparisons, obj_a, obj_b)

    def get_child_comparisons(self) -> list[BlockComparison]:
        found = super().get_child_comparisons()
        return [each for each in found if each.is_addition() or each.is_deletion() or each.has_changed()]


def compare_line_by_line() -> None:
    """Have Wagtail compare these kinds of fields so."""
    register_comparison_class(RichTextField, comparison_class=RichTextComparison)
    register_comparison_class(models.TextField, comparison_class=LinesComparison)
    register_comparison_class(ParentalManyToManyField, comparison_class=TermsComparison)
    register_comparison_class(TaggableManager, comparison_class=TermsComparison)
    register_comparison_class(ChoicesField, comparison_class=ChoicesComparison)
    for kind in (models.BooleanField, models.DateField):
        register_comparison_class(kind, comparison_class=ValueComparison)


def _changed(old: list[str], new: list[str]) -> Iterator[SafeString]:
    """The lines that differ; one that took the place of another beside it word by word."""
    for kind, i, j, k, n in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        gone, came = old[i:j], new[k:n]
        paired = min(len(gone), len(came))
        for one, other in zip(gone[:paired], came[:paired], strict=True):
            yield diff_text(one, other).to_html()
        for line in gone[paired:]:
            yield TextDiff([("deletion", line)]).to_html()
        for line in came[paired:]:
            yield TextDiff([("addition", line)]).to_html()


def _both(old: str, new: str) -> SafeString:
    """What it was and what it is; an empty value is not shown."""
    changes = [("deletion", old), ("addition", new)]
    return TextDiff([(kind, text) for kind, text in changes if text], separator=" ").to_html()


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")
