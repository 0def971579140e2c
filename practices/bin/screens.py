"""The screens of the bin: what is in it, and a sheet that is put back or deleted for good."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from practices.bin.binning import delete_for_good, put_in_bin, take_out
from practices.binned_sheets import BinnedSheet
from practices.languages import SOURCE
from practices.models import PracticePage
from practices.people import name_of
from practices.permissions import may_moderate, may_open


class BinView(ReportView):
    """What is in the bin, the newest first."""

    page_title = gettext_lazy("Bin")
    header_icon = "bin"
    verbose_name, verbose_name_plural = gettext_lazy("sheet"), gettext_lazy("sheets")
    index_url_name = "bin"
    index_results_url_name = "bin_results"
    results_template_name = "practices/admin/bin_results.html"
    model = BinnedSheet
    default_ordering = "-binned_at"
    is_searchable = True
    search_fields = ["page__draft_title"]
    search_backend_name = None
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Practice"),
            accessor=lambda binned: binned.page.draft_title,
            get_url=lambda binned: reverse("binned_sheet", args=[binned.pk]),
        ),
        Column("language", label=gettext_lazy("Language"), accessor=lambda binned: binned.page.locale),
        Column("was", label=gettext_lazy("Was"), accessor=lambda binned: binned.was),
        Column("by", label=gettext_lazy("Deleted by"), accessor=lambda binned: name_of(binned.binned_by)),
        DateColumn("binned_at", label=gettext_lazy("Deleted on"), sort_key="binned_at"),
        Column(
            "goes_at",
            label=gettext_lazy("Gone for good on"),
            accessor=lambda binned: f"{timezone.localtime(binned.goes_at):%d/%m/%Y}",
        ),
    ]

    def get_queryset(self) -> QuerySet:
        """Each sheet once: what went along with it is put back with it."""
        sheets = BinnedSheet.objects.filter(page__locale__language_code=SOURCE)
        alone = BinnedSheet.objects.exclude(page__translation_key__in=sheets.values("page__translation_key"))
        return self.filter_queryset(
            (sheets | alone)
            .filter(page__in=may_open(self.request.user).values("pk"))
            .select_related("page__locale", "binned_by")
        ).order_by(self.ordering)


def binned_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it back, or delete it for good."""
    binned = get_object_or_404(BinnedSheet.objects.select_related("page__locale", "binned_by"), pk=pk)
    if not binned.page.permissions_for_user(request.user).can_put_back():
        raise PermissionDenied
    if request.method == "POST":
        deed = {"back": _put_back, "gone": _delete_for_good}.get(request.POST.get("deed", ""))
        if deed:
            return deed(request, binned)
    context = {
        "deed": _("In the bin"),
        "icon": "bin",
        "title": binned.page.draft_title,
        "binned": binned,
        "writer": name_of(binned.binned_by),
        "was": binned.was,
        "waits_for_moderator": bool(binned.live_revision_id) and not may_moderate(request.user),
        "may_delete": may_moderate(request.user),
    }
    return render(request, "practices/admin/binned.html", context)


def _put_back(request: HttpRequest, binned: BinnedSheet) -> HttpResponse:
    page = take_out(binned, request.user)
    text = _("“%(title)s” is back, and on the site.") if page.live else _("“%(title)s” is back, as a draft.")
    buttons = [messages.button(page.own_address, _("View the sheet"), new_window=True)] if page.live else []
    messages.success(request, text % {"title": page.draft_title}, buttons=buttons)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _delete_for_good(request: HttpRequest, binned: BinnedSheet) -> HttpResponse:
    if not may_moderate(request.user):
        raise PermissionDenied
    title = binned.page.draft_title
    delete_for_good(binned, request.user)
    messages.success(request, _("“%(title)s” is gone for good.") % {"title": title})
    return redirect("bin")


def delete_into_bin(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Hook `before_delete_page`: Wagtail's screen asks whether to delete, and this does it."""
    if request.method != "POST" or page.specific_class is not PracticePage or page.alias_of_id:
        return None
    put_in_bin(page.specific, request.user)
    _say_binned(request, [page])
    return redirect("sheets:index")


def delete_several_into_bin(request: HttpRequest, action_type: str, pages: list, action: Any) -> HttpResponse | None:
    """Hook `before_bulk_action`: the same for the sheets that were chosen in a list; other pages go as Wagtail has it."""
    if action_type != "delete" or getattr(action, "model", None) is None:
        return None
    sheets = [page for page in pages if getattr(page, "specific_class", None) is PracticePage]
    if not sheets:
        return None
    if len(sheets) < len(pages):
        messages.error(request, _("Choose only sheets: other pages do not go to the bin."))
        return redirect("sheets:index")
    for page in sheets:
        put_in_bin(page.specific, request.user)
    _say_binned(request, sheets)
    return redirect("sheets:index")


def _say_binned(request: HttpRequest, pages: list) -> None:
    if len(pages) == 1:
        binned = BinnedSheet.objects.get(page=pages[0].pk)
        text = _("“%(title)s” is in the bin.") % {"title": pages[0].get_admin_display_title()}
        button = messages.button(reverse("binned_sheet", args=[binned.pk]), _("Put it back"))
    else:
        text = ngettext("%(total)d sheet is in the bin.", "%(total)d sheets are in the bin.", len(pages))
        text %= {"total": len(pages)}
        button = messages.button(reverse("bin"), _("Open the bin"))
    messages.success(request, text, buttons=[button])
