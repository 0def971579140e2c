"""Putting a municipality on a live sheet, and on the draft that waits behind it."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.html import format_html_join

from municipalities.models import Municipality
from practices.models import Implementation, PracticePage


def add_implementation(page: PracticePage, places: Iterable[Municipality], proposal: dict, moderator) -> None:
    """Publish the sheet as it is live with one implementation more.

    A draft that somebody is still writing is not published along: it gets the implementation too, and stays a draft.
    """
    places = list(places)
    draft = page.latest_revision if page.has_unpublished_changes else None
    fresh = _implementation(page, places, proposal)
    page.implementations.add(fresh)
    page.save_revision().publish(user=moderator)  # nobody with an account wrote it, so the moderator does not approve their own
    if draft:
        live = PracticePage.objects.get(pk=page.pk).implementations.get(translation_key=fresh.translation_key)
        waiting = draft.as_object()
        copy = _implementation(waiting, places, proposal)
        copy.pk, copy.translation_key = live.pk, live.translation_key
        waiting.implementations.add(copy)
        waiting.save_revision(user=draft.user)


def _implementation(page: PracticePage, places: list[Municipality], proposal: dict) -> Implementation:
    fresh = Implementation(
        locale=page.locale,
        description=rich_text(proposal["description"]),
        contacts=proposal["contacts"],
        website=proposal["website"],
        partners=proposal["partners"],
        confirmed_on=timezone.localdate(),
        sort_order=max((each.sort_order or 0 for each in page.implementations.all()), default=-1) + 1,
    )
    fresh.municipalities = places
    return fresh


def rich_text(text: str) -> str:
    """Plain text as paragraphs."""
    lines = ((line.strip(),) for line in text.splitlines() if line.strip())
    return format_html_join("", "<p>{}</p>", lines)
