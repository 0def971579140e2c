"""What other pages show out of the search."""

from django import template

from practices.models import PracticePage
from search.related import Related, related_to, similar_to

register = template.Library()


@register.simple_tag
def related(page: PracticePage) -> list[Related]:
    """Three sheets that are like this one; none for a draft."""
    return related_to(page) if page.live else []


@register.simple_tag
def similar_sheets(title: str) -> list[dict]:
    """The cards of sheets with a title like this one."""
    return similar_to(title)
