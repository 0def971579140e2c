"""Each backup of the shelf is tried once: a backup that nobody ever restored is a hope.

The worker starts the trial and goes on; it is the same command that an administrator gives, on a database of its own that is
thrown away. Rows, sums and versions are tried whole; of files that they are what they were.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from home import runs
from home.backups.shelf import kept_backups
from home.runs import Run

_PATIENCE = 2 * 3600  # seconds
_AFTER_READERS = 10  # how nice it is to other processes


class Trial:
    """The trials of one worker, at most one at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen | None = None
        self._backup = Path()
        self._folder = ""

    def go_on(self) -> None:
        """Begin a trial of the newest backup if it had none, or note how the one that runs ended."""
        if self._process is None:
            newest = next(iter(kept_backups()), None)
            if newest and _is_untried(newest):
                self._begin(newest)
        elif self._process.poll() is not None:
            self._end()

    def wait(self) -> None:
        """Until the one that runs has ended."""
        if self._process:
            self._process.wait(_PATIENCE)
            self._end()

    def _begin(self, backup: Path) -> None:
        runs.note_run(Run.Kind.TRIAL, Run.State.RUNNING, backup.name)
        self._backup, self._folder = backup, tempfile.mkdtemp(prefix="trial-", dir=backup.parent)  # as closed as the backup
        own = {"DATABASE_URL": f"sqlite:///{self._folder}/trial.sqlite3", "MEDIA_ROOT": f"{self._folder}/media"}
        self._process = subprocess.Popen(  # noqa: S603 - our own command, and a name from our own folder
            [sys.executable, "manage.py", "restore", str(backup), "--rows-only"],
            cwd=settings.BASE_DIR,
            env={**os.environ, **own, "ELASTICSEARCH_URL": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        os.setpriority(os.PRIO_PROCESS, self._process.pid, _AFTER_READERS)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or process.stdout is None:
            return
        said = process.stdout.read().strip().splitlines()[-1:]
        state = Run.State.FAILED if process.returncode else Run.State.DONE
        runs.note_run(Run.Kind.TRIAL, state, "\n".join([self._backup.name, *said]))
        shutil.rmtree(self._folder, ignore_errors=True)


def _is_untried(backup: Path) -> bool:
    trial = runs.last_run(Run.Kind.TRIAL)
    if trial is None or trial.said.split("\n")[0] != backup.name:
        return True
    return trial.state == Run.State.RUNNING and not trial.is_on
