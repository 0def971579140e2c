"""What the worker does with the audit log: read it over once a day, and let go what is a year old."""

from django.conf import settings
from django.utils import timezone

from home import runs
from home.audit.chain import broken_rows, forget_before
from home.runs import Run


def keep_log() -> None:
    """Once a day; how it ended is on the screen *Toestand*."""
    if not runs.begin_run(Run.Kind.AUDIT, str(timezone.localdate())):
        return
    forget_before(timezone.now() - settings.PERIODS.audit)
    broken = list(broken_rows())
    runs.note_run(
        Run.Kind.AUDIT, Run.State.FAILED if broken else Run.State.DONE, "\n".join(broken), subject=str(timezone.localdate())
    )
