"""What the worker does with the audit log: read it over once a day, and let go what is a year old."""

import logging

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from home import runs
from home.audit.chain import broken_rows, forget_before, last_seal
from home.runs import Run

logger = logging.getLogger(__name__)
_SENTENCES = 20  # that are kept of what is broken


def keep_log() -> None:
    """Once a day; how it ended is on the screen *Toestand*. Of a log that is broken nothing goes."""
    today = str(timezone.localdate())
    if not runs.begin_run(Run.Kind.AUDIT, today):
        return
    with transaction.atomic():
        broken = list(broken_rows())[:_SENTENCES]
        if not broken:
            forget_before(timezone.now() - settings.PERIODS.audit)
            logger.info("The audit log is whole: %s", last_seal())
        runs.note_run(Run.Kind.AUDIT, Run.State.FAILED if broken else Run.State.DONE, "\n".join(broken), subject=today)
