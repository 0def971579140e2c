"""Wagtail's own lists for choosing, without what somebody may not open: it shows every account all pages, pictures and files.

Its API for editors' screens, its page chooser and its questions about several pages, photos or files at once name what nobody
asked whether they may see. (The last is in `templates/django/wagtailadmin/bulk_actions`.)
"""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from practices.permissions import may_open

_ANY = ["add", "change", "delete", "choose"]


class _WhatOneMayOpen:
    """Of the endpoint of a kind of file."""

    def get_queryset(self) -> Any:
        every: Any = super().get_queryset()  # type: ignore[misc] # that of the endpoint this is mixed into
        policy = policy_registry.get_by_type(every.model)
        allowed = policy.instances_user_has_any_permission_for(self.request.user, _ANY)  # type: ignore[attr-defined] # as above
        return every.filter(pk__in=allowed.values("pk"))


class OwnImages(_WhatOneMayOpen, ImagesAdminAPIViewSet):
    """The pictures that somebody may choose."""


class OwnDocuments(_WhatOneMayOpen, DocumentsAdminAPIViewSet):
    """The files that somebody may choose."""


class PagesToRead(PagesAdminAPIViewSet):
    """Pages, to look at only. No screen uses Wagtail's deeds by this way, and they pass by the bin and every review."""

    actions: dict[str, Any] = {}


def show_what_one_may_open(router: WagtailAPIRouter) -> None:
    """Of Wagtail's hook `construct_admin_api`, after those of Wagtail."""
    router.register_endpoint("pages", PagesToRead)
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)


def choose_what_one_may_open(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Of Wagtail's hook `construct_page_chooser_queryset`."""
    return pages & may_open(request.user)
