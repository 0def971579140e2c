"""What a browser may do with our pages: load and run what is our own, and nothing else.

No page has a script or a style in its text, so nothing that somebody typed can become one. Wagtail's own screens had: its
templates of `templates/django` and `home/started_widgets.py` name what is to be started, and a file of ours starts it. Styles
that its scripts make in the browser have the nonce of the page (`style-nonce.js`).
"""

import base64
import hashlib
import re
import secrets
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse

_TEMPLATES = Path(__file__).parent.parent / "templates" / "jinja"
_STANDING_ALONE = ("500.jinja", "503.jinja")  # pages that need no file of the site, and so have their style with them
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_EVERYWHERE = {"object-src": "'none'", "base-uri": "'none'", "form-action": "'self'", "frame-ancestors": "'self'"}
_EDITORS = "/beheer/"
_SHOWN_AS_PAGES = ("text/html", "image/svg+xml")  # a browser shows other kinds in a page of its own, with its own style
# What none of our pages asks of a browser.
_NOT_ASKED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "magnetometer",
    "microphone", "midi", "payment", "usb", "xr-spatial-tracking",
)  # fmt: skip


class BrowserPolicies:
    """Middleware: the headers by which a browser holds a page to what it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        nonce = secrets.token_urlsafe(16)
        request.style_nonce = nonce  # type: ignore[attr-defined] # which wagtailadmin/admin_base.html hands on
        response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith(_SHOWN_AS_PAGES):
            policy = _for_editors(nonce) if request.path.startswith(_EDITORS) else _for_readers()
            response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", ", ".join(f"{name}=()" for name in _NOT_ASKED))
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


@cache
def _for_readers() -> str:
    return _written(_own(_styles_standing_alone()))


def _for_editors(nonce: str) -> str:
    own = _own(_styles_standing_alone())
    own["img-src"] += " data:"
    own["style-src"] += f" 'nonce-{nonce}'"
    own["frame-src"] = "'self'"  # the preview of a page
    return _written(own)


def _own(styles: Iterable[str]) -> dict[str, str]:
    """What comes from our own host, and these styles."""
    own = dict.fromkeys(("script-src", "img-src", "font-src", "connect-src", "worker-src"), "'self'")
    own["img-src"] += " blob:"  # a photo that was chosen, before it is sent
    return {"default-src": "'none'", **own, "style-src": " ".join(["'self'", *sorted(map(_hash, styles))]), **_EVERYWHERE}


@cache
def _styles_standing_alone() -> set[str]:
    """The styles that stand in the text of a page."""
    return {style for name in _STANDING_ALONE for style in _STYLE.findall((_TEMPLATES / name).read_text(encoding="utf-8"))}


def _hash(style: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def _written(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())
