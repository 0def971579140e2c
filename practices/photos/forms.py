"""The form with which editors upload a photo, one or many at once."""

import shutil
from pathlib import Path

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from practices.photos.files import clean_photo
from practices.photos.models import TO_DESCRIBE

_ROOM = 50 * 1024**2  # bytes that a disk has to have left: for the photo, its sizes, and what is written meanwhile


class CleanedPhotoField(WagtailImageField):
    """Wagtail's field; it sees the photo only once it is clean (it would decode whatever came)."""

    def to_python(self, data):
        return super().to_python(_cleaned(data))


class CleanedPictureField(forms.ImageField):
    """Django's field, with the same care."""

    def to_python(self, data):
        return super().to_python(_cleaned(data))


class CleanedAvatarForm(AvatarPreferencesForm):
    """The picture of an account is a photo too, and Wagtail keeps a small one as it came."""

    avatar = CleanedPictureField(label=AvatarPreferencesForm.base_fields["avatar"].label, required=False)


class CleanedPhotoForm(BaseImageForm):
    """Wagtail's form; what it keeps is the picture and nothing that a camera wrote beside it."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            plain = self.fields["file"]
            self.fields["file"] = CleanedPhotoField(label=plain.label, required=plain.required, widget=plain.widget)
        if "description" in self.fields:  # photo-with-text.js says it before the file is sent in vain
            self.fields["description"].widget.attrs["data-says-when-empty"] = TO_DESCRIBE


def clean_avatars() -> None:
    """Let the screen of one's account use our form."""
    AvatarSettingsPanel.form_class = CleanedAvatarForm


def _cleaned(data: File | None) -> File | None:
    """What came with a request as it may be kept; what was there already as it is. Raises ValidationError."""
    if not isinstance(data, UploadedFile):
        return data
    _look_for_room()
    return clean_photo(data)


def _look_for_room() -> None:
    folder = Path(settings.MEDIA_ROOT)
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    if shutil.disk_usage(there).free < _ROOM:
        raise ValidationError(_("There is no room left for photos on the server. Tell its administrator, and try again later."))
