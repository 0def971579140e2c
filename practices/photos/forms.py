"""The form with which editors upload a photo, one or many at once."""

from django.core.files.uploadedfile import UploadedFile
from wagtail.images.forms import BaseImageForm

from practices.photos.files import clean_photo


class CleanedPhotoForm(BaseImageForm):
    """Wagtail's form; what it keeps is the picture and nothing that a camera wrote beside it."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        return clean_photo(file) if isinstance(file, UploadedFile) else file
