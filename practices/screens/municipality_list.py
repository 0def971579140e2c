"""The editors' list of municipalities, with the sheets that name each."""

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import NumberColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from municipalities.models import Municipality
from municipalities.names import Gazetteer
from practices.languages import SOURCE
from practices.models import PracticePage
from practices.permissions import DecidedByPolicy, may_open


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
        known = PracticePage.objects.sources().outside_bin().filter(pk__in=may_open(self.request.user).values("pk"))
        sheets = known.in_municipality(self.object).order_by("title")
        links = [(reverse("wagtailadmin_pages:edit", args=[sheet.pk]), sheet.title) for sheet in sheets]
        names = ", ".join(alias.name for alias in self.object.aliases.exclude(kind="spelling"))
        return [
            *super().get_fields_context(),
            {"label": _("Other names"), "value": names or "-", "component": None},
            {"label": _("Sheets"), "value": format_html_join(", ", '<a href="{}">{}</a>', links) or "-", "component": None},
        ]


class MunicipalityViewSet(DecidedByPolicy, ModelViewSet):
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
