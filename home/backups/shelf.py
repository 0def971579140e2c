"""The folder in which a site keeps its backups (`BACKUP_ROOT`): one a night, the newest of them."""

import shutil
import time
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from home.backups.archive import BackupError
from home.backups.backing_up import UNFINISHED

_NAME, _MOMENT, _ENDING = "praktijken-", "%Y%m%dT%H%M%SZ", ".tar"
TRIAL = "trial-"  # how the name of the folder begins in which one is tried
_ABANDONED = 24 * 3600  # seconds after which an unfinished one is nobody's any more


def place_for_one_more() -> Path:
    """Where the next backup goes. Raises BackupError where there is no folder for them."""
    if not settings.BACKUP_ROOT:
        raise BackupError(_("Say which file to write, or set BACKUP_ROOT to the folder for backups."))
    root = Path(settings.BACKUP_ROOT)
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BackupError(_("The backup could not be written: %(error)s") % {"error": error}) from error
    return root / f"{_NAME}{timezone.now().strftime(_MOMENT)}{_ENDING}"


def kept_backups() -> list[Path]:
    """Those that are there, the newest first."""
    if not settings.BACKUP_ROOT:
        return []
    return sorted(Path(settings.BACKUP_ROOT).glob(f"{_NAME}*{_ENDING}"), reverse=True)


def newest_backup() -> Path | None:
    return next(iter(kept_backups()), None)


def keep_newest() -> None:
    """Take away all but the newest, and what was left of one, or of a trial, that was interrupted."""
    for old in kept_backups()[settings.LIMITS.backups :]:
        old.unlink(missing_ok=True)
    root = Path(settings.BACKUP_ROOT)
    for begun in (*root.glob(f"{_NAME}*{UNFINISHED}"), *root.glob(f"{TRIAL}*")):
        if begun.stat().st_mtime > time.time() - _ABANDONED:
            continue
        if begun.is_dir():
            shutil.rmtree(begun, ignore_errors=True)
        else:
            begun.unlink(missing_ok=True)
