"""Where sheets live in Wagtail's tree of pages."""

from django.utils.text import slugify
from wagtail.models import Page

from practices.languages import SOURCE


def practice_index() -> Page:
    """The page under which Dutch sheets live, of a room above. Raises DoesNotExist."""
    kind = {"content_type__app_label": "search", "content_type__model": "practiceindexpage"}
    return Page.objects.get(locale__language_code=SOURCE, **kind)


def free_address(parent: Page, title: str) -> str:
    """A slug out of a title, with a number when another page below `parent` has it."""
    stem = slugify(title)[:200] or "praktijk"
    taken = set(parent.get_children().values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))) if slug not in taken)
