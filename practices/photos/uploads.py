"""Receiving files: what is too large, one too many, or finds the disk full is passed over, and the rest of its form is read.

(Django's own way is to refuse the whole form, with everything that was typed in it.)
"""

import logging

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.utils.translation import gettext as _

from practices.photos.files import too_large

logger = logging.getLogger(__name__)
_ADMIN = "/beheer/"


def passed_over(request: HttpRequest) -> list[str]:
    """Why files of this request did not come along, a sentence each; only to be asked once its form was read."""
    return getattr(request, "_passed_over", [])


def _pass_over(request: HttpRequest | None, why: str) -> SkipFile:
    if request is not None:
        request._passed_over = [*passed_over(request), why]  # type: ignore[attr-defined]  # noqa: SLF001 - a name of ours
    return SkipFile()


def no_room(name: str) -> str:
    """What is said when the disk of the server is full, or does not answer."""
    return _("%(name)s could not be kept just now; what you wrote has been kept. Try again later, or send it without.") % {
        "name": name
    }


class UploadGuard(FileUploadHandler):
    """Stands before the handlers that keep files: counts them, and their bytes. Editors have Wagtail's own limits.

    It speaks at the first bytes of a file: by then the others have begun it, and Django closes what they hold.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._total = 0

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self._total += 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if self._total == settings.LIMITS.files + 1 and not self._is_editors:
            text = _("More than %(most)d files were chosen; the others were not sent along.")
            raise _pass_over(self.request, text % {"most": settings.LIMITS.files})
        if self._total > settings.LIMITS.files and not self._is_editors:
            raise SkipFile
        if start + len(raw_data) > settings.LIMITS.photo_bytes and not self._is_editors:
            raise _pass_over(self.request, too_large(self.file_name or "").messages[0])
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    @property
    def _is_editors(self) -> bool:
        return self.request is not None and _ADMIN in self.request.path


class TemporaryFiles(TemporaryFileUploadHandler):
    """Keeps large files on the disk until their form was read, as long as there is room."""

    def new_file(self, *args, **kwargs) -> None:
        self.__dict__.pop("file", None)  # the one before is complete: passing this one over must not close it
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            raise self._full(error) from error

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            raise self._full(error) from error

    def file_complete(self, file_size: int) -> UploadedFile | None:
        try:
            return super().file_complete(file_size)
        except OSError as error:
            self._full(error)
            return None

    def _full(self, error: OSError) -> SkipFile:
        logger.error("An uploaded file could not be written: %s", error)
        return _pass_over(self.request, no_room(self.file_name or ""))
