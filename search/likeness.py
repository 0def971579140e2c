"""Whether a practice that somebody describes is on a sheet already, whatever name they give it.

Each word of the new one counts by how rare it is, by where a sheet has it, and whether as itself, as a part of a compound or by
another name. A sheet is like the new one when enough of what that says is there, or when all of its own title is said of it;
one that is done in the municipality of the new one is rather it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from municipalities.text import normal_form
from search import indexes, journal
from search.criteria import AnyOf, Criterion, Token
from search.engines import Engine, NoIndexError, Request
from search.facet_labels import FacetLabels, labels_at
from search.index_cards import Card
from search.language.analysis import part_tokens, token
from search.language.resources import stop_words
from search.language.words import words
from search.named_places import place_length

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
_SAME_PLACE = 0.1
_READ = 200  # words of a text
# Words that say what kind of thing a practice is, and of none which one.
_FRAME = frozenset(
    words(
        """project werking praktijk actie initiatief aanbod gemeente stad dorp buurt wijk inwoner inwoners bewoner bewoners
        mensen iedereen samen nieuw nieuwe onze lokaal lokale dienst vrijwilliger vrijwilligers week maand jaar"""
    )
)


class AlikeCard(Card):
    """The card of a sheet: `shared` are the words of the new practice that it has, the rarest first; `there` the names of the
    municipalities of the new one that are on it already.
    """

    shared: list[str]
    there: list[str]


@dataclass(frozen=True)
class _Word:
    """A word of the new practice as it is written: its token, the tokens of its parts, and what else it is called."""

    text: str
    own: str
    parts: tuple[str, ...]
    others: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class _New:
    """What is known of the new practice: its words, and the municipalities that it names, by slug."""

    words: list[_Word]
    places: dict[str, str]


def alike(title: str, language: str, said: str = "", places: str = "") -> list[AlikeCard]:
    """The cards of at most three sheets that a practice with this title may be.

    `said` is what else is known of it; `places` are the names of the municipalities that do it, in any form.
    """
    engine = indexes.embedded(language)
    number = journal.latest()
    names = labels_at(number, language)
    try:
        indexes.serve(engine, language, number)
        return _alike(engine, _read(title, said, places, language, names), language, names)
    except NoIndexError:  # another process is making it
        return []


def _read(title: str, said: str, places: str, language: str, names: FacetLabels) -> _New:
    """The words of a title, and the first of what is said of it, each once; the name of a place is no word of it."""
    found: dict[str, _Word] = {}
    there: dict[str, str] = {}
    for text, weight in ((title, 1.0), (said, _SAID)):
        before = len(found)
        for word in _without_places(text, language, names, there):
            if len(found) - before >= _MOST_WORDS:
                break
            if len(word) >= _SHORTEST_WORD and word not in stop_words(language):
                found.setdefault(token(word, language), _word(word, weight, language, names))
    _without_places(places, language, names, there)
    return _New(list(found.values()), there)


def _without_places(text: str, language: str, names: FacetLabels, there: dict[str, str]) -> list[str]:
    """The first words of a text that name no place; the municipalities among those that do are put in `there`, by slug."""
    typed, rest, start = words(text)[:_READ], [], 0
    while start < len(typed):
        length = place_length(typed, start, names, language)
        if length:
            meant = names.places[normal_form(" ".join(typed[start : start + length]))]
            there.update({slug: names.labels[facet][slug] for facet, slug in meant[:1] if facet == "municipality"})
        else:
            rest.append(typed[start])
        start += length or 1
    return rest


def _word(word: str, weight: float, language: str, names: FacetLabels) -> _Word:
    own = token(word, language)
    frame = {token(each, language) for each in _FRAME}
    parts = [part for part in part_tokens(word, language) if part != own and part not in frame]
    others = tuple(_other_names(word, own, names))
    return _Word(word, own, tuple(parts), others, weight * (_FRAMING if own in frame else 1.0))


def _other_names(word: str, own: str, names: FacetLabels) -> list[str]:
    called = (name.phrase for name in names.thesaurus.called(word, own) if len(name.phrase) == 1)
    return [phrase[0] for phrase in called if phrase[0] != own]


def _alike(engine: Engine, new: _New, language: str, names: FacetLabels) -> list[AlikeCard]:
    cards: dict[int, Card] = {}
    shared: dict[int, list[tuple[float, str]]] = defaultdict(list)
    scores = _scores(engine, new.words, cards, shared)
    for sheet, card in cards.items():
        if _is_named(card["title"], new.words, language, names):
            scores[sheet] = max(scores.get(sheet, 0), 1.0)
    there = {sheet: _there(cards[sheet], new.places) for sheet, score in scores.items() if score >= _ENOUGH}
    best = sorted(there, key=lambda sheet: -scores[sheet] - _SAME_PLACE * bool(there[sheet]))[:_TOTAL]
    told = {sheet: [text for _rarity, text in sorted(shared[sheet], reverse=True)[:_TOLD]] for sheet in best}
    return [{**cards[sheet], "shared": told[sheet], "there": there[sheet]} for sheet in best]


def _scores(
    engine: Engine, said: list[_Word], cards: dict[int, Card], shared: dict[int, list[tuple[float, str]]]
) -> dict[int, float]:
    """How much of what is said each sheet has; fills `cards` with the sheets, and `shared` with the words of each."""
    total = engine.search(Request(limit=1)).total
    has: dict[int, float] = defaultdict(float)
    weight = 0.0
    for word in said:
        rarity, where = _sheets_with(engine, word, total, cards)
        weight += rarity * word.weight
        for sheet, share in where.items():
            has[sheet] += rarity * word.weight * share
            shared[sheet].append((rarity, word.text))
    return {sheet: score / weight for sheet, score in has.items()} if weight else {}


def _there(card: Card, places: dict[str, str]) -> list[str]:
    """The names of those of these municipalities, by slug, that are on a sheet."""
    return [place["label"] for place in card["values"]["municipalities"] if place["value"] in places]


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


def _is_named(title: str, said: list[_Word], language: str, names: FacetLabels) -> bool:
    """Whether the title of a sheet stands whole in what is said, before its colon."""
    own = _without_places(title.partition(":")[0], language, names, {})
    named = [word for word in own if word not in stop_words(language)]
    telling = [word for word in named if word not in _FRAME and len(word) >= _SHORTEST_WORD]
    known = {each for word in said for each in (word.own, *word.parts, *word.others)}
    return bool(telling) and all(token(word, language) in known for word in telling)
