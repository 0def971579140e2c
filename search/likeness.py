"""Whether a practice that somebody describes is on a sheet already, whatever name they give it.

Each word of the new one counts by how rare it is, by where a sheet has it, and whether as itself, as a part of a compound or by
another name. A sheet is like the new one when enough of what that says is there, or when all of its own title is said of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from search import indexes, journal
from search.criteria import AnyOf, Criterion, Token
from search.engines import Engine, NoIndexError, Request
from search.index_cards import Card
from search.language.analysis import part_tokens, token
from search.language.resources import stop_words
from search.language.synonyms import thesaurus
from search.language.words import words

_TOTAL = 3
_TOLD = 4  # words
_MOST_WORDS = 8  # of the title; and as many of what is said about it
_SHORTEST_WORD = 3
_FOUND = 60  # sheets that have a word, the best first: of a word that more have, it is no sign
_FIELDS = {"title": 1.0, "main": 0.6, "body": 0.3}
_OTHER_NAME = 0.8
_PART = 0.85
_FRAMING = 0.3
_SAID = 0.45  # a word of the description beside one of the title
_ENOUGH = 0.38  # of what the new one weighs
# Words that say what kind of thing a practice is, and of none which one.
_FRAME = frozenset(
    words(
        """project werking praktijk actie initiatief aanbod gemeente stad dorp buurt wijk inwoner inwoners bewoner bewoners
        mensen iedereen samen nieuw nieuwe onze lokaal lokale dienst vrijwilliger vrijwilligers week maand jaar"""
    )
)


class AlikeCard(Card):
    """The card of a sheet, with the words of the new practice that it has, the rarest first."""

    shared: list[str]


@dataclass(frozen=True)
class _Word:
    """A word of the new practice as it is written: its token, the tokens of its parts, and what else it is called."""

    text: str
    own: str
    parts: tuple[str, ...]
    others: tuple[str, ...]
    weight: float


def alike(title: str, language: str, said: str = "") -> list[AlikeCard]:
    """The cards of at most three sheets that a practice with this title may be; `said` is what else is known of it."""
    engine = indexes.embedded(language)
    indexes.ready(engine, language, journal.latest())
    try:
        return _alike(engine, _read(title, said, language), language)
    except NoIndexError:  # another process is making it
        return []


def _read(title: str, said: str, language: str) -> list[_Word]:
    """The words of a title, and the first of what is said of it, each once."""
    found: dict[str, _Word] = {}
    for text, weight in ((title, 1.0), (said, _SAID)):
        before = len(found)
        for word in words(text):
            if len(found) - before >= _MOST_WORDS:
                break
            if len(word) >= _SHORTEST_WORD and word not in stop_words(language):
                found.setdefault(token(word, language), _word(word, weight, language))
    return list(found.values())


def _word(word: str, weight: float, language: str) -> _Word:
    own = token(word, language)
    frame = {token(each, language) for each in _FRAME}
    parts = [part for part in part_tokens(word, language) if part != own and part not in frame]
    names = tuple(other for each in (own, *parts) for other in _other_names(each, language))
    return _Word(word, own, tuple(parts), names, weight * (_FRAMING if own in frame else 1.0))


def _other_names(own: str, language: str) -> list[str]:
    return [other[0] for other in thesaurus(language).others.get((own,), []) if len(other) == 1]


def _alike(engine: Engine, said: list[_Word], language: str) -> list[AlikeCard]:
    total = engine.search(Request(limit=1)).total
    has: dict[int, float] = defaultdict(float)
    cards: dict[int, Card] = {}
    shared: dict[int, list[tuple[float, str]]] = defaultdict(list)
    weight = 0.0
    for word in said:
        rarity, where = _sheets_with(engine, word, total, cards)
        weight += rarity * word.weight
        for sheet, share in where.items():
            has[sheet] += rarity * word.weight * share
            shared[sheet].append((rarity, word.text))
    scores = {sheet: score / weight for sheet, score in has.items()} if weight else {}
    for sheet, card in cards.items():
        if _is_named(card["title"], said, language):
            scores[sheet] = max(scores.get(sheet, 0), 1.0)
    best = sorted(scores, key=lambda sheet: -scores[sheet])[:_TOTAL]
    return [
        {**cards[sheet], "shared": [text for _rarity, text in sorted(shared[sheet], reverse=True)[:_TOLD]]}
        for sheet in best
        if scores[sheet] >= _ENOUGH
    ]


def _sheets_with(engine: Engine, word: _Word, total: int, cards: dict[int, Card]) -> tuple[float, dict[int, float]]:
    """How rare a word is, and the sheets that have it with how well they do."""
    where: dict[int, float] = {}
    rarest = 0
    for name, factor in _FIELDS.items():
        for criterion, share in _ways(name, word):
            found = engine.search(Request(criterion, limit=_FOUND))
            rarest = max(rarest, found.total)
            for card in found.cards:
                cards.setdefault(card["id"], card)
                where[card["id"]] = max(where.get(card["id"], 0), factor * share)
    return log((total + 1) / (rarest + 0.5)), where


def _ways(field: str, word: _Word) -> Iterable[tuple[Criterion, float]]:
    """The ways in which a field has a word, each with what it is worth."""
    yield AnyOf((Token(f"{field}_whole", word.own), Token(f"{field}_parts", word.own))), 1.0
    if word.others:
        yield AnyOf(tuple(Token(f"{field}_{row}", other) for other in word.others for row in ("whole", "parts"))), _OTHER_NAME
    for part in word.parts:
        yield Token(f"{field}_parts", part), _PART / len(word.parts)


def _is_named(title: str, said: list[_Word], language: str) -> bool:
    """Whether the title of a sheet stands whole in what is said, before its colon."""
    named = [word for word in words(title.partition(":")[0]) if word not in stop_words(language)]
    telling = [word for word in named if word not in _FRAME and len(word) >= _SHORTEST_WORD]
    known = {each for word in said for each in (word.own, *word.parts, *word.others)}
    return bool(telling) and all(token(word, language) in known for word in telling)
