"""Changing a sheet that is on the site by just one thing, beside a draft that somebody may be writing of it."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from practices import history
from practices.authorship import last_author_id
from practices.door import RefusedError
from practices.models import PracticePage
from practices.submissions.models import Submission


def sheet_of(submission: Submission) -> PracticePage:
    """The sheet of a submission that was taken (locking.py), as it is live. Raises RefusedError."""
    page = PracticePage.objects.live().filter(pk=submission.page_id).first()
    if page is None:
        raise RefusedError(_("The sheet is no longer on the site."))
    if page.current_workflow_state:
        raise RefusedError(_("The sheet is being reviewed, or was sent back. Finish that first."))
    return page


def publish_change(
    *,
    page: PracticePage,
    moderator,
    said: tuple[str, dict[str, str]],
    change: Callable[[PracticePage], None],
    change_draft: Callable[[PracticePage], object],
) -> None:
    """Publish the sheet as it is live, but for `change`.

    `said` is the row of the history, with its data (history.py). A draft is not published along: it gets the change too, by
    `change_draft`, and stays a draft of its author.
    """
    draft = page.latest_revision if page.has_unpublished_changes else None
    author_id = last_author_id(page)  # publishing makes that another question
    change(page)
    action, data = said
    published = {**data, **({history.BEFORE: str(page.live_revision_id)} if page.live_revision_id else {})}
    history.keep_revision(page, action, user=moderator, data=published).publish(user=moderator)
    if draft:
        waiting = draft.as_object()
        change_draft(waiting)
        author = get_user_model().objects.filter(pk=author_id or 0).first()
        schedule = draft.approved_go_live_at
        history.keep_revision(
            waiting, action, user=moderator, author=author, data=data, clean=False, approved_go_live_at=schedule
        )
