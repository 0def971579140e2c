"""A submission: what somebody without an account sent in, and what became of it.

It holds personal data with a life of its own (retention.py), and nothing public ever shows it.
"""

import secrets
from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from practices.models import PracticePage

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that looks like another one when it is read out
_LENGTH = 8
LATE = 3  # days after which what waits is late
LABELS = {
    "description": _("Explanation"),
    "contacts": _("Contact"),
    "website": _("Website"),
    "partners": _("Partners"),
    "about": _("About"),
    "remark": _("Remark"),
}


def new_reference() -> str:
    """What a sender can name on the phone: eight letters and digits."""
    return "".join(secrets.choice(_LETTERS) for _number in range(_LENGTH))


class SubmissionQuerySet(models.QuerySet):
    def waiting(self) -> "SubmissionQuerySet":
        """The queue proper, the oldest first."""
        return self.filter(state=Submission.State.WAITING).order_by("sent_at", "pk")


class Submission(models.Model):
    """What somebody said of a sheet: a municipality that does it too, or something that is not right.

    `proposal` has the texts by the name of the field of their form (forms.py).
    """

    class Kind(models.TextChoices):
        JOIN = "join", _("does this too")
        REMARK = "remark", _("is something not right?")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        ACCEPTED = "accepted", _("published")
        DECLINED = "declined", _("declined")
        QUARANTINE = "quarantine", _("quarantine")

    key = models.UUIDField(unique=True, editable=False)  # of the form as it was shown: sent twice it is one submission
    reference = models.CharField(_("reference"), max_length=_LENGTH, unique=True, default=new_reference, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.JOIN)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    page = models.ForeignKey(
        PracticePage,
        on_delete=models.SET_NULL,
        null=True,
        related_name="submissions",
        verbose_name=_("practice sheet"),
    )
    title = models.CharField(_("title"), max_length=255)  # of the sheet when it was sent
    municipalities = models.ManyToManyField(Municipality, related_name="+", verbose_name=_("municipalities"))
    proposal = models.JSONField(_("proposal"), default=dict)
    sender_name = models.CharField(_("name"), max_length=200, blank=True)
    sender_email = models.EmailField(_("e-mail address"), blank=True)
    consent_version = models.CharField(_("version of the consent"), max_length=20)
    may_publish_contact = models.BooleanField(_("consent for publishing the contact"), default=False)
    suspicion = models.CharField(_("suspicion"), max_length=200, blank=True)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("handled by"),
    )
    handled_at = models.DateTimeField(_("handled"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    reminded_on = models.DateField(_("last reminder"), null=True)  # of the moderators, that it waits

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["sent_at", "pk"]
        indexes = [models.Index(fields=["state", "sent_at"], name="queue")]

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"

    @cached_property
    def places(self) -> list[Municipality]:
        """The municipalities of today by name: one that merged since is the one that it became part of."""
        found = {place.successor or place for place in self.municipalities.all()}
        return sorted(found, key=lambda place: place.name)

    @property
    def place_names(self) -> str:
        """The names of its municipalities, with commas between."""
        return ", ".join(place.name for place in self.places)

    @property
    def subject(self) -> str:
        """What it is about, in a few words."""
        if self.kind == self.Kind.REMARK:
            return f"{self.title} ({self.proposal['about']})" if self.proposal["about"] else self.title
        return gettext("%(title)s in %(places)s") % {"title": self.title, "places": self.place_names}

    @property
    def answers(self) -> list[tuple[str, str]]:
        """What was filled in, as label and text; nothing for what was left empty."""
        texts = {gettext("Municipalities"): self.place_names}
        texts |= {str(label): self.proposal.get(name, "") for name, label in LABELS.items()}
        return [(label, text) for label, text in texts.items() if text]

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.WAITING, self.State.QUARANTINE}
