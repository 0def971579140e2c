"""What the dearest photos that are still allowed cost: memory, and time of a processor. Each in a process of its own."""

import multiprocessing
import os
import sys
import time
from io import BytesIO
from pathlib import Path

from django.core.files.base import ContentFile
from PIL import Image

from practices.photos.files import clean_photo, seconds_of

MOST_MEMORY, MOST_SECONDS = 150, 2.0  # MB, s
KINDS = {  # kind: width, height, mode, how it is written
    "JPEG": (8064, 6048, "RGB", {"quality": 60}),
    "JPEG, progressive": (4616, 3464, "RGB", {"quality": 85, "progressive": True, "subsampling": 0}),
    "HEIF": (4896, 3672, "RGB", {"quality": 60}),
    "AVIF": (4320, 3240, "RGB", {"quality": 60, "speed": 9}),
    "WEBP": (3264, 2448, "RGB", {"quality": 75, "method": 0}),
    "PNG": (4472, 4472, "RGB", None),
    "PNG, transparent": (3464, 3464, "RGBA", None),
}


def run():
    """The exit code: 0 when no kind needs more than it may."""
    spawning = multiprocessing.get_context("spawn")
    too_much = []
    for kind, (width, height, mode, written) in KINDS.items():
        file = _made(kind.partition(",")[0], (width, height), mode, written)
        with spawning.Pool(1) as process:
            memory, seconds, expected = process.apply(_cost, (file,))
        print(f"{kind:20} {len(file) / 1024**2:5.1f} MB file  {memory:4.0f} MB  {seconds:4.2f} s  ({expected:.2f} s expected)")
        if memory > MOST_MEMORY or max(seconds, expected) > MOST_SECONDS:
            too_much.append(kind)
    print("too much:", too_much or "none")
    return int(bool(too_much))


def _made(kind, size, mode, written):
    """A picture of noise, or of one colour where noise would be a file of more bytes than are allowed."""
    if written is None:
        image = Image.new(mode, size, (9, 9, 9, 99)[: len(mode)])
    else:
        small = (size[0] // 8, size[1] // 8)
        noise = Image.frombytes(mode, small, os.urandom(small[0] * small[1] * len(mode)))
        image = noise.resize(size, Image.Resampling.BICUBIC)
    kept = BytesIO()
    image.save(kept, kind, **(written or {}))
    return kept.getvalue()


def _cost(file):
    """Megabytes and seconds that cleaning it took here, and the seconds that its header announces."""
    import django

    django.setup()
    small = BytesIO()
    Image.new("RGB", (90, 90)).save(small, "JPEG")
    clean_photo(ContentFile(small.getvalue(), name="klein.jpg"))  # what is loaded once does not count
    photo = ContentFile(file, name="foto")
    Path("/proc/self/clear_refs").write_text("5")
    before, begun = _peak(), time.process_time()
    clean_photo(photo)
    return _peak() - before, time.process_time() - begun, seconds_of(photo)


def _peak():
    if sys.platform != "linux":
        raise SystemExit("The peak of memory is read from /proc, which only Linux has.")
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
