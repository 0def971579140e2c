"""What an editor's request says of itself for the audit log: it was refused, or took something out of the site."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.contrib.messages import constants, get_messages
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from home.audit.chain import AuditEntry, add_entry

logger = logging.getLogger(__name__)
_REFUSED = (HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)


class AuditMiddleware:
    """Only of who is in: of visitors there would be no end, and nothing to account for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if kind := _kind(request, response):
            try:
                add_entry(kind, who=request.user, said=f"{request.method} {_asked(request)}")
            except DatabaseError:  # what was asked is done
                logger.exception("The audit log could not be written")
        return response


def _asked(request: HttpRequest) -> str:
    """The name of the address and the numbers in it: other parts may be a secret."""
    match = request.resolver_match
    numbers = [str(value) for value in match.kwargs.values() if str(value).isdecimal()] if match else []
    return " ".join([match.view_name if match else "", *numbers])


def _kind(request: HttpRequest, response: HttpResponse) -> AuditEntry.Kind | None:
    took_out = response.headers.get("Content-Disposition", "").startswith("attachment")
    was_refused = response.status_code in _REFUSED or _is_sent_home(request, response)
    if not (took_out or was_refused) or not request.user.is_authenticated:
        return None
    return AuditEntry.Kind.REFUSED if was_refused else AuditEntry.Kind.EXPORT


def _is_sent_home(request: HttpRequest, response: HttpResponse) -> bool:
    """Wagtail answers what somebody may not do with its first page and an error on it."""
    if response.status_code != HTTPStatus.FOUND or response.headers.get("Location") != reverse("wagtailadmin_home"):
        return False
    said = getattr(get_messages(request), "_queued_messages", [])  # reading them the usual way would take them off the page
    return any(message.level == constants.ERROR for message in said)
