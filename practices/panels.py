"""Panels of the editor that Wagtail does not have."""

from django.utils.safestring import SafeString
from wagtail.admin.panels import InlinePanel, Panel

from practices.forms import ImplementationForm


class ImplementationsPanel(InlinePanel):
    """The implementations, with the form in which municipalities are typed."""

    def get_form_options(self) -> dict:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = ImplementationForm
        return options


class FindingsPanel(Panel):
    """What to look at before publishing, out of the sheet as it was last saved; the preview shows it while typing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/admin/findings_panel.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: dict | None = None) -> dict[str, SafeString]:
            from practices.findings import findings_of  # noqa: PLC0415 - needs the models

            return {**super().get_context_data(parent_context), "findings": findings_of(self.instance)}
