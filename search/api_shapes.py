"""The shapes of what the API answers, made of the vocabularies and of the parts of an implementation."""

from typing import Any

from ninja import Schema
from pydantic import create_model

from practices.parts import IMPLEMENTATION, Kind
from search.index_cards import SHOWN

TOLD = tuple(part for part in IMPLEMENTATION if part.is_typed or part.kind is Kind.PLACES)  # parts of an implementation


class ValueSchema(Schema):
    """A term or a municipality: its slug and its name."""

    value: str
    label: str


class Problem(Schema):
    """What is wrong, in a sentence."""

    detail: str


class Fault(Schema):
    """What is wrong with a value, and where it stands in the request."""

    type: str
    loc: list[str | int]
    msg: str


class Invalid(Schema):
    """What the description does not allow."""

    detail: list[Fault]


class Counted(ValueSchema):
    """A value of a facet, how many practices choosing it gives, and whether it is chosen."""

    count: int
    selected: bool


_ONE_AND_ALL: dict[str, Any] = {each.plural: (ValueSchema | None if each.single else list[ValueSchema], ...) for each in SHOWN}
_PRACTICE: dict[str, Any] = {
    "id": (int, ...),
    "language": (str, ...),
    "title": (str, ...),
    "url": (str, ...),
    "introduction": (str, ...),
    **_ONE_AND_ALL,
    "updated_at": (str, ...),
}
Practice = create_model("Practice", __base__=Schema, __doc__="A practice in a list.", **_PRACTICE)


class Practices(Schema):
    """A page of practices, and the counts of every facet."""

    count: int
    page: int
    results: list[Practice]  # type: ignore[valid-type] # made of the list of vocabularies
    facets: dict[str, list[Counted]]


_OF_KIND: dict[Kind, Any] = {Kind.PLACES: list[ValueSchema], Kind.CONTACTS: list[str]}
_IMPLEMENTATION: dict[str, Any] = {part.name: (_OF_KIND.get(part.kind, str), ...) for part in TOLD}
Implementation = create_model(
    "Implementation", __base__=Schema, __doc__="A practice in one or more municipalities.", **_IMPLEMENTATION
)


class FactSchema(Schema):
    """A short fact of a practice: what it costs, who does it; and more about it."""

    name: str
    label: str
    value: str
    note: str


class PhotoSchema(Schema):
    """A photo: where it is, what can be seen in it, what stands under it, and whose it is."""

    url: str
    alternative: str
    caption: str
    credit: str


class FileSchema(Schema):
    """A file to take over: where it is taken, what it is, of which municipality, and what one may do with it."""

    url: str
    title: str
    purpose: str
    caption: str
    municipality: str
    languages: str
    date: str
    licence: str
    made_by: str
    bytes: int


class WholePractice(Practice):  # type: ignore[misc,valid-type] # as above
    """A practice with all its texts, and its photos, the one at its head first."""

    sections: list[ValueSchema]
    facts: list[FactSchema]
    photos: list[PhotoSchema]
    files: list[FileSchema]
    implementations: list[Implementation]  # type: ignore[valid-type] # as above


class MunicipalitySchema(ValueSchema):
    """A municipality with its number of practices."""

    count: int
    nis_code: str
    province: str


class Suggestion(Schema):
    """A completion and where it leads."""

    label: str
    url: str


class Suggestions(Schema):
    """Completions of one kind."""

    kind: str
    label: str
    items: list[Suggestion]
