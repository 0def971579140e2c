"""The form with which editors upload a file, one or many at once."""

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm

from practices.attachments.checked_files import checked_file


class CheckedFileForm(BaseDocumentForm):
    """Wagtail's form; what it keeps was read first, and what is wrong with it stands beside its field."""

    def clean_file(self) -> File | None:
        file = self.cleaned_data["file"]
        return checked_file(file) if isinstance(file, UploadedFile) else file
