"""Sheets as a reader sees them: in their language where there is a translation, else in Dutch; terms by their own names.

The Dutch sheet decides what there is: whether it is on the site, in which municipalities, under which terms. So every list
and every number is the same in each language.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from practices.languages import SOURCE, reader_language
from practices.models import PracticePage, PracticeTag, Term
from practices.querysets import PracticeQuerySet
from practices.restrictions import behind_a_restriction

Load = Callable[[PracticeQuerySet], PracticeQuerySet]
Terms = Callable[[PracticePage], list[Term | PracticeTag]]


def at(slug: str) -> PracticePage | None:
    """The published sheet with this address as the reader sees it, with all that it shows."""
    return next(iter(shown(PracticePage.objects.published().filter(slug=slug)[:1], PracticeQuerySet.for_sheet)), None)


def cards(sheets: PracticeQuerySet) -> list[PracticePage]:
    """Sheets as the reader sees them, with what a card shows."""
    return shown(sheets, PracticeQuerySet.for_cards, terms=lambda page: page.terms_of("category"))


def shown(sheets: PracticeQuerySet, load: Load, language: str = "", terms: Terms = attrgetter("terms")) -> list[PracticePage]:
    """Dutch sheets as a reader of a language sees them, each loaded by `load`, with those `terms` named in the language.

    That is as many queries again as `load` takes, and one for each kind of terms, for any number of sheets.
    """
    language = language or reader_language()
    found = list(load(sheets))
    if language == SOURCE or not found:
        return found
    by_key = _translations_of(found, load, language)
    for original in found:
        if original.translation_key in by_key:
            _put_beside(original, by_key[original.translation_key])
    result = [by_key.get(page.translation_key, page) for page in found]
    name_terms([term for page in {*result, *found} for term in terms(page)], language)
    return result


def _translations_of(sheets: list[PracticePage], load: Load, language: str) -> dict[uuid.UUID, PracticePage]:
    """What is on the site of these sheets in a language, by the key that a sheet shares with its translations."""
    keys = [page.translation_key for page in sheets]
    translated = PracticePage.objects.live().translations(language).filter(translation_key__in=keys)
    return {page.translation_key: page for page in load(translated.exclude(behind_a_restriction()))}


def _put_beside(original: PracticePage, page: PracticePage) -> None:
    """The Dutch sheet decides in which municipalities a translation is, block by block too."""
    page.original = original
    places = {each.translation_key: each.municipality_list for each in original.implementations.all()}
    for each in page.implementations.all():
        each.municipality_list = places.get(each.translation_key, [])


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
            if names.get(term.translation_key, term.name) != term.name:  # the same name was only copied
                term.name, term.shown_language = names[term.translation_key], language
