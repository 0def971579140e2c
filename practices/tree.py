"""Where sheets live in Wagtail's tree of pages."""

from wagtail.models import Page


def practice_index() -> Page:
    """The page under which sheets live: the only one that may have them as children, of a room above. Raises DoesNotExist."""
    return Page.objects.get(content_type__app_label="search", content_type__model="practiceindexpage")
