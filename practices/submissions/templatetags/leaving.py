"""What the screens that take a sheet off the site say beforehand."""

from django import template
from django.template import Context

from practices.models import PracticePage
from practices.submissions.moderation.going_along import going_along

register = template.Library()


@register.simple_tag(takes_context=True)
def goes_along(context: Context) -> list[str]:
    """Sentences about the sheet of a screen that deletes or unpublishes; none for anything that is no sheet."""
    page = context.get("page") or context.get("object")
    page = page.get("item") if isinstance(page, dict) else page  # as the screen has it that deletes several
    is_sheet = getattr(page, "specific_class", None) is PracticePage
    return going_along(page, to_bin="unpublish_url" not in context) if is_sheet else []
