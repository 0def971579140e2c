"""Whole pages for readers without a session, kept by address and state of the site, in front of Django.

A page changes a few times a day and is read all day. Whether what is kept still holds is asked of the database at each
request (practices/site_state.py), in one small query, so no reader sees an old page, whichever machine changed it. What
belongs to one person is never kept: an answer to a request with a session, or that sets a cookie, or says so itself.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import get_str_from_wsgi
from django.db import DatabaseError, connection
from django.http import parse_cookie

from home.kept_answers import KeptAnswer
from practices.site_state import current_state, known_as, was_passing

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Key = tuple[str, ...]
_METHODS = ("GET", "HEAD")
# They are for one person, count who takes them, or are files that the server gives out as they are.
_NEVER = ("/beheer/", "/static/", "/media/", "/gezond/", "/inzending/", "/bestanden/")
_MOST_ADDRESS = 2_000  # signs; who asks for more made it up


class KeptPages:
    """A WSGI application before another one, that answers what it has kept of that."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._kept: OrderedDict[Key, KeptAnswer] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        key = _key(environ)
        state = _state() if key else None
        if key is None or state is None:
            return self._application(environ, start_response)
        answer = self._at(key, state)
        if answer is None:
            answer = self._made(environ, state)
            if not answer.may_be_kept:
                return answer.given_on(environ, start_response)
            self._keep(key, answer)
        return answer.given(environ, start_response)

    def forget(self) -> None:
        """Keep nothing of what is kept."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _at(self, key: Key, state: int) -> KeptAnswer | None:
        answer = self._kept.get(key)
        if answer is None or answer.state != state or answer.until < time.monotonic():
            return None
        with suppress(KeyError):  # another thread let it go
            self._kept.move_to_end(key)
        return answer

    def _made(self, environ: Environ, state: int) -> KeptAnswer:
        """The answer of the application, whole; what a browser has of it already is told afterwards."""
        asked = {name: value for name, value in environ.items() if name not in _OF_A_BROWSER}
        answer = KeptAnswer(state, time.monotonic() + settings.PERIODS.kept_page.total_seconds())
        with known_as(state):
            body = self._application({**asked, "REQUEST_METHOD": "GET"}, answer.start)
            answer.take(body, is_passing=was_passing())
        return answer

    def _keep(self, key: Key, answer: KeptAnswer) -> None:
        with self._lock:
            before = self._kept.pop(key, None)
            self._bytes += answer.size - (before.size if before else 0)
            self._kept[key] = answer
            while self._bytes > settings.LIMITS.kept_pages_bytes:
                _key, oldest = self._kept.popitem(last=False)
                self._bytes -= oldest.size


# What a browser says of how it wants to have the same page.
_OF_A_BROWSER = {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_ACCEPT_LANGUAGE"}


# Where else Django looks for the beginning of every address. The site has none; who says that it has gets a page of their own.
_BEGINNINGS = ("SCRIPT_NAME", "SCRIPT_URL", "REDIRECT_URL")
_DEPENDS_ON = ("wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST", "PATH_INFO", "QUERY_STRING")


def _key(environ: Environ) -> Key | None:
    """What the page depends on; None for what can't be kept."""
    key = tuple(environ.get(name, "") for name in _DEPENDS_ON)
    if environ["REQUEST_METHOD"] not in _METHODS or sum(map(len, key)) > _MOST_ADDRESS:
        return None
    if environ.get("PATH_INFO", "").startswith(_NEVER) or any(environ.get(name) for name in _BEGINNINGS):
        return None
    return None if "HTTP_COOKIE" in environ and _is_somebody(environ) else key


def _is_somebody(environ: Environ) -> bool:
    """Whether one of the cookies, as Django reads them, is ours for one person; others of the same domain change no page."""
    names = parse_cookie(get_str_from_wsgi(environ, "HTTP_COOKIE", ""))
    return not names.keys().isdisjoint((settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "messages"))


def _state() -> int | None:
    """The state of the site; None when the database does not tell: then Django says what the matter is."""
    try:
        return current_state()
    except DatabaseError:
        connection.close()
    try:
        return current_state()  # by a new connection: the old one may have been closed while nobody asked
    except DatabaseError:
        connection.close()
        return None
