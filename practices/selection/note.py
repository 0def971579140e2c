"""*Nota voor het college*: what a selection says, as an official note that its writer only has to finish.

It is told once, in the blocks of note_blocks.py; the files (note_word.py, note_open_document.py, note_pdf.py) draw it.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.implementations import Implementation
from practices.languages import reader_language
from practices.output.pdf import checked_line
from practices.pages.side_by_side import Column, compare
from practices.parts import SHEET, Kind, Part, Shown, filled, named, short_facts_of, value_of
from practices.richtext import read_blocks
from practices.selection.chosen import Chosen, Selection
from practices.selection.note_blocks import Bullets, Cell, Gap, Note, Paragraph, Run, Section, Table
from practices.single_line import without_controls

MOST_EXAMPLES = 3  # municipalities beside each other where nobody chose any: those most like one's own
_WIDEST = 4  # columns of one table
_VARIABLE = re.compile(r"%\((\w+)\)s")
_LONGEST_ANSWER = 45  # words in a cell


def write_note(selection: Selection) -> Note:
    """The note that proposes the first sheet of a selection; ValueError without any."""
    first = selection.proposed
    if first is None:
        raise ValueError("a note proposes a sheet")
    today = date_format(localdate())
    return Note(
        language=reader_language(),
        organisation=_line(_("Local authority of %(place)s"), place=_place(selection)),
        service=(Gap(_("department")),),
        kind=_("Note to the board of mayor and aldermen"),
        title=_plain(first.page.title),
        facts=tuple(_facts(first)),
        sections=tuple(_sections(selection, first)),
        source=_("From the practice database %(site)s (VVSG), %(day)s") % {"site": settings.WAGTAIL_SITE_NAME, "day": today},
    )


def _place(selection: Selection) -> Run:
    return selection.own.name if selection.own else Gap(_("municipality"))


def _facts(first: Chosen) -> Iterator[tuple[str, Paragraph]]:
    yield _("Meeting of"), (Gap(_("date")),)
    yield _("File number"), (Gap(_("reference")),)
    domains = ", ".join(term.name for term in first.page.terms_of("policy_domains"))
    yield _("Policy domain"), (domains or Gap(_("policy domain")),)
    yield _("Author"), (Gap(_("name and function")),)


def _sections(selection: Selection, first: Chosen) -> Iterator[Section]:
    place = _place(selection)
    yield Section(_("Question to the board"), (_question(first, place),))
    yield Section(_("Why"), tuple(_why(first, place)))
    yield Section(_("What other municipalities do"), tuple(_examples(selection, first)))
    yield Section(_("What it takes"), tuple(_what_it_takes(first, place)))
    yield Section(_("How sure we are"), tuple(_how_sure(selection, first)))
    yield Section(_("Whom we can call"), tuple(_callers(selection)))
    yield Section(_("Proposal for a decision"), tuple(_proposal(first, place)))
    yield Section(_("Sources"), (Bullets(tuple(_sources(selection))),))


def _question(first: Chosen, place: Run) -> Paragraph:
    text = _("Does the board agree to start with “%(practice)s” in %(place)s from %(when)s?")
    return _line(text, practice=first.page.title, place=place, when=Gap(_("month and year")))


def _why(first: Chosen, place: Run) -> Iterator[Paragraph | Bullets]:
    yield from _paragraphs(first.page.introduction)
    goals = _bullets(first.page.goals)
    if goals.items:
        yield (_("What others want to reach with it:"),)
        yield goals
    groups = ", ".join(_within(term.name) for term in first.page.terms_of("target_groups"))
    text = _("In %(place)s this concerns about %(number)s people (%(groups)s).")
    yield _line(text, place=place, number=Gap(_("number")), groups=groups or Gap(_("target group")))


def _examples(selection: Selection, first: Chosen) -> Iterator[Paragraph | Bullets | Table]:
    total = len(first.page.municipality_list)
    text = ngettext("%(total)d municipality shares this practice.", "%(total)d municipalities share this practice.", total)
    shown = _shown_columns(selection, first)
    told = text % {"total": total} if total else _("No municipality shares this practice yet.")
    if selection.own and len(shown) < len(first.comparison.columns):
        told += " " + _("Of these, the following are most like %(place)s.") % {"place": selection.own.name}
    yield (told,)
    comparison = compare(first.page, [column.key for column in shown], selection.own)
    columns = comparison.columns if shown else []
    for start in range(0, len(columns), _WIDEST):
        yield _table(columns[start : start + _WIDEST], [row.part for row in comparison.rows])
    yield from _others(selection, first)


def _others(selection: Selection, first: Chosen) -> Iterator[Paragraph | Bullets]:
    """The further sheets of the selection, in brief."""
    others = [each.page for each in selection.chosen if each is not first]
    if others:
        yield (_("We looked at these practices too:"),)
        yield Bullets(tuple((_plain(f"{page.title}: {_in_brief(page.introduction)}"),) for page in others))


def _shown_columns(selection: Selection, each: Chosen) -> list[Column]:
    """Those that were chosen; else the first few, which are most like one's own municipality."""
    columns = each.comparison.columns
    return columns if selection.address.keys_of(each.slug) else columns[:MOST_EXAMPLES]


def _table(columns: list[Column], parts: list[Part]) -> Table:
    rows = tuple(
        ((_title(part),), *(_answer(part, value_of(column.implementation, part)) for column in columns)) for part in parts
    )
    return Table(((), *(_heading(column) for column in columns)), rows)


