"""What a sheet knows of its other languages, and what it has from its Dutch original."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from practices.languages import CODES, SOURCE
from practices.parts import SHEET, TERM_KINDS, Kind, named
from practices.segments.marking import lines_in
from practices.taxonomy import PracticeTag, Term
from practices.vocabularies import terms_in


class TranslatedSheet:
    """A part of PracticePage: a sheet that may be a translation. The Dutch one decides under which terms it is."""

    locale: Any
    locale_id: Any
    alias_of_id: Any
    translation_key: Any
    outdated_since: Any
    category: Any
    tag_list: Any

    @property
    def language(self) -> str:
        """The language that the sheet is written in."""
        return self.locale.language_code

    @property
    def is_translation(self) -> bool:
        """Whether it says in another language what a Dutch sheet says."""
        return self.language != SOURCE and not self.alias_of_id

    @cached_property
    def original(self) -> Any:
        """The Dutch sheet that this is a translation of, or itself."""
        if self.locale_id is None or self.language == SOURCE:  # one that was never saved has no language yet
            return self
        sheets: Any = type(self)
        return sheets.objects.sources().filter(translation_key=self.translation_key).first() or self

    @property
    def translated_into(self) -> list[str]:
        """The languages in which the sheet is on the site, when it was loaded with them."""
        return [code for code in CODES if getattr(self, f"in_{code}", False)]

    @cached_property
    def dutch_lines(self) -> set[str]:
        """The lines of the Dutch sheet that stand in this translation until they have one; also a name that stays the same."""
        waits = self.is_translation and self.outdated_since and self.original is not self
        return lines_in(self) & lines_in(self.original) if waits else set()

    @cached_property
    def known_terms(self) -> dict[str, list[Term | PracticeTag]]:
        """The terms by part, of the parts that were read."""
        return {}

    def terms_of(self, part: str) -> list[Term | PracticeTag]:
        """The terms in a part that readers may see: what nobody approved may be anything that stood in a file."""
        return [term for term in self.all_terms_of(part) if getattr(term, "approved", True)]

    @property
    def shown_category(self) -> Term | PracticeTag | None:
        """The category, where readers may see it."""
        return next(iter(self.terms_of("category")), None)

    def all_terms_of(self, part: str) -> list[Term | PracticeTag]:
        """The terms in a part; of a translation those of the Dutch sheet, but category and keywords are its own."""
        if part not in self.known_terms:
            self.known_terms[part] = self._read_terms(part)
        return self.known_terms[part]

    def set_terms(self, part: str, terms: Iterable[Term | PracticeTag]) -> None:
        """Put these terms in a part in place of those that are there; in one that holds a single term the first."""
        found = list(dict.fromkeys(terms))
        if terms_in(part).single:
            setattr(self, part, found[0] if found else None)
        else:
            getattr(self, part).set(found)
        self.known_terms.pop(part, None)

    def _read_terms(self, part: str) -> list[Term | PracticeTag]:
        if named(SHEET, part).kind is Kind.KEYWORDS:
            return self.tag_list
        if terms_in(part).single:
            return [term] if (term := getattr(self, part)) else []
        if self.original is not self:
            return self.original.all_terms_of(part)
        return list(getattr(self, part).all())

    @property
    def terms(self) -> list[Term | PracticeTag]:
        """Every term on the sheet that readers may see."""
        return [term for part in SHEET if part.kind in TERM_KINDS for term in self.terms_of(part.name)]
