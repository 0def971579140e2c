"""The languages of a sheet in the list of sheets: the way to each translation, and to begin with one that is not there."""

from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column

from practices.languages import CODES, SOURCE
from practices.models import PracticePage
from practices.permissions import may_translate

_NO_BREAK = "\N{NO-BREAK SPACE}"
_OTHERS = [code for code in CODES if code != SOURCE]


class Way(NamedTuple):
    """The way to the lines of a translation, or to begin one; whoever may not translate sees only how it stands."""

    label: str
    title: str
    address: str


def with_translations(sheets: QuerySet) -> QuerySet:
    """Each of these (of `for_sheet`) with the number of its translation in each other language, as `translation_fr`."""
    made = PracticePage.objects.outside_bin().filter(translation_key=OuterRef("translation_key"), alias_of=None)
    in_language = {code: made.filter(locale__language_code=code).values("pk")[:1] for code in _OTHERS}
    return sheets.annotate(**{f"translation_{code}": Subquery(found) for code, found in in_language.items()})


def ways(page: Any, *, with_links: bool) -> list[Way]:
    """One for each other language, of a sheet of `with_translations`."""
    return [_way(page, code) if with_links else Way(_standing(page, code), "", "") for code in _OTHERS]


def _standing(page: Any, code: str) -> str:
    """What stands in the list: *FR*, *FR (draft)*, or a dash before it."""
    if not getattr(page, f"translation_{code}"):
        return f"–{_NO_BREAK}{code.upper()}"
    is_live = code in page.translated_into
    return code.upper() if is_live else _("%(language)s (draft)") % {"language": code.upper()}


def _way(page: Any, code: str) -> Way:
    made = getattr(page, f"translation_{code}")
    told = {"title": page.draft_title, "language": get_language_info(code)["name_translated"]}
    if not made:
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        return Way(f"+{_NO_BREAK}{code.upper()}", _("Translate “%(title)s” into %(language)s") % told, address)
    return Way(
        _standing(page, code),
        _("“%(title)s” in %(language)s, line by line") % told,
        reverse("wagtailadmin_pages:edit", args=[made]),
    )


class LanguagesColumn(Column):
    """A link for each language."""

    cell_template_name = "practices/admin/languages_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "ways": ways(instance, with_links=may_translate(parent_context["request"].user))}
