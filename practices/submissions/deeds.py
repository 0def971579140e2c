"""What is written down of each deed in the queue, for Wagtail's report of what was done: who, what, when, on which submission.

The row names a submission by its reference and the title of its sheet: no personal data, so it stays when those are forgotten.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from practices.submissions.models import Submission

ASKED = "submissions.asked"
TRUSTED = "submissions.trusted"
MOVED = "submissions.moved"
TAKEN_BACK = "submissions.taken_back"
MAIL_RESENT = "submissions.mail_resent"
_DECISIONS = {
    Submission.State.ACCEPTED: "submissions.accepted",
    Submission.State.DECLINED: "submissions.declined",
    Submission.State.UNCHANGED: "submissions.unchanged",
}
_SAID: Mapping[str, Promise] = {
    ASKED: _("Question to the sender"),
    TRUSTED: _("Taken out of quarantine"),
    MOVED: _("Moved to another sheet"),
    MAIL_RESENT: _("E-mail sent again"),
    TAKEN_BACK: _("Submission taken off the sheet again"),
    "submissions.accepted": _("Submission published"),
    "submissions.declined": _("Submission declined"),
    "submissions.unchanged": _("Submission closed without a change"),
}


def note_deed(submission: Submission, action: str, user: Any) -> None:
    """Write down one deed."""
    log(instance=submission, action=action, user=user)


def note_decision(submission: Submission, user: Any) -> None:
    """Write down that it is handled, by its state."""
    note_deed(submission, _DECISIONS[Submission.State(submission.state)], user)


def register_deeds(actions: Any) -> None:
    """Hook `register_log_actions`."""
    for action, said in _SAID.items():
        actions.register_action(action, said, said)
