"""What runs beside the site: when each last ran, how that ended, and what an administrator asked to be run.

The worker has no screen and the screens have no shell; a row for each kind of run is what they share.
"""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

_GIVEN_UP = timedelta(hours=3)  # after which one that did not end was interrupted


class Run(models.Model):
    """The last run of one kind."""

    class Kind(models.TextChoices):
        ROUND = "round", _("round of the worker")
        CHECK = "check", _("check of the indexes")
        REBUILD = "rebuild", _("rebuild of the indexes")
        TRIAL = "trial", _("trial of the last backup")
        AUDIT = "audit", _("check of the audit log")

    class State(models.TextChoices):
        ASKED = "asked", _("starts within a minute")
        RUNNING = "running", _("is running")
        DONE = "done", _("went well")
        FAILED = "failed", _("failed")

    kind = models.CharField(_("what"), max_length=20, primary_key=True, choices=Kind)
    state = models.CharField(_("state"), max_length=10, choices=State)
    at = models.DateTimeField(_("at"))
    subject = models.CharField(_("of what"), max_length=200, blank=True)
    said = models.TextField(_("what it said"), blank=True)

    class Meta:
        verbose_name = _("run beside the site")
        verbose_name_plural = _("runs beside the site")

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"

    @property
    def is_on(self) -> bool:
        """Whether it was asked for, or is running."""
        return self.state in (self.State.ASKED, self.State.RUNNING) and self.at > timezone.now() - _GIVEN_UP


def last_run(kind: Run.Kind) -> Run | None:
    return Run.objects.filter(kind=kind).first()


def note_run(kind: Run.Kind, state: Run.State, said: str = "", *, subject: str = "") -> None:
    """Note how a run of this kind stands now."""
    now = {"state": state, "at": timezone.now(), "said": said[-4000:], "subject": subject}
    Run.objects.update_or_create(kind=kind, defaults=now)


def ask_for_run(kind: Run.Kind) -> None:
    """Have the worker run it. One that is running already is not asked for twice."""
    run = last_run(kind)
    if run is None or not run.is_on:
        note_run(kind, Run.State.ASKED)


@transaction.atomic
def begin_run(kind: Run.Kind, subject: str) -> bool:
    """Whether this process is the one that runs it for this subject: nobody did, or who began was interrupted."""
    begun = {"state": Run.State.RUNNING, "at": timezone.now(), "said": "", "subject": subject}
    run, is_first = Run.objects.select_for_update().get_or_create(kind=kind, defaults=begun)
    if is_first:
        return True
    if run.subject == subject and (run.is_on or run.state != Run.State.RUNNING):
        return False
    Run.objects.filter(kind=kind).update(**begun)
    return True


def take_run(kind: Run.Kind) -> bool:
    """Whether it was asked for, and this process is the one that runs it now."""
    asked = Run.objects.filter(kind=kind, state=Run.State.ASKED)
    return bool(asked.update(state=Run.State.RUNNING, at=timezone.now()))
