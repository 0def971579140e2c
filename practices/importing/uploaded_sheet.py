"""A file that came by a form, as it comes to be read: nothing of it is unpacked before its size is known."""

import tempfile
import zipfile
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from practices.importing.reading_apart import read_apart
from practices.importing.sheet_file import SheetFile

_LONGEST_NAME = 100  # what a file is called is kept beside its sheet


def read_upload(upload: UploadedFile, *, most_bytes: int, longest: int) -> SheetFile:
    """The text of a file, packed or not of at most so many bytes, with at most so many signs; else the reason."""
    name = _short(Path(str(upload.name)))
    if max(upload.size or 0, _unpacked_bytes(upload)) > most_bytes:
        return SheetFile(name, reason=_("“%(name)s” is too large for a sheet: leave the pictures out.") % {"name": name})
    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as target:
        target.writelines(upload.chunks())
        target.flush()
        try:
            return as_sheet(name, read_apart(Path(target.name)), longest)
        except ValueError as error:
            return SheetFile(name, reason=str(error))


def as_sheet(name: str, text: str, longest: int) -> SheetFile:
    """A text under the name of its file, unless there is more of it than any sheet has."""
    if len(text) > longest:
        return SheetFile(name, reason=_("There is more text in it than a sheet has: leave only the sheet in it"))
    return SheetFile(_short(Path(name)) if name else "", text=text)


def _short(name: Path) -> str:
    """The name that it came with, without folders: it names the sheet."""
    suffix = "".join(sign for sign in name.suffix[:10] if sign.isalnum() or sign == ".")
    return f"{name.stem[:_LONGEST_NAME]}{suffix}" or "-"


def _unpacked_bytes(upload: UploadedFile) -> int:
    """How large a packed file is once it is unpacked; nothing for another file, which is as large as it is."""
    try:
        with zipfile.ZipFile(upload) as packed:
            return sum(each.file_size for each in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return 0
    finally:
        upload.seek(0)
