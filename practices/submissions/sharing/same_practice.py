"""Whether a practice that somebody writes down is on a sheet already: asked after the idea, once for each sheet like it.

Which sheets are like it is asked of who can find (signals.py): this room knows nothing of the search.
"""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from practices.signals import looking_for_alike
from practices.submissions import access
from practices.submissions.models import Submission
from practices.submissions.sharing import drafts
from practices.submissions.sharing.progress import progress_context
from practices.submissions.sharing.steps import STEPS

_OTHER_THAN = "other_than"  # beside the answers of a draft: the sheets of which its writer said that it is another practice
_ANOTHER = "other"
_MOST_ANSWERED = 100


def _alike(title: str, introduction: str, places: str = "") -> list[Any]:
    """The cards (search/index_cards.py) of sheets that a practice may be already, the likeliest first."""
    answers = looking_for_alike.send(sender=None, title=title, introduction=introduction, places=places)
    return [card for _receiver, cards in answers for card in cards or ()]


def unanswered(draft: Submission) -> list[Any]:
    """Those that its writer was not asked about yet."""
    answered = draft.proposal.get(_OTHER_THAN) or []
    told = (str(draft.proposal.get(name) or "") for name in ("title", "introduction", "municipalities"))
    return [card for card in _alike(*told) if card["id"] not in answered]


class SamePracticeForm(forms.Form):
    """One of these sheets, or another practice."""

    sheet = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the sheet that it is, or say that yours is another practice."),
            "invalid_choice": _("Choose the sheet that it is, or say that yours is another practice."),
        },
    )

    def __init__(self, data: Any, cards: list[Any]) -> None:
        super().__init__(data)
        choices = [(str(card["id"]), card["title"]) for card in cards]
        self.fields["sheet"].choices = [*choices, (_ANOTHER, "")]  # type: ignore[attr-defined] # a field of choices


def asking(*, checking: bool) -> str:
    """The address of the question; the answer leads to the next step, or back to the page to check."""
    return reverse("share_same") + ("?check=1" if checking else "")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def same_practice(request: HttpRequest) -> HttpResponse:
    """Whether it is one of the sheets that are like it: then the municipality joins that; else it goes on."""
    draft = access.draft_of(request)
    if draft is None:
        return redirect("share")
    checking = "check" in request.GET or "check" in request.POST
    onward = redirect("share_check" if checking else STEPS[1].address)
    cards = unanswered(draft)
    if not cards:
        return onward
    form = SamePracticeForm(request.POST if request.method == "POST" else None, cards)
    if not form.is_valid():
        context = {**progress_context(form, draft), "cards": cards, "checking": checking}
        return render(request, "submissions/sharing/same.jinja", context)
    if form.cleaned_data["sheet"] == _ANOTHER:
        _keep_answer(draft, cards)
        return onward
    chosen = next(card for card in cards if str(card["id"]) == form.cleaned_data["sheet"])
    return redirect(f"{chosen['url']}doen-wij-ook/?concept=1")


def _keep_answer(draft: Submission, cards: list[Any]) -> None:
    answered = [*(draft.proposal.get(_OTHER_THAN) or []), *(card["id"] for card in cards)]
    drafts.keep_step(draft=draft, typed={_OTHER_THAN: answered[-_MOST_ANSWERED:]})


@never_cache
@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """The part of a page with sheets like the one that is being typed."""
    cards = _alike(request.GET.get("title", ""), request.GET.get("introduction", ""))
    return render(request, "submissions/sharing/similar.jinja", {"similar": cards})
