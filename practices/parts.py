"""The parts of a sheet and of its implementations, a row each.

A row says what a part is called and how it is stored, how it comes in (by a file, by the form for a new practice, as other
words for what is there) and where it goes out (page, PDF, index, API, translation). Everything that handles parts reads this
table, so a new part is a field of the model and a row here; checks.py says what is missing. The recipe is in docs/how-to.md.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


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
    DATE = "a day"
    TERMS = "terms of a vocabulary"
    KEYWORDS = "words of a vocabulary that people add to as they type"
    PLACES = "municipalities"
    FILES = "a file"
    BLOCKS = "rows of another table"


TERM_KINDS = frozenset({Kind.TERMS, Kind.KEYWORDS})
PROSE_KINDS = frozenset({Kind.LINE, Kind.TEXT, Kind.NAMES, Kind.RICH, Kind.LIST})  # in words


class Shown(Enum):
    """Where the page and the PDF of a sheet show a part."""

    OWN = "in a place of its own in their templates"
    FACT = "in the column of facts"
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

    @property
    def is_text(self) -> bool:
        """Whether people write it in words of their own."""
        return self.kind in PROSE_KINDS or self.kind in {Kind.CONTACTS, Kind.WEBSITE}


SHEET = (
    Part(name="title", kind=Kind.LINE, label=_("Title"), weight=Weight.TITLE, asked=True),
    Part(
        name="introduction", kind=Kind.TEXT, label=_("Introduction"), sender_label=_("The practice in brief"),
        weight=Weight.MAIN, asked=True, correctable=True, expected=True,
    ),
    Part(name="image", kind=Kind.FILES, label=_("Photo"), expected=True, translated=False),
    Part(name="image_caption", kind=Kind.LINE, label=_("Caption"), weight=Weight.BODY),
    Part(name="gallery", kind=Kind.BLOCKS, label=_("More photos"), heading=_("Photos"), weight=Weight.BODY),
    Part(name="image_credit", kind=Kind.LINE, label=_("Photo credit"), translated=False),
    Part(
        name="category", kind=Kind.TERMS, label=_("Category"),
        headings=("Categorie", "Categorieën", "Categoriën", "Rubriek", "Thema"),
        weight=Weight.MAIN, asked=True, expected=True, translated=False,
    ),
    Part(
        name="goals", kind=Kind.LIST, label=_("Goals"),
        headings=("Doelen", "Doel", "Doelstelling", "Doelstellingen", "Doel van de praktijk", "Doelen van de praktijk",
            "Onze doelen", "Wat willen we bereiken", "Objectifs", "Objectif"),
        shown=Shown.SECTION, weight=Weight.MAIN, asked=True, correctable=True, expected=True,
    ),
    Part(
        name="target_groups", kind=Kind.TERMS, label=_("Target group"),
        headings=("Doelgroep", "Doelgroepen", "Voor wie", "Voor wie is dit", "Voor wie is het", "Groupe cible",
            "Groupes cibles", "Public cible"),
        shown=Shown.FACT, weight=Weight.MAIN, asked=True, expected=True, translated=False,
    ),
    Part(
        name="description", kind=Kind.RICH, label=_("Description"),
        headings=("Beschrijving", "Omschrijving", "Hoe het werkt", "Beschrijving van de praktijk", "Korte beschrijving",
            "Korte omschrijving", "Beschrijving van het project", "Omschrijving van de praktijk", "Hoe werkt het",
            "Beschrijving van de werking", "Aanpak", "Onze aanpak", "Verloop", "Hoe verloopt het", "Hoe pakken we het aan",
            "Wat doen we", "Description"),
        shown=Shown.SECTION, weight=Weight.BODY, asked=True, correctable=True, expected=True,
    ),
    Part(
        name="success_factors", kind=Kind.LIST, label=_("Success factors"),
        headings=(
            "Succesfactoren", "Succesfactor", "Succesfactoren en tips", "Tips en succesfactoren", "Tips", "Wat helpt",
            "Wat werkt", "Wat werkt goed", "Wat loopt goed", "Wat gaat goed", "Tips voor andere gemeenten",
            "Succes factoren", "Facteurs de succès", "Facteurs de réussite",
        ),
        shown=Shown.HELPS, weight=Weight.BODY, asked=True, correctable=True, expected=True,
    ),
    Part(
        name="challenges", kind=Kind.LIST, label=_("Challenges"),
        headings=(
            "Uitdagingen", "Uitdaging", "Knelpunt", "Knelpunten", "Uitdagingen en knelpunten", "Waar je op botst",
            "Valkuilen", "Drempels", "Hindernissen", "Moeilijkheden", "Aandachtspunten", "Wat loopt moeilijk",
            "Wat gaat moeilijk", "Défis", "Défi", "Difficultés",
        ),
        shown=Shown.HURTS, weight=Weight.BODY, asked=True, correctable=True, expected=True,
    ),
    Part(
        name="implementations", kind=Kind.BLOCKS, label=_("This practice in"),
        headings=("Deze praktijk in", "Deze praktijk ook in", "Praktijk in", "Deze praktijk in andere gemeenten",
            "Gemeente", "Gemeenten", "Welke gemeente", "Welke gemeenten", "In welke gemeente", "In welke gemeenten",
            "Deelnemende gemeenten",
            "Cette pratique à", "Cette pratique dans"),
        weight=Weight.BODY, expected=True,
    ),
    Part(
        name="policy_domains", kind=Kind.TERMS, label=_("Policy domains"),
        headings=("Beleidsdomeinen", "Beleidsdomein", "Beleids domeinen", "Beleidsdomein en", "Domaines politiques",
            "Domaine politique"),
        shown=Shown.FACT, weight=Weight.MAIN, expected=True, translated=False,
    ),
    Part(
        name="partners", kind=Kind.NAMES, label=_("Partners"),
        headings=("Partners", "Partner", "Partners van de praktijk", "Partenaires"),
        shown=Shown.FACT, weight=Weight.BODY, translated=False,
    ),
    Part(name="tags", kind=Kind.KEYWORDS, label=_("Keywords"), shown=Shown.FACT, weight=Weight.MAIN, translated=False),
)  # fmt: skip

IMPLEMENTATION = (
    Part(name="municipalities", kind=Kind.PLACES, label=_("Municipalities"), translated=False),
    Part(name="label", kind=Kind.LINE, label=_("Display name"), translated=False),
    Part(
        name="description", kind=Kind.RICH, label=_("Explanation"),
        shown=Shown.SECTION, weight=Weight.BODY, asked=True, correctable=True,
    ),
    Part(
        name="contacts", kind=Kind.CONTACTS, label=_("Contact"),
        shown=Shown.FACT, weight=Weight.BODY, asked=True, correctable=True, expected=True, translated=False,
    ),
    Part(
        name="website", kind=Kind.WEBSITE, label=_("Website"),
        shown=Shown.FACT, asked=True, correctable=True, translated=False,
    ),
    Part(
        name="partners", kind=Kind.NAMES, label=_("Partners"),
        shown=Shown.FACT, weight=Weight.BODY, asked=True, correctable=True, translated=False,
    ),
    Part(name="confirmed_on", kind=Kind.DATE, label=_("Checked on"), shown=Shown.FACT, translated=False),
)  # fmt: skip

# Of a photo in the gallery.
GALLERY = (
    Part(name="image", kind=Kind.FILES, label=_("Photo"), translated=False),
    Part(name="caption", kind=Kind.LINE, label=_("Caption"), weight=Weight.BODY),
)

# What the rows behind a part of blocks say.
ROWS = {"implementations": IMPLEMENTATION, "gallery": GALLERY}

# Fields that are no part of what a sheet says, with why they are there.
BOOKKEEPING = {
    "outdated_since": "of a translation: since when a line of it waits",
    "by_machine": "of a translation: whether a machine made a line of it",
    "tagged_items": "the rows behind `tags`",
    "source": "the file that it was imported from",
    "to_place": "what an import read and could not place, for editors",
    "page": "the sheet of an implementation",
    "sort_order": "the place of an implementation on its sheet",
    "website_lost": "whether the file named a website without its address",
}


def named(table: Iterable[Part], name: str) -> Part:
    """The row of a field. Raises KeyError."""
    found = {part.name: part for part in table}
    return found[name]


def filled(owner: Any, table: Iterable[Part], *shown: Shown) -> Iterator[tuple[Part, Any]]:
    """The non-empty parts shown in those places, each with its value; for a part of terms, those that readers may see."""
    for part in table:
        if part.shown in shown:
            value = owner.terms_of(part.name) if part.kind in TERM_KINDS else value_of(owner, part)
            if value:
                yield part, value


def empty(part: Part) -> str | list[str]:
    """What a file, a form or a draft gives for a part that says nothing."""
    return [] if part.kind in TERM_KINDS else ""


def value_of(owner: Any, part: Part) -> Any:
    """What a sheet, or a row of it, says in a part: text, or a list of terms, municipalities or rows."""
    if part.kind in TERM_KINDS:
        return owner.all_terms_of(part.name)
    if part.kind is Kind.PLACES:
        return owner.municipality_list
    if part.kind is Kind.BLOCKS:
        return list(getattr(owner, part.name).all())
    return getattr(owner, part.name)
