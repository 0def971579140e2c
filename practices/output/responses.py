"""Files as a browser gets them."""

from django.http import HttpResponse


def named_file(response: HttpResponse, name: str) -> HttpResponse:
    """A response that a browser keeps under a name."""
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def pdf_response(data: bytes, name: str) -> HttpResponse:
    """A PDF that a browser keeps under a name."""
    return named_file(HttpResponse(data, content_type="application/pdf"), name)
