"""What is near to what somebody asks for, terms and concepts: where to go on when a search finds little or nothing."""

from typing import NamedTuple

from practices.vocabularies import TERMS
from search.finding import Answer, Finder, Question
from search.language.alike import are_alike, telling
from search.language.resources import frame_words
from search.language.words import words
from search.parameters import SearchState

_MOST = 6
_MOST_CONCEPTS = 4


class NearTerm(NamedTuple):
    """A term, what kind of term it is (or "" for a concept), the address of its sheets, and how many there are."""

    name: str
    kind: str
    address: str
    total: int


def near_terms(answer: Answer, finder: Finder) -> list[NearTerm]:
    """The terms in which a word of the question stands, is a part, or begins, those with most sheets first."""
    said = telling(words(answer.question.text), finder.language)
    asked = [word for word in said if word not in frame_words(finder.language)]
    if not asked:
        return []
    counts = finder.counts(*(each.name for each in TERMS))
    found = [
        NearTerm(name, str(each.label), _address(each.name, slug), counts[each.name][slug])
        for each in TERMS
        for slug, name in answer.names.labels[each.name].items()
        if counts[each.name].get(slug) and _is_near(asked, words(name), finder.language)
    ]
    return sorted(found, key=lambda term: (-term.total, term.name))[:_MOST]


def near_concepts(answer: Answer, finder: Finder) -> list[NearTerm]:
    """The concepts that help who looks for what was asked, as far as sheets have their name, the most frequent first."""
    meant = dict.fromkeys(each for group in answer.parsed.groups for each in group.concepts)
    shares = {title: finder.share_of(title) for title in answer.names.thesaurus.beside(meant)}
    likely = sorted(filter(shares.get, shares), key=lambda title: (-shares[title], title))[:_MOST_CONCEPTS]
    found = [NearTerm(title, "", str(SearchState(title)), finder.count(Question(title))) for title in likely]
    return [term for term in found if term.total]


def _address(facet: str, slug: str) -> str:
    return str(SearchState().with_facet(facet, [slug]))


def _is_near(asked: list[str], name: list[str], language: str) -> bool:
    """Whether a word that was asked for and one of a name are alike."""
    return any(are_alike(one, other, language) for one in asked for other in telling(name, language))
