"""System checks: what parts.py says is asked of people without an account, their forms ask, and nothing else."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error

from practices.submissions.on_sheet.forms import JoinForm
from practices.submissions.proposals import ASKED_OF_PLACE, ASKED_OF_SHEET
from practices.submissions.sharing.steps import STEPS, Step

# What the forms ask that is no part of a sheet.
_BESIDE_PARTS = {"title", "municipalities", "may_publish_contact", "may_show_people"}


def forms_ask_the_parts(app_configs: Any = None, **kwargs: object) -> list[CheckMessage]:
    """The parts that no form asks, and the fields of a form that are no part."""
    steps = {name for step in STEPS for name in step.fields}
    join = set(JoinForm.base_fields)
    return [
        *_not_asked(steps, {part.name for part in ASKED_OF_SHEET}, "a step of practices/submissions/sharing/steps.py"),
        *_not_asked(join, {part.name for part in ASKED_OF_PLACE}, "JoinForm (practices/submissions/on_sheet/forms.py)"),
        *_not_kept(steps),
        *_without_a_place(STEPS),
    ]


def _not_asked(fields: set[str], parts: set[str], where: str) -> Iterator[Error]:
    for name in sorted(parts - fields):
        yield Error(
            f"The part {name} is asked (parts.py), but no form has a field for it",
            hint=f"Add a field {name} to {where}, or say asked=False in its row.",
            id="submissions.E001",
        )


def _not_kept(fields: set[str]) -> Iterator[Error]:
    known = {part.name for part in (*ASKED_OF_SHEET, *ASKED_OF_PLACE)} | _BESIDE_PARTS
    for name in sorted(fields - known):
        yield Error(
            f"The form for a new practice has a field {name} whose answer nobody would keep",
            hint=f"Say asked=True in the row of {name} in practices/parts.py, or take the field out of the form.",
            id="submissions.E002",
        )


def _without_a_place(steps: Iterable[Step]) -> Iterator[Error]:
    """A form with an order of its own puts what is not in that at its end, behind the photos."""
    for form in (step.form for step in steps):
        order = list(form.field_order or form.base_fields)
        for name in form.base_fields:
            if name not in order:
                yield Error(
                    f"The field {name} has no place in {form.__name__}",
                    hint=f'Put "{name}" in {form.__name__}.field_order (practices/submissions/sharing/steps.py).',
                    id="submissions.E003",
                )
