"""An answer as it is kept: its headers, and its body zipped in each way that browsers asked for."""

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable
from typing import Any

import brotli
import zstandard
from django.conf import settings

Headers = list[tuple[str, str]]
_ASK_EACH_TIME = "public, no-cache"  # a proxy may keep it too, and asks whether it still holds
_MEMORY = 6_000  # bytes that keeping one costs beside its body
_NOT_KEPT = {"content-length", "content-encoding", "etag", "vary", "cache-control", "connection"}
_ZIPPED = ("text/", "application/json", "image/svg+xml", "application/xml", "application/rss+xml", "application/atom+xml")
_REFUSED = re.compile(r"[^,]*;\s*q=0(\.0*)?\s*(?=,|$)")  # of no weight, so not wanted
# In the order in which they are chosen: the smallest first.
_ZIPPERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "zstd": lambda body: zstandard.compress(body, level=9),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}


class KeptAnswer:
    """What an application answered to one address at one `state` of the site; it holds no longer than `until` (monotonic)."""

    def __init__(self, state: int, until: float) -> None:
        self.state, self.until = state, until
        self.may_be_kept = False
        self._status, self._headers = "", []  # type: str, Headers
        self._bodies: dict[str, bytes] = {}
        self._rest: Iterable[bytes] = ()

    def start(self, status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], None]:
        """What a WSGI application calls first."""
        self._status, self._headers = status, headers
        return _write_nothing

    def take(self, body: Iterable[bytes], *, is_passing: bool) -> None:
        """Read the body of what may be kept; any other goes on as it comes, and what is passing too."""
        said = {name.lower(): value for name, value in self._headers}
        self.may_be_kept = self._status.startswith("200") and not is_passing and _is_for_everybody(said)
        self._rest = body
        if self.may_be_kept:
            try:
                whole = b"".join(body)
            finally:
                _close(body)
            whole = gzip.decompress(whole) if said.get("content-encoding") == "gzip" else whole
            self._bodies = {"": whole}
            self._tag = hashlib.blake2b(whole, digest_size=12).hexdigest()
            self._type = said.get("content-type", "")
            self._headers = [(name, value) for name, value in self._headers if name.lower() not in _NOT_KEPT]
            self._headers += [("Cache-Control", said.get("cache-control", _ASK_EACH_TIME)), ("Vary", "Accept-Encoding")]

    @property
    def size(self) -> int:
        """About how many bytes it takes, zipped too."""
        return 2 * len(self._bodies[""]) + _MEMORY

    def given_on(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The answer as it came."""
        start_response(self._status, self._headers)
        if environ["REQUEST_METHOD"] != "HEAD":
            return self._rest
        _close(self._rest)
        return []

    def given(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        """The answer to one browser: zipped as it likes, and nothing where it has the same already."""
        way = self._way(environ.get("HTTP_ACCEPT_ENCODING", ""))
        tag = f'"{self._tag}{"-" + way if way else ""}"'
        if _is_among(tag, environ.get("HTTP_IF_NONE_MATCH", "")):
            start_response("304 Not Modified", [*self._headers, ("ETag", tag)])
            return []
        body = self._body(way)
        headers = [*self._headers, ("ETag", tag), ("Content-Length", str(len(body)))]
        start_response(self._status, [*headers, ("Content-Encoding", way)] if way else headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _way(self, accepted: str) -> str:
        """How to zip it; "" for not at all."""
        if not self._type.startswith(_ZIPPED) or not accepted:
            return ""
        ways = {each.strip() for each in _REFUSED.sub("", accepted.lower()).split(",")}
        names = {each.split(";", 1)[0].strip() for each in ways}
        return next((way for way in _ZIPPERS if way in names), "")

    def _body(self, way: str) -> bytes:
        if way not in self._bodies:
            self._bodies[way] = _ZIPPERS[way](self._bodies[""])
        return self._bodies[way]


def _is_for_everybody(said: dict[str, str]) -> bool:
    """Whether these headers (by their names in small letters) are of a page of which we know how long it is, for everybody."""
    length, control = said.get("content-length", ""), said.get("cache-control", "")
    is_small = length.isdigit() and int(length) <= settings.LIMITS.kept_page_bytes
    return is_small and "set-cookie" not in said and "no-store" not in control and "private" not in control


def _is_among(tag: str, known: str) -> bool:
    """Whether a browser has this already, of all that it says it has."""
    return known.strip() == "*" or tag in {each.strip().removeprefix("W/") for each in known.split(",")}


def _write_nothing(data: bytes) -> None:
    raise NotImplementedError("The old way of WSGI to write a body is used by no part of Django")


def _close(body: Iterable[bytes]) -> None:
    if hasattr(body, "close"):
        body.close()
