"""Photos that an editor uploaded several at once, of which the form was never filled in: Wagtail keeps each for ever."""

from django.conf import settings
from django.utils import timezone
from wagtail.models import UploadedFile


def forget_unfinished() -> None:
    """Delete what waited for its form as long as a visitor's photos may, with its file."""
    for upload in UploadedFile.objects.all():
        if _is_old(upload):
            upload.file.delete(save=False)
            upload.delete()


def _is_old(upload: UploadedFile) -> bool:
    """By its file, for the row does not say when; a row whose file is gone is of no use."""
    try:
        kept_at = upload.file.storage.get_modified_time(upload.file.name)
    except FileNotFoundError:
        return True
    return kept_at < timezone.now() - settings.PERIODS.unsent_photos
