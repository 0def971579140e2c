"""Giving out a file: to everybody once it is on the site, and to editors before."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control

from practices.attachments.models import AttachedFile
from practices.permissions import may_read_drafts
from practices.querysets import behind_a_restriction


def attachment(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """A file, to be kept on the reader's own machine; one that is on no sheet on the site is not there for readers."""
    file = get_object_or_404(AttachedFile, pk=pk)
    editor = may_read_drafts(request.user)
    if name != file.filename or not (editor or _readers_may(file)):
        raise Http404
    try:
        opened = file.file.open("rb")
    except OSError as error:
        raise Http404 from error
    if request.method == "GET" and not editor:
        file.count()
    response = FileResponse(opened, as_attachment=True, filename=file.filename)
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, private=True, no_cache=True)  # one that was taken off the site is gone at once
    return response


def _readers_may(file: AttachedFile) -> bool:
    on_sheets = file.on_sheets.filter(page__live=True).values("page")
    sheets = file.on_sheets.model._meta.get_field("page").related_model.objects.filter(pk__in=on_sheets)
    return sheets.exclude(behind_a_restriction()).exists()
