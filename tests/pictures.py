"""Pictures as phones and programs make them, with what stands beside the pixels."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pillow_heif import register_heif_opener

register_heif_opener()
WHERE = b"Oudstrijdersstraat"  # what no file may still say
_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>' + WHERE + b"</rdf:RDF></x:xmpmeta>"


def pixels(size=(60, 40)):
    """Left red, right blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return image


def exif(orientation=1):
    """What a camera says: the place, the maker, and how the camera was held."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = WHERE.decode()
    data[0x9286] = WHERE.decode()
    data.get_ifd(0x8825).update({1: "N", 2: (50.0, 50.0, 1.0), 3: "E", 4: (4.0, 1.0, 1.0)})
    return data


def picture(kind="JPEG", *, orientation=1, name="", size=(60, 40), mode="RGB", **options):
    """An uploaded picture with a place in it."""
    kept = BytesIO()
    told = {"exif": exif(orientation), "xmp": _XMP} if kind in {"JPEG", "WEBP", "HEIF", "AVIF"} else {}
    if kind == "PNG":
        info = PngInfo()
        info.add_text("Location", WHERE.decode())
        info.add_itxt("XML:com.adobe.xmp", _XMP.decode())
        told = {"pnginfo": info, "exif": exif(orientation)}
    pixels(size).convert(mode).save(kept, kind, **told, **options)
    return SimpleUploadedFile(name or f"foto.{kind.lower()}", kept.getvalue())


def moving(kind):
    """A picture that moves."""
    kept = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    frames[0].save(kept, kind, save_all=True, append_images=frames[1:], duration=100)
    return SimpleUploadedFile(f"beweegt.{kind.lower()}", kept.getvalue())
