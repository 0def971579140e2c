"""Settings that would open the site to strangers, or break it for readers, stop it before it starts."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

_LEAST_KEY, _LEAST_CHARACTERS = 32, 8  # of SECRET_KEY: its length, and how many different ones
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_NEW_KEY = "python3 -c 'import secrets; print(secrets.token_urlsafe(60))'"


def must_be_sound() -> None:
    """Raise ImproperlyConfigured with a sentence for each setting that may not stay so."""
    if found := list(faults()):
        raise ImproperlyConfigured(" ".join(found))


def check_settings(**kwargs: Any) -> list[CheckMessage]:
    """The same for `manage.py`, as a system check."""
    return [Error(fault, id="home.E001") for fault in faults()]


def faults() -> Iterator[str]:
    """What is wrong, a sentence each, with what to do."""
    yield from _faults_of_address()
    if not settings.DEBUG:
        yield from _faults_of_key()
        yield from _faults_of_hosts()
    yield from _faults_of_places()


def _faults_of_key() -> Iterator[str]:
    if len(settings.SECRET_KEY) < _LEAST_KEY or len(set(settings.SECRET_KEY)) < _LEAST_CHARACTERS:
        yield f"SECRET_KEY can be guessed: whoever does lets themselves in. Make one: {_NEW_KEY}"


def _faults_of_address() -> Iterator[str]:
    host = _host(settings.BASE_URL)
    if not host:
        yield f"BASE_URL is “{settings.BASE_URL}”; it should be like https://praktijken.example, and end with the host."
    elif settings.DEBUG and settings.BASE_URL.startswith("https:"):
        yield "DEBUG shows strangers the settings and the code: a site with https in BASE_URL runs without it."
    elif not settings.DEBUG and settings.BASE_URL.startswith("http:") and host not in _LOOPBACK:
        yield "BASE_URL has no https: passwords and sessions would cross the network in the open."


def _host(address: str) -> str:
    """The host of an address of the web that ends with it; empty for any other."""
    with suppress(ValueError):  # a port that is none
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"} and not (parts.path or parts.query) and parts.port != 0:
            return parts.hostname or ""
    return ""


def _faults_of_hosts() -> Iterator[str]:
    if "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS has “*”: anybody's host name would stand in links and mails. Name the hosts of the site."
    host = _host(settings.BASE_URL)
    if host and not validate_host(f"[{host}]" if ":" in host else host, settings.ALLOWED_HOSTS):
        yield f"ALLOWED_HOSTS lacks “{host}”, the host in BASE_URL: every page would be refused."


def _faults_of_places() -> Iterator[str]:
    engine = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    if engine not in {"sqlite3", "postgresql"}:
        yield f"DATABASE_URL names a database of the kind “{engine}”; the site runs on sqlite:///… or postgres://…."
    address = settings.ELASTICSEARCH_URL
    if address and (urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).hostname):
        yield "ELASTICSEARCH_URL should be like https://user:password@host:9200."
    if settings.PROXY_COUNT < 0:
        yield "PROXY_COUNT is the number of your own proxies in front: 0 or more."
    if not isinstance(settings.LOG_FORMAT, str) or settings.LOG_FORMAT not in {"text", "json"}:
        yield f"LOG_FORMAT is “{settings.LOG_FORMAT}”; it is text or json."


def must_be_writable(name: str) -> None:
    """Raise ImproperlyConfigured when this process can't write in the folder of a setting. (Not each of them has to.)"""
    root = Path(getattr(settings, name))
    there = existing_parent(root)
    if not there.is_dir() or not os.access(there, os.W_OK):
        raise ImproperlyConfigured(f"{name} is {root}, where this user can't write.")


def existing_parent(path: Path) -> Path:
    """The path, or the first folder above it that is there."""
    return next(each for each in (path, *path.absolute().parents) if each.exists())
