"""What else a word or a group of words is called: abbreviations and terms of the sector."""

from dataclasses import dataclass, field
from functools import cache

from practices.languages import reader_language
from search.language.analysis import stop_words, token
from search.language.resources import synonym_rules
from search.language.words import words

Phrase = tuple[str, ...]  # tokens


@dataclass
class Thesaurus:
    """The rules by the tokens that are written; `longest` is the number of tokens in the longest."""

    others: dict[Phrase, list[Phrase]] = field(default_factory=dict)
    longest: int = 1

    def match(self, tokens: list[str], start: int) -> tuple[int, list[Phrase]]:
        """How many tokens from `start` on have a synonym together (0 for none), and the synonyms."""
        for length in range(min(self.longest, len(tokens) - start), 0, -1):
            found = self.others.get(tuple(tokens[start : start + length]))
            if found:
                return length, found
        return 0, []


def thesaurus() -> Thesaurus:
    """All rules of the lists of the reader's language."""
    return _thesaurus(reader_language())


@cache
def _thesaurus(language: str) -> Thesaurus:
    """(It is made when somebody of that language first asks, so `phrase` reads its terms in that language.)"""
    result = Thesaurus()
    for written, found in synonym_rules(language):
        targets = list(dict.fromkeys(phrase(term) for term in found))
        for source in dict.fromkeys(phrase(term) for term in written):
            others = result.others.setdefault(source, [])
            others += [target for target in targets if target != source and target not in others]
            result.longest = max(result.longest, len(source))
    return result


def phrase(text: str) -> Phrase:
    """The tokens of a term, without stop words, as a query has them."""
    return tuple(token(word) for word in words(text) if word not in stop_words()) or tuple(token(word) for word in words(text))
