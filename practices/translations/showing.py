"""Sheets as a reader sees them: in their language where there is a translation, else in Dutch; terms by their own names.

The Dutch sheet decides what there is: whether it is on the site, in which municipalities, under which terms. So every list
and every number is the same in each language.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from practices.languages import SOURCE, reader_language
from practices.models import PracticePage, PracticeTag, Term
from practices.querysets import PracticeQuerySet

Load = Callable[[PracticeQuerySet], PracticeQuerySet]


def at(slug: str) -> PracticePage | None:
    """The published sheet with this address as the reader sees it, with all that it shows."""
    return next(iter(shown(PracticePage.objects.published().filter(slug=slug)[:1], PracticeQuerySet.for_sheet)), None)


def cards(sheets: PracticeQuerySet) -> list[PracticePage]:
    """Sheets as the reader sees them, with what a card shows."""
    return shown(sheets, PracticeQuerySet.for_cards)


def shown(sheets: PracticeQuerySet, load: Load, language: str = "") -> list[PracticePage]:
    """Dutch sheets as a reader of a language sees them, each loaded by `load`; three to six queries more than in Dutch."""
    language = language or reader_language()
    found = list(load(sheets))
    if language == SOURCE or not found:
        return found
    keys = [page.translation_key for page in found]
    translated = load(PracticePage.objects.live().filter(locale__language_code=language, translation_key__in=keys))
    by_key = {page.translation_key: page for page in translated if not page.alias_of_id}
    for source in found:
        if source.translation_key in by_key:
            by_key[source.translation_key].original = source
    result = [by_key.get(page.translation_key, page) for page in found]
    name_terms([term for page in {*result, *found} for term in page.terms], language)
    return result


def name_terms(terms: Iterable[Term | PracticeTag], language: str = "") -> None:
    """Give terms that are shown their names in a language, in a query for each kind; one that has none there keeps its own."""
    language = language or reader_language()
    if language == SOURCE:
        return
    kinds = defaultdict(list)
    for term in terms:
        kinds[type(term)].append(term)
    for model, found in kinds.items():
        keys = {term.translation_key for term in found}
        manager: Any = model._default_manager
        rows = manager.filter(locale__language_code=language, translation_key__in=keys)
        names = dict(rows.values_list("translation_key", "name"))
        for term in found:
            if term.translation_key in names:
                term.name, term.shown_language = names[term.translation_key], language
