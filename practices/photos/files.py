"""The file of a photo as it may be kept: upright, and without a word in it about who made it, when or where.

It is judged by its header before it is decoded, for a small file can be a picture that no memory holds.
"""

from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image
from pillow_heif import register_heif_opener

register_heif_opener()

LONGEST_SIDE = 3200  # pixels; twice the widest size that the site shows
_QUALITY = 88
_KINDS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF")
_ORIENTATION = 0x0112  # the tag in which a camera says how it was held
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}  # what is kept as it is; the others become JPEG


def clean_photo(file: File) -> ContentFile:
    """The photo in a file of a visitor or an editor, to be kept. Raises ValidationError with what to do instead."""
    if (file.size or 0) > settings.LIMITS.photo_bytes:
        raise ValidationError(
            _("%(name)s is too large (%(size)s MB). Make it smaller than %(most)s MB, or choose another one.")
            % {"name": _name(file), "size": f"{(file.size or 0) / 1024**2:.0f}", "most": settings.LIMITS.photo_bytes // 1024**2}
        )
    file.seek(0)
    try:
        with Image.open(file, formats=_KINDS) as image:
            _judge(image, file)
            return _redrawn(image, file)
    except ValidationError:
        raise
    except Exception as error:
        text = _("%(name)s is not a photo that we can read. Choose a JPEG, PNG, WebP or HEIC file, as phones make them.")
        raise ValidationError(text % {"name": _name(file)}) from error


def _judge(image: Image.Image, file: File) -> None:
    pixels = image.width * image.height
    if pixels > settings.LIMITS.photo_pixels:
        text = _("%(name)s has too many pixels (%(size)s million). Make it smaller than %(most)s million.")
        raise ValidationError(
            text % {"name": _name(file), "size": pixels // 1_000_000, "most": settings.LIMITS.photo_pixels // 1_000_000},
        )
    frames = getattr(image, "n_frames", 1)
    if frames > 1 and image.format not in {
        "HEIF",
        "JPEG",
        "MPO",
    }:  # a phone keeps more than one in these; the first is the photo
        raise ValidationError(_("%(name)s is animated. Choose a still photo.") % {"name": _name(file)})


def _redrawn(image: Image.Image, file: File) -> ContentFile:
    """The picture drawn anew into a file of its own: nothing that stood beside the pixels comes along but their colours."""
    kind = image.format if image.format in _ENDINGS else "JPEG"
    turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    upright = image.transpose(turn) if turn is not None else image
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    picture = upright.convert("RGBA" if kind != "JPEG" and upright.has_transparency_data else "RGB")
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    kept = BytesIO()
    colours = image.info.get("icc_profile") if image.mode in {"RGB", "RGBA"} else None
    bare.save(kept, kind, quality=_QUALITY, icc_profile=colours)
    return ContentFile(kept.getvalue(), name=f"{PurePath(_name(file)).stem[:80] or 'foto'}.{_ENDINGS[kind or 'JPEG']}")


def _name(file: File) -> str:
    return PurePath(file.name or "foto").name
