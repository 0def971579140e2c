"""Files and what is written in them, as they come to be imported."""

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from practices.importing.converting import read_file


@dataclass(frozen=True)
class SheetFile:
    """A file by its name and its text; without a text, the reason."""

    name: str
    text: str = ""
    reason: str = ""
    place: str = ""  # where it lies

    @classmethod
    def read(cls, path: Path) -> "SheetFile":
        """Read a file, whatever it is."""
        try:
            return cls(path.name, text=read_file(path), place=str(path))
        except OSError as error:
            return cls(path.name, reason=_cannot_read(error), place=str(path))
        except ValueError as error:
            return cls(path.name, reason=str(error), place=str(path))


def _cannot_read(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("There is no such file")
    if isinstance(error, IsADirectoryError):
        return _("This is a folder, not a file")
    if isinstance(error, PermissionError):
        return _("The user who runs the import may not read this file")
    return _("The file can't be read: %(error)s") % {"error": error.strerror or error}
