"""What else a word or a group of words is called: abbreviations and terms of the sector."""

from dataclasses import dataclass, field
from functools import cache

from search.language.analysis import token
from search.language.resources import stop_words, synonym_rules
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


@cache
def thesaurus(language: str) -> Thesaurus:
    """All rules of the lists of a language."""
    result = Thesaurus()
    for written, found in synonym_rules(language):
        targets = list(dict.fromkeys(phrase(term, language) for term in found))
        for source in dict.fromkeys(phrase(term, language) for term in written):
            others = result.others.setdefault(source, [])
            others += [target for target in targets if target != source and target not in others]
            result.longest = max(result.longest, len(source))
    return result


def phrase(text: str, language: str) -> Phrase:
    """The tokens of a term, without stop words, as a query has them."""
    tokens = [(word, token(word, language)) for word in words(text)]
    return tuple(each for word, each in tokens if word not in stop_words(language)) or tuple(each for _word, each in tokens)
