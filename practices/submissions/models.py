"""A submission: what somebody without an account sent in, and what became of it.

It holds personal data with a life of its own (retention/), and nothing public ever shows it.
"""

import secrets
import uuid
from functools import cached_property
from pathlib import PurePath

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from practices.languages import SOURCE
from practices.models import Photo, PracticePage
from practices.photos.models import LONGEST_CAPTION, LONGEST_DESCRIPTION
from practices.submissions.proposals import JoinProposal, PracticeProposal, Proposal, RemarkProposal, SentAnswer
from practices.submissions.reasons import ReasonTemplate
from practices.submissions.spending import Spending

__all__ = ["Access", "DailySummary", "Message", "ReasonTemplate", "SentPhoto", "Spending", "Submission", "SubmissionQuerySet"]

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that looks like another one when it is read out
_LENGTH = 8


def new_reference() -> str:
    """What a sender can name on the phone: eight letters and digits."""
    return "".join(secrets.choice(_LETTERS) for _number in range(_LENGTH))


class SubmissionQuerySet(models.QuerySet):
    def sent(self) -> "SubmissionQuerySet":
        """What moderators may see: everything but what is still being written."""
        return self.exclude(state=Submission.State.DRAFT)

    def with_signs(self) -> "SubmissionQuerySet":
        """With what a list shows of each beside itself: how many photos, and whether another one says the same."""
        photos = SentPhoto.objects.filter(key=models.OuterRef("key")).order_by().values("key")
        own = Submission.municipalities.through.objects.filter(submission=models.OuterRef(models.OuterRef("pk")))
        earlier = Submission.objects.filter(
            kind=Submission.Kind.JOIN,
            page=models.OuterRef("page"),
            pk__lt=models.OuterRef("pk"),
            state__in=Submission.UNDECIDED,
            municipalities__in=own.values("municipality"),
        )
        return self.annotate(
            photo_total=Coalesce(models.Subquery(photos.annotate(total=models.Count("pk")).values("total")), 0),
            is_double=models.Case(models.When(kind=Submission.Kind.JOIN, then=models.Exists(earlier)), default=False),
        )

    def open_practice(self, page: int) -> "Submission | None":
        """The new practice that a sheet was made of, by its primary key, as long as nobody has decided of it."""
        return self.open_practices().filter(page=page).first()

    def open_practices(self) -> "SubmissionQuerySet":
        """The new practices with a sheet that nobody has decided of."""
        return self.filter(kind=Submission.Kind.PRACTICE, page__isnull=False, state__in=Submission.UNDECIDED)

    def waiting(self) -> "SubmissionQuerySet":
        """The queue proper, the oldest first."""
        return self.filter(state=Submission.State.WAITING).order_by("sent_at", "pk")


