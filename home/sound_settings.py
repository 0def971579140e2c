"""Settings that would open the site to strangers, or break it for readers, stop it before it starts."""

import ipaddress
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from django.http.request import validate_host

_LEAST_KEY, _LEAST_CHARACTERS = 32, 8  # of SECRET_KEY: its length, and how many different ones
_LEAST_METRICS_KEY = 16
_NEW_KEY = "python3 -c 'import secrets; print(secrets.token_urlsafe(60))'"
_OF_A_DEVELOPER = (".localhost", ".local", ".test", ".internal")  # how names end that the internet does not have


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
    if not settings.DEVELOPMENT:
        yield from _faults_of_key()
        yield from _faults_of_hosts()
        yield from _faults_of_folders()
    yield from _faults_of_services()
    yield from _faults_of_values()


def _faults_of_key() -> Iterator[str]:
    key = settings.SECRET_KEY
    if len(key) < _LEAST_KEY or len(set(key)) < _LEAST_CHARACTERS or key.startswith("for development only"):
        yield f"SECRET_KEY can be guessed: whoever does lets themselves in. Make one: {_NEW_KEY}"


def _faults_of_address() -> Iterator[str]:
    address = _address(settings.BASE_URL)
    if address is None:
        yield f"BASE_URL is “{settings.BASE_URL}”; it should be like https://praktijken.example, and end with the host."
    elif settings.DEVELOPMENT and (address.scheme == "https" or _is_public(address.hostname or "")):
        yield "DEBUG shows strangers the settings and the code: a site with a public BASE_URL runs without it."
    elif not settings.DEVELOPMENT and address.scheme == "http" and not _is_loopback(address.hostname or ""):
        yield "BASE_URL has no https: passwords and sessions would cross the network in the open."


def _address(text: str) -> SplitResult | None:
    """An address of the web that ends with its host; None for any other."""
    with suppress(ValueError):  # a port that is none
        parts = urlsplit(text)
        more = parts.path or parts.query or parts.fragment or parts.username is not None
        if parts.scheme in {"http", "https"} and parts.hostname and not more and parts.port != 0:
            return parts
    return None


def _is_loopback(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _is_public(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_global
    return "." in host and not host.endswith(_OF_A_DEVELOPER)


def _faults_of_hosts() -> Iterator[str]:
    if "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS has “*”: anybody's host name would stand in links and mails. Name the hosts of the site."
    if odd := [host for host in settings.ALLOWED_HOSTS if "/" in host or " " in host]:
        yield f"ALLOWED_HOSTS has “{odd[0]}”, which is no host: only names, separated by commas."
    address = _address(settings.BASE_URL)
    host = address.hostname if address else None
    if host and not validate_host(f"[{host}]" if ":" in host else host, settings.ALLOWED_HOSTS):
        yield f"ALLOWED_HOSTS lacks “{host}”, the host in BASE_URL: every page would be refused."


def _faults_of_folders() -> Iterator[str]:
    """What a proxy gives to everybody, what nobody may see, and what must not lie in either."""
    media, backups = Path(settings.MEDIA_ROOT), Path(settings.BACKUP_ROOT or "/nowhere")
    private = Path(f"{str(settings.MEDIA_ROOT).rstrip('/')}-private")
    if not (settings.MEDIA_ROOT and media.is_absolute() and backups.is_absolute()):
        yield "MEDIA_ROOT and BACKUP_ROOT should be whole paths, that begin with a slash."
    elif settings.BASE_DIR.is_relative_to(media) or _file_of_database().is_relative_to(media):
        yield f"MEDIA_ROOT is {media}, which everybody may see, with code or database in it: give it a folder of its own."
    elif backups.is_relative_to(media) or backups.is_relative_to(private):
        yield f"BACKUP_ROOT is {backups}, among the files of the site: give it a folder of its own."


def _file_of_database() -> Path:
    database = settings.DATABASES["default"]
    return Path(str(database["NAME"])) if database["ENGINE"].endswith("sqlite3") else Path("/nowhere")


def _faults_of_services() -> Iterator[str]:
    database = settings.DATABASES["default"]
    engine = database["ENGINE"].rpartition(".")[2]
    if engine not in {"sqlite3", "postgresql"}:
        yield f"DATABASE_URL names a database of the kind “{engine}”; the site runs on sqlite:///… or postgres://…."
    elif not database.get("NAME") or (not settings.DEVELOPMENT and ":memory:" in str(database["NAME"])):
        yield "DATABASE_URL names no database that stays: postgres://user:password@host:5432/name or sqlite:////path/db.sqlite3."
    address = settings.ELASTICSEARCH_URL
    with suppress(ValueError):  # a port that is none
        parts = urlsplit(address)
        address = "" if parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 else address
    if address:
        yield "ELASTICSEARCH_URL should be like https://user:password@host:9200."


def _faults_of_values() -> Iterator[str]:
    if settings.PROXY_COUNT < 0:
        yield "PROXY_COUNT is the number of your own proxies in front: 0 or more."
    if settings.LOG_FORMAT not in {"text", "json"}:
        yield f"LOG_FORMAT is “{settings.LOG_FORMAT}”; it is text or json."
    if settings.METRICS_KEY and len(settings.METRICS_KEY) < _LEAST_METRICS_KEY:
        yield f"METRICS_KEY can be guessed: give it {_LEAST_METRICS_KEY} characters or more."
    try:
        validate_email(settings.MODERATION_EMAIL)
    except ValidationError:
        yield f"MODERATION_EMAIL is “{settings.MODERATION_EMAIL}”, which is no e-mail address."


def must_be_writable(name: str) -> None:
    """Raise ImproperlyConfigured when this process can't write in the folder of a setting. (Not each of them has to.)"""
    root = Path(getattr(settings, name))
    there = existing_parent(root)
    if not there.is_dir() or not os.access(there, os.W_OK):
        raise ImproperlyConfigured(f"{name} is {root}, where this user can't write.")


def existing_parent(path: Path) -> Path:
    """The path, or the first folder above it that is there."""
    return next(each for each in (path, *path.absolute().parents) if each.exists())
