"""Where sheets live in Wagtail's tree of pages."""

from wagtail.models import Page

from practices.languages import SOURCE


def practice_index() -> Page:
    """The page under which Dutch sheets live, of a room above. Raises DoesNotExist."""
    kind = {"content_type__app_label": "search", "content_type__model": "practiceindexpage"}
    return Page.objects.get(locale__language_code=SOURCE, **kind)
