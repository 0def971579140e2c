"""What is looked at, each with how it stands and what to do about it. `CHECKS` is the list; the screen shows it."""

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from post_office.models import Email
from post_office.settings import get_backend

from home import runs
from home.accounts.login import is_shut_out
from home.backups.media import folders
from home.backups.shelf import newest_backup
from home.runs import Run
from home.sound_settings import existing_parent
from practices.submissions.moderation.mail_list import MailState, mails_in
from search import indexes, journal
from search.journal import JournalEntry

_LATE = timedelta(minutes=15)  # after which a mail that waits, or a worker without a sign, is a trouble
_OLD = timedelta(hours=26)  # of a backup of every night
_AUDIT_LATE = timedelta(hours=50)  # after the check of every day
_LITTLE = 1024**3  # bytes that should be free


class Level(StrEnum):
    """How bad it is."""

    FINE = "fine"
    NOTICE = "notice"  # works, and should not stay so
    ALARM = "alarm"


@dataclass(frozen=True)
class Observation:
    """How one thing stands, in a sentence; `advice` is what to do."""

    text: str
    level: Level = Level.FINE
    advice: str = ""


def database() -> Iterator[Observation]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()" if connection.vendor == "sqlite" else "SHOW server_version")
        version = cursor.fetchone()[0]
    yield Observation(f"{connection.display_name} {version}")
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        text = ngettext("%(total)d migration waits", "%(total)d migrations wait", len(waiting)) % {"total": len(waiting)}
        yield Observation(text, Level.ALARM, _("Run: manage.py migrate"))


def search() -> Iterator[Observation]:
    latest = journal.latest()
    for index in indexes.standings():
        text, level, advice = _standing(index, latest)
        yield Observation(f"{index.engine} ({index.language}): {text}", level, advice)


def _standing(index: indexes.Standing, latest: int) -> tuple[str, Level, str]:
    if index.error:
        text = _("does not answer: %(error)s") % {"error": index.error}
        return text, Level.ALARM, _("Search goes on with another index, if there is one.")
    if index.applied is None:
        return _("is not there yet"), Level.ALARM, _("The worker makes it; or press Rebuild.")
    behind = latest - index.applied
    if not behind:
        return _("up to date"), Level.FINE, ""
    text = ngettext("%(total)d change behind", "%(total)d changes behind", behind) % {"total": behind}
    first = JournalEntry.objects.filter(pk__gt=index.applied).order_by("pk").first()
    late = first is not None and _age(first.at) > _LATE
    return text, Level.ALARM if late else Level.NOTICE, _("The worker brings it up to date.")


def mails() -> Iterator[Observation]:
    if not settings.DEBUG and not get_backend().endswith("smtp.EmailBackend"):
        yield Observation(_("They are printed, and sent to nobody."), Level.ALARM, _("Set EMAIL_URL."))
    waiting, failed = mails_in(MailState.WAITING), mails_in(MailState.FAILED).count()
    total = waiting.count()
    text = ngettext("%(total)d e-mail still to be sent", "%(total)d e-mails still to be sent", total) % {"total": total}
    oldest = waiting.order_by("created").first()
    late = oldest is not None and _age(oldest.created) > _LATE
    yield Observation(text, Level.ALARM if late else Level.FINE, _why_late(oldest) if late and oldest else "")
    if failed:
        text = ngettext("%(total)d e-mail could not be delivered", "%(total)d e-mails could not be delivered", failed)
        yield Observation(text % {"total": failed}, Level.ALARM, _("Look at Reports › E-mails for the reason."))


def _why_late(mail: Email) -> str:
    last = mail.logs.order_by("-pk").first()
    return last.message if last else _("Is the worker running?")


def worker() -> Iterator[Observation]:
    sign = runs.last_run(Run.Kind.ROUND)
    if sign is None:
        yield Observation(_("It never ran."), Level.ALARM, _("Start: manage.py worker"))
        return
    text = _("Its last sign was %(time)s ago.") % {"time": timesince(sign.at)}
    late = _age(sign.at) > _LATE
    yield Observation(text, Level.ALARM if late else Level.FINE, _("Start: manage.py worker") if late else "")


