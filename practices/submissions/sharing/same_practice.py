"""Whether a practice that somebody writes down is on a sheet already: asked after the idea, once for each sheet like it.

Which sheets are like it is asked of who can find (signals.py): this room knows nothing of the search.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from taggit.utils import parse_tags

from municipalities.names import Gazetteer, Resolution
from practices.signals import looking_for_alike
from practices.submissions import access
from practices.submissions.models import Submission
from practices.submissions.proposals import OTHER_THAN
from practices.submissions.sharing import drafts
from practices.submissions.sharing.progress import progress_context
from practices.submissions.sharing.steps import STEPS

_ANOTHER = "other"


def _alike(title: str, introduction: str, places: str = "") -> list[Any]:
    """The cards (search/index_cards.py) of sheets that a practice may be already, the likeliest first."""
    answers = looking_for_alike.send(sender=None, title=title, introduction=introduction, places=places)
    return [card for _receiver, cards in answers for card in cards or ()]


def sheets_to_ask_about(draft: Submission) -> list[Any]:
    """Those that its writer was not asked about yet."""
    answered = draft.proposal.get(OTHER_THAN) or []
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
    cards = sheets_to_ask_about(draft)
    form = SamePracticeForm(_sent(request), cards)
    if cards and not form.is_valid():
        context = {**progress_context(form, draft), "cards": cards, "checking": _is_checking(request)}
        return render(request, "submissions/sharing/same.jinja", context)
    chosen = next((card for card in cards if str(card["id"]) == form.cleaned_data["sheet"]), None)
    if chosen:
        return redirect(_form_of(chosen, draft))
    if cards:
        drafts.keep_step(draft=draft, typed={}, more={OTHER_THAN: [card["id"] for card in cards]})
    return redirect("share_check" if _is_checking(request) else STEPS[1].address)


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, were it nothing; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def _is_checking(request: HttpRequest) -> bool:
    """Whether the visitor comes from the page to check, and goes back there."""
    return "check" in request.GET or "check" in request.POST


def _form_of(sheet: Any, draft: Submission) -> str:
    """Where it goes on for who does what a sheet says: to its form, or to what is not right when the municipality is there."""
    is_there = _is_there_already(draft.proposal, sheet["there"])
    return f"{sheet['url']}wijziging/" if is_there else f"{sheet['url']}doen-wij-ook/?concept=1"


def _is_there_already(proposal: dict, there: list[str]) -> bool:
    """Whether all municipalities of the draft are on the sheet, or the only ones that its title and summary name."""
    typed = [each.municipality for each in _resolved(proposal) if each.municipality]
    return bool(there) and all(place.name in there for place in typed)


def not_there_yet(proposal: dict, there: Iterable[str]) -> str:
    """The municipalities of the draft that are not on the sheet, as they were typed."""
    missing = [each for each in _resolved(proposal) if each.municipality is None or each.municipality.name not in there]
    return ", ".join(each.written for each in missing)


def _resolved(proposal: dict) -> list[Resolution]:
    names = parse_tags(str(proposal.get("municipalities") or ""))
    gazetteer = Gazetteer.from_database() if names else Gazetteer()
    return [gazetteer.resolve(name) for name in names]


@never_cache
@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """The part of a page with sheets like the one that is being typed."""
    cards = _alike(request.GET.get("title", ""), request.GET.get("introduction", ""))
    return render(request, "submissions/sharing/similar.jinja", {"similar": cards})
