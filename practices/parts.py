"""The parts of a sheet and of its implementations, a row each.

A row says what a part is called and how it is stored, how it comes in (by a file, by the form for a new practice, as other
words for what is there) and where it goes out (page, PDF, index, API, translation). Everything that handles parts reads this
table, so a new part is a field of the model and a row here; checks.py says what is missing. The recipe is in docs/how-to.md.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from practices.fact_values import CARRIERS, COSTS, EVIDENCE, PURPOSES, STATES
from practices.part_kinds import CHOICE_KINDS, PROSE_KINDS, TERM_KINDS, Kind, Part, Shown, Weight

__all__ = ["PROSE_KINDS", "Kind", "Part", "Shown", "Weight"]  # told with the tables, as one


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
        name="first_steps", kind=Kind.LIST, label=_("How to begin"),
        headings=("Zo begin je eraan", "Eerste stappen", "Hoe begin je eraan", "Premières étapes"),
        shown=Shown.SECTION, weight=Weight.BODY, correctable=True,
    ),
    Part(
        name="arrangements", kind=Kind.LIST, label=_("To be arranged"),
        headings=("Te regelen", "Wat moet je regelen", "À régler"),
        shown=Shown.SECTION, weight=Weight.BODY, correctable=True,
    ),
    Part(
        name="cost", kind=Kind.CHOICE, label=_("Cost"), choices=COSTS, note="cost_note",
        headings=("Kostprijs", "Wat kost het", "Coût"),
        shown=Shown.SHORT, asked=True, correctable=True, translated=False,
    ),
    Part(name="cost_note", kind=Kind.TEXT, label=_("Cost in words"), shown=Shown.NOTE, weight=Weight.BODY, correctable=True),
    Part(
        name="hours", kind=Kind.TEXT, label=_("Time a week"),
        headings=("Tijd per week", "Uren per week", "Temps par semaine"),
        shown=Shown.SHORT, weight=Weight.BODY, asked=True, correctable=True,
    ),
    Part(
        name="carried_by", kind=Kind.CHOICES, label=_("Who does it"), choices=CARRIERS,
        headings=("Wie doet het", "Qui le fait"),
        shown=Shown.SHORT, asked=True, correctable=True, translated=False,
    ),
    Part(
        name="lead_time", kind=Kind.TEXT, label=_("Lead time"),
        headings=("Aanlooptijd", "Voorbereidingstijd", "Délai de démarrage"),
        shown=Shown.SHORT, weight=Weight.BODY, correctable=True,
    ),
    Part(
        name="evidence", kind=Kind.CHOICE, label=_("How we know"), choices=EVIDENCE, note="evidence_note",
        headings=("Hoe weten we dat", "Comment le sait-on"),
        shown=Shown.SHORT, correctable=True, translated=False,
    ),
    Part(
        name="evidence_note", kind=Kind.TEXT, label=_("What was found"),
        shown=Shown.NOTE, weight=Weight.BODY, correctable=True,
    ),
    Part(
        name="funding", kind=Kind.TEXT, label=_("Funding"),
        headings=("Financiering", "Financement"),
        shown=Shown.SHORT, weight=Weight.BODY, correctable=True,
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
        name="attachments", kind=Kind.BLOCKS, label=_("Files to take over"), heading=_("To take over"), weight=Weight.BODY,
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
    Part(
        name="tags", kind=Kind.KEYWORDS, label=_("Keywords"),
        shown=Shown.FACT, weight=Weight.MAIN, asked=True, translated=False,
    ),
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
    Part(
        name="since", kind=Kind.LINE, label=_("Since"),
        headings=("Sinds", "Gestart in", "Loopt sinds", "Depuis"),
        shown=Shown.FACT, asked=True, correctable=True, translated=False,
    ),
    Part(
        name="status", kind=Kind.CHOICE, label=_("Progress"), choices=STATES, note="status_note",
        headings=("Stand", "Stand van zaken", "Où en est-on"),
        shown=Shown.FACT, asked=True, correctable=True, translated=False,
    ),
    Part(
        name="status_note", kind=Kind.TEXT, label=_("About the progress"),
        headings=("Over de stand",),
        shown=Shown.FACT, weight=Weight.BODY, asked=True, correctable=True,
    ),
    Part(
        name="reach", kind=Kind.TEXT, label=_("Reach"),
        headings=("Bereik", "Portée"),
        shown=Shown.FACT, weight=Weight.BODY, asked=True, correctable=True,
    ),
    Part(
        name="cost_note", kind=Kind.TEXT, label=_("Cost"),
        headings=("Kostprijs", "Coût"),
        shown=Shown.FACT, weight=Weight.BODY, asked=True, correctable=True,
    ),
    Part(
        name="carried_by", kind=Kind.CHOICES, label=_("Who does it"), choices=CARRIERS,
        headings=("Wie doet het", "Qui le fait"),
        shown=Shown.FACT, asked=True, correctable=True, translated=False,
    ),
    Part(
        name="languages", kind=Kind.NAMES, label=_("Languages"),
        headings=("Talen", "Langues"),
        shown=Shown.FACT, asked=True, correctable=True, translated=False,
    ),
    Part(
        name="learned_from", kind=Kind.LINE, label=_("Learned from"),
        headings=("Geleerd van", "Appris de"),
        shown=Shown.FACT, asked=True, correctable=True, translated=False,
    ),
    Part(name="confirmed_on", kind=Kind.DATE, label=_("Checked on"), shown=Shown.FACT, translated=False),
)  # fmt: skip

# Of a photo in the gallery.
GALLERY = (
    Part(name="image", kind=Kind.FILES, label=_("Photo"), translated=False),
    Part(name="caption", kind=Kind.LINE, label=_("Caption"), weight=Weight.BODY),
)

# Of a file to take over.
ATTACHMENT = (
    Part(name="document", kind=Kind.FILES, label=_("File"), weight=Weight.BODY, translated=False),
    Part(name="purpose", kind=Kind.CHOICE, label=_("What it is"), choices=PURPOSES, translated=False),
    Part(name="caption", kind=Kind.LINE, label=_("Caption"), weight=Weight.BODY),
    Part(name="municipality", kind=Kind.PLACES, label=_("Municipality"), translated=False),
)

# What the rows behind a part of blocks say.
ROWS = {"implementations": IMPLEMENTATION, "gallery": GALLERY, "attachments": ATTACHMENT}

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
    if part.kind in CHOICE_KINDS:
        return part.in_words(getattr(owner, part.name))
    if part.kind is Kind.PLACES:
        return owner.municipality_list
    if part.kind is Kind.BLOCKS:
        return list(getattr(owner, part.name).all())
    return getattr(owner, part.name)


class ShortFact(NamedTuple):
    """A short fact of a sheet: its part, what it says, and more about it."""

    part: Part
    value: str
    note: str


def short_facts_of(page: Any) -> list[ShortFact]:
    """What is known of the short facts; a note without its choice is the fact."""
    notes = {part.name: getattr(page, part.note) for part in SHEET if part.note}
    said = [(part, value_of(page, part), notes.get(part.name, "")) for part in SHEET if part.shown is Shown.SHORT]
    return [ShortFact(part, value or note, note if value else "") for part, value, note in said if value or note]
