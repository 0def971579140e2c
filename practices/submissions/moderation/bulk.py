"""What moderators do with several submissions at once. Each is decided by itself: one that can't be holds up no other."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from practices.door import RefusedError
from practices.permissions import may_moderate
from practices.submissions.models import Submission
from practices.submissions.moderation import deciding
from practices.submissions.moderation.forms import DeclineForm
from practices.submissions.opening import mark_opened

_MOST_DIGITS = 18  # of a primary key


class QueueAction(BulkAction):
    """Asks once more, then does `decide` to each that `is_for` says yes to; what was refused is said by title."""

    template_name = "submissions/admin/bulk.html"
    look = ""  # of the button
    lead: Any  # what will happen
    not_for: Any  # why it is not done to the others

    @classproperty
    def models(cls) -> list[type[Submission]]:  # noqa: N805 - as Wagtail reads it, of the class
        return [Submission]

    @classmethod
    def get_queryset(cls, model: type[Submission], object_ids: Iterable) -> QuerySet[Submission]:
        chosen = [each for each in object_ids if str(each).isdecimal() and len(str(each)) <= _MOST_DIGITS]
        mark_opened(chosen)
        return model.objects.sent().filter(pk__in=chosen).prefetch_related("municipalities__successor")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_moderate(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_all_objects_in_listing_query(self, parent_id: str | None) -> list[int]:
        """None: it would forget the filters of the list, which offers only what is on the screen."""
        return []

    def check_perm(self, obj: Submission) -> bool:
        return self.is_for(obj)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Decide each in a transaction of its own, as Wagtail would not: none waits for another, nor goes down with it."""
        self.cleaned_form = form
        chosen, _others = self.get_actionable_objects()
        total = sum(self._decided(submission) for submission in chosen)
        if total:
            messages.success(self.request, self.done(total))
        return redirect(self.next_url)

    def _decided(self, submission: Submission) -> bool:
        try:
            self.decide(submission)
        except RefusedError as error:
            messages.error(self.request, f"{submission.subject}: {error}")
            return False
        return True

    def is_for(self, submission: Submission) -> bool:
        raise NotImplementedError

    def decide(self, submission: Submission) -> None:
        raise NotImplementedError

    def done(self, total: int) -> str:
        """How many it was done to, in words."""
        raise NotImplementedError


class AcceptAll(QueueAction):
    """Publish what is open, with its photos. What is not right on a sheet is read first, word by word."""

    display_name = gettext_lazy("Publish")
    aria_label = gettext_lazy("Publish the selection")
    action_type = "accept"
    action_priority = 10
    lead = gettext_lazy("This goes on the site as it is, and each sender is e-mailed.")
    not_for = gettext_lazy(
        "Not published: already handled, in quarantine, or about something that is not right on a sheet. Open these one by one."
    )

    def is_for(self, submission: Submission) -> bool:
        return submission.state in Submission.UNDECIDED and submission.kind != Submission.Kind.REMARK

    def decide(self, submission: Submission) -> None:
        photos = submission.photos.exclude(description="") if submission.may_show_people else ()
        deciding.accept(submission=submission, moderator=self.request.user, photos=list(photos))

    def done(self, total: int) -> str:
        text = ngettext(
            "%(total)d is now on the site, and the sender was e-mailed.",
            "%(total)d are now on the site, and the senders were e-mailed.",
            total,
        )
        return text % {"total": total}


class TrustAll(QueueAction):
    """Take it out of quarantine."""

    display_name = gettext_lazy("Not spam")
    aria_label = gettext_lazy("Not spam: move the selection to the queue")
    action_type = "trust"
    action_priority = 20
    lead = gettext_lazy(
        "This moves from quarantine to the queue; each sender and the moderators are e-mailed that it has arrived."
    )
    not_for = gettext_lazy("Not in quarantine:")

    def is_for(self, submission: Submission) -> bool:
        return submission.state == Submission.State.QUARANTINE

    def decide(self, submission: Submission) -> None:
        deciding.trust(submission=submission, moderator=self.request.user)

    def done(self, total: int) -> str:
        return ngettext("%(total)d is now waiting in the queue.", "%(total)d are now waiting in the queue.", total) % {
            "total": total
        }


class DeclineAll(QueueAction):
    """Say no, with one reason for all."""

    display_name = gettext_lazy("Decline")
    aria_label = gettext_lazy("Decline the selection")
    action_type = "decline"
    action_priority = 30
    look = "serious"
    lead = gettext_lazy("Each sender receives the reason by e-mail; nobody is e-mailed about what is in quarantine.")
    not_for = gettext_lazy("Already handled:")

    def get_form_class(self) -> type[forms.Form]:
        """Without a reason where nobody would read it."""
        waiting, _others = self.get_actionable_objects()
        return forms.Form if all(each.suspicion for each in waiting) else DeclineForm

    def is_for(self, submission: Submission) -> bool:
        return submission.is_open

    def decide(self, submission: Submission) -> None:
        reason = self.cleaned_form.cleaned_data.get("text", "")
        deciding.decline(submission=submission, moderator=self.request.user, reason=reason)

    def done(self, total: int) -> str:
        return ngettext("%(total)d was declined.", "%(total)d were declined.", total) % {"total": total}
