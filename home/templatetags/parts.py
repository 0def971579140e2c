"""Parts of a page that are written in Jinja, in templates of Django."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from home.rendering import render_part

register = template.Library()


@register.simple_tag(takes_context=True)
def part(context: Context, name: str) -> SafeString:
    """`templates/<name>.jinja` with what this template knows."""
    return render_part(name, context.flatten())
