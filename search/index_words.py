"""The words that are in the index: what a query can find, what is meant by a typing error, and how a word goes on."""

from bisect import bisect_left
from functools import cached_property
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA
from tantivy import Query

from search.engines.tantivy import TantivyEngine
from search.engines.tantivy_queries import SCHEMA, SHEETS
from search.language.analysis import compound
from search.language.words import fold, words
from search.thesaurus.meanings import NAME_SLOP, Name, Thesaurus

_SOUNDS = (("ij", "ei"), ("y", "ei"), ("ou", "au"), ("ck", "k"), ("c", "k"), ("ph", "f"), ("z", "s"), ("sch", "sg"))
_SHORTEST_TYPO = 4
_TWO_ERRORS_FROM = 8  # letters
_MOST_CORRECTIONS = 3
_SHORTEST_BEGINNING = 4
_MOST_COMPLETIONS = 6
_FEWEST_SHEETS = 10  # by which it can be told that a word is common


class IndexWords:
    """The words of an index at one number of the journal. Its lists are made when they are first asked for, and kept."""

    def __init__(self, engine: TantivyEngine, language: str) -> None:
        self.language = language
        self.searcher = engine.searcher()
        self._known: set[str] = set()
        self._names: tuple[Thesaurus | None, dict[int, list[Name]]] = (None, {})

    def has_token(self, token: str) -> bool:
        """Whether some text has this token, as a word or as a part of one."""
        if token in self._known:
            return True
        if not self.searcher.doc_freq("tokens", token):
            return False
        # The numbers of Tantivy's dictionary know withdrawn sheets too.
        found = bool(self.searcher.search(Query.term_query(SCHEMA, "tokens", token, "basic"), 1).hits)
        if found:  # only what is there is kept: strangers type anything
            self._known.add(token)
        return found

    def are_near(self, tokens: tuple[str, ...], slop: int, row: str = "parts") -> bool:
        """Whether some text has these tokens, of words or of their parts, in this order with at most so many others between."""
        query = Query.phrase_query(SCHEMA, f"all_{row}", list(tokens), slop)
        return bool(self.searcher.search(query, 1).hits)

    def names_of(self, concept: int, thesaurus: Thesaurus) -> list[Name]:
        """The names of a concept that some sheets have. Kept."""
        known, kept = self._names
        if known is not thesaurus:
            kept = {}
            self._names = (thesaurus, kept)
        if concept not in kept:
            kept[concept] = [name for name in map(self._told, thesaurus.names.get(concept, ())) if name.share]
        return kept[concept]

    def _told(self, name: Name) -> Name:
        share = min(map(self.share_of, name.phrase))
        is_there = share and (len(name.phrase) == 1 or self.are_near(name.phrase, NAME_SLOP, "whole"))
        return Name(name.phrase, name.text, share if is_there else 0.0)

    def share_of(self, token: str) -> float:
        """The part of the sheets that have this token, as a word or as a part of one; 0 when none has."""
        if not self.has_token(token):
            return 0.0
        return min(self.searcher.doc_freq("tokens", token) / max(self.searcher.num_docs, _FEWEST_SHEETS), 1.0)

    def completions(self, beginning: str) -> list[str]:
        """Folded words that begin so, the most frequent first; none for a very short beginning."""
        if len(beginning) < _SHORTEST_BEGINNING:
            return []
        spelled, ordered = self._spelled, self._ordered
        found = []
        for place in range(bisect_left(ordered, beginning), len(ordered)):
            if not ordered[place].startswith(beginning):
                break
            found.append(ordered[place])
        return sorted(found, key=lambda word: (-spelled[word][1], word))[:_MOST_COMPLETIONS]

    def corrections(self, folded: str, others: tuple[str, ...] = ()) -> list[str]:
        """Folded words that may have been meant, all equally close; `others` are more words that exist."""
        if len(folded) < _SHORTEST_TYPO or not folded.isalpha():
            return []
        most = 2 if len(folded) >= _TWO_ERRORS_FROM else 1
        near = range(max(len(folded) - most, _SHORTEST_TYPO), len(folded) + most + 1)
        candidates = [word for length in near for word in self._by_length.get(length, ())]  # also parts of compounds
        close = process.extract(folded, [*candidates, *others], scorer=OSA.distance, score_cutoff=most, limit=50)
        sounds = _sound(folded)
        ranked = sorted({(min(distance, OSA.distance(sounds, _sound(word)) + 0.5), word) for word, distance, _i in close})
        return [word for distance, word in ranked if distance == ranked[0][0]][:_MOST_CORRECTIONS]

    def spelling(self, folded: str) -> str:
        """How a folded word is written in the sheets."""
        return self._spelled.get(folded, (folded, 0))[0]

    @cached_property
    def partners(self) -> list[tuple[str, list[str]]]:
        """The partners that sheets name, the most frequent first, each with its folded words."""
        found = sorted(self.searcher.terms_with_prefix("partner", "", SHEETS), key=lambda each: (-each[1], each[0]))
        return [(partner, words(partner)) for partner, _frequency in found]

    @cached_property
    def _spelled(self) -> dict[str, tuple[str, int]]:
        """By folded word: how most sheets write it, and how many do."""
        spelled: dict[str, tuple[str, int]] = {}
        for word, frequency in self.searcher.terms_with_prefix("words", "", SHEETS):
            folded = fold(word)
            if frequency > spelled.get(folded, ("", 0))[1]:
                spelled[folded] = (word, frequency)
        return spelled

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self._spelled)

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        parts = {part for word in self._ordered for part in compound(word, self.language)}
        for word in sorted(parts | self._spelled.keys()):
            found.setdefault(len(word), []).append(word)
        return found


_kept: dict[Path, tuple[tuple, IndexWords]] = {}  # the newest of each index


def index_words_of(engine: TantivyEngine, language: str) -> IndexWords:
    """The words of the index of a language as it is now."""
    state, vocabulary = _kept.get(engine.root, (None, None))
    if vocabulary is None or state != engine.state:
        vocabulary = IndexWords(engine, language)
        _kept[engine.root] = (engine.state, vocabulary)
    return vocabulary


def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return word
