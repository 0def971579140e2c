"""Addresses of wagtail-localize by which lines are written, or a translation put aside: ours answer first, and ask who may."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.edit_translation import (
    edit_string_translation,
    machine_translate,
    stop_translation,
    upload_pofile,
)

from practices.door import RefusedError
from practices.permissions import may_publish_own
from practices.translations.review import is_locked_for
from practices.translations.syncing import AdministratorsOnly


def for_nobody(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """What passes every review, such as other links than those of the Dutch text, or names pages to everybody."""
    raise PermissionDenied


def for_administrators(view: Callable) -> Callable:
    """What it does that changes the site at once."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_publish_own(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def unless_somebody_else_reads(view: Callable) -> Callable:
    """What it writes lines by, refused while somebody else reviews them; a file that is none is said, not an error."""

    @wraps(view)
    def guarded(request: HttpRequest, translation_id: int, *args, **kwargs) -> HttpResponse:
        page = get_object_or_404(Translation, id=translation_id).get_target_instance()
        if isinstance(page, Page) and is_locked_for(page.specific, request.user):
            raise PermissionDenied
        try:
            return view(request, translation_id, *args, **kwargs)
        except (KeyError, UnicodeError) as error:  # MultiValueDictKeyError is a KeyError
            raise RefusedError(_("This is not the file that was taken along from here, translated.")) from error

    return guarded


def urls_before_those_of_wagtail_localize() -> list:
    """Hook `register_admin_urls`."""
    lines = "localize/translate/<int:translation_id>/"
    return [
        path("localize/update/<int:translation_source_id>/", AdministratorsOnly.as_view(), name="update_translations"),
        path(f"{lines}strings/<int:string_segment_id>/edit/", unless_somebody_else_reads(edit_string_translation)),
        path(f"{lines}pofile/upload/", unless_somebody_else_reads(upload_pofile)),
        path(f"{lines}machine_translate/", unless_somebody_else_reads(machine_translate)),
        path(f"{lines}overrides/<int:overridable_segment_id>/edit/", for_nobody),
        path(f"{lines}disable/", for_administrators(stop_translation)),
        path("localize/reports/translations/", for_nobody),  # it names every page; ours says what waits
        path("localize/reports/translations/results/", for_nobody),
        path("localize/page/<int:page_id>/convert_to_alias/", for_administrators(convert_to_alias)),
    ]
