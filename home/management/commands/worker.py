import logging
import signal
import time
from collections.abc import Callable
from types import FrameType

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from home import runs
from home.audit.keeping import keep_log
from home.backups.trial import Trial
from home.condition.orders import do_what_was_asked
from home.runs import Run
from practices.bin.binning import empty_bin
from practices.mail_delivery import deliver
from practices.photos.models import Photo, hide_sizes, make_missing_sizes
from practices.photos.unfinished import forget_unfinished
from practices.submissions.retention.expiry import forget_links, keep_periods
from practices.submissions.retention.reminding import remind_moderators, remind_writers
from practices.submissions.sent_photos import forget_unsent
from practices.submissions.spending import forget_spending
from search import indexes, journal
from search.asked.counting import forget_unasked

logger = logging.getLogger(__name__)
_MINUTE = 60  # seconds
Step = Callable[[], object]
EACH_ROUND: tuple[Step, ...] = (deliver, forget_links, indexes.follow_journal)
EACH_MINUTE: tuple[Step, ...] = (
    lambda: call_command("publish_scheduled", verbosity=0),
    make_missing_sizes,
    lambda: hide_sizes(Photo.objects.all()),
    journal.prune,
    remind_moderators,
    remind_writers,
    keep_periods,
    forget_unsent,
    forget_unfinished,
    forget_spending,
    empty_bin,
    forget_unasked,
    lambda: call_command("clearsessions", verbosity=0),
    do_what_was_asked,
    keep_log,
    lambda: runs.note_run(Run.Kind.ROUND, Run.State.DONE),
)


class Command(BaseCommand):
    help = "Deliver the mail queue, publish what was scheduled, keep the indexes up to date, until it is stopped."

    stopping = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then stop")
        parser.add_argument("--pause", type=float, default=5, help="seconds between two rounds")

    def handle(self, *, once: bool, pause: float, **options: object) -> None:
        signal.signal(signal.SIGTERM, self._stop)
        trial = Trial()
        minute = 0.0
        while not self.stopping:
            self._try_all(EACH_ROUND)
            if once or time.monotonic() - minute >= _MINUTE:
                self._try_all((*EACH_MINUTE, trial.go_on))
                minute = time.monotonic()
            if once:
                self._try_all((trial.wait,))
                return
            close_old_connections()
            time.sleep(pause)
        self._try_all((trial.stop,))

    def _try_all(self, steps: tuple[Step, ...]) -> None:
        """Whatever goes wrong in one must not stop the others, nor the next round."""
        for step in steps:
            try:
                step()
            except Exception:
                logger.exception("A step of the worker failed; it is tried again in the next round")

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping = True
