"""What somebody sent in, by part: a new practice, a municipality that does an existing one too, or a correction.

A submission keeps it as JSON, flat, by the names of the fields in its form; here it has types. Terms are kept by their slugs,
because a name may change, or a term be merged, while a practice waits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from practices.fact_values import codes_in
from practices.parts import IMPLEMENTATION, SHEET, Kind, Part, named
from practices.taxonomy import term_at
from practices.vocabularies import terms_in

ASKED_OF_SHEET = tuple(part for part in SHEET if part.asked and part.name != "title")  # the title is the submission's own
ASKED_OF_PLACE = tuple(part for part in IMPLEMENTATION if part.asked)
SAID_OF_PLACE = (named(IMPLEMENTATION, "label"), *ASKED_OF_PLACE)  # its name, where it is not the official one
_TERMS = tuple(part for part in ASKED_OF_SHEET if part.kind is Kind.TERMS)
_TEXTS = tuple(part for part in ASKED_OF_SHEET if part not in _TERMS)  # keywords too, as they were typed
# Of a new practice: what its one implementation says beside the sheet.
_BESIDE = tuple(part for part in SAID_OF_PLACE if part.name not in {each.name for each in ASKED_OF_SHEET})
_OWN_TITLE, _ABOUT, _REMARK, _IMPLEMENTATION, _CHANGES = "own_title", "about", "remark", "implementation", "changes"
_ANSWERS = {part.name for part in (*_TEXTS, *SAID_OF_PLACE)} | {_OWN_TITLE, _ABOUT, _REMARK}


class SentAnswer(NamedTuple):
    """An answer that was filled in, in readable form."""

    label: str
    text: str


@dataclass(frozen=True)
class PracticeProposal:
    """A new practice: texts of the sheet, slugs of terms, and texts of its implementation, each by part."""

    texts: dict[str, str]
    terms: dict[str, list[str]]
    at_place: dict[str, str]

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "PracticeProposal":
        return cls(
            {part.name: _text(part, kept.get(part.name, "")) for part in _TEXTS},
            {part.name: _slugs(kept.get(part.name)) for part in _TERMS},
            {part.name: kept.get(part.name, "") for part in _BESIDE},
        )

    def as_json(self) -> dict[str, Any]:
        return {**self.texts, **self.terms, **self.at_place}

    def answers(self) -> Iterator[SentAnswer]:
        for part in ASKED_OF_SHEET:
            said = part.in_words(self.texts.get(part.name, ""))
            yield SentAnswer(part.sent_as, said or _term_names(part, self.terms.get(part.name, [])))
        yield from _answers(_BESIDE, self.at_place)


OTHER_THAN = "other_than"  # beside the answers of a new practice: the sheets of which its sender said that it is another


@dataclass(frozen=True)
class JoinProposal:
    """What a municipality does. `moved` is the practice that it was sent as, before a moderator put it on this sheet."""

    at_place: dict[str, str]
    own_title: str = ""
    moved: PracticeProposal | None = None

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "JoinProposal":
        at_place = {part.name: kept.get(part.name, "") for part in SAID_OF_PLACE}
        title = kept.get(_OWN_TITLE, "")
        return cls(at_place, title, PracticeProposal.read({**kept, "description": ""}) if title else None)

    @classmethod
    def moved_from(cls, practice: PracticeProposal, title: str) -> "JoinProposal":
        """What was sent as a practice of its own; its description, or in short what it is, becomes the explanation."""
        description = practice.texts["description"] or practice.texts["introduction"]
        return cls({**practice.at_place, "description": description}, title, practice)

    def as_json(self) -> dict[str, Any]:
        return {**(self.moved.as_json() if self.moved else {}), **({_OWN_TITLE: self.own_title} if self.own_title else {}),
                **self.at_place}  # fmt: skip

    def answers(self) -> Iterator[SentAnswer]:
        yield SentAnswer(_("Name given by the sender"), self.own_title)
        if self.moved:
            beside = {answer.label for answer in _answers(_BESIDE, self.at_place)}
            yield from (answer for answer in self.moved.answers() if answer.label not in beside)
        yield from _answers(SAID_OF_PLACE, self.at_place)


@dataclass(frozen=True)
class NewWords:
    """What a part said when the form was shown, and what it should say."""

    before: str
    after: str


@dataclass(frozen=True)
class RemarkProposal:
    """What is not right: corrections by part, to the sheet or to the implementation with this key, or a remark."""

    about: str = ""
    remark: str = ""
    implementation: str = ""
    changes: dict[str, NewWords] = field(default_factory=dict)

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "RemarkProposal":
        changes = {name: NewWords(**words) for name, words in kept.get(_CHANGES, {}).items()}
        return cls(kept.get(_ABOUT, ""), kept.get(_REMARK, ""), kept.get(_IMPLEMENTATION, ""), changes)

    def as_json(self) -> dict[str, Any]:
        changes = {name: {"before": words.before, "after": words.after} for name, words in self.changes.items()}
        return {_ABOUT: self.about, _REMARK: self.remark, _IMPLEMENTATION: self.implementation, _CHANGES: changes}

    def answers(self) -> Iterator[SentAnswer]:
        yield SentAnswer(_("About"), self.about)
        yield SentAnswer(_("Remark"), self.remark)

    def changed(self) -> Iterator[SentAnswer]:
        """The corrections, each under the label of its part."""
        table = IMPLEMENTATION if self.implementation else SHEET
        for part in table:  # the database does not keep the order of the changes
            if part.name in self.changes:
                yield SentAnswer(part.sent_as, part.in_words(self.changes[part.name].after))


Proposal = PracticeProposal | JoinProposal | RemarkProposal


def texts_in(kept: dict[str, Any]) -> dict[str, str]:
    """What somebody wrote, by the name of the answer; of a sheet only the new words."""
    said = {name: text for name, text in kept.items() if name in _ANSWERS and isinstance(text, str)}
    return said | {name: words["after"] for name, words in kept.get(_CHANGES, {}).items()}


def _answers(parts: tuple[Part, ...], texts: dict[str, str]) -> Iterator[SentAnswer]:
    yield from (SentAnswer(part.sent_as, part.in_words(texts[part.name])) for part in parts)


def _text(part: Part, kept: Any) -> str:
    """What is kept of a text; the codes of a choice that was typed and not sent yet come as a list."""
    return ",".join(codes_in(kept)) if part.choices else kept


def _slugs(kept: str | list[str] | None) -> list[str]:
    return [kept] if isinstance(kept, str) and kept else [*(kept or [])]


def _term_names(part: Part, slugs: list[str]) -> str:
    """The names that these terms have now."""
    terms = [term_at(terms_in(part.name).model, slug) for slug in slugs]
    return ", ".join(term.name for term in terms if term)
