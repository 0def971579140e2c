"""What the abbreviations and the words of the field mean, told where a Dutch text has them for the first time.

Editors give a concept its definition in the word list, which explains its title, and those of its names that they mark.
"""

import re
from functools import partial
from typing import Any, NamedTuple

from django.utils.html import escape
from django.utils.safestring import mark_safe

from practices.languages import SOURCE
from practices.remembered import remembered
from search.thesaurus.models import Concept, ConceptName

_TAG = re.compile(r"(<[^>]*>)")
_ABBREVIATION = re.compile(r"[^\W\d_][\w+]*[A-Z0-9+]")  # ends in a capital or a number: LOI, NT2, AgII


class Entry(NamedTuple):
    """A word with what it means."""

    word: str
    meaning: str
    is_abbreviation: bool


class Glossary(NamedTuple):
    """Entries by how they are written (a word in small letters), and what finds them in a text."""

    entries: dict[str, Entry]
    pattern: re.Pattern | None


@remembered(seconds=60)
def glossary() -> Glossary:
    """The words that have a definition."""
    concepts = Concept.objects.exclude(definition="").in_bulk()
    rows = ConceptName.objects.filter(concept__in=concepts, language=SOURCE, is_explained=True).order_by("pk")
    names = [*((pk, concept.title) for pk, concept in concepts.items()), *rows.values_list("concept", "text")]
    entries = dict(_entry(name, concepts[pk]) for pk, name in reversed(names))
    return Glossary(entries, _pattern(entries))


def explained(html: str, page: Any) -> str:
    """A text of a sheet in which each abbreviation says what it stands for, the first time that the sheet has it."""
    known = glossary()
    if page.language != SOURCE or known.pattern is None:
        return html
    parts, inside = _TAG.split(str(html)), False
    for index, part in enumerate(parts):
        if index % 2:
            inside = part.startswith("<a ") or (inside and part != "</a>")
        elif not inside:
            parts[index] = known.pattern.sub(partial(_told, known, _said_on(page)), part)
    return mark_safe("".join(parts))  # noqa: S308 - the text as it came, with what is escaped here


def words_explained(page: Any) -> list[tuple[str, str]]:
    """The words that `explained` met on a sheet, in their order, with what they mean."""
    return list(_said_on(page).items())


def _said_on(page: Any) -> dict[str, str]:
    return page.__dict__.setdefault("_words_explained", {})


def _told(known: Glossary, said: dict[str, str], found: re.Match) -> str:
    written = found[0]
    entry = known.entries.get(written) or known.entries.get(written.casefold())  # None: İ has no small letter of its own
    if entry is None or entry.word in said:
        return written
    said[entry.word] = entry.meaning
    return f'<abbr title="{escape(entry.meaning)}">{written}</abbr>' if entry.is_abbreviation else written


def _entry(name: str, concept: Concept) -> tuple[str, Entry]:
    """How a name is written in a text, with its entry."""
    if _ABBREVIATION.fullmatch(name):
        return name, Entry(name, concept.definition, is_abbreviation=True)
    return name.casefold(), Entry(concept.title, concept.definition, is_abbreviation=False)


def _pattern(entries: dict[str, Entry]) -> re.Pattern | None:
    abbreviations = [re.escape(written) for written, entry in entries.items() if entry.is_abbreviation]
    others = [re.escape(written) for written, entry in entries.items() if not entry.is_abbreviation]
    kinds = ["|".join(abbreviations), f"(?i:{'|'.join(others)})" if others else ""]
    either = "|".join(filter(None, kinds))
    return re.compile(rf"(?<![\w/.=-])(?:{either})(?!\w)") if either else None
