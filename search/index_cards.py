"""What an index keeps of a sheet to show it: the card of a result, and what files and the API tell of it."""

from typing import Any, NotRequired, TypedDict

from practices.vocabularies import PLACES, TERMS, VOCABULARIES

PLACE_NAMES = frozenset(vocabulary.name for vocabulary in PLACES)
SHOWN = tuple(vocabulary for vocabulary in VOCABULARIES if vocabulary in TERMS or vocabulary.name == "municipality")


class NamedValue(TypedDict):
    """A term or a municipality: its slug and its name."""

    value: str
    label: str


class Passage(TypedDict):
    """A text of a sheet. `part` is the id of its part, `where` what stands above it in the language of the index.

    `tokens` are those of the text, with spaces between, by which a result knows in which passage its words are.
    """

    part: str
    where: str
    text: str
    tokens: str


class Card(TypedDict):
    """The card of a sheet; `values` has by the plural name of each vocabulary what the sheet has of it."""

    id: int
    language: str
    title: str
    url: str
    introduction: str
    values: dict[str, list[NamedValue]]
    category_language: str
    colour: str
    sign: str
    published_at: str
    updated_at: str
    picture: str
    photo: list[Any]  # in the size of a card: its address, width and height in pixels; empty without one
    passages: list[Passage]
    score: NotRequired[float]


def category_of(card: Card) -> NamedValue | None:
    """The category, on the tab of the card."""
    return next(iter(card["values"]["category"]), None)


def public(card: Card) -> dict[str, Any]:
    """What the API and the files tell of a sheet, flat: the terms under the names of their vocabularies."""
    values = {
        vocabulary.plural: next(iter(found), None) if vocabulary.single else found
        for vocabulary in SHOWN
        for found in [card["values"][vocabulary.plural]]
    }
    return {
        "id": card["id"],
        "language": card["language"],
        "title": card["title"],
        "url": card["url"],
        "introduction": card["introduction"],
        **values,
        "updated_at": card["updated_at"],
    }
