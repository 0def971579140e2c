"""What every page of the share form shows: how far it is, and the card of what was typed."""

from django import forms
from django.conf import settings

from practices.models import Category
from practices.submissions.forms import municipality_choices
from practices.submissions.models import Submission
from practices.submissions.sharing.steps import STEPS, Step, left_at
from practices.translations.localised import name_terms


def progress_context(form: forms.Form, draft: Submission | None, this: Step | None = None) -> dict:
    """The context of the template of a page, at a step or beside the steps."""
    typed = draft.proposal if draft else {}
    return {
        "form": form,
        "step": this,
        "steps": STEPS,
        "draft": draft,
        "category": _category(typed),
        "municipality_names": municipality_choices() if "municipalities" in form.fields else (),
        "agreed": bool(typed.get("may_show_people")),
        "most_photos": settings.LIMITS.photos,
        "typed": typed,
        "next": left_at(typed),
        "last": STEPS[-1],
    }


def _category(typed: dict) -> Category | None:
    """The category that was chosen, by its name in the reader's language."""
    chosen = list(Category.objects.sources().filter(slug=typed.get("category") or ""))
    name_terms(chosen)
    return chosen[0] if chosen else None
