"""The folder in which a site keeps its backups (`BACKUP_ROOT`): one a night, the newest of them."""

import time
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from home.backups.archive import BackupError
from home.backups.backing_up import UNFINISHED

_NAME, _MOMENT, _ENDING = "praktijken-", "%Y%m%dT%H%M%SZ", ".tar"
_ABANDONED = 24 * 3600  # seconds after which an unfinished one is nobody's any more


def place_for_one_more() -> Path:
    """Where the next backup goes. Raises BackupError where there is no folder for them."""
    if not settings.BACKUP_ROOT:
        raise BackupError(_("Say which file to write, or set BACKUP_ROOT to the folder for backups."))
    root = Path(settings.BACKUP_ROOT)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root / f"{_NAME}{timezone.now().strftime(_MOMENT)}{_ENDING}"


def kept_backups() -> list[Path]:
    """Those that are there, the newest first."""
    if not settings.BACKUP_ROOT:
        return []
    return sorted(Path(settings.BACKUP_ROOT).glob(f"{_NAME}*{_ENDING}"), reverse=True)


def keep_newest() -> None:
    """Take away all but the newest, and what was left of one that was interrupted."""
    for old in kept_backups()[settings.LIMITS.backups :]:
        old.unlink(missing_ok=True)
    for begun in Path(settings.BACKUP_ROOT).glob(f"{_NAME}*{UNFINISHED}"):
        if begun.stat().st_mtime < time.time() - _ABANDONED:
            begun.unlink(missing_ok=True)
