"""One moderator at a time handles a submission."""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock
from wagtail.models import Page, TaskState, WorkflowState

from practices.door import RefusedError
from practices.people import name_of
from practices.submissions.deeds import note_decision
from practices.submissions.models import Submission


def take(submission: Submission) -> Submission:
    """The submission as it is now, locked with its sheet. Raises RefusedError when it was handled already."""
    own = hold(submission)
    if not own.is_open:
        who = name_of(own.handled_by) or "?"
        when = timezone.localtime(own.handled_at) if own.handled_at else timezone.now()
        raise RefusedError(
            _("%(name)s already handled this, on %(date)s at %(time)s: %(state)s.")
            % {"name": who, "date": f"{when:%d/%m/%Y}", "time": f"{when:%H:%M}", "state": own.get_state_display()}
        )
    return own


def hold(submission: Submission) -> Submission:
    """The submission as it is now, for nobody else until the end of the transaction, and neither is its sheet.

    They are locked in the order in which Wagtail's editor writes them: else two moderators wait for each other.
    """
    states = WorkflowState.objects.filter(object_id=str(submission.page_id))
    list(TaskState.objects.select_for_update(of=("self",)).filter(workflow_state__in=states))
    list(states.select_for_update(of=("self",)))
    list(Page.objects.select_for_update(of=("self",)).filter(pk=submission.page_id))
    return Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)


def refuse_locked(page: Page, moderator) -> None:
    """Raise RefusedError when somebody has locked the sheet for others."""
    lock = page.get_lock()
    if lock and lock.for_user(moderator) and not isinstance(lock, WorkflowLock):
        raise RefusedError(_("Somebody locked this sheet in the editor. Ask them, or unlock it there."))


def close(submission: Submission, state: str, moderator) -> None:
    """It is handled: by whom, and when."""
    submission.state, submission.handled_by, submission.handled_at = state, moderator, timezone.now()
    submission.save()
    note_decision(submission, moderator)
