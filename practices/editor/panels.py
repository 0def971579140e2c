"""Panels of the editor that Wagtail does not have."""

from functools import partial
from typing import Any

from django.urls import reverse
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel

from practices.editor.comparing import BlocksComparison
from practices.editor.findings import findings_of
from practices.editor.forms import AttachmentForm, ImplementationForm
from practices.people import name_of
from practices.workflow import returned_task


class BlocksPanel(InlinePanel):
    """Rows of a sheet, of which a comparison shows what changed."""

    class BoundPanel(InlinePanel.BoundPanel):
        def get_comparison(self) -> list[partial]:
            """Wagtail's comparison of every block in full, as ours of what changed."""
            return [partial(BlocksComparison, *each.args, **each.keywords) for each in super().get_comparison()]


class ImplementationsPanel(BlocksPanel):
    """The implementations, with the form in which municipalities are typed."""

    def get_form_options(self) -> dict:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = ImplementationForm
        return options


class AttachmentsPanel(BlocksPanel):
    """The files to take over, with the form in which a municipality is typed."""

    def get_form_options(self) -> dict:
        options = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = AttachmentForm
        return options


class ReturnedPanel(Panel):
    """Why a moderator sent the sheet back, for as long as it was not submitted again."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/admin/returned_panel.html"

        def is_shown(self) -> bool:
            return returned_task(self.instance) is not None

        def get_context_data(self, parent_context: dict | None = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "returned": returned_task(self.instance)}


class ChangedPanel(Panel):
    """Of a sheet on the site that is in review: who sent it, and a way to what changed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/admin/changed_panel.html"

        def is_shown(self) -> bool:
            page = self.instance
            return bool(page.pk and page.live and page.latest_revision_id and page.workflow_in_progress)

        def get_context_data(self, parent_context: dict | None = None) -> dict[str, Any]:
            page, review = self.instance, self.instance.current_workflow_state
            comparison = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "live", page.latest_revision_id])
            context = {"review": review, "writer": name_of(review.requested_by), "comparison": comparison}
            return {**super().get_context_data(parent_context), **context}


class FindingsPanel(Panel):
    """What to look at before publishing, out of the sheet as it was last saved.

    When the editor saves by itself, templates/django/wagtailadmin/pages/edit_partials.html brings the panel after it.
    """

    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/admin/findings_panel.html"

        def get_context_data(self, parent_context: dict | None = None) -> dict[str, Any]:
            findings = findings_of(self.instance) if self.instance.pk else []
            return {**super().get_context_data(parent_context), "sheet": self.instance, "findings": findings}


class LeftoversPanel(FieldPanel):
    """What an import could not place, for as long as somebody left it there."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(self.instance.to_place) and super().is_shown()
