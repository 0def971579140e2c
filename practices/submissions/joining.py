"""Putting a municipality on a live sheet, and on the draft that waits behind it."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.html import format_html_join
from wagtail.models import Revision

from municipalities.models import Municipality
from practices.authorship import last_author_id
from practices.models import Implementation, PracticePage


def add_implementation(page: PracticePage, places: Iterable[Municipality], proposal: dict, moderator) -> None:
    """Publish the sheet as it is live with one implementation more.

    A draft that somebody is still writing is not published along: it gets the implementation too, and stays a draft.
    """
    places = list(places)
    draft = page.latest_revision if page.has_unpublished_changes else None
    author_id = last_author_id(page)  # publishing makes that another question
    fresh = _implementation(page, places, proposal)
    _append(page, fresh)
    page.save_revision().publish(user=moderator)  # nobody with an account wrote it, so the moderator does not approve their own
    if draft:
        live = PracticePage.objects.get(pk=page.pk).implementations.get(translation_key=fresh.translation_key)
        _add_to_draft(draft, live, places, proposal, author_id)


def _add_to_draft(
    draft: Revision, live: Implementation, places: list[Municipality], proposal: dict, author_id: int | None
) -> None:
    """The same implementation in the draft, but for municipalities that it names already; it need not be complete."""
    waiting = draft.as_object()
    missing = [place for place in places if place not in waiting.municipality_list]
    copy = _implementation(waiting, missing, proposal)
    copy.pk, copy.translation_key = live.pk, live.translation_key
    if missing:
        _append(waiting, copy)
    author = get_user_model().objects.filter(pk=author_id or 0).first()
    waiting.save_revision(user=author, clean=False, approved_go_live_at=draft.approved_go_live_at)


def _append(page: PracticePage, fresh: Implementation) -> None:
    """Put it behind the others. They are numbered anew: where one has no number, databases disagree about its place."""
    every = [*page.implementations.all(), fresh]
    for number, each in enumerate(every):
        each.sort_order = number
    page.implementations.add(*every)


def _implementation(page: PracticePage, places: list[Municipality], proposal: dict) -> Implementation:
    fresh = Implementation(
        locale=page.locale,
        description=rich_text(proposal["description"]),
        contacts=proposal["contacts"],
        website=proposal["website"],
        partners=proposal["partners"],
        confirmed_on=timezone.localdate(),
    )
    fresh.municipalities = places
    return fresh


def rich_text(text: str) -> str:
    """Plain text as paragraphs."""
    lines = ((line.strip(),) for line in text.splitlines() if line.strip())
    return format_html_join("", "<p>{}</p>", lines)
