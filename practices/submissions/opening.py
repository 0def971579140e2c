"""Who opens what was sent, on whichever screen: from then on its sender changes it no more; it is decided as it was read."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from practices.submissions.models import Submission

_LARGEST = 2**31  # no page has a number beyond it, and a database makes an error of one
_SCREENS = "wagtailadmin_pages"  # of one page: the editor, its draft, its versions, what is decided of it


def mark_opened(submissions: Iterable[int]) -> None:
    """Somebody reads these, by primary key; before they are read, so that no change comes in between."""
    _mark(pk__in=submissions)


class SheetsOpened:
    """A middleware: any screen of Wagtail about the sheet of a practice that was shared opens it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: tuple, kwargs: dict[str, Any]) -> None:
        match, page = request.resolver_match, kwargs.get("page_id", _LARGEST)
        if match and _SCREENS in match.namespaces and page < _LARGEST and request.user.is_authenticated:
            _mark(page=page, kind=Submission.Kind.PRACTICE)


def _mark(**which: Any) -> None:
    Submission.objects.sent().filter(opened_at=None, **which).update(opened_at=timezone.now())
