"""The few values of a choice, by the codes that are kept."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Choices = tuple[tuple[str, str | Promise], ...]
COSTS: Choices = (
    ("nothing", _("Nothing")),
    ("under_1000", _("Less than 1,000 euros")),
    ("under_10000", _("1,000 to 10,000 euros")),
    ("under_50000", _("10,000 to 50,000 euros")),
    ("more", _("More than 50,000 euros")),
)
CARRIERS: Choices = (("staff", _("Own staff")), ("partner", _("A partner")), ("volunteers", _("Volunteers")))
EVIDENCE: Choices = (
    ("experience", _("From experience")),
    ("counted", _("Counted")),
    ("asked", _("Asked of who took part")),
    ("studied", _("Studied")),
)
PURPOSES: Choices = (
    ("letter", _("Letter")),
    ("script", _("Script")),
    ("agreement", _("Agreement")),
    ("flyer", _("Flyer")),
    ("form", _("Form")),
    ("report", _("Report")),
    ("other", _("Something else")),
)
STATES: Choices = (("trial", _("On trial")), ("running", _("Running")), ("stopped", _("Stopped")))


def codes_in(kept: str | list[str]) -> list[str]:
    """The codes in a kept value, or in what a form sends: a list of codes, or of one kept value."""
    return [code for code in (kept if isinstance(kept, str) else ",".join(kept)).split(",") if code]


def names_of_codes(kept: str | list[str], choices: Choices) -> str:
    """The names of the codes, of those that are among the choices.

    >>> names_of_codes("staff,partner", (("staff", "Own staff"), ("partner", "A partner")))
    'Own staff, a partner'
    """
    names = dict(choices)
    told = ", ".join(str(names[code]).lower() for code in codes_in(kept) if code in names)
    return told[:1].upper() + told[1:]
