"""What a sheet knows of its other languages, and what it has from its Dutch original."""

from functools import cached_property
from typing import Any

from practices.languages import CODES, SOURCE
from practices.segments.marking import lines_in
from practices.taxonomy import PolicyDomain, PracticeTag, TargetGroup, Term


class TranslatedSheet:
    """A part of PracticePage: a sheet that may be a translation. The Dutch one decides under which terms it is."""

    locale: Any
    alias_of_id: Any
    translation_key: Any
    outdated_since: Any
    category: Any
    target_groups: Any
    policy_domains: Any
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
        if self.language == SOURCE:
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
    def group_list(self) -> list[TargetGroup]:
        """The target groups; of a translation those of the Dutch sheet."""
        return list(self.original.target_groups.all())

    @cached_property
    def domain_list(self) -> list[PolicyDomain]:
        """The policy domains; of a translation those of the Dutch sheet."""
        return list(self.original.policy_domains.all())

    @property
    def terms(self) -> list[Term | PracticeTag]:
        """Every term on the sheet."""
        category = [self.category] if self.category else []
        return [*category, *self.group_list, *self.domain_list, *self.tag_list]