def disk() -> Iterator[Observation]:
    roots = {**folders(), "var": settings.VAR_DIR} | ({"backups": Path(settings.BACKUP_ROOT)} if settings.BACKUP_ROOT else {})
    seen: set[int] = set()
    for root in roots.values():
        there = existing_parent(root)
        if there.stat().st_dev in seen:
            continue
        seen.add(there.stat().st_dev)
        room = shutil.disk_usage(there)
        text = _("%(folder)s: %(free)s of %(size)s free")
        text = text % {"folder": there, "free": filesizeformat(room.free), "size": filesizeformat(room.total)}
        little = room.free < _LITTLE
        yield Observation(text, Level.ALARM if little else Level.FINE, _("Make room: uploads will fail.") if little else "")


def backups() -> Iterator[Observation]:
    if not settings.BACKUP_ROOT:
        yield Observation(_("None are made here."), Level.NOTICE, _("Set BACKUP_ROOT and run manage.py backup every night."))
        return
    newest = newest_backup()
    if newest is None:
        yield Observation(_("There is none yet."), Level.ALARM, _("Run: manage.py backup"))
        return
    made = datetime.fromtimestamp(newest.stat().st_mtime, tz=timezone.get_current_timezone())
    text = _("%(name)s, %(size)s, %(time)s ago")
    text = text % {"name": newest.name, "size": filesizeformat(newest.stat().st_size), "time": timesince(made)}
    late = _age(made) > _OLD
    yield Observation(text, Level.ALARM if late else Level.FINE, _("Last night made none: look at its timer.") if late else "")
    trial = runs.last_run(Run.Kind.TRIAL)
    if trial is None or trial.subject != newest.name:
        yield Observation(_("Not tried yet: the worker does that."))
    elif trial.state == Run.State.FAILED:
        yield Observation(
            _("It could not be restored: %(said)s") % {"said": trial.said}, Level.ALARM, _("Make another one now.")
        )
    else:
        yield Observation(_("Trial: %(state)s") % {"state": trial.get_state_display()})


def logins() -> Iterator[Observation]:
    for user in shut_out_users():
        text = _("%(name)s can't log in: somebody tried too many passwords.") % {"name": user.get_username()}
        yield Observation(text, Level.NOTICE, _("Is it them? Let them in again below."))


def shut_out_users() -> list[User]:
    """Who has an account, and can't use it now."""
    return [user for user in get_user_model().objects.filter(is_active=True) if is_shut_out(user.get_username())]


def audit() -> Iterator[Observation]:
    run = runs.last_run(Run.Kind.AUDIT)
    if run is None or run.state == Run.State.RUNNING:
        yield Observation(_("Not checked yet: the worker does that every day."))
    elif run.state == Run.State.FAILED:
        for text in run.said.splitlines():
            yield Observation(text, Level.ALARM, _("Somebody wrote in the database past the site. Compare with a backup."))
    else:
        late = _age(run.at) > _AUDIT_LATE
        text = _("Checked on %(day)s: it is whole.") % {"day": date_format(timezone.localtime(run.at), "SHORT_DATE_FORMAT")}
        yield Observation(text, Level.ALARM if late else Level.FINE, _("Start: manage.py worker") if late else "")


def network() -> Iterator[Observation]:
    if settings.BASE_URL.startswith("https") and not settings.PROXY_COUNT:
        text = _("All visitors seem to come from one place, so the limits on what a network may send are off.")
        yield Observation(text, Level.NOTICE, _("Set PROXY_COUNT to the number of your own proxies in front."))


def versions() -> Iterator[Observation]:
    yield Observation(f"Samenleven {settings.SITE_VERSION}")
    yield Observation(f"Python {platform.python_version()}")
    yield Observation(f"Django {django.get_version()}")
    yield Observation(f"Wagtail {wagtail.__version__}")


def _age(moment: datetime) -> timedelta:
    return timezone.now() - moment


CHECKS: tuple[tuple[object, Callable[[], Iterator[Observation]]], ...] = (
    (gettext_lazy("Database"), database),
    (pgettext_lazy("heading", "Search"), search),
    (gettext_lazy("E-mails"), mails),
    (gettext_lazy("Worker"), worker),
    (gettext_lazy("Backups"), backups),
    (gettext_lazy("Disk"), disk),
    (gettext_lazy("Logging in"), logins),
    (gettext_lazy("Audit log"), audit),
    (gettext_lazy("Network"), network),
    (gettext_lazy("Versions"), versions),
)


def observations() -> Iterator[tuple[object, list[Observation]]]:
    """What each check found; one that breaks is a finding too."""
    for title, check in CHECKS:
        try:
            yield title, list(check())
        except Exception as error:  # noqa: BLE001 - whatever is wrong, the screen is there to say it
            yield title, [Observation(str(error) or repr(error), Level.ALARM)]
