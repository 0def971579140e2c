"""What a part of a sheet is: how it is kept, where it is shown, how much it counts, and who asks for it."""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise

from municipalities.text import normal_form
from practices.fact_values import Choices, names_of_codes


class Kind(Enum):
    """How a part is kept."""

    LINE = "one line"
    TEXT = "plain text of several lines"
    NAMES = "names separated by commas"
    CONTACTS = "plain text, a contact on each line"
    WEBSITE = "the address of a website"
    RICH = "rich text"
    LIST = "rich text that is one list"
    CHOICE = "one of a few values"
    CHOICES = "several of a few values"
    DATE = "a day"
    TERMS = "terms of a vocabulary"
    KEYWORDS = "words of a vocabulary that people add to as they type"
    PLACES = "municipalities"
    FILES = "a file"
    BLOCKS = "rows of another table"


TERM_KINDS = frozenset({Kind.TERMS, Kind.KEYWORDS})
CHOICE_KINDS = frozenset({Kind.CHOICE, Kind.CHOICES})
PROSE_KINDS = frozenset({Kind.LINE, Kind.TEXT, Kind.NAMES, Kind.RICH, Kind.LIST})  # in words


class Shown(Enum):
    """Where the page and the PDF of a sheet show a part."""

    OWN = "in a place of its own in their templates"
    FACT = "in the column of facts"
    SHORT = "in the row of short facts"
    NOTE = "under the short fact that it is a note of"
    SECTION = "under a heading of its own"
    HELPS = "beside what gets in the way"
    HURTS = "beside what helps"


class Weight(Enum):
    """How much the words of a part count when it is found: those of the title most, then `MAIN`, then `BODY`."""

    TITLE = "title"
    MAIN = "main"
    BODY = "body"


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part. `name` is the field of the model."""

    name: str
    kind: Kind
    label: str | Promise  # as editors know it
    heading: str | Promise = ""  # above it on the page; the label when it is the same
    sender_label: str | Promise = ""  # above it in what somebody sent in; the heading when it is the same
    headings: tuple[
        str, ...
    ] = ()  # as it is headed in a file, the sheet's own heading first; without any, it is never read by heading
    shown: Shown = Shown.OWN
    weight: Weight | None = None  # in the index; without one it is not searched
    asked: bool = False  # in the form for a new practice
    correctable: bool = False  # by “Is something not right?”
    expected: bool = False  # an empty one is something to look at before publishing
    translated: bool = True  # else it is the same in every language
    choices: Choices = ()  # the codes that are kept, each with its name
    note: str = ""  # of a choice: the part that says it in words

    @property
    def title(self) -> str:
        """What stands above it on the page."""
        return str(self.heading or self.label)

    @property
    def sent_as(self) -> str:
        """What stands above it in what somebody sent in."""
        return str(self.sender_label or self.heading or self.label)

    @property
    def is_rich(self) -> bool:
        """Whether it is kept as HTML."""
        return self.kind in {Kind.RICH, Kind.LIST}

    def in_words(self, kept: str) -> str:
        """The names of the codes that are kept in a choice; any other text as it is."""
        return names_of_codes(kept, self.choices) if self.choices else kept

    def read_choice(self, texts: list[str]) -> tuple[str, list[str]]:
        """The codes that these texts say by their names, as they are kept, and the texts that say something else or more."""
        codes = {normal_form(str(name)): code for code, name in self.choices}
        said = {text: [codes.get(normal_form(name)) for name in text.split(",")] for text in texts}
        found = list(dict.fromkeys(code for each in said.values() for code in each if code))
        kept = found if self.kind is Kind.CHOICES else found[:1]
        return ",".join(kept), [text for text, each in said.items() if not set(each) <= set(kept)]

    @property
    def is_typed(self) -> bool:
        """Whether it is kept as a text: words, or the codes of a choice."""
        return self.is_text or self.kind in CHOICE_KINDS

    @property
    def is_text(self) -> bool:
        """Whether people write it in words of their own."""
        return self.kind in PROSE_KINDS or self.kind in {Kind.CONTACTS, Kind.WEBSITE}
