"""What stands in the history of a sheet: a row for each revision that no screen of Wagtail made, with who and what happened.

A revision that only takes over somebody's words has no user, or who took them over would be their author (authorship.py); its
row says who did.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log
from wagtail.models import PageLogEntry, Revision

SENT_IN = "practices.sent_in"
JOINED = "practices.joined"
CORRECTED = "practices.corrected"
CHOSEN = "practices.chosen"
UNDONE = "practices.undone"
MERGED = "practices.merged"
IMPORTED = "practices.imported"
REFUSED = "practices.refused"
FORGOTTEN = "practices.forgotten"
ROLES = "practices.roles"
DISCARDED = "practices.discarded"
TERM_APPROVED = "practices.term_approved"
TERM_DECLINED = "practices.term_declined"
TERM_TRANSLATED = "practices.term_translated"
BINNED = "practices.binned"
TAKEN_OUT = "practices.taken_out"

BEFORE = "before"  # in the data of a row: the primary key of the revision that was live until then

# The label in filters and reports, and the row itself, with what `keep_revision` was given.
_ACTIONS: Mapping[str, tuple[Promise, Promise]] = {
    SENT_IN: (gettext_lazy("Sent in"), gettext_lazy("Sent in by a form: submission %(reference)s")),
    JOINED: (gettext_lazy("Municipality added"), gettext_lazy("%(places)s added: submission %(reference)s")),
    CORRECTED: (gettext_lazy("Correction taken over"), gettext_lazy("%(parts)s corrected: submission %(reference)s")),
    UNDONE: (gettext_lazy("Taken back"), gettext_lazy("Taken back in the queue: submission %(reference)s")),
    CHOSEN: (gettext_lazy("Chosen in the queue"), gettext_lazy("Category or photo chosen: submission %(reference)s")),
    IMPORTED: (gettext_lazy("Imported"), gettext_lazy("Imported from the file %(file)s")),
    DISCARDED: (gettext_lazy("Draft thrown away"), gettext_lazy("Draft thrown away: what is live is the newest version again")),
    TERM_APPROVED: (gettext_lazy("Change approved"), gettext_lazy("Change of the term approved")),
    TERM_DECLINED: (gettext_lazy("Change left out"), gettext_lazy("Change of the term left out")),
    TERM_TRANSLATED: (gettext_lazy("Translation published"), gettext_lazy("Translation of the term published")),
    BINNED: (gettext_lazy("Deleted"), gettext_lazy("Deleted: it is in the bin")),
    TAKEN_OUT: (gettext_lazy("Put back"), gettext_lazy("Put back out of the bin")),
    MERGED: (gettext_lazy("Merged"), gettext_lazy("“%(name)s” was merged into this; sheets moved: %(total)s")),
    ROLES: (gettext_lazy("Roles changed"), gettext_lazy("Roles of the account are now: %(roles)s")),
    FORGOTTEN: (gettext_lazy("Address forgotten"), gettext_lazy("An e-mail address was forgotten: %(total)s texts")),
    REFUSED: (gettext_lazy("Not published"), gettext_lazy("Scheduled, but not published: %(reason)s")),
}


def keep_revision(
    page: Any, action: str, *, user: Any = None, author: Any = None, data: Mapping[str, str], **options: Any
) -> Revision:
    """Save a revision of the words of `author`, with a row that says what `user` did. `options` are Wagtail's."""
    revision: Revision = page.save_revision(user=author, **options)
    log(instance=page, action=action, user=user, revision=revision, content_changed=True, data=dict(data))
    return revision


def register(actions: Any) -> None:
    """Hook `register_log_actions`: how each row is said."""
    for action, (label, sentence) in _ACTIONS.items():
        actions.register_action(action)(_formatter(label, sentence))


def _formatter(label: Promise, sentence: Promise) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        def format_message(self, log_entry: Any) -> str:
            return str(sentence) % (log_entry.data or {})

    Formatter.label = label
    return Formatter


def roles_changed(*, instance: Any, action: str, reverse: bool, **kwargs: object) -> None:
    """Receiver of `m2m_changed` of the groups of an account: who may do what is a deed too. (Wagtail says “edited”.)"""
    if action in {"post_add", "post_remove", "post_clear"} and not reverse:
        roles = ", ".join(instance.groups.order_by("name").values_list("name", flat=True)) or "–"
        log(instance=instance, action=ROLES, data={"roles": roles})


def keep_apart(*, instance: PageLogEntry, **kwargs: object) -> None:
    """Receiver of `pre_save` of rows. Wagtail shows one for each request and deed, whatever their pages: a sheet that was
    published with its translations would have no row of its own.
    """
    if instance.pk is None and instance.uuid and instance.page_id:
        instance.uuid = uuid.uuid5(instance.uuid, str(instance.page_id))
