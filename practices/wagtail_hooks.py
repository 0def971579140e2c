"""What this room adds to Wagtail's screens."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.documents.models import Document
from wagtail.documents.views import documents
from wagtail.images.models import Image
from wagtail.images.views.images import DeleteView, EditView
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.query import PageQuerySet
from wagtail.snippets.models import register_snippet

from municipalities.models import Municipality
from practices import history
from practices.bin.screens import BinView, binned_sheet, delete_into_bin, delete_several_into_bin
from practices.door import OneDoor
from practices.languages import SOURCE
from practices.models import AttachedFile, BinnedSheet, Photo, PracticePage, PracticeTag, Term
from practices.permissions import FilesPolicy, PagesPolicy, PlacesPolicy, is_administrator, may_approve, may_publish_own
from practices.screens.action_menu import lead_to_the_next_step
from practices.screens.choosing import choose_what_one_may_open, show_what_one_may_open
from practices.screens.copying import copy_sheet
from practices.screens.discarding import DiscardMenuItem, discard
from practices.screens.editors_photos import editors_photo
from practices.screens.home_panels import put_work_first
from practices.screens.live_files import refuse_on_the_site
from practices.screens.localize_urls import for_nobody, urls_before_those_of_wagtail_localize
from practices.screens.merging import merge_term
from practices.screens.municipality_list import MunicipalityViewSet
from practices.screens.reading_in import read_in
from practices.screens.sheet_list import SheetListingViewSet
from practices.screens.term_approving import ApproveTerms
from practices.screens.term_lists import TermsGroup
from practices.screens.term_review import review_term, tell_what_waits
from practices.screens.translating import TranslatingView, lead_to_the_lines
from practices.screens.translation_list import OutdatedReport
from practices.terms_in_use import refuse_used
from practices.translations.review import refuse_own_lines_of_a_term, review, review_button

register_snippet(TermsGroup)
register_permission_policy(Page, PagesPolicy())
register_permission_policy(Municipality, PlacesPolicy(Municipality))
# For exactly these classes: Wagtail registers its own for each and what is below it, when its application is ready.
for kind, auth_model in ((Photo, Image), (AttachedFile, Document)):
    policy = FilesPolicy(kind, auth_model=auth_model, owner_field_name="uploaded_by_user")
    register_permission_policy(kind, policy, exact_class=True)


@hooks.register("register_admin_viewset")
def sheet_list() -> SheetListingViewSet:
    return SheetListingViewSet()


@hooks.register("register_admin_viewset")
def municipality_viewset() -> MunicipalityViewSet:
    return MunicipalityViewSet("gemeenten", url_prefix="gemeenten")


@hooks.register("register_admin_urls")
def term_urls() -> list:
    return [
        path("termen/<str:kind>/<int:pk>/samenvoegen/", merge_term, name="merge_term"),
        path("termen/wijzigingen/<int:pk>/", review_term, name="review_term"),
    ]


hooks.register("before_edit_snippet", tell_what_waits)
hooks.register("before_edit_snippet", refuse_own_lines_of_a_term, order=-1)  # before wagtail-localize answers


@hooks.register("register_admin_urls")
def draft_urls() -> list:
    return [
        path("fiches/inlezen/", read_in, name="read_in"),
        path("fiches/<int:pk>/concept-weggooien/", discard, name="discard_draft"),
    ]


@hooks.register("register_admin_urls")
def report_urls() -> list:
    return [
        path("vertalingen/<int:pk>/", TranslatingView.as_view(), name="translate_page"),
        path("vertalingen/<int:pk>/nazicht/", review, name="review_translation"),
        path("rapporten/vertalingen/", OutdatedReport.as_view(), name="outdated_translations"),
        path("rapporten/vertalingen/lijst/", OutdatedReport.as_view(results_only=True), name="outdated_translations_results"),
        path("reports/page-types-usage/", for_nobody),  # out of the menu, and its address names what was edited last
        path("reports/page-types-usage/results/", for_nobody),
    ]


@hooks.register("register_admin_urls")
def bin_urls() -> list:
    return [
        path("prullenbak/", BinView.as_view(), name="bin"),
        path("prullenbak/lijst/", BinView.as_view(results_only=True), name="bin_results"),
        path("prullenbak/<int:pk>/", binned_sheet, name="binned_sheet"),
    ]


@hooks.register("register_reports_menu_item")
def bin_menu_item() -> MenuItem:
    return MenuItem(gettext_lazy("Bin"), lazy(reverse, str)("bin"), icon_name="bin", order=820)


@hooks.register("construct_settings_menu")
def hide_what_follows_base_url(request: HttpRequest, menu_items: list) -> None:
    """The address of the site is that of BASE_URL (home/apps.py): what is typed in this screen is gone with the next start."""
    menu_items[:] = [item for item in menu_items if item.name != "sites"]


# Reports that say nothing here: what editors write is of one type, and of translations ours says more.
_REPORTS_WITHOUT_USE = ("/reports/page-types-usage/", "/localize/reports/translations/")  # their names follow the language


@hooks.register("construct_reports_menu")
def hide_reports_without_use(request: HttpRequest, menu_items: list) -> None:
    menu_items[:] = [item for item in menu_items if not item.url.endswith(_REPORTS_WITHOUT_USE)]


@hooks.register("construct_help_menu")
def hide_help_about_wagtail(request: HttpRequest, menu_items: list) -> None:
    """What leads to English pages about Wagtail."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith(("whats-new", "editor-guide"))]


