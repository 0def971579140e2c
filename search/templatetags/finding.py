"""What a sheet shows out of the search."""

from django import template

from practices.models import PracticePage
from search.related import Related, related_to

register = template.Library()


@register.simple_tag
def related(page: PracticePage) -> list[Related]:
    """Three sheets that are like this one; none for a draft."""
    return related_to(page) if page.live else []
