"""Copying a sheet: its editor gives it another title, and writes on in the copy."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from practices.models import PracticePage
from practices.single_line import LineField
from practices.tree import free_address


class CopyForm(forms.Form):
    """Only what has to be another: the copy stands beside the sheet, and is nobody's to publish alone."""

    new_title = LineField(
        label=gettext_lazy("Title of the copy"),
        max_length=255,
        error_messages={"required": gettext_lazy("Give the copy a title of its own.")},
    )

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page

    def clean_new_title(self) -> str:
        title: str = self.cleaned_data["new_title"]
        if title.casefold() == self.page.draft_title.casefold():
            raise forms.ValidationError(_("Give the copy a title of its own."))
        return title


def copy_sheet(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Hook `before_copy_page`: our screen for a sheet; Wagtail asks for an address and a place, and offers to publish."""
    if page.specific_class is not PracticePage:
        return None
    sheet, parent = page.specific, page.get_parent()
    if sheet.is_translation or not page.permissions_for_user(request.user).can_copy_to(parent):
        raise PermissionDenied
    form = CopyForm(request.POST or None, page=page, initial={"new_title": page.draft_title})
    if form.is_valid():
        title = form.cleaned_data["new_title"]
        copy = sheet.copy(update_attrs={"title": title, "slug": free_address(parent, title)}, user=request.user)
        messages.success(request, _("This is the copy. It is a draft until somebody else has read it."))
        return redirect("wagtailadmin_pages:edit", copy.pk)
    back = get_valid_next_url_from_request(request) or reverse("wagtailadmin_pages:edit", args=[page.pk])
    return render(
        request,
        "practices/admin/copy.html",
        {"deed": _("Copy"), "icon": "copy", "title": page.draft_title, "form": form, "back": back},
    )
