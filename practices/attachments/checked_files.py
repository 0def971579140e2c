"""The file of a letter or an agreement as it may be kept: what it says it is, without anything that runs, and without names.

Of what a program writes beside the text, only the text goes on: who wrote it, who saved it and whose remark it is does not.
"""

from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from practices.attachments.office_packages import NotHarmlessError, PackageKind, clean_package
from practices.attachments.pdf_files import clean_pdf
from practices.photos.files import clean_photo

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_PACKED = {
    "docx": PackageKind("Word", "[Content_Types].xml", f"{_OFFICE}.wordprocessingml.document.main+xml".encode()),
    "xlsx": PackageKind("Excel", "[Content_Types].xml", f"{_OFFICE}.spreadsheetml.sheet.main+xml".encode()),
    "odt": PackageKind("OpenDocument", "mimetype", f"{_OPEN}.text".encode()),
    "ods": PackageKind("OpenDocument", "mimetype", f"{_OPEN}.spreadsheet".encode()),
}
_PICTURES = {"jpg", "jpeg", "png", "webp"}
NAMES_OF_KINDS = {**{ending: kind.name for ending, kind in _PACKED.items()}, "pdf": "PDF", "jpg": "JPEG", "png": "PNG"}


class CheckedFile(ContentFile):
    """A file that was read, and written anew."""


def checked_file(file: File) -> CheckedFile:
    """The file as it may be kept. Raises ValidationError with what to do instead."""
    if isinstance(file, CheckedFile):
        return file
    name = PurePath(file.name or "bestand").name
    _judge_size(file, name)
    ending = PurePath(name).suffix.removeprefix(".").lower()
    if ending in _PICTURES:
        picture = clean_photo(file)
        return CheckedFile(picture.read(), name=picture.name)
    if ending != "pdf" and ending not in _PACKED:
        text = _(
            "“%(name)s” is no kind of file that others can use. Save it as a PDF, or as docx, odt, xlsx or ods, or as a photo."
        )
        raise ValidationError(text % {"name": name})
    file.seek(0)
    return CheckedFile(_read(file.read(), name, ending), name=name)


def _judge_size(file: File, name: str) -> None:
    most = settings.LIMITS.attachment_bytes
    if (file.size or 0) > most:
        text = _("“%(name)s” is larger than %(most)d MB. Make it smaller: leave pictures out, or save them with fewer pixels.")
        raise ValidationError(text % {"name": name, "most": most // 1024**2})


def _read(data: bytes, name: str, ending: str) -> bytes:
    try:
        if ending == "pdf":
            return clean_pdf(data)
        return clean_package(data, _PACKED[ending], most_bytes=settings.LIMITS.attachment_bytes_unpacked)
    except NotHarmlessError as error:
        text = _(
            "“%(name)s” has something in it that runs or is fetched from elsewhere: a macro, a script, another file. "
            "Save it without."
        )
        raise ValidationError(text % {"name": name}) from error
    except Exception as error:  # libraries say many kinds of errors of a file that is none
        text = _(
            "“%(name)s” can't be read: it is damaged, has a password, or is another kind of file. Save it anew without one."
        )
        raise ValidationError(text % {"name": name}) from error
