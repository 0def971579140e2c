"""A selection of one term: a page of its own that search engines may keep, with the name and the description of the term."""

from dataclasses import dataclass
from typing import Any

from practices.languages import SOURCE
from practices.vocabularies import VOCABULARIES, TermVocabulary
from search.facet_labels import FacetLabels
from search.parameters import SearchState

_TERMS = {each.name: each for each in VOCABULARIES if isinstance(each, TermVocabulary)}


@dataclass(frozen=True)
class TermPage:
    """The term that is chosen, and nothing else: its name and description in the reader's language, the latter may be empty."""

    name: str
    description: str


def term_page(address: SearchState, names: FacetLabels, language: str) -> TermPage | None:
    """The page of one term; None for any other address. Two queries."""
    plain = SearchState(selection=address.selection, page=address.page)
    if address != plain or [len(slugs) for _facet, slugs in address.selection] != [1]:
        return None
    [(facet, (slug,))] = address.selection
    vocabulary = _TERMS.get(facet)
    if vocabulary is None or slug not in names.labels[facet]:
        return None
    return TermPage(names.labels[facet][slug], _description(vocabulary, slug, language))


def _description(vocabulary: TermVocabulary, slug: str, language: str) -> str:
    """In the reader's language when it was translated, else in Dutch; keywords have none."""
    terms: Any = vocabulary.model._default_manager
    found = terms.filter(slug=slug, locale__language_code=SOURCE).first()
    own = terms.filter(translation_key=found.translation_key, locale__language_code=language).first() if found else None
    return getattr(own, "description", "") or getattr(found, "description", "")