def _title(part: Part) -> Paragraph:
    return (part.title,)


def _heading(column: Column) -> Cell:
    said = (str(column.implementation), column.reason)
    return tuple((_plain(text),) for text in said if text)


def _answer(part: Part, value: object) -> Cell:
    """What an implementation says in a part, in brief."""
    if not value:
        return ((_("Not known yet"),),)
    if isinstance(value, date):
        return ((date_format(value),),)
    text = " ".join(block.text for block in read_blocks(str(value))) if part.is_rich else str(value)
    lines = text.splitlines() if part.kind in {Kind.CONTACTS, Kind.TEXT} else [_in_brief(text)]
    return tuple((_plain(line),) for line in lines if line.strip())


def _in_brief(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= _LONGEST_ANSWER else " ".join(words[:_LONGEST_ANSWER]) + " …"


def _what_it_takes(first: Chosen, place: Run) -> Iterator[Paragraph | Bullets]:
    facts = [fact for fact in short_facts_of(first.page) if fact.part.name != "evidence"]
    if facts:
        yield Bullets(tuple((_plain(f"{each.part.title}: {_told(each.value, each.note)}"),) for each in facts))
    else:
        yield (_("The database does not say yet what it costs, nor how much time it takes."),)
    for name in ("first_steps", "arrangements"):
        items = _bullets(getattr(first.page, name))
        if items.items:
            yield (named(SHEET, name).title + ":",)
            yield items
    text = _("In %(place)s we estimate the cost at %(amount)s euros and the time at %(hours)s hours a week.")
    yield _line(text, place=place, amount=Gap(_("amount")), hours=Gap(_("number")))


def _told(value: str, note: str) -> str:
    value, note = value.rstrip("."), note.rstrip(".")
    return f"{value} ({note})" if note else value


def _how_sure(selection: Selection, first: Chosen) -> Iterator[Paragraph | Bullets]:
    evidence = next((fact for fact in short_facts_of(first.page) if fact.part.name == "evidence"), None)
    if evidence:
        yield (_plain(_("How we know that it works: %(known)s.") % {"known": _told(evidence.value, evidence.note)}),)
    else:
        yield (_("The database says nothing of its effect yet."),)
    for part, value in filled(first.page, SHEET, Shown.HELPS, Shown.HURTS):
        items = _bullets(value)
        if items.items:
            yield (part.title + ":",)
            yield items
    yield (checked_line(column.implementation for column in _shown_columns(selection, first)),)


def _callers(selection: Selection) -> Iterator[Paragraph | Bullets]:
    shown = [(each, column.implementation) for each in selection.chosen for column in _shown_columns(selection, each)]
    items = tuple((_caller(each, who, len(selection.chosen)),) for each, who in shown if who.contact_lines)
    if items:
        yield Bullets(items)
    else:
        yield (_("No contact is known yet. Ask %(address)s.") % {"address": settings.MODERATION_EMAIL},)


def _caller(each: Chosen, who: Implementation, total: int) -> str:
    about = f" ({each.page.title})" if total > 1 else ""
    return _plain(f"{who}{about}: {'; '.join(who.contact_lines)}")


def _proposal(first: Chosen, place: Run) -> Iterator[Paragraph]:
    when, service = Gap(_("month and year")), Gap(_("department"))
    text = _("Article 1. The board approves the start of “%(practice)s” in %(place)s from %(when)s.")
    yield _line(text, practice=first.page.title, place=place, when=when)
    yield _line(_("Article 2. The board charges %(service)s with carrying it out."), service=service)
    text = _("Article 3. The expense of %(amount)s euros is entered under %(budget)s.")
    yield _line(text, amount=Gap(_("amount")), budget=Gap(_("budget item")))
    text = _(
        "Article 4. The department reports to the board on %(when)s: how many people were reached, and what they say of it."
    )
    yield _line(text, when=Gap(_("date")))


def _sources(selection: Selection) -> Iterator[Paragraph]:
    for each in selection.chosen:
        changed = each.page.last_published_at
        day = ", " + _("last changed on %(day)s") % {"day": date_format(localtime(changed))} if changed else ""
        yield (_plain(f"{each.page.title}, {settings.BASE_URL}{each.page.address}{day}"),)
    yield (_("Looked up on %(day)s in the practice database of the VVSG.") % {"day": date_format(localdate())},)


def _line(text: str, **values: Run) -> Paragraph:
    """A sentence with its values in it, of which some are gaps.

    >>> _line("Start in %(place)s", place=Gap("municipality"))
    ('Start in ', Gap(asked='municipality'))
    """
    runs: list[Run] = []
    for index, chunk in enumerate(_VARIABLE.split(text)):
        value = values[chunk] if index % 2 else chunk
        runs.append(value if isinstance(value, Gap) else _plain(value))
    return tuple(run for run in runs if run)


def _paragraphs(text: str) -> Iterable[Paragraph]:
    return ((_plain(line),) for line in text.splitlines() if line.strip())


def _bullets(html: str) -> Bullets:
    return Bullets(tuple((_plain(block.text),) for block in read_blocks(html) if block.text.strip()))


def _within(name: str) -> str:
    """A name in the middle of a sentence; an abbreviation keeps its capitals.

    >>> _within("Nieuwkomers"), _within("OKAN-leerlingen")
    ('nieuwkomers', 'OKAN-leerlingen')
    """
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _plain(text: str) -> str:
    """What every kind of file can hold."""
    return without_controls(text)
