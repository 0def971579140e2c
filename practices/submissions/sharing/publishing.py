"""Putting a new practice on the site, or taking its waiting sheet away."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from practices.authorship import is_own_last_edit
from practices.models import Category, PracticePage
from practices.richtext import read_blocks
from practices.submissions import photos
from practices.submissions.locking import RefusedError
from practices.submissions.models import SentPhoto, Submission
from practices.submissions.sharing.making import LISTS, as_list, as_text, make_page


def publish(submission: Submission, moderator, category: Category | None, photo: SentPhoto | None) -> None:
    """Approve the sheet in its workflow, which publishes it as it stands now. Raises RefusedError.

    `category` is for a sheet that has none; `photo` comes among those of the site. What was in quarantine becomes a sheet here.
    """
    if submission.page is None:
        make_page(submission)
    Page.objects.select_for_update().filter(pk=submission.page_id).first()
    page = PracticePage.objects.get(pk=submission.page_id)
    if page.live:
        return
    if is_own_last_edit(page, moderator) and not moderator.is_superuser:
        raise RefusedError(_("You were the last who changed this text. Let another moderator accept it."))
    _complete(page, category, photo)
    if page.workflow_in_progress:
        state = page.current_workflow_task_state
        state.task.specific.on_action(state, moderator, "approve")
        return
    if page.current_workflow_state:
        raise RefusedError(_("The sheet was sent back in its workflow. Submit it again there, or publish it."))
    page.get_latest_revision().publish(user=moderator)


def _complete(page: PracticePage, category: Category | None, photo: SentPhoto | None) -> None:
    draft = page.get_latest_revision_as_object()
    draft.category = draft.category or category
    if draft.category is None:
        raise RefusedError(_("Choose a category first; without one nobody finds the sheet by browsing."))
    if photo and draft.image is None:
        draft.image = photos.publish(photo)
    if (draft.category_id, draft.image_id) != (page.category_id, page.image_id):
        draft.save_revision()


def withdraw_page(submission: Submission) -> None:
    """Delete the sheet that waited; what was sent stays with the submission. A sheet that was on the site stays."""
    page = submission.page
    if page and page.first_published_at is None:
        submission.page = None
        submission.save()
        page.delete()


def was_changed(submission: Submission) -> bool:
    """Whether the sheet says something else than its sender wrote."""
    page, sent = PracticePage.objects.get(pk=submission.page_id), submission.proposal
    if page.title != submission.title or page.introduction != sent["introduction"]:
        return True
    if any(read_blocks(getattr(page, name)) != read_blocks(as_list(sent[name])) for name in LISTS):
        return True
    return read_blocks(page.description) != read_blocks(as_text(sent["description"]))