hooks.register("register_bulk_action", ApproveTerms)
hooks.register("before_delete_page", delete_into_bin)
hooks.register("before_bulk_action", delete_several_into_bin)


@hooks.register("construct_explorer_page_queryset")
def explore_outside_the_bin(parent_page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return pages.exclude(pk__in=BinnedSheet.objects.values("page"))


@hooks.register("construct_page_chooser_queryset")
def choose_outside_the_bin(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return pages.exclude(pk__in=BinnedSheet.objects.values("page"))


@hooks.register("before_edit_page", order=-1)
def lead_to_the_bin(request: HttpRequest, page) -> HttpResponse | None:
    """Whatever link leads to a sheet in the bin leads to where it is put back."""
    if page.specific_class is PracticePage and page.specific.is_in_bin:
        return redirect("binned_sheet", page.specific.binned.pk)
    return None


@hooks.register("register_admin_urls", order=-1)  # before those of Wagtail
def file_urls() -> list:
    return [
        path("images/<int:image_id>/", refuse_on_the_site(EditView.as_view())),
        path("images/<int:image_id>/delete/", refuse_on_the_site(DeleteView.as_view())),
        path("documents/edit/<int:document_id>/", refuse_on_the_site(documents.EditView.as_view())),
        path("documents/delete/<int:document_id>/", refuse_on_the_site(documents.DeleteView.as_view())),
        path("fotos/<str:name>", editors_photo, name="editors_photo"),
    ]


@hooks.register("register_reports_menu_item")
def outdated_report() -> MenuItem:
    return MenuItem(
        gettext_lazy("Translations to update"),
        reverse("outdated_translations"),
        icon_name="wagtail-localize-language",
        order=800,
    )


@hooks.register("construct_snippet_listing_buttons")
def offer_no_syncing(buttons: list, snippet, user) -> None:
    """Translations of terms follow by themselves; wagtail-localize's button to bring them after is one for administrators."""
    if not is_administrator(user):
        buttons[:] = [button for button in buttons if "/localize/update/" not in (button.url or "")]


hooks.register("register_admin_urls", urls_before_those_of_wagtail_localize, order=-1)
hooks.register("before_edit_page", lead_to_the_lines, order=-1)  # before wagtail-localize answers
hooks.register("register_page_listing_more_buttons", review_button)
hooks.register("register_page_header_buttons", review_button)


hooks.register("register_log_actions", history.register)
hooks.register("before_copy_page", copy_sheet)


@hooks.register("before_delete_snippet")
def ask_nothing_about_terms_in_use(request: HttpRequest, instances: list) -> None:
    """The question would say that nothing uses the term: Wagtail does not see these relations."""
    for instance in instances:
        if isinstance(instance, Term | PracticeTag):
            refuse_used(instance=instance)


@hooks.register("insert_global_admin_css")
def narrow_screens() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("practices/admin.css"))


@hooks.register("insert_editor_js")
def wait_for_autosave() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("practices/wait-for-autosave.js"))


