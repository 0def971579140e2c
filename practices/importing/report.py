"""What an import did with a file, for people and as JSON."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.contacts import addresses
from practices.importing.content import HEADED, ImplementationContent, SheetContent
from practices.importing.terms import term_key
from practices.models import PracticePage
from practices.parts import Kind, Part, empty, value_of
from practices.richtext import count_items
from practices.taxonomy import Term
from practices.vocabularies import TERMS, terms_in


@dataclass
class FileReport:
    """The result for one file. `status` is created, barely_read, changed, unchanged or failed.

    `doubts` say what to look at, and why.
    """

    file: str
    status: str = "failed"
    sheet: dict = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    content: SheetContent | None = None  # as it was read
    page_id: int | None = None  # of the sheet; not in the report of a command

    def fail(self, reason: str) -> None:
        """Nothing of this file was saved."""
        self.status, self.sheet, self.page_id = "failed", {}, None
        self.doubts = [reason]

    def as_json(self) -> dict:
        """The report in the form that `import_sheets --report json` prints."""
        return {"file": self.file, "status": self.status, **(self.sheet or EMPTY), "doubts": self.doubts}

    @property
    def said(self) -> str:
        """The status in words."""
        return str(_STATUS_TEXT[self.status]())

    def as_text(self) -> str:
        lines = [f"{self.file}: {self.said}"]
        if self.sheet:
            total = len(self.sheet["implementations"])
            text = ngettext("%(total)d implementation", "%(total)d implementations", total) % {"total": total}
            lines.append(f"  {self.sheet['title']} — {text}")
        return "\n".join(lines + [f"  ? {doubt}" for doubt in self.doubts])


_STATUS_TEXT = {
    "created": lambda: _("made"),
    "barely_read": lambda: _("next to nothing of a sheet was found in it: kept as a draft, look at it"),
    "changed": lambda: _("changed"),
    "unchanged": lambda: _("nothing to change"),
    "failed": lambda: _("FAILED, nothing was saved"),
}

_TOLD_KINDS = frozenset({Kind.LIST, Kind.RICH, Kind.TEXT, Kind.TERMS})  # kinds that the report tells of
_TOLD = tuple(part for part in HEADED if part.kind in _TOLD_KINDS)


def report_sheet(report: FileReport, page: PracticePage, content: SheetContent) -> None:
    """Describe the sheet as it stands now; what only the file knows (the website as written) comes from `content`."""
    names = {m.nis_code: m.name for each in page.implementations.all() for m in each.municipalities.all()}
    report.sheet = {
        "title": page.title,
        **{_key(part): _told(part, page, content) for part in _TOLD},
        "implementations": [_implementation(each, names) for each in content.implementations],
    }


def _key(part: Part) -> str:
    return f"has_{part.name}" if part.kind in {Kind.RICH, Kind.TEXT} else part.name


def _told(part: Part, page: PracticePage, content: SheetContent) -> bool | int | str | list[str]:
    """Of a list how many lines it has, of a text whether it is there, of terms their names."""
    value = value_of(page, part)
    if part.kind is Kind.LIST:
        return count_items(value)
    if part.kind is not Kind.TERMS:
        return bool(value)
    if terms_in(part.name).single:
        return value[0].name if value else ""
    return _in_order(value, content.parts[part.name])


_NOTHING = {Kind.LIST: 0, Kind.RICH: False, Kind.TEXT: False}
EMPTY = {"title": "", **{_key(part): _NOTHING.get(part.kind, empty(part)) for part in _TOLD}, "implementations": []}
EMPTY |= {each.part: "" for each in TERMS if each.single}


def _in_order(terms: Iterable[Term], written: list[str]) -> list[str]:
    """The names of the terms in the order of the file; those that an editor added come last."""
    order = {term_key(name): rank for rank, name in enumerate(written)}
    return sorted((term.name for term in terms), key=lambda name: order.get(term_key(name), len(order)))


def _implementation(content: ImplementationContent, names: dict[str, str]) -> dict:
    return {
        "label": content.label,
        "municipalities": [names.get(code, code) for code in content.municipalities],
        "contacts": addresses(content.contacts),
        "website": content.website,
        "partners": content.partners,
    }
