"""The files of the site, by their folders in a backup: what readers see, and everything else."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from home.backups.archive import Archive
from home.sound_settings import existing_parent
from practices.photos.storage import PRIVATE_MODES, PUBLIC_MODES, Modes, PrivateFiles

_STAGED = ".restoring"  # a folder in each root, of files that are not in their places yet


def folders() -> dict[str, Path]:
    """Where each folder of an archive lies on this machine."""
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(PrivateFiles().location)}


def every_file() -> Iterator[tuple[str, Path]]:
    """Each file, with its name in an archive."""
    for folder, root in folders().items():
        for path in _files_in(root):
            yield f"{folder}/{path.relative_to(root).as_posix()}", path


def _files_in(root: Path) -> list[Path]:
    files = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(path for path in files if path.relative_to(root).parts[0] != _STAGED)


def unpack(archive: Archive) -> None:
    """Write the files of an archive beside those that are there. Raises OSError, and leaves none behind then."""
    try:
        for folder, root in folders().items():
            for name in archive.files(folder):
                path = root / _STAGED / name
                _make_folder(path.parent, _modes(folder))
                with archive.open(f"{folder}/{name}") as packed, path.open("wb") as content:
                    shutil.copyfileobj(packed, content, 1024**2)
                path.chmod(_modes(folder).file)
    except OSError:
        forget_unpacked()
        raise


def put_in_place(*, replace: bool) -> None:
    """Give the files that were unpacked their places; with `replace` all others go."""
    for folder, root in folders().items():
        if replace:
            for path in _files_in(root):
                path.unlink(missing_ok=True)
        staged = root / _STAGED
        for path in sorted(each for each in staged.rglob("*") if each.is_file()):
            place = root / path.relative_to(staged)
            _make_folder(place.parent, _modes(folder))
            path.replace(place)
    forget_unpacked()


def forget_unpacked() -> None:
    for root in folders().values():
        shutil.rmtree(root / _STAGED, ignore_errors=True)


def room_for(archive: Archive) -> tuple[int, int]:
    """The bytes that the files of an archive take, and those that are free where they go."""
    free = shutil.disk_usage(existing_parent(Path(settings.MEDIA_ROOT))).free
    return sum(archive.size_of(f"{folder}/{name}") for folder in folders() for name in archive.files(folder)), free


def _modes(folder: str) -> Modes:
    return PUBLIC_MODES if folder == "media" else PRIVATE_MODES


def _make_folder(path: Path, modes: Modes) -> None:
    if not path.is_dir():
        _make_folder(path.parent, modes)
        path.mkdir(exist_ok=True)
        path.chmod(modes.folder)
