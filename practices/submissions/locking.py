"""One moderator at a time handles a submission."""

from django.utils import timezone
from django.utils.translation import gettext as _

from practices.submissions.models import Submission


class RefusedError(Exception):
    """Why it can't be done now, in words for the moderator."""


def take(submission: Submission) -> Submission:
    """The submission as it is now, for nobody else until the end of the transaction."""
    own = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if not own.is_open:
        who = own.handled_by.get_full_name() or own.handled_by.get_username() if own.handled_by else "?"
        when = timezone.localtime(own.handled_at) if own.handled_at else timezone.now()
        raise RefusedError(
            _("%(name)s handled this already, on %(date)s at %(time)s: %(state)s.")
            % {"name": who, "date": f"{when:%d/%m/%Y}", "time": f"{when:%H:%M}", "state": own.get_state_display()}
        )
    return own


def close(submission: Submission, state: str, moderator) -> None:
    """It is handled: by whom, and when."""
    submission.state, submission.handled_by, submission.handled_at = state, moderator, timezone.now()
    submission.save()
