"""What a sheet says, as read from text and before anything is saved."""

from dataclasses import asdict, dataclass, field
from typing import Any

from practices.parts import SHEET, Kind, empty, named

HEADED = tuple(part for part in SHEET if part.headings and part.kind is not Kind.BLOCKS)  # what is read by its heading
_FEWEST_PARTS = 2  # of a text that is a sheet
_READ = (*(part.name for part in HEADED), *(part.note for part in HEADED if part.note))
_HEADED_NAMES = frozenset(_READ)


@dataclass
class ImplementationContent:
    """One block under "Deze praktijk in". `website` is None without a bullet for it, "" when its address was lost."""

    label: str
    municipalities: list[str] = field(default_factory=list)  # NIS codes
    description: str = ""  # rich text
    contacts: list[str] = field(default_factory=list)  # a line each, as written
    website: str | None = None  # as written
    partners: str = ""
    facts: dict[str, str] = field(default_factory=dict)  # by part, as a row keeps them


@dataclass
class SheetContent:
    """A sheet. `parts` has what stands under its headings, by part: texts, and the names of terms.

    Rich text is HTML in which everything that was read is escaped.
    """

    slug: str
    title: str
    image_credit: str = ""
    introduction: str = ""
    to_place: str = ""  # what fits nowhere, a line each; for editors only
    parts: dict[str, Any] = field(default_factory=lambda: {name: empty(named(SHEET, name)) for name in _READ})
    implementations: list[ImplementationContent] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        if name in _HEADED_NAMES:
            return self.parts[name]
        raise AttributeError(name)

    def as_json(self) -> dict:
        """The content as plain values by part, for comparing one import with the next."""
        values = asdict(self)
        return {**values.pop("parts"), **values}


@dataclass
class Reading:
    """A sheet as read, what fitted nowhere, and what a person should look at."""

    content: SheetContent
    leftovers: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    is_signed: bool = False  # it came in a mail, with a greeting above it or a name under it

    @property
    def is_barely_read(self) -> bool:
        """Whether next to nothing of a sheet was found in the text."""
        found = sum(bool(value) for value in self.content.parts.values()) + bool(self.content.implementations)
        return found < _FEWEST_PARTS
