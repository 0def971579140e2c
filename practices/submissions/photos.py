"""Photos on their way: out of everybody's reach from the moment of the upload until a moderator puts one on a sheet."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.images import ImageFile
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from practices.models import Photo
from practices.photo_files import clean_photo
from practices.submissions.models import SentPhoto, Submission

MOST = 5
_PROBLEMS = "photo_problems"  # in the session
_UNSENT = timedelta(days=1)  # after which photos go whose form was never sent


def keep(key: uuid.UUID, files: Iterable[File]) -> list[str]:
    """Keep what can be kept, each by itself; the rest as sentences that say why not."""
    problems = []
    for file in files:
        if SentPhoto.objects.filter(key=key).count() >= MOST:
            problems.append(_("%(name)s is one too many: %(most)d photos can be sent.") % {"name": file.name, "most": MOST})
            continue
        try:
            photo = clean_photo(file)
        except ValidationError as error:
            problems += error.messages
        else:
            SentPhoto.objects.create(key=key, file=photo)
    return problems


def tell(request: HttpRequest, problems: list[str]) -> None:
    """Keep why photos failed until the next page that shows it."""
    if problems:
        request.session[_PROBLEMS] = problems


def told(request: HttpRequest) -> list[str]:
    """Why photos failed; told once."""
    return request.session.pop(_PROBLEMS, [])


def drop(photo: SentPhoto) -> None:
    """Forget a photo, and its file when that is certain."""
    photo.delete()
    transaction.on_commit(lambda: photo.file.delete(save=False))


def publish(photo: SentPhoto) -> Photo:
    """The photo among those of the site, with its alternative text."""
    with photo.file.open() as file:
        copy = ImageFile(BytesIO(file.read()), name=PurePath(photo.file.name or "").name)
    kind = Photo.Alternative.DESCRIBED
    return Photo.objects.create(title=str(photo), file=copy, alternative=kind, description=photo.description)


def forget_unsent() -> None:
    """Drop the photos whose draft or submission is gone, and those of forms that were never sent."""
    owned = Exists(Submission.objects.filter(key=OuterRef("key")))
    for photo in SentPhoto.objects.filter(~owned, kept_at__lt=timezone.now() - _UNSENT):
        drop(photo)
