"""Changing a photo or a file that is on the site: its screen says where to go, for nobody changes alone what readers see."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from practices.door import RefusedError
from practices.models import AttachedFile, Photo, PracticePage
from practices.permissions import may_change_file, readers_see

# By what its address calls the number: whose screen it is, and where the list of all is.
_SCREENS: dict[str, tuple[Any, str]] = {
    "image_id": (Photo, "wagtailimages:index"),
    "document_id": (AttachedFile, "wagtaildocs:index"),
}
_PHOTO_IS_SEEN = gettext_lazy(
    "“%(name)s” is on the site, with “%(sheet)s”. Add another photo and choose that on the sheet: somebody else then "
    "approves it, its alternative text included."
)
_FILE_IS_SEEN = gettext_lazy(
    "“%(name)s” is on the site, with “%(sheet)s”. Add another file and choose that on the sheet: somebody else then "
    "approves it."
)
_WAITS = gettext_lazy(
    "“%(name)s” is on a sheet that waits to be read, perhaps by you. Add another one and choose that on the sheet, or ask an "
    "editor to change it."
)


def refuse_on_the_site(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wagtail's view of a photo or a file, refused in words. (Its lists, and several at once, ask `FilesPolicy`.)"""

    @wraps(view)
    def answer(request: HttpRequest, **numbers: int) -> HttpResponse:
        [(name, number)] = numbers.items()
        model, index = _SCREENS[name]
        file = get_object_or_404(model, pk=number)
        if not may_change_file(file, request.user):
            raise RefusedError(_reason(file), reverse(index))
        return view(request, **numbers)

    return answer


def _reason(file: Photo | AttachedFile) -> str:
    if not readers_see(file):
        return _WAITS % {"name": file.title}
    if isinstance(file, Photo):
        text, sheets = _PHOTO_IS_SEEN, PracticePage.objects.with_photo(file)
    else:
        text, sheets = _FILE_IS_SEEN, PracticePage.objects.filter(attachments__document=file)
    first = sheets.order_by("-live").values_list("title", flat=True).first()  # of one that is yet to come there is none
    return text % {"name": file.title, "sheet": first or "…"}
