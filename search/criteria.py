"""What a sheet must have to be found, said without an engine: each engine translates these few shapes.

A criterion scores as well as it matches. `Token` and `Phrase` score by how rare the words are and how short the field is
(BM25, in both engines); `Value` scores its boost; `AnyOf` scores its best part and a tenth of the others, so that a word with
many synonyms does not count more often than one without.
"""

from dataclasses import dataclass

TIE = 0.1  # what the other parts of an AnyOf add to the best one


@dataclass(frozen=True)
class Token:
    """A token in a text field of the index."""

    field: str
    token: str
    boost: float = 1.0


@dataclass(frozen=True)
class Phrase:
    """Tokens in this order in a text field, with at most `slop` others between them; at least two tokens."""

    field: str
    tokens: tuple[str, ...]
    slop: int = 0
    boost: float = 1.0


@dataclass(frozen=True)
class Value:
    """A value of a facet, or (as `key`) the primary key of a sheet."""

    facet: str
    slug: str
    boost: float = 1.0


@dataclass(frozen=True)
class AnyOf:
    """At least one of these. Without any: nothing at all."""

    parts: tuple["Criterion", ...]


@dataclass(frozen=True)
class AtLeast:
    """At least `minimum` of these. With `bonus` only those score; they add nothing to what matches."""

    minimum: int
    parts: tuple["Criterion", ...]
    bonus: tuple["Criterion", ...] = ()


@dataclass(frozen=True)
class Whether:
    """That a sheet has this at all, which counts the same however often and wherever it does."""

    criterion: "Criterion"
    boost: float = 1.0


Criterion = Token | Phrase | Value | AnyOf | AtLeast | Whether
