"""The editors' lists of terms and municipalities, with their usage. (The list of sheets is in sheet_list.py.)"""

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn, NumberColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import ListingButton
from wagtail.models import Locale
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView as SnippetCreateView
from wagtail.snippets.views.snippets import IndexView as SnippetIndexView
from wagtail.snippets.views.snippets import SnippetViewSet

from municipalities.models import Municipality
from municipalities.names import Gazetteer
from practices.languages import SOURCE
from practices.models import Category, PolicyDomain, PracticePage, PracticeTag, TargetGroup

TOTALS = (
    NumberColumn("live_total", label=_("On the site"), sort_key="live_total"),
    NumberColumn("total", label=_("With drafts"), sort_key="total"),
)


class TermFilters(WagtailFilterSet):
    """Without the filter by language that Wagtail adds: the list has the Dutch terms only."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.filters.pop("locale", None)


class TermIndexView(SnippetIndexView):
    """Terms with the number of sheets, and a way to merge one into another."""

    base_filterset_class = TermFilters

    def get_list_more_buttons(self, instance) -> list[ListingButton]:
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission("delete") and instance.locale.language_code == SOURCE:
            buttons.append(
                ListingButton(
                    _("Merge into another"),
                    url=reverse("merge_term", args=[instance._meta.model_name, instance.pk]),
                    icon_name="link",
                    priority=60,
                )
            )
        return buttons


class TermCreateView(SnippetCreateView):
    """A term begins in Dutch; what began in another language would be the translation of nothing."""

    def get_locale(self) -> Locale:
        return Locale.objects.get(language_code=SOURCE)

    def get_translations(self) -> list[dict]:
        return []


class TermViewSet(SnippetViewSet):
    """Categories, target groups, policy domains and keywords; their translations stand behind the Dutch ones."""

    index_view_class = TermIndexView
    add_view_class = TermCreateView
    icon = "tag"
    sheets = "sheets"  # the way from a term to the sheets that have it
    list_display = ["name", BooleanColumn("approved", label=_("Approved")), *TOTALS]
    list_filter = ["approved"]
    ordering = ["name"]
    form_fields = ["name", "description", "approved"]

    def get_queryset(self, request) -> QuerySet:
        sources = Q((f"{self.sheets}__locale__language_code", SOURCE))
        total = Count(self.sheets, filter=sources, distinct=True)
        live = Count(self.sheets, filter=sources & Q((f"{self.sheets}__live", True)), distinct=True)
        # By the locale's key, because the search in this list can't filter on a field of the locale.
        source = Locale.objects.get(language_code=SOURCE)
        return self.model.objects.filter(locale_id=source.pk).annotate(total=total, live_total=live)


class CategoryViewSet(TermViewSet):
    model = Category
    form_fields = ["name", "colour", "description", "approved"]


class TargetGroupViewSet(TermViewSet):
    model = TargetGroup


class PolicyDomainViewSet(TermViewSet):
    model = PolicyDomain


class KeywordViewSet(TermViewSet):
    model = PracticeTag
    sheets = "tagged_practices__content_object"
    list_display = ["name", *TOTALS]
    list_filter: list[str] = []
    search_fields = ["name"]
    panels = [FieldPanel("name")]


class MunicipalityPermissions(ModelPermissionPolicy):
    """Every editor may look; nobody adds or changes here, because the files of `load_municipalities` do."""

    def user_has_permission(self, user, action: str) -> bool:
        return action in {"view", "choose"} and user.is_active

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class MunicipalityIndexView(IndexView):
    """All municipalities of today with their number of sheets, found by any of their names."""

    def get_base_queryset(self) -> QuerySet:
        return Municipality.objects.current().annotate(
            total=Count("implementations__page", filter=Q(implementations__locale__language_code=SOURCE), distinct=True)
        )

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        found = Gazetteer.from_database().search(self.search_query, limit=queryset.count())
        return queryset.filter(pk__in=[place.pk for place in found])


class MunicipalityInspectView(InspectView):
    """What is known of a municipality, and the sheets that name it."""

    def get_postcodes_display_value(self) -> str:
        return ", ".join(self.object.postcodes) or "-"

    def get_fields_context(self) -> list[dict]:
        sheets = PracticePage.objects.sources().in_municipality(self.object).order_by("title")
        links = [(reverse("wagtailadmin_pages:edit", args=[sheet.pk]), sheet.title) for sheet in sheets]
        names = ", ".join(alias.name for alias in self.object.aliases.exclude(kind="spelling"))
        return [
            *super().get_fields_context(),
            {"label": _("Other names"), "value": names or "-", "component": None},
            {"label": _("Sheets"), "value": format_html_join(", ", '<a href="{}">{}</a>', links) or "-", "component": None},
        ]


class MunicipalityViewSet(ModelViewSet):
    """All municipalities with the number of sheets that name them; found by other names too."""

    model = Municipality
    index_view_class = MunicipalityIndexView
    icon = "home"
    menu_label = _("Municipalities")
    menu_order = 130
    add_to_admin_menu = True
    inspect_view_enabled = True
    inspect_view_class = MunicipalityInspectView
    copy_view_enabled = False
    list_display = [
        "name",
        "province",
        "nis_code",
        NumberColumn("total", label=_("Sheets"), sort_key="total"),
    ]
    list_filter = ["province"]
    ordering = ["name"]
    search_fields = ["name", "aliases__name"]
    search_backend_name = None
    inspect_view_fields = ["name", "province", "nis_code", "region", "postcodes", "neighbours"]
    form_fields = ["name"]
