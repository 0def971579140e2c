"""The words that are in the index: what a query can find, what is meant by a typing error, and how a word goes on."""

from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.documents import TEXT_FIELDS
from search.engines.tantivy import TantivyEngine
from search.language.words import fold, words

_SOUNDS = (("ij", "ei"), ("y", "ei"), ("ou", "au"), ("ck", "k"), ("c", "k"), ("ph", "f"), ("z", "s"), ("sch", "sg"))
_SHORTEST_TYPO = 4
_TWO_ERRORS_FROM = 8  # letters
_MOST_CORRECTIONS = 3
_SHORTEST_BEGINNING = 4
_MOST_COMPLETIONS = 6


class Vocabulary:
    """The words of an index at one number of the journal."""

    def __init__(self, engine: TantivyEngine) -> None:
        self.searcher = engine.searcher()
        self.state = engine.state

    def has_token(self, token: str) -> bool:
        """Whether some text has this token, as a word or as a part of one."""
        return any(self.searcher.doc_freq(f"{field}_parts", token) for field in TEXT_FIELDS) or any(
            self.searcher.doc_freq(f"{field}_whole", token) for field in TEXT_FIELDS
        )

    def completions(self, beginning: str) -> list[str]:
        """Folded words that begin so, the most frequent first; none for a very short beginning."""
        if len(beginning) < _SHORTEST_BEGINNING:
            return []
        spelled = self._spelled().items()
        found = [(frequency, folded) for folded, (_word, frequency) in spelled if folded.startswith(beginning)]
        return [folded for _frequency, folded in sorted(found, key=lambda each: (-each[0], each[1]))[:_MOST_COMPLETIONS]]

    def corrections(self, folded: str, others: tuple[str, ...] = ()) -> list[str]:
        """Folded words that may have been meant, all equally close; `others` are more words that exist."""
        if len(folded) < _SHORTEST_TYPO or not folded.isalpha():
            return []
        most = 2 if len(folded) >= _TWO_ERRORS_FROM else 1
        candidates = [*(word for word in self._spelled() if len(word) >= _SHORTEST_TYPO), *others]
        close = process.extract(folded, candidates, scorer=OSA.distance, score_cutoff=most, limit=50)
        sounds = _sound(folded)
        ranked = sorted({(min(distance, OSA.distance(sounds, _sound(word)) + 0.5), word) for word, distance, _i in close})
        return [word for distance, word in ranked if distance == ranked[0][0]][:_MOST_CORRECTIONS]

    def spelling(self, folded: str) -> str:
        """How a folded word is written in the sheets."""
        return self._spelled().get(folded, (folded, 0))[0]

    def partners(self) -> list[tuple[str, list[str]]]:
        """The partners that sheets name, the most frequent first, each with its folded words."""
        return _partners(self.state, self.searcher)

    def _spelled(self) -> dict[str, tuple[str, int]]:
        return _spelled_words(self.state, self.searcher)


@lru_cache(maxsize=4)
def _spelled_words(state: tuple, searcher) -> dict[str, tuple[str, int]]:
    """By folded word: how most sheets write it, and how many do."""
    spelled: dict[str, tuple[str, int]] = {}
    for word, frequency in searcher.terms_with_prefix("words", ""):
        folded = fold(word)
        if frequency > spelled.get(folded, ("", 0))[1]:
            spelled[folded] = (word, frequency)
    return spelled


@lru_cache(maxsize=4)
def _partners(state: tuple, searcher) -> list[tuple[str, list[str]]]:
    found = sorted(searcher.terms_with_prefix("partner", ""), key=lambda each: (-each[1], each[0]))
    return [(partner, words(partner)) for partner, _frequency in found]


def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return word
