"""Giving out a file: to everybody once it is on the site, and to editors before."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import patch_cache_control

from practices.attachments.models import AttachedFile
from practices.permissions import may_read_drafts


def attachment(request: HttpRequest, pk: int, name: str) -> FileResponse | HttpResponseRedirect:
    """A file, to be kept on the reader's own machine; one that is on no sheet on the site is not there for readers."""
    file = get_object_or_404(AttachedFile, pk=pk)
    editor = may_read_drafts(request.user)
    if not (editor or file.readers_may_take):
        raise Http404
    if name != file.filename:  # it is called otherwise since, and its old address stands in print
        return redirect(file.url)
    try:
        opened = file.file.open("rb")
    except OSError as error:
        raise Http404 from error
    if request.method == "GET" and not editor and "Sec-Purpose" not in request.headers:  # which says that nobody asked yet
        file.count()
    response = FileResponse(opened, as_attachment=True, filename=file.filename)
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, private=True, no_cache=True)  # one that was taken off the site is gone at once
    return response
