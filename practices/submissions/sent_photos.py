"""Photos on their way: out of everybody's reach from the moment of the upload until a moderator puts one on a sheet."""

import hashlib
import uuid
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.images import ImageFile
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from practices.models import Photo
from practices.photos.files import clean_photo
from practices.submissions.models import SentPhoto, Submission

_PROBLEMS = "photo_problems"  # in the session


def keep(key: uuid.UUID, files: Iterable[File]) -> list[str]:
    """Keep what can be kept, each by itself and once; the rest as sentences that say why not."""
    problems = []
    for file in files:
        try:
            _keep(key, clean_photo(file))
        except ValidationError as error:
            problems += error.messages
    return problems


def _keep(key: uuid.UUID, photo: ContentFile) -> None:
    own = SentPhoto.objects.filter(key=key)
    digest = hashlib.sha256(photo.read()).hexdigest()
    photo.seek(0)
    if own.filter(digest=digest).exists():
        return
    if own.count() >= settings.LIMITS.photos:
        text = _("%(name)s is one too many: you can send %(most)d photos.")
        raise ValidationError(text % {"name": photo.name, "most": settings.LIMITS.photos})
    fresh = SentPhoto(key=key, digest=digest, file=photo)
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError:  # the same form came twice at once
        fresh.file.delete(save=False)


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


def publish_photo(photo: SentPhoto) -> Photo:
    """The photo among those of the site, with its alternative text."""
    with photo.file.open() as file:
        copy = ImageFile(BytesIO(file.read()), name=PurePath(photo.file.name or "").name)
    kind = Photo.Alternative.DESCRIBED
    return Photo.objects.create(title=str(photo), file=copy, alternative=kind, description=photo.description)


def forget_unsent() -> None:
    """Drop the photos whose draft or submission is gone, and those of forms that were never sent."""
    owned = Exists(Submission.objects.filter(key=OuterRef("key")))
    for photo in SentPhoto.objects.filter(~owned, kept_at__lt=timezone.now() - settings.PERIODS.unsent_photos):
        drop(photo)
