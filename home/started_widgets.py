"""Wagtail's choosers, started by a file instead of a script in the page: no screen of editors may run what stands in it.

The other widgets that Wagtail starts so have templates: those of `templates/django/wagtailadmin` say the same.
"""

import json
from collections.abc import Mapping

from django.forms.renderers import BaseRenderer
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser


def start_choosers_by_file() -> None:
    """Have every chooser name its script for `start-widgets.js`."""
    BaseChooser.render = _render  # Wagtail writes the script in the method itself


def _render(
    chooser: BaseChooser, name: str, value: object, attrs: Mapping[str, str], renderer: BaseRenderer | None = None
) -> SafeString:
    data = chooser.get_value_data(value)
    if isinstance(chooser, AdminTaskChooser):
        script, options = "createTaskChooser", []
    else:
        script, options = chooser.js_constructor, [chooser.get_js_init_options(attrs["id"], name, data)]
    return format_html(
        '{}<template data-starts="{}" data-with="{}"></template>',
        chooser.render_html(name, data, attrs),
        script,
        json.dumps([attrs["id"], *options]),
    )
