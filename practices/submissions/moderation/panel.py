"""What waits, on the first page of Wagtail."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from post_office.models import STATUS, Email
from wagtail.admin.ui.components import Component

from practices.permissions import may_moderate
from practices.submissions.links import listing
from practices.submissions.models import Submission
from practices.submissions.moderation.queue import age
from practices.submissions.moderation.reviews import waiting_reviews


class QueuePanel(Component):
    """How many wait and since when, how many are in quarantine, and how many mails still have to go."""

    name = "queue"
    template_name = "submissions/admin/panel.html"
    order = 50

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def render_html(self, parent_context: Any = None) -> str:
        return super().render_html(parent_context) if may_moderate(self.request.user) else ""

    def get_context_data(self, parent_context: Any) -> dict:
        waiting = list(Submission.objects.waiting())
        facts = [
            (_("in the queue"), len(waiting) + waiting_reviews().count(), listing()),
            (_("oldest waiting for"), age(waiting[0]) if waiting else "–", listing()),
            (_("awaiting an answer"), self._total(Submission.State.ASKED), listing(Submission.State.ASKED)),
            (_("in quarantine"), self._total(Submission.State.QUARANTINE), listing(Submission.State.QUARANTINE)),
            (_("e-mails still to be sent"), self._mails(STATUS.queued, STATUS.requeued), ""),
            (_("e-mails that failed"), self._mails(STATUS.failed), ""),
        ]
        return {"facts": facts}

    @staticmethod
    def _mails(*states: int) -> int:
        return Email.objects.filter(status__in=states).count()

    @staticmethod
    def _total(state: str) -> int:
        return Submission.objects.filter(state=state).count()
