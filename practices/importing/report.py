"""What an import did with a file, for people and as JSON."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from practices.contacts import addresses
from practices.importing.content import ImplementationContent, SheetContent
from practices.importing.terms import term_key
from practices.models import PracticePage
from practices.richtext import count_items
from practices.taxonomy import Term


@dataclass
class FileReport:
    """The result for one file. `status` is created, changed, unchanged or failed; `doubts` say what to look at, and why."""

    file: str
    status: str = "failed"
    sheet: dict = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    def fail(self, reason: str) -> None:
        """Nothing of this file was saved."""
        self.status, self.sheet = "failed", {}
        self.doubts = [reason]

    def as_json(self) -> dict:
        """The report in the form that `import_sheets --report json` prints."""
        return {"file": self.file, "status": self.status, **(self.sheet or EMPTY), "doubts": self.doubts}

    def as_text(self) -> str:
        lines = [f"{self.file}: {_STATUS_TEXT[self.status]()}"]
        if self.sheet:
            total = len(self.sheet["implementations"])
            text = ngettext("%(total)d implementation", "%(total)d implementations", total) % {"total": total}
            lines.append(f"  {self.sheet['title']} — {text}")
        return "\n".join(lines + [f"  ? {doubt}" for doubt in self.doubts])


_STATUS_TEXT = {
    "created": lambda: _("made"),
    "changed": lambda: _("changed"),
    "unchanged": lambda: _("nothing to change"),
    "failed": lambda: _("FAILED, nothing was saved"),
}

EMPTY = {
    "title": "",
    "category": "",
    "goals": 0,
    "target_groups": [],
    "has_description": False,
    "success_factors": 0,
    "challenges": 0,
    "policy_domains": [],
    "implementations": [],
}


def report_sheet(report: FileReport, page: PracticePage, content: SheetContent) -> None:
    """Describe the sheet as it stands now; what only the file knows (the website as written) comes from `content`."""
    names = {m.nis_code: m.name for each in page.implementations.all() for m in each.municipalities.all()}
    report.sheet = {
        "title": page.title,
        "category": page.category.name if page.category else "",
        "goals": count_items(page.goals),
        "target_groups": _in_order(page.target_groups.all(), content.target_groups),
        "has_description": bool(page.description),
        "success_factors": count_items(page.success_factors),
        "challenges": count_items(page.challenges),
        "policy_domains": _in_order(page.policy_domains.all(), content.policy_domains),
        "implementations": [_implementation(each, names) for each in content.implementations],
    }


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
