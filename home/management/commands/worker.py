import logging
import signal
import time
from collections.abc import Callable
from types import FrameType

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

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
PUBLISH_EVERY = 60  # seconds


class Command(BaseCommand):
    help = "Deliver the mail queue, publish what was scheduled, keep the indexes up to date, until it is stopped."

    stopping = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then stop")
        parser.add_argument("--pause", type=float, default=5, help="seconds between two rounds")

    def handle(self, *, once: bool, pause: float, **options: object) -> None:
        signal.signal(signal.SIGTERM, self._stop)
        published = 0.0
        while not self.stopping:
            self._try(deliver)
            self._try(forget_links)
            self._try(indexes.follow_journal)
            if time.monotonic() - published >= PUBLISH_EVERY or once:
                self._try(lambda: call_command("publish_scheduled", verbosity=0))
                self._try(make_missing_sizes)
                self._try(lambda: hide_sizes(Photo.objects.all()))
                self._try(journal.prune)
                self._try(remind_moderators)
                self._try(remind_writers)
                self._try(keep_periods)
                self._try(forget_unsent)
                self._try(forget_unfinished)
                self._try(forget_spending)
                self._try(empty_bin)
                self._try(forget_unasked)
                published = time.monotonic()
            if once:
                return
            close_old_connections()
            time.sleep(pause)

    def _try(self, step: Callable[[], object]) -> None:
        """One step; whatever goes wrong in it must not stop the others, nor the next round."""
        try:
            step()
        except Exception:
            logger.exception("A step of the worker failed; it is tried again in the next round")

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping = True
