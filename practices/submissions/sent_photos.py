"""Photos on their way: out of everybody's reach from the moment of the upload until a moderator puts one on a sheet."""

import hashlib
import logging
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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

from practices.door import RefusedError
from practices.models import GalleryPhoto, Photo
from practices.photos.files import clean_photo, seconds_of
from practices.photos.uploads import no_room, passed_over
from practices.submissions.models import SentPhoto, Submission
from practices.submissions.spam.network import network_of
from practices.submissions.spending import spend

logger = logging.getLogger(__name__)

_NEWS = "photo_news"  # in the session


def receive(request: HttpRequest, key: uuid.UUID) -> list[str]:
    """Keep what can be kept of the photos in a form, each by itself and once; the rest as sentences that say why not."""
    files, seconds = request.FILES.getlist("photos"), 0.0
    problems = list(passed_over(request))
    for file in files:
        try:
            digest = _digest(file)
            if not SentPhoto.objects.filter(key=key, digest=digest).exists():
                seconds += _allowed(file, key, seconds, network_of(request))
                _keep(key, digest, clean_photo(file))
        except ValidationError as error:
            problems += error.messages
        except OSError:
            logger.exception("A photo that was sent in could not be written")
            problems.append(no_room(_name(file)))
    return problems


def _allowed(file: File, key: uuid.UUID, spent: float, network: str) -> float:
    """How long a photo will take, when it may be decoded at all. Raises ValidationError with what to do instead."""
    name, limits = _name(file), settings.LIMITS
    if SentPhoto.objects.filter(key=key).count() >= limits.photos:
        text = _("%(name)s is one too many: you can send %(most)d photos.")
        raise ValidationError(text % {"name": name, "most": limits.photos})
    seconds = seconds_of(file)
    if spent and spent + seconds > limits.photo_seconds:
        raise ValidationError(_("%(name)s was too much for one time. Choose it again now.") % {"name": name})
    size = file.size or 0
    of_the_network = not network or spend("photos", network, limits.photo_bytes_of_a_network, size)
    if not (of_the_network and spend("all photos", "", limits.photo_bytes_of_all, size)):
        text = _(
            "%(name)s was not kept: we have received very many photos today. Send it tomorrow, or send the rest without it."
        )
        raise ValidationError(text % {"name": name})
    return seconds


def _keep(key: uuid.UUID, digest: str, photo: ContentFile) -> None:
    fresh = SentPhoto(key=key, digest=digest, file=photo)
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError:  # the same form came twice at once
        fresh.file.delete(save=False)


def _digest(file: File) -> str:
    """Of the file as it came: uploaded twice it is one, and is not even decoded."""
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def _name(file: File) -> str:
    return PurePath(file.name or "").name


def tell(request: HttpRequest, problems: list[str], added: int = 0) -> None:
    """Keep how many photos were added, and why others failed, until the next page that shows it."""
    if problems or added:
        request.session[_NEWS] = {"problems": problems, "added": added}


def told(request: HttpRequest) -> dict:
    """The `problems` with photos, and how many were `added`; told once."""
    return request.session.pop(_NEWS, {"problems": [], "added": 0})


def drop(photo: SentPhoto) -> None:
    """Forget a photo, and its file when that is certain."""
    photo.delete()
    transaction.on_commit(lambda: photo.file.delete(save=False))


@contextmanager
def published(photos: Iterable[SentPhoto]) -> Iterator[list[GalleryPhoto]]:
    """Photos among those of the site, each with its caption, for a gallery.

    Their files and those of their sizes go again when what follows fails, for no transaction takes them away.
    """
    made: list[Photo] = []
    try:
        shown = []
        for photo in photos:
            if photo.published is None:
                photo.published = publish_photo(photo)
                made.append(photo.published)
                photo.save()
            shown.append(GalleryPhoto(image=photo.published, caption=photo.caption))
        yield shown
    except Exception:
        for image in made:
            for file in (*(size.file for size in image.renditions.all()), image.file):
                file.delete(save=False)
        raise


def publish_photo(photo: SentPhoto) -> Photo:
    """The photo among those of the site, with its alternative text. Raises RefusedError when it can't be read or written."""
    kind = Photo.Alternative.DESCRIBED
    try:
        with photo.file.open() as file:
            copy = ImageFile(BytesIO(file.read()), name=PurePath(photo.file.name or "").name)
        return Photo.objects.create(title=str(photo), file=copy, alternative=kind, description=photo.description)
    except OSError as error:
        logger.exception("A photo could not be copied")
        raise RefusedError(_("The photo can't be written on the server just now. Choose none, or try again later.")) from error


def forget_unsent() -> None:
    """Drop the photos whose draft or submission is gone, and those of forms that were never sent."""
    owned = Exists(Submission.objects.filter(key=OuterRef("key")))
    for photo in SentPhoto.objects.filter(~owned, kept_at__lt=timezone.now() - settings.PERIODS.unsent_photos):
        drop(photo)
