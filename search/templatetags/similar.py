"""What the editors' screens show out of the search."""

from django import template

from search.shown import similar_sheets

register = template.Library()
register.simple_tag(similar_sheets)
