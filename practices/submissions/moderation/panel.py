"""What waits, on the first page of Wagtail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from practices.permissions import may_moderate
from practices.submissions.links import listing
from practices.submissions.models import Submission
from practices.submissions.moderation.mail_list import MailState, mail_listing, mails_in
from practices.submissions.moderation.reviews import waiting_reviews
from practices.submissions.moderation.waiting import age_since, is_late


@dataclass(frozen=True)
class Fact:
    """A number with its label, and where more of it is seen; a bad one stands out."""

    label: str | Promise
    value: int | str
    address: str
    is_bad: bool = False


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
        total, oldest = self._waiting()
        failed = mails_in(MailState.FAILED).count()
        return {
            "facts": [
                Fact(_("in the queue"), total, listing()),
                Fact(_("oldest waiting for"), age_since(oldest) if oldest else "–", listing(), is_bad=is_late(oldest)),
                self._fact(_("awaiting an answer"), Submission.State.ASKED),
                self._fact(_("in quarantine"), Submission.State.QUARANTINE),
                Fact(_("e-mails still to be sent"), mails_in(MailState.WAITING).count(), mail_listing(MailState.WAITING)),
                Fact(_("e-mails that failed"), failed, mail_listing(), is_bad=failed > 0),
            ]
        }

    @staticmethod
    def _waiting() -> tuple[int, datetime | None]:
        """How many wait, of both kinds, and since when the oldest does."""
        waiting, reviews = Submission.objects.waiting(), waiting_reviews()
        since = [waiting.values_list("sent_at", flat=True).first(), *reviews.since()]
        return waiting.count() + reviews.count(), min((moment for moment in since if moment), default=None)

    @staticmethod
    def _fact(label: str | Promise, state: str) -> Fact:
        return Fact(label, Submission.objects.filter(state=state).count(), listing(state))
