"""The same as the screen, as numbers that Prometheus collects (`/gezond/cijfers/`), for whoever has METRICS_KEY."""

import time
from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from home import runs
from home.backups.shelf import newest_backup
from home.condition.observing import Level, observations
from home.runs import Run
from practices.models import PracticePage
from practices.submissions.models import Submission
from practices.submissions.moderation.mail_list import MailState, mails_in
from search import indexes, journal


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Gauges in Prometheus' own format; not there for whoever does not send `Authorization: Bearer …` with the key."""
    sent = request.headers.get("Authorization", "")
    if not settings.METRICS_KEY or not constant_time_compare(sent, f"Bearer {settings.METRICS_KEY}"):
        raise Http404
    registry = CollectorRegistry()
    registry.register(_Gauges())  # type: ignore[arg-type] # it has the one method that is asked for
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class _Gauges:
    """What is counted, at the moment it is asked."""

    def collect(self) -> Iterator[Metric]:
        found = [each.level for _title, seen in observations() for each in seen]
        yield _gauge("alarms", "What needs somebody now, on the screen Toestand", found.count(Level.ALARM))
        yield _gauge("sheets_published", "Sheets on the site", PracticePage.objects.published().count())
        waiting = Submission.objects.filter(state=Submission.State.WAITING).count()
        yield _gauge("submissions_waiting", "Submissions that nobody decided on", waiting)
        yield from self._mails()
        yield from self._indexes()
        yield from self._ages()

    def _mails(self) -> Iterator[Metric]:
        mails = GaugeMetricFamily("praktijken_mails", "E-mails by how they stand", labels=["state"])
        for state in (MailState.WAITING, MailState.FAILED):
            mails.add_metric([state], mails_in(state).count())
        yield mails

    def _indexes(self) -> Iterator[Metric]:
        behind = GaugeMetricFamily(
            "praktijken_index_behind", "Rows of the journal not in an index", labels=["engine", "language"]
        )
        up = GaugeMetricFamily("praktijken_index_up", "Whether an index answers", labels=["engine", "language"])
        latest = journal.latest()
        for index in indexes.standings():
            up.add_metric([index.engine, index.language], float(index.applied is not None))
            if index.applied is not None:
                behind.add_metric([index.engine, index.language], latest - index.applied)
        yield from (up, behind)

    def _ages(self) -> Iterator[Metric]:
        sign, trial = runs.last_run(Run.Kind.ROUND), runs.last_run(Run.Kind.TRIAL)
        if sign:
            yield _gauge("worker_seconds", "Since the last sign of the worker", time.time() - sign.at.timestamp())
        newest = newest_backup()
        if newest:
            yield _gauge("backup_seconds", "Since the newest backup", time.time() - newest.stat().st_mtime)
        if trial:
            failed = trial.state == Run.State.FAILED
            yield _gauge("backup_trial_failed", "Whether the last backup that was tried could not be restored", float(failed))


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(f"praktijken_{name}", meaning, value=value)
