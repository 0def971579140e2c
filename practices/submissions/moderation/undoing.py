"""Taking back what was accepted: a municipality leaves the sheet again, corrected words become what they were."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, Revision

from practices.authorship import words_of
from practices.door import RefusedError
from practices.history import BEFORE, CORRECTED, JOINED, UNDONE
from practices.models import Implementation, PracticePage
from practices.parts import IMPLEMENTATION, ROWS, SHEET, named
from practices.submissions.deeds import TAKEN_BACK, note_deed
from practices.submissions.locking import hold
from practices.submissions.models import Submission
from practices.submissions.moderation.changing import owner_of
from practices.submissions.moderation.live import publish_change, sheet_of
from practices.submissions.proposals import RemarkProposal

# What a version holds, as the history keeps it. (Read back as a sheet it would miss a term that is gone since.)
Content = dict[str, Any]


def can_be_undone(submission: Submission) -> bool:
    """Whether it was put on a live sheet, by a version that the history still has beside the one before it."""
    return _versions(submission) is not None


@transaction.atomic
def undo(*, submission: Submission, moderator: Any) -> Submission:
    """Publish the sheet as it is live without what was accepted; the submission waits again, and nobody is mailed.

    Raises RefusedError when somebody changed it on the sheet since.
    """
    submission = hold(submission)
    versions = _versions(submission)
    if versions is None:
        raise RefusedError(_("This can't be undone here any more. Change the sheet by hand."))
    before, after = versions

    def take_back(sheet: PracticePage) -> list[str]:
        return [
            *_remove_what_came(sheet, before, after),
            *_put_words_back(sheet, before, after, submission.remark),
        ]

    def take_back_or_refuse(sheet: PracticePage) -> None:
        changed = take_back(sheet)
        if changed:
            text = _("%(parts)s: changed on the sheet since. Change it by hand.")
            raise RefusedError(text % {"parts": ", ".join(changed)})

    publish_change(
        page=sheet_of(submission),
        moderator=moderator,
        said=(UNDONE, {"reference": submission.reference}),
        change=take_back_or_refuse,
        change_draft=take_back,
    )
    submission.state, submission.handled_by, submission.handled_at = Submission.State.WAITING, None, None
    submission.save()
    note_deed(submission, TAKEN_BACK, moderator)
    return submission


def _versions(submission: Submission) -> tuple[Content, Content] | None:
    """What was live before it was accepted, and what was published then."""
    if submission.state != Submission.State.ACCEPTED or submission.page_id is None:
        return None
    rows = PageLogEntry.objects.filter(page=submission.page_id, action__in=(JOINED, CORRECTED), revision__isnull=False)
    row = rows.filter(data__reference=submission.reference, data__has_key=BEFORE).order_by("-pk").first()
    before = Revision.objects.filter(pk=row.data[BEFORE]).first() if row else None
    return (before.content, row.revision.content) if row and before else None


def _remove_what_came(sheet: PracticePage, before: Content, after: Content) -> Iterator[str]:
    """Remove the implementations and photos that came; yields the implementations that somebody changed since, which stay."""
    for relation in ROWS:
        there = _blocks(before, relation)
        came = {key: block for key, block in _blocks(after, relation).items() if key not in there}
        rows = getattr(sheet, relation)
        for each in list(rows.all()):
            block = came.get(str(each.translation_key))
            if block and (relation == "gallery" or _says(each, block)):
                rows.remove(each)
            elif block:
                yield str(each)
    if sheet.image_id in _images(after) - _images(before):  # somebody put a photo that came at the head
        sheet.image, sheet.image_caption = None, ""


def _images(version: Content) -> set[int]:
    return {row["image"] for row in version.get("gallery", [])}


def _says(row: Implementation, block: Content) -> bool:
    return bool(words_of(json.loads(row.to_json())) == words_of(block))


def _blocks(version: Content, relation: str) -> dict[str, Content]:
    return {block["translation_key"]: block for block in version.get(relation, [])}


def _put_words_back(sheet: PracticePage, before: Content, after: Content, proposal: RemarkProposal) -> list[str]:
    """Put back what the corrected parts said; the labels of those that somebody changed since, which stay."""
    now = owner_of(sheet, proposal)
    old, new = (_owner_in(version, proposal) for version in (before, after))
    if not old or not new:
        return []
    changed = [name for name in proposal.changes if not _put_back(now, old, new, name)]
    if isinstance(now, Implementation):
        now.confirmed_on = parse_date(old.get("confirmed_on") or "")
        sheet.implementations.add(now)
    table = IMPLEMENTATION if proposal.implementation else SHEET
    return [str(named(table, name).label) for name in changed]


def _owner_in(version: Content, proposal: RemarkProposal) -> Content:
    """What a version holds of the sheet or of the implementation that a correction is about; nothing when that is not there."""
    return _blocks(version, "implementations").get(proposal.implementation, {}) if proposal.implementation else version


def _put_back(now: PracticePage | Implementation | None, old: Content, new: Content, name: str) -> bool:
    """Whether a part says again what it did before; not when it no longer said what was taken over."""
    if _is_same(old.get(name), new.get(name)):
        return True  # it was not taken over
    if now is None or not _is_same(getattr(now, name), new.get(name)):
        return False
    setattr(now, name, old.get(name, ""))
    return True


def _is_same(one: object, other: object) -> bool:
    return bool(words_of({"text": one}) == words_of({"text": other}))