@hooks.register("insert_editor_js")
def keep_typed_dates() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("practices/typed-dates.js"))


@hooks.register("insert_editor_js")
def words_of_the_translation_editor() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("practices/translation-editor.js"))


@hooks.register("insert_editor_js")
def paste_from_office() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("practices/paste-from-office.js"))


@hooks.register("insert_editor_js")
def photo_with_text() -> SafeString:
    return format_html('<script type="module" src="{}"></script>', static("practices/photo-with-text.js"))


@hooks.register("insert_editor_js")
def named_implementations() -> str:
    return format_html('<script type="module" src="{}"></script>', static("practices/name-implementations.js"))


hooks.register("register_page_action_menu_item", DiscardMenuItem)
hooks.register("construct_page_action_menu", lead_to_the_next_step)
hooks.register("construct_homepage_panels", put_work_first)
hooks.register("construct_admin_api", show_what_one_may_open, order=100)  # in place of what Wagtail registers
hooks.register("construct_page_chooser_queryset", choose_what_one_may_open)


@hooks.register("before_create_page")
def refuse_what_begins_in_another_language(request: HttpRequest, parent_page, page_class) -> None:
    """A sheet is written in Dutch and translated; one that was not would stand nowhere."""
    if not parent_page.is_root() and parent_page.locale.language_code != SOURCE:
        raise PermissionDenied


@hooks.register("before_create_page")
def refuse_publishing_a_new_sheet(request: HttpRequest, parent_page, page_class) -> None:
    """The button is hidden; a request without a button is refused. Nothing was saved."""
    if issubclass(page_class, OneDoor):
        _refuse_to_publish(request)


@hooks.register("before_edit_page")
def refuse_publishing_an_edit(request: HttpRequest, page) -> None:
    if issubclass(page.specific_class, OneDoor):
        _refuse_to_publish(request)


@hooks.register("before_publish_page")
def publish_through_the_door(request: HttpRequest, page) -> HttpResponse | None:
    """The editor publishes past `PracticePage.publish`, for who may bypass the workflow; what it saved is published here."""
    if not issubclass(page.specific_class, OneDoor):
        return None
    page.get_latest_revision().publish(user=request.user)
    if page.go_live_at and page.go_live_at > timezone.now():
        moment = f"{timezone.localtime(page.go_live_at):%d/%m/%Y %H:%M}"
        messages.success(
            request, _("“%(title)s” comes on the site on %(moment)s.") % {"title": page.draft_title, "moment": moment}
        )
    return redirect("wagtailadmin_pages:edit", page.pk)


def _refuse_to_publish(request: HttpRequest) -> None:
    if request.method == "POST" and "action-publish" in request.POST and not may_publish_own(request.user):
        raise PermissionDenied


@hooks.register("after_edit_page")
def warn_about_own_edit(request: HttpRequest, page) -> None:
    """Say why an approval did not happen: who approved had edited the sheet in the same step."""
    if request.POST.get("workflow-action-name") != "approve" or not isinstance(page.specific, OneDoor):
        return
    page.refresh_from_db()
    if page.workflow_in_progress and not may_approve(page, request.user):
        messages.warning(
            request,
            _("Your edit was saved. Because you edited it, somebody else has to approve “%(title)s”.") % {"title": page.title},
        )
