"""Where files lie: what readers see in MEDIA_ROOT, and everything else beside it, where only our own pages give it out.

A name that begins with `EDITORS` is of a photo that editors alone may see: an original, or a size of one that is on no sheet
on the site. Whoever knows the address of another one has found it on a page of ours.
"""

import contextlib
import uuid
from datetime import datetime
from pathlib import Path, PurePath
from typing import NamedTuple

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, Storage
from django.urls import reverse
from django.utils.deconstruct import deconstructible

EDITORS, ATTACHMENTS = "editors", "attachments"
# The last: of several at once, what still waits for its alternative text.
_PRIVATE = {(EDITORS,), (ATTACHMENTS,), ("wagtail_uploads",)}


def random_name(folder: str, name: str) -> str:
    """A name in a folder that nobody can guess, with the ending of another one."""
    return f"{folder}/{uuid.uuid4().hex}{PurePath(name).suffix.lower()}"


class Modes(NamedTuple):
    """Who may read what is written."""

    file: int
    folder: int


PUBLIC_MODES = Modes(0o644, 0o755)  # a proxy, which is another user, gives them to everybody
PRIVATE_MODES = Modes(0o600, 0o700)


class WholeFiles(FileSystemStorage):
    """A file is written whole or not at all: a full disk leaves no half one behind."""

    modes = PUBLIC_MODES

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=self.modes.file, directory_permissions_mode=self.modes.folder)

    def _save(self, name: str, content: File) -> str:
        begun = Path(self.path(name))
        was_there = begun.exists()
        try:
            return super()._save(name, content)  # type: ignore[misc] # which the stubs leave out
        except OSError:
            if not was_there:
                with contextlib.suppress(OSError):
                    begun.unlink(missing_ok=True)
            raise


class PrivateFiles(WholeFiles):
    """Beside the files that a server gives to everybody, never among them."""

    modes = PRIVATE_MODES

    @property
    def base_location(self) -> str:
        return f"{str(settings.MEDIA_ROOT).rstrip('/')}-private"

    @property
    def location(self) -> str:
        return str(Path(self.base_location).absolute())


@deconstructible
class SiteFiles(Storage):
    """The storage of everything that editors upload: by its name, a file lies among the public ones or the others."""

    def __init__(self) -> None:
        self._public, self._private = WholeFiles(), PrivateFiles()

    def _of(self, name: str) -> FileSystemStorage:
        return self._private if PurePath(name).parts[:1] in _PRIVATE else self._public

    def _open(self, name: str, mode: str = "rb") -> File:
        return self._of(name).open(name, mode)

    def _save(self, name: str, content: File) -> str:
        return self._of(name)._save(name, content)  # type: ignore[attr-defined] # noqa: SLF001 - Storage.save called this one

    def path(self, name: str) -> str:
        return self._of(name).path(name)

    def delete(self, name: str) -> None:
        self._of(name).delete(name)

    def exists(self, name: str) -> bool:
        return self._of(name).exists(name)

    def get_modified_time(self, name: str) -> datetime:
        return self._of(name).get_modified_time(name)

    def size(self, name: str) -> int:
        return self._of(name).size(name)

    def url(self, name: str | None) -> str:
        if name and self._of(name) is self._private:
            return reverse("editors_photo", args=[PurePath(name).name])
        return self._public.url(name)
