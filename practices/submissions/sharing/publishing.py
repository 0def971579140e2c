"""Putting a new practice on the site, or taking its waiting sheet away."""

from django.utils.translation import gettext as _

from practices import history
from practices.door import RefusedError, refuse_incomplete, refuse_own_words
from practices.gallery import add_to_gallery
from practices.models import Category, GalleryPhoto, PracticePage
from practices.parts import SHEET, Part, named
from practices.richtext import read_blocks
from practices.submissions.locking import refuse_locked
from practices.submissions.models import Submission
from practices.submissions.sharing.making import make_page
from practices.submissions.wording import as_kept


def publish_practice(submission: Submission, moderator, category: Category | None, photos: list[GalleryPhoto]) -> None:
    """Publish the sheet as it stands now. Raises RefusedError.

    `category` is for a sheet that has none. The first of the `photos` stands at its head, unless it has one there, the others
    in its gallery. What was in quarantine becomes a sheet here.
    """
    if submission.page is None:
        make_page(submission, review=False)
    page = PracticePage.objects.get(pk=submission.page_id)
    if page.live:
        return
    refuse_own_words(page, moderator)
    refuse_locked(page, moderator)
    draft = page.get_latest_revision_as_object()
    draft.category = draft.category or category
    refuse_incomplete(draft)
    _put_photos(draft, photos)
    if photos or draft.category_id != page.category_id:
        history.keep_revision(draft, history.CHOSEN, user=moderator, data={"reference": submission.reference}, clean=False)
    _publish(PracticePage.objects.get(pk=page.pk), moderator)


def _put_photos(draft: PracticePage, photos: list[GalleryPhoto]) -> None:
    if photos and draft.image is None:
        first, *photos = photos
        draft.image, draft.image_caption = first.image, first.caption
    add_to_gallery(draft, photos)


def _publish(page: PracticePage, moderator) -> None:
    page.get_latest_revision().publish(user=moderator)
    page.refresh_from_db()
    if not page.live:
        text = _(
            "This would not put it on the site: it is scheduled, or somebody else has to approve it too. Do it in the editor."
        )
        raise RefusedError(text)


def withdraw_page(submission: Submission, moderator) -> None:
    """Delete the sheet that waited; what was sent stays with the submission. A sheet that was on the site stays.

    Raises RefusedError.
    """
    if submission.page and submission.page.first_published_at is None:
        refuse_locked(submission.page, moderator)
        drop_page(submission)


def drop_page(submission: Submission) -> None:
    """Delete the sheet that waited, unless it was on the site."""
    page = submission.page
    if page and page.first_published_at is None:
        submission.page = None
        submission.save()
        page.delete()


def was_changed(submission: Submission) -> bool:
    """Whether the sheet says something else than its sender wrote."""
    page = PracticePage.objects.get(pk=submission.page_id)
    if page.title != submission.title:
        return True
    texts = ((named(SHEET, name), text) for name, text in submission.practice.texts.items())
    return any(_says_otherwise(page, part, text) for part, text in texts if part.is_typed)  # keywords are for editors to choose


def _says_otherwise(page: PracticePage, part: Part, text: str) -> bool:
    now, sent = getattr(page, part.name), as_kept(text, part)
    return read_blocks(now) != read_blocks(sent) if part.is_rich else now != sent
