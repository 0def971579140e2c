"""What the files of the demo sheets leave out, so that a new site shows it: keywords, short facts, illustrations for photos,
files to take over.

All of it is invented, and for development only. The real sheet is left as it is.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.html import format_html, format_html_join

from municipalities.models import Municipality
from practices.attachments.models import AttachedFile, Attachment
from practices.gallery import GalleryPhoto, add_to_gallery, append_rows
from practices.implementations import Implementation
from practices.models import PracticePage
from practices.parts import SHEET, Kind, named
from practices.photos.models import Photo

_FOLDER = Path(__file__).parent / "data" / "demo"
_CREDIT = "VVSG (illustratie)"
_FOCUS = {"focal_point_x": 800, "focal_point_y": 620, "focal_point_width": 1200, "focal_point_height": 500}  # the faces


def dress_demo() -> int:
    """Dress the demo sheets that have no keywords yet, each in one transaction; how many they were."""
    told = json.loads((_FOLDER / "dress.json").read_text(encoding="utf-8"))
    bare = PracticePage.objects.sources().live().filter(slug__in=told["sheets"], tagged_items=None)
    photos = _photos(told["photos"]) if bare else {}
    files = _files(told["files"]) if bare else {}
    for page in bare:
        _dress(page.get_latest_revision_as_object(), told["sheets"][page.slug], photos, files)
    return len(bare)


def _photos(told: dict[str, dict[str, str]]) -> dict[str, Photo]:
    """The illustrations by their names; those that are there already stay."""
    return {name: Photo.objects.filter(title=each["title"]).first() or _photo(name, each) for name, each in told.items()}


def _photo(name: str, told: dict[str, str]) -> Photo:
    file = ContentFile((_FOLDER / f"{name}.png").read_bytes(), name=f"{name}.png")
    described = {"alternative": Photo.Alternative.DESCRIBED, "description": told["description"]}
    return Photo.objects.create(title=told["title"], file=file, credit=_CREDIT, **described, **_FOCUS)


def _files(told: dict[str, dict[str, str]]) -> dict[str, AttachedFile]:
    """The files by their names; those that are there already stay."""
    return {name: AttachedFile.objects.filter(title=each["title"]).first() or _file(name, each) for name, each in told.items()}


def _file(name: str, told: dict[str, str]) -> AttachedFile:
    file = ContentFile((_FOLDER / name).read_bytes(), name=name)
    return AttachedFile.objects.create(file=file, **{**told, "dated": date.fromisoformat(told["dated"])})


def _attachment(told: dict[str, str], files: dict[str, AttachedFile]) -> Attachment:
    place = Municipality.objects.filter(name=told["place"]).first()
    return Attachment(document=files[told["file"]], municipality=place, purpose=told["purpose"], caption=told["caption"])


@transaction.atomic
def _dress(page: PracticePage, told: dict[str, Any], photos: dict[str, Photo], files: dict[str, AttachedFile]) -> None:
    page.tags.add(*told["keywords"])
    for name, value in told.get("facts", {}).items():
        setattr(page, name, _as_list(value) if named(SHEET, name).kind is Kind.LIST else value)
    rows = list(page.implementations.all())
    for each in rows:
        _tell(each, told.get("places", {}).get(str(each), {}))
    page.implementations.set(rows)
    if "photo" in told:
        page.image = photos[told["photo"]]
    add_to_gallery(page, [GalleryPhoto(image=photos[name]) for name in told.get("gallery", [])])
    append_rows(page, page.attachments, [_attachment(each, files) for each in told.get("files", [])])
    page.save_revision(clean=False).publish()


def _tell(implementation: Implementation, told: dict[str, str]) -> None:
    for name, value in told.items():
        setattr(implementation, name, date.fromisoformat(value) if name == "confirmed_on" else value)


def _as_list(items: list[str]) -> str:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((item,) for item in items)))
