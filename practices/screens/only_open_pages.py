"""No screen of Wagtail's names a page that somebody may not open, whichever address asks for it by its number.

Wagtail asks before most of what it does with a page, and not before it shows where something is moved to, the parent in a
chooser, those that were chosen, or what is to be translated. So it is asked here, once for all addresses.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.auth import permission_denied
from wagtail.models import Page

from practices.permissions import may_open

# What Wagtail and wagtail-localize call the number of a page in their addresses, and where it stands in what is sent.
_IN_ADDRESSES = ("page_id", "page_pk", "parent_page_id", "page_to_move_id", "destination_id")
_SENT = {"wagtailadmin_choose_page_chosen_multiple": "id", "choose_parent": "parent_page"}
_TO_TRANSLATE = "submit_page_translation"
_NO_NUMBER = 2**63  # from here on the database has none


class OnlyOpenPages:
    """Middleware: who asks for a page that is not theirs to open gets Wagtail's own answer to that."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: tuple, kwargs: dict) -> HttpResponseBase | None:
        if not request.path.startswith("/beheer/") or not request.user.is_authenticated:
            return None
        name = request.resolver_match.url_name if request.resolver_match else ""
        asked = {number for number in _numbers(request, name or "", kwargs) if 0 < number < _NO_NUMBER}
        return permission_denied(request) if asked and _is_shut(asked, request.user, name or "") else None


def _numbers(request: HttpRequest, name: str, kwargs: dict) -> Iterator[int]:
    """Of the pages that a request names, in any spelling that a form of Django's takes for a number."""
    yield from (kwargs[each] for each in _IN_ADDRESSES if isinstance(kwargs.get(each), int))
    if name in _SENT:
        for said in (*request.GET.getlist(_SENT[name]), *request.POST.getlist(_SENT[name])):
            with suppress(ValueError):
                yield int(said)


def _is_shut(asked: set[int], user: Any, name: str) -> bool:
    """Whether one of them is not somebody's to open. What is on the site as it is says nothing new; all of it is translated."""
    others = Page.objects.filter(pk__in=asked).exclude(pk__in=may_open(user).values("pk"))
    known = others.filter(live=True) if name == _TO_TRANSLATE else others.filter(live=True, has_unpublished_changes=False)
    return others.exclude(pk__in=known.values("pk")).exists()
