"""The files of photos that are not on the site, for whoever is in the editors' screens."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.utils.cache import patch_cache_control

from practices.photos.storage import EDITORS


def editors_photo(request: HttpRequest, name: str) -> FileResponse:
    """One file, by its random name."""
    try:
        file = default_storage.open(f"{EDITORS}/{name}")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file)
    patch_cache_control(response, private=True, max_age=3600)
    return response
