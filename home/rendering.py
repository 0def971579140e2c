"""Jinja, for what is in every page and for the results page: the same templates in a fraction of the time of Django's."""

from typing import Any

from django.template import engines
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext, pgettext
from jinja2 import Environment

from practices.colours import PAIRS

USERBAR = "wagtail.admin.jinja2tags.userbar"  # the bar of an editor


def environment(**options: Any) -> Environment:
    """The environment of Jinja: translations, addresses, and the colours of a category."""
    made = Environment(**options, extensions=[USERBAR])  # noqa: S701 - Django's backend switches escaping on
    made.globals.update(_=gettext, ngettext=ngettext, pgettext=pgettext, static=static, url=reverse, pairs=PAIRS)
    return made


def render_part(name: str, context: dict) -> SafeString:
    """A part of a page, `templates/<name>.jinja`; what is put in is escaped there."""
    return mark_safe(engines["jinja2"].get_template(f"{name}.jinja").render(context))  # noqa: S308 - Jinja escapes what is put in
