"""The workflow *Nazicht*: nobody approves their own last edit, and the moderators' mailbox hears of every submission.

Wagtail's workflow does the rest: its screens, history and comments, and the mails about approval and rejection to who
submitted (their texts are in templates/django/wagtailadmin/notifications/).
"""

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState

from practices.authorship import says_what_is_live
from practices.door import OneDoor, RefusedError
from practices.languages import SOURCE
from practices.mail_queue import queue_mail
from practices.people import name_of
from practices.permissions import may_approve
from practices.segments.state import unread_lines
from practices.single_line import AreaField


class ReviewMail(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Wagtail's mail to each moderator, but for what somebody without an account sent in: the queue mails about that itself."""

    def can_handle(self, instance: TaskState, **kwargs: object) -> bool:
        return instance.workflow_state.requested_by_id is not None and super().can_handle(instance, **kwargs)


class RejectionForm(TaskStateCommentForm):
    """A rejection says why."""

    comment = AreaField(
        label=_("Reason"),
        help_text=_("What should change before this can be published? The writer receives this text by e-mail."),
        widget=forms.Textarea({"rows": 4}),
    )


class ReviewTask(AbstractGroupApprovalTask):
    """Somebody else reads the sheet, and approves it or sends it back with a reason."""

    class Meta:
        verbose_name = _("review by somebody else")
        verbose_name_plural = _("reviews by somebody else")

    @classmethod
    def get_description(cls) -> str:
        return gettext("Members of the chosen groups approve, but never their own last edit")

    def start(self, workflow_state, user=None):
        task_state = super().start(workflow_state, user=user)
        if user:  # who has no account sent it in by a form, which mails by itself
            mail_submitted(page=workflow_state.content_object, writer=user)
        return task_state

    def get_actions(self, obj, user) -> list[tuple[str, str, bool]]:
        if not super().get_actions(obj, user):
            return []
        send_back = ("reject", gettext("Send back with a reason"), True)
        if not may_approve(obj, user):
            return [send_back]
        return [send_back, ("approve", gettext("Approve"), False)]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return RejectionForm if action == "reject" else super().get_form_for_action(action)

    def on_action(self, task_state, user, action_name: str, **kwargs) -> None:
        """Approve or reject. Who edits in the same step as they approve has made the last edit: it stays waiting.

        (The hook `warn_about_own_edit` in practices/wagtail_hooks.py tells them so.)
        """
        if action_name == "approve" and not may_approve(task_state.workflow_state.content_object, user):
            return
        if action_name == "reject" and not kwargs.get("comment", "").strip():
            raise forms.ValidationError(RejectionForm.base_fields["comment"].error_messages["required"])
        super().on_action(task_state, user, action_name, **kwargs)


def refuse_empty_review(*, instance: WorkflowState, **kwargs: object) -> None:
    """Receiver of `pre_save`. Raises RefusedError for a page that says what is live: there is nothing to read."""
    page = instance.content_object if instance.pk is None else None
    page = page.specific if isinstance(page, Page) else page
    if isinstance(page, OneDoor) and _says_nothing_new(page):
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        raise RefusedError(_("Nothing changed: there is nothing to review. What readers see is the newest version."), address)


def _says_nothing_new(page: OneDoor) -> bool:
    """Whether there is nothing to read: its newest revision says what is live, and no line of it waits for a second reader."""
    if not page.live or not page.latest_revision or unread_lines(page).exists():
        return False
    return says_what_is_live(page.get_latest_revision(), page)


def returned_task(page) -> TaskState | None:
    """The review in which the sheet was sent back to its writer; None when it was not, or was submitted again since."""
    state = page.current_workflow_state if page.pk else None
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES or not state.workflow.active:
        return None
    return state.current_task_state


def mail_submitted(*, page, writer) -> None:
    """Queue a mail to MODERATION_EMAIL with a link straight to the submitted sheet."""
    queue_mail(
        to=settings.MODERATION_EMAIL,
        template="submitted",
        context={
            "title": page.draft_title if page.locale.language_code == SOURCE else f"{page.draft_title} ({page.locale})",
            "writer": name_of(writer),
            "url": settings.BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk]),
        },
    )
