"""Changing a photo or a file that is on the site: its screen says where to go, for nobody changes alone what readers see."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.door import RefusedError
from practices.models import AttachedFile, Photo, PracticePage
from practices.permissions import may_change_file, readers_see

_WAITS = gettext_lazy(
    "“%(name)s” is on a sheet that waits to be read, perhaps by you. Add another one and choose that on the sheet, or ask an "
    "editor to change it."
)


def refuse_on_the_site(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wagtail's view of a photo or a file, refused in words. (Its lists, and several at once, ask `FilesPolicy`.)"""

    @wraps(view)
    def answer(request: HttpRequest, **number: int) -> HttpResponse:
        if "image_id" in number:
            photo = get_object_or_404(Photo, pk=number["image_id"])
            if not may_change_file(photo, request.user):
                raise RefusedError(_reason_of_photo(photo), reverse("wagtailimages:index"))
        else:
            file = get_object_or_404(AttachedFile, pk=number["document_id"])
            if not may_change_file(file, request.user):
                raise RefusedError(_reason_of_file(file), reverse("wagtaildocs:index"))
        return view(request, **number)

    return answer


def _reason_of_photo(photo: Photo) -> str:
    if not readers_see(photo):
        return _WAITS % {"name": photo.title}
    text = _(
        "“%(photo)s” is on the site, with “%(sheet)s”. Add another photo and choose that on the sheet: somebody else then "
        "approves it, its alternative text included."
    )
    return text % {"photo": photo.title, "sheet": _first_of(PracticePage.objects.with_photo(photo))}


def _reason_of_file(file: AttachedFile) -> str:
    if not readers_see(file):
        return _WAITS % {"name": file.title}
    text = _(
        "“%(file)s” is on the site, with “%(sheet)s”. Add another file and choose that on the sheet: somebody else then "
        "approves it."
    )
    return text % {"file": file.title, "sheet": _first_of(PracticePage.objects.filter(attachments__document=file))}


def _first_of(sheets) -> str:
    """The title of one of the sheets, of one on the site if there is one; or what stands for one that is yet to come."""
    return sheets.order_by("-live").values_list("title", flat=True).first() or "…"
