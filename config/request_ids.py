"""An id for each request, in its answer and in every line that is logged meanwhile: a reader who reports an error has it."""

import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any
from uuid import uuid4

HEADER = "X-Request-ID"
_HARMLESS = re.compile(r"[\w-]{8,64}", re.ASCII)
_id: ContextVar[str] = ContextVar("id of the request", default="")


def request_id() -> str:
    """Of the request that is answered now; empty outside of one."""
    return _id.get()


class RequestIds:
    """A WSGI application before another one. A proxy in front may have given the id already."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        own = given if _HARMLESS.fullmatch(given) else uuid4().hex
        _id.set(own)

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            return start_response(status, [*headers, (HEADER, own)], *more)

        return self._application(environ, start)
