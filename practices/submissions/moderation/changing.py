"""Other words that somebody proposed for a sheet: shown beside what it says, and put on it when it is live."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from practices.differences import word_difference
from practices.door import RefusedError
from practices.history import CORRECTED
from practices.models import Implementation, PracticePage
from practices.submissions.moderation.live import publish_change
from practices.submissions.proposals import RemarkProposal
from practices.submissions.wording import Wording, as_changed, typed, wordings_of


@dataclass(frozen=True)
class Change:
    """Other words for a part, beside what it says now. It is a conflict when that is no longer what the sender saw."""

    wording: Wording
    before: str
    after: str

    @property
    def is_conflict(self) -> bool:
        return self.wording.text not in {self.before, self.after}

    @property
    def difference(self) -> SafeString:
        part = self.wording.part
        return word_difference(part.in_words(self.before), part.in_words(self.after))

    @property
    def is_done(self) -> bool:
        return self.wording.text == self.after


def changes_of(page: PracticePage, proposal: RemarkProposal) -> list[Change]:
    """What somebody proposed, beside what the sheet says now; none when the implementation is gone."""
    owner = owner_of(page, proposal)
    if owner is None:
        return []
    wordings = wordings_of(page, owner if isinstance(owner, Implementation) else None)
    proposed = proposal.changes
    return [Change(each, proposed[each.name].before, proposed[each.name].after) for each in wordings if each.name in proposed]


def publish_changes(page: PracticePage, proposal: RemarkProposal, names: Iterable[str], moderator, reference: str) -> None:
    """Publish the sheet as it is live with the proposed words for these parts. Raises RefusedError for a conflict."""
    chosen = [change for change in changes_of(page, proposal) if change.wording.name in set(names)]
    for change in chosen:
        if change.is_conflict:
            text = _("“%(part)s” has been changed since. Change it by hand, then tell the sender.")
            raise RefusedError(text % {"part": change.wording.label})
    publish_change(
        page=page,
        moderator=moderator,
        said=(CORRECTED, {"parts": ", ".join(str(each.wording.label) for each in chosen), "reference": reference}),
        change=lambda live: _apply(live, proposal, chosen),
        change_draft=lambda draft: _apply(draft, proposal, chosen),
    )


def _apply(page: PracticePage, proposal: RemarkProposal, chosen: list[Change]) -> None:
    """Put the words on a sheet, wherever it still says what the sender saw: a draft may say something else by now."""
    owner = owner_of(page, proposal)
    if owner is None:
        return
    for change in chosen:
        part = change.wording.part
        if typed(owner, part) == change.before:
            setattr(owner, part.name, as_changed(change.after, getattr(owner, part.name), part))
    if isinstance(owner, Implementation):
        owner.confirmed_on = timezone.localdate()
        page.implementations.add(owner)


def owner_of(page: PracticePage, proposal: RemarkProposal) -> PracticePage | Implementation | None:
    """What a correction is about: the sheet, or one of its implementations, which may be gone."""
    if not proposal.implementation:
        return page
    return next((each for each in page.implementations.all() if str(each.translation_key) == proposal.implementation), None)
