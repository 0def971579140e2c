"""The files of the site, by their folders in a backup: what readers see, and everything else."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from home.backups.archive import Archive
from practices.photos.storage import PrivateFiles


def folders() -> dict[str, Path]:
    """Where each folder of an archive lies on this machine."""
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(PrivateFiles().location)}


def every_file() -> Iterator[tuple[str, Path]]:
    """Each file, with its name in an archive."""
    for folder, root in folders().items():
        for path in _files_in(root):
            yield f"{folder}/{path.relative_to(root).as_posix()}", path


def _files_in(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())


def unpack(archive: Archive) -> None:
    """Put the files of an archive in their places; each is whole or not there."""
    for folder, root in folders().items():
        for name, _size in archive.files(folder):
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            begun = path.with_name(f"{path.name}.restoring")
            with archive.open(f"{folder}/{name}") as packed, begun.open("wb") as content:
                shutil.copyfileobj(packed, content, 1024**2)
            begun.replace(path)


def remove_others(archive: Archive) -> None:
    """Take away the files that the archive does not have."""
    for folder, root in folders().items():
        own = {name for name, _size in archive.files(folder)}
        for path in _files_in(root):
            if path.relative_to(root).as_posix() not in own:
                path.unlink(missing_ok=True)


def room_for(archive: Archive) -> tuple[int, int]:
    """The bytes that the files of an archive take, and those that are free where they go."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    statistics = os.statvfs(root)
    return sum(size for folder in folders() for _name, size in archive.files(folder)), statistics.f_bavail * statistics.f_frsize
