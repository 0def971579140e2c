"""Changing a photo that is on the site: its screen says where to go, for nobody changes alone what readers see."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from practices.door import RefusedError
from practices.models import Photo, PracticePage
from practices.permissions import may_publish_own, readers_see


def refuse_on_the_site(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Wagtail's view of a photo, refused in words. (Its lists, and several at once, ask `PhotosPolicy`.)"""

    @wraps(view)
    def answer(request: HttpRequest, image_id: int) -> HttpResponse:
        photo = get_object_or_404(Photo, pk=image_id)
        if readers_see(photo) and not may_publish_own(request.user):
            raise RefusedError(_reason(photo), reverse("wagtailimages:index"))
        return view(request, image_id)

    return answer


def _reason(photo: Photo) -> str:
    sheets = PracticePage.objects.with_photo(photo).order_by("-live")
    title = sheets.values_list("title", flat=True).first() or "…"  # of one that is yet to come on the site
    text = _(
        "“%(photo)s” is on the site, with “%(sheet)s”. Add another photo and choose that on the sheet: somebody else then "
        "approves it, its alternative text included."
    )
    return text % {"photo": photo.title, "sheet": title}
