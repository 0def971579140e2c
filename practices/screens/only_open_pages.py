"""No screen of Wagtail's names a page that somebody may not open, whichever address asks for it by its number.

Wagtail asks before most of what it does with a page, and not before it shows where something is moved to, the parent in a
chooser, those that were chosen, or what is to be translated. So it is asked here, once for all addresses.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.auth import permission_denied
from wagtail.models import Page
from wagtail.query import PageQuerySet

from practices.permissions import may_open

# How addresses of Wagtail and wagtail-localize call the number of a page.
_IN_ADDRESSES = ("page_id", "page_pk", "parent_page_id", "page_to_move_id", "destination_id")
_CHOSEN = "wagtailadmin_choose_page_chosen_multiple"
_TO_TRANSLATE = "wagtail_localize:submit_page_translation"
_NO_NUMBER = 2**63  # from here on the database has none
_CAN_BE_A_NUMBER = re.compile("[0-9]{1,18}")
_EXPLORER = ("wagtailadmin_explore", "wagtailadmin_explore_results")  # leads to what one may open by itself


class OnlyOpenPages:
    """Middleware: who asks for a page that is not theirs to open gets Wagtail's own answer to that."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: tuple, kwargs: dict) -> HttpResponseBase | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not request.path.startswith("/beheer/") or not request.user.is_authenticated or name in _EXPLORER:
            return None
        asked = Page.objects.filter(pk__in=set(_numbers(request, name, kwargs)))
        return permission_denied(request) if _is_shut(asked, request.user, name) else None


def _numbers(request: HttpRequest, name: str, kwargs: dict) -> Iterator[int]:
    """Of the pages that an address names, without those that no row can have."""
    yield from (kwargs[each] for each in _IN_ADDRESSES if isinstance(kwargs.get(each), int) and kwargs[each] < _NO_NUMBER)
    if name == _CHOSEN:
        yield from (int(each) for each in request.GET.getlist("id") if _CAN_BE_A_NUMBER.fullmatch(each))


def _is_shut(asked: PageQuerySet, user: Any, name: str) -> bool:
    """Whether one of them is neither somebody's to open nor above one that is. What is on the site, all may translate."""
    opened = may_open(user)
    others = asked.exclude(pk__in=opened.values("pk"))
    if name == _TO_TRANSLATE:
        others = others.exclude(live=True)
    return any(not opened.filter(path__startswith=page.path).exists() for page in others)
