"""What this room does when something happens elsewhere in it, in the room below, or in Wagtail.

`connect` wires the receivers to their signals; they run inside the transaction of what happened.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState
from wagtail.signals import page_published, page_unpublished, task_submitted
from wagtail_localize.models import StringTranslation

from municipalities.signals import municipality_merged
from practices.attachments.models import Attachment
from practices.gallery import GalleryPhoto
from practices.history import keep_apart, roles_changed
from practices.mergers import follow_merger
from practices.photos.models import Photo, hide_sizes
from practices.screens.answers import note_published
from practices.signals import terms_merged, went_live
from practices.single_line import keep_single_lines
from practices.term_changes import forget_change
from practices.terms_in_use import refuse_used
from practices.translations.propagation import (
    file_deleted,
    page_followed,
    propagate_merger,
    term_deleted,
    term_saved,
    terms_followed,
    title_translated,
)
from practices.vocabularies import TERMS
from practices.workflow import ReviewMail, refuse_empty_review

_review_mail = ReviewMail()
_MAIL_OF_WAGTAIL = "group_approval_task_submitted_email_notification"  # as it connects its own


def connect() -> None:
    """Let sheets, photos and translations follow what they depend on."""
    task_submitted.disconnect(sender=TaskState, dispatch_uid=_MAIL_OF_WAGTAIL)
    task_submitted.connect(_review_mail, sender=TaskState, dispatch_uid=_MAIL_OF_WAGTAIL)
    pre_save.connect(keep_single_lines, dispatch_uid="lines stay lines")
    groups: Any = get_user_model().groups  # type: ignore[attr-defined] # a user model that has groups
    m2m_changed.connect(roles_changed, sender=groups.through, dispatch_uid="roles stand in the log")
    pre_save.connect(refuse_empty_review, sender=WorkflowState, dispatch_uid="a review has something to read")
    pre_save.connect(keep_apart, sender=PageLogEntry, dispatch_uid="each page keeps its own history")
    page_published.connect(make_photo_sizes, dispatch_uid="practices make photo sizes")
    post_save.connect(follow_focus, sender=Photo, dispatch_uid="sizes of photos follow their focal point")
    page_unpublished.connect(hide_photo_sizes, dispatch_uid="practices hide photo sizes")
    page_published.connect(page_followed, dispatch_uid="practices translations follow")
    post_save.connect(title_translated, sender=StringTranslation, dispatch_uid="titles read as they were typed")
    went_live.connect(note_published, dispatch_uid="editors hear what came on the site")
    for row in (GalleryPhoto, Attachment):
        post_delete.connect(file_deleted, sender=row, dispatch_uid="practices translations follow deleted files")
    municipality_merged.connect(follow_merger, dispatch_uid="practices follow mergers")
    # After the sheets: receivers are called in the order in which they were connected.
    municipality_merged.connect(propagate_merger, dispatch_uid="practices translations follow mergers")
    for model in (each.model for each in TERMS):
        pre_delete.connect(refuse_used, sender=model, dispatch_uid="terms in use stay")
        post_save.connect(term_saved, sender=model, dispatch_uid="practices translations follow terms")
        post_delete.connect(forget_change, sender=model, dispatch_uid="changes of a term go with it")
        post_delete.connect(term_deleted, sender=model, dispatch_uid="practices translations follow deleted terms")
    terms_merged.connect(terms_followed, dispatch_uid="practices translations follow mergers")


def make_photo_sizes(*, instance: Page, **kwargs: object) -> None:
    """Receiver of Wagtail's `page_published`."""
    for photo in Photo.objects.on(instance):
        photo.make_sizes()


def follow_focus(*, instance: Photo, **kwargs: object) -> None:
    """Receiver of Django's `post_save` of photos."""
    instance.follow_focus()


def hide_photo_sizes(*, instance: Page, **kwargs: object) -> None:
    """Receiver of Wagtail's `page_unpublished`."""
    hide_sizes(Photo.objects.on(instance))