class Submission(models.Model):
    """What somebody sent in: a new practice, a municipality that does one too, or something that is not right on a sheet.

    `proposal` has the answers by the name of the field of their form (proposals.py gives them types); those of a draft are as
    they were typed.
    """

    class Kind(models.TextChoices):
        PRACTICE = "practice", _("new practice")
        JOIN = "join", _("does this too")
        REMARK = "remark", _("is something not right?")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")  # nobody but its writer sees it
        WAITING = "waiting", _("waiting")
        ASKED = "asked", _("question to the sender")
        ACCEPTED = "accepted", _("published")
        DECLINED = "declined", _("declined")
        UNCHANGED = "unchanged", _("closed without a change")  # a remark
        QUARANTINE = "quarantine", _("quarantine")

    UNDECIDED = (State.WAITING, State.ASKED)  # and no quarantine, where most is nobody's
    photo_total = 0  # of `with_signs`, as the next
    is_double = False

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)  # of the form: sent twice it is one
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
    may_show_people = models.BooleanField(_("consent of the people in the photos"), default=False)
    suspicion = models.TextField(_("suspicion"), blank=True)
    language = models.CharField(max_length=5, default=SOURCE, editable=False)  # in which its sender reads
    network = models.CharField(max_length=32, blank=True, editable=False)  # a fingerprint for some hours (spam/network.py)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)  # of a draft: when it was begun
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("handled by"),
    )
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("taken by"),
    )
    handled_at = models.DateTimeField(_("handled"), null=True)
    opened_at = models.DateTimeField(null=True, editable=False)  # first read by a moderator: its sender changes it no more
    reason = models.TextField(_("reason"), blank=True)
    reminded_on = models.DateField(_("last reminder"), null=True)  # of who writes a draft, that it is about to go

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
    def foreign_language(self) -> str:
        """The name of the language that its sender reads; empty for Dutch."""
        return dict(settings.LANGUAGES)[self.language] if self.language != SOURCE else ""

    @property
    def subject(self) -> str:
        """What it is about, in a few words."""
        if self.kind == self.Kind.REMARK:
            return f"{self.title} ({self.remark.about})" if self.remark.about else self.title
        if self.kind == self.Kind.PRACTICE:
            return self.title
        return gettext("%(title)s in %(places)s") % {"title": self.title, "places": self.place_names}

    @property
    def practice(self) -> PracticeProposal:
        """What was sent, as a new practice."""
        return PracticeProposal.read(self.proposal)

    @property
    def join(self) -> JoinProposal:
        """What was sent, as what a municipality does."""
        return JoinProposal.read(self.proposal)

    @property
    def remark(self) -> RemarkProposal:
        """What was sent, as what is not right."""
        return RemarkProposal.read(self.proposal)

    @property
    def answers(self) -> list[SentAnswer]:
        """What was filled in; nothing for what was left empty."""
        return [*self.told, *(self.remark.changed() if self.kind == self.Kind.REMARK else ())]

    @property
    def told(self) -> list[SentAnswer]:
        """What was filled in but for other words of the sheet."""
        sent: dict[str, Proposal] = {"practice": self.practice, "join": self.join, "remark": self.remark}
        said = [SentAnswer(gettext("Municipalities"), self.place_names), *sent[self.kind].answers()]
        return [answer for answer in said if answer.text]

    @property
    def photos(self) -> models.QuerySet["SentPhoto"]:
        return SentPhoto.objects.filter(key=self.key)

    @property
    def is_open(self) -> bool:
        return self.state in {*self.UNDECIDED, self.State.QUARANTINE}


class Access(models.Model):
    """A way in for who has no account: the hash of a random token, until a moment. Deleting it withdraws it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="accesses")
    token_hash = models.CharField(max_length=64, unique=True)
    mailed_to = models.EmailField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("link to a submission")
        verbose_name_plural = _("links to submissions")

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.expires_at:%Y-%m-%d}"


class Message(models.Model):
    """What was said about a submission: between the moderators and the sender, or among moderators."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("question")
        ANSWER = "answer", _("answer")
        NOTE = "note", _("note")  # the sender does not see it

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=12, choices=Kind)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text


class DailySummary(models.Model):
    """A day on which the moderators got their mail about what waits: a row of it is the right to send one, once."""

    day = models.DateField(unique=True)

    class Meta:
        verbose_name = _("daily summary")
        verbose_name_plural = _("daily summaries")

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


def _place_of(photo: "SentPhoto", name: str) -> str:
    return f"submissions/{photo.key}/{uuid.uuid4().hex}{PurePath(name).suffix}"


def _private() -> Storage:
    return storages["private"]


class SentPhoto(models.Model):
    """A photo that came with a submission, or with a form that is not sent yet: `key` is that of both."""

    key = models.UUIDField(db_index=True)
    digest = models.CharField(max_length=64, editable=False)  # of the file as it came: uploaded twice it is one
    file = models.FileField(storage=_private, upload_to=_place_of)
    description = models.CharField(_("alternative text"), max_length=LONGEST_DESCRIPTION, blank=True)
    caption = models.CharField(_("caption"), max_length=LONGEST_CAPTION, blank=True)
    kept_at = models.DateTimeField(auto_now_add=True)
    published = models.ForeignKey(Photo, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")  # as which

    class Meta:
        verbose_name = _("submitted photo")
        verbose_name_plural = _("submitted photos")
        ordering = ["kept_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["key", "digest"], name="photo_once_with_a_submission")]

    def __str__(self) -> str:
        return self.description or PurePath(self.file.name or "").name
