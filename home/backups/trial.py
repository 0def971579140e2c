"""Each backup of the shelf is tried once: a backup that nobody ever restored is a hope.

The worker starts the trial and goes on; it is the same command that an administrator gives, on a database of its own that is
thrown away. Rows, sums and versions are tried whole; of files that they are what they were.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from home import runs
from home.backups.shelf import TRIAL, newest_backup
from home.runs import Run

_PATIENCE = 2 * 3600  # seconds; a hung one is given up
_AFTER_READERS = 10  # how nice it is to other processes


@dataclass
class _Going:
    """A trial that has begun: of which backup, in which folder."""

    backup: str
    folder: str
    process: subprocess.Popen
    begun: float


class Trial:
    """The trials of one worker, at most one at a time."""

    def __init__(self) -> None:
        self._going: _Going | None = None

    def go_on(self) -> None:
        """Begin a trial of the newest backup if it had none, or note how the one that runs ended."""
        if self._going is None:
            newest = newest_backup()
            if newest and runs.begin_run(Run.Kind.TRIAL, newest.name):
                self._begin(newest)
        elif self._going.process.poll() is not None:
            self._end(self._going)
        elif time.monotonic() > self._going.begun + _PATIENCE:
            self._going.process.kill()

    def wait(self) -> None:
        """Until the one that runs has ended."""
        if self._going:
            self._going.process.wait(_PATIENCE)
            self._end(self._going)

    def stop(self) -> None:
        """Leave the one that runs to the next worker."""
        if self._going:
            self._going.process.kill()
            self._going.process.wait()
            Run.objects.filter(kind=Run.Kind.TRIAL, state=Run.State.RUNNING).delete()
            shutil.rmtree(self._going.folder, ignore_errors=True)

    def _begin(self, backup: Path) -> None:
        try:
            self._going = _begun(backup)
        except OSError as error:  # no room for it
            runs.note_run(Run.Kind.TRIAL, Run.State.FAILED, str(error), subject=backup.name)

    def _end(self, going: _Going) -> None:
        self._going = None
        said = going.process.stdout.read().strip().splitlines()[-1:] if going.process.stdout else []
        state = Run.State.FAILED if going.process.returncode else Run.State.DONE
        runs.note_run(Run.Kind.TRIAL, state, "".join(said), subject=going.backup)
        shutil.rmtree(going.folder, ignore_errors=True)


def _begun(backup: Path) -> _Going:
    folder = tempfile.mkdtemp(prefix=TRIAL, dir=backup.parent)  # as closed as the backup
    own = {"DATABASE_URL": f"sqlite:///{folder}/trial.sqlite3", "MEDIA_ROOT": f"{folder}/media", "ELASTICSEARCH_URL": ""}
    process = subprocess.Popen(  # noqa: S603 - our own command, and a name from our own folder
        [sys.executable, "manage.py", "restore", str(backup), "--rows-only"],
        cwd=settings.BASE_DIR,
        env={**os.environ, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    os.setpriority(os.PRIO_PROCESS, process.pid, _AFTER_READERS)
    return _Going(backup.name, folder, process, time.monotonic())
