"""The form with which editors upload a photo, one or many at once."""

import shutil
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from practices.photos.files import clean_photo

_ROOM = 50 * 1024**2  # bytes that a disk has to have left: for the photo, its sizes, and what is written meanwhile


class CleanedPhotoField(WagtailImageField):
    """Wagtail's field; it sees the photo only once it is clean (it would decode whatever came)."""

    def to_python(self, data):
        if isinstance(data, UploadedFile):
            _look_for_room()
            data = clean_photo(data)
        return super().to_python(data)


class CleanedPhotoForm(BaseImageForm):
    """Wagtail's form; what it keeps is the picture and nothing that a camera wrote beside it."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            plain = self.fields["file"]
            self.fields["file"] = CleanedPhotoField(label=plain.label, required=plain.required, widget=plain.widget)


def _look_for_room() -> None:
    folder = Path(settings.MEDIA_ROOT)
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    if shutil.disk_usage(there).free < _ROOM:
        raise ValidationError(_("There is no room left for photos on the server. Tell its administrator, and try again later."))
