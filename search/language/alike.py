"""Whether two words are forms, parts or beginnings of each other."""

from search.language.analysis import part_tokens, token
from search.language.resources import stop_words

_SHORTEST = 3  # letters that a word and the beginning of another share


def are_alike(one: str, other: str, language: str) -> bool:
    """Whether two folded words have a token or a part in common, or one begins with the other."""
    if min(len(one), len(other)) >= _SHORTEST and (one.startswith(other) or other.startswith(one)):
        return True
    return not _tokens(one, language).isdisjoint(_tokens(other, language))


def telling(found: list[str], language: str) -> list[str]:
    """The words that a query does not do without."""
    return [word for word in found if word not in stop_words(language)]


def _tokens(word: str, language: str) -> set[str]:
    return {token(word, language), *part_tokens(word, language)}
