"""The file of a photo as it may be kept: upright, and without a word in it about who made it, when or where.

It is judged by its header before it is decoded, for a small file can be a picture that no memory holds.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, ImageCms
from pillow_heif import register_heif_opener

register_heif_opener()

LONGEST_SIDE = 2000  # pixels; a quarter more than the widest size that the site shows, and half a photo of most phones
_QUALITY = 88
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
_SRGB = ImageCms.createProfile("sRGB")
_ENDINGS = {"JPEG": "jpg", "PNG": "png"}  # what can be seen through stays PNG; all others become JPEG


@dataclass(frozen=True)
class _Cost:
    """What it takes to decode a kind of file: how many pixels fit in 150 MB, and how long a million of them takes."""

    most: int
    seconds: float


_MILLION = 1_000_000
_COSTS = {  # measured: `python -m tests.endurance photos`
    "JPEG": _Cost(50 * _MILLION, 0.02),  # decoded at half its size where that is enough
    "MPO": _Cost(50 * _MILLION, 0.02),
    "PNG": _Cost(20 * _MILLION, 0.06),
    "GIF": _Cost(20 * _MILLION, 0.06),
    "HEIF": _Cost(18 * _MILLION, 0.08),
    "AVIF": _Cost(14 * _MILLION, 0.08),
    "WEBP": _Cost(8 * _MILLION, 0.08),
}
_KINDS = [kind for kind in _COSTS if kind != "MPO"]  # Pillow opens one as a JPEG, and then calls it so
_PROGRESSIVE = _Cost(16 * _MILLION, 0.05)  # a JPEG that is decoded as a whole
_SEEN_THROUGH = _Cost(12 * _MILLION, 0.1)
_SEVERAL_PICTURES = {"HEIF", "MPO"}  # a phone keeps more than one in these; the first is the photo


class CleanPhoto(ContentFile):
    """A photo that was drawn anew."""


def clean_photo(file: File) -> CleanPhoto:
    """The photo in a file of a visitor or an editor, to be kept. Raises ValidationError with what to do instead."""
    if isinstance(file, CleanPhoto):
        return file
    seconds_of(file)
    try:
        file.seek(0)
        with Image.open(file, formats=_KINDS) as image:
            return _redrawn(image, file)
    except Exception as error:
        raise _unreadable(file) from error


def seconds_of(file: File) -> float:
    """About how long a processor is busy with a photo, by its header alone. Raises ValidationError with what to do instead."""
    if (file.size or 0) > settings.LIMITS.photo_bytes:
        raise too_large(_name(file), file.size or 0)
    try:
        file.seek(0)
        with Image.open(file, formats=_KINDS) as image:
            return _judged(image, file)
    except ValidationError:
        raise
    except Exception as error:
        raise _unreadable(file) from error


def too_large(name: str, size: int = 0) -> ValidationError:
    """What is said of a file with more bytes than a photo has; how many is left out where nobody counted on."""
    most = settings.LIMITS.photo_bytes // 1024**2
    if not size:
        text = _("%(name)s is too large. Make it smaller than %(most)s MB, or choose another one.")
        return ValidationError(text % {"name": name, "most": most})
    text = _("%(name)s is too large (%(size)s MB). Make it smaller than %(most)s MB, or choose another one.")
    return ValidationError(text % {"name": name, "size": f"{size / 1024**2:.0f}", "most": most})


def _unreadable(file: File) -> ValidationError:
    text = _("%(name)s is not a photo that we can read. Choose a JPEG, PNG, WebP or HEIC file, as phones make them.")
    return ValidationError(text % {"name": _name(file)})


def _judged(image: Image.Image, file: File) -> float:
    pixels, cost = image.width * image.height, _cost(image)
    if pixels > cost.most:
        text = _("%(name)s has too many pixels (%(size)s million). Make it smaller than %(most)s million.")
        raise ValidationError(text % {"name": _name(file), "size": pixels // _MILLION, "most": cost.most // _MILLION})
    if image.format not in _SEVERAL_PICTURES and getattr(image, "is_animated", False):
        raise ValidationError(_("%(name)s is animated. Choose a still photo.") % {"name": _name(file)})
    return pixels / _MILLION * cost.seconds


def _cost(image: Image.Image) -> _Cost:
    """What decoding it takes; the most of all reasons."""
    costs = [_COSTS[image.format or "PNG"]]
    if image.info.get("progressive"):
        costs.append(_PROGRESSIVE)
    if image.has_transparency_data:
        costs.append(_SEEN_THROUGH)
    return _Cost(min(each.most for each in costs), max(each.seconds for each in costs))


def _redrawn(image: Image.Image, file: File) -> CleanPhoto:
    """The picture drawn anew into a file of its own: nothing that stood beside the pixels comes along."""
    turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    profile = image.info.get("icc_profile")
    scale = min(1.0, LONGEST_SIDE / max(image.size))
    image.draft(None, (round(image.width * scale), round(image.height * scale)))  # type: ignore[arg-type] # the colours stay
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    picture = _in_usual_colours(image, profile)
    upright = picture.transpose(turn) if turn is not None else picture
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    kind = "PNG" if bare.mode == "RGBA" else "JPEG"
    kept = BytesIO()
    bare.save(kept, kind, quality=_QUALITY)
    return CleanPhoto(kept.getvalue(), name=f"{PurePath(_name(file)).stem[:80] or 'foto'}.{_ENDINGS[kind]}")


def _in_usual_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """In the colours of every screen: what a profile says of them is reckoned in, and the profile left out."""
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, own, _SRGB, outputMode=mode if image.mode == "RGBA" else "RGB")
            return converted.convert(mode) if converted else image.convert(mode)
        except (ImageCms.PyCMSError, OSError, ValueError):  # a profile of something else, or none at all
            pass
    return image.convert(mode)


def _name(file: File) -> str:
    return PurePath(file.name or "foto").name
