"""What editors see first: their own work, and what they can approve."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import WorkflowState

from practices.models import PracticePage
from practices.permissions import may_translate
from practices.tree import practice_index

_MOST = 5  # titles of each kind; the list of sheets has them all


class OwnWorkPanel(Component):
    """A way to a new sheet or to translations that wait, and the sheets that wait for whoever looks: sent back, or drafts."""

    name = "own_work"
    template_name = "practices/admin/own_work.html"
    order = 40

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: Any) -> dict:
        index = practice_index()
        may_write = index.permissions_for_user(self.user).can_add_subpage()
        address = reverse("wagtailadmin_pages:add", args=["practices", "practicepage", index.pk])
        return {
            "new": address if may_write else "",
            "translates": may_translate(self.user),
            "kinds": self._kinds(),
            "all": reverse("sheets:index"),
        }

    def _kinds(self) -> list[tuple[Any, list[PracticePage]]]:
        own = PracticePage.objects.outside_bin().filter(latest_revision__user=self.user).order_by("-latest_revision_created_at")
        returned = PracticePage.objects.filter(
            _specific_workflow_states__status=WorkflowState.STATUS_NEEDS_CHANGES,
            _specific_workflow_states__requested_by=self.user,
        )
        drafts = own.filter(Q(live=False) | Q(has_unpublished_changes=True)).exclude(pk__in=_in_review())
        kinds = ((_("Sent back to you"), returned), (_("Your drafts"), drafts))
        return [(label, list(sheets[:_MOST])) for label, sheets in kinds]


class ToApprovePanel(WorkflowObjectsToModeratePanel):
    """Wagtail's list of what waits, without what its reader may not approve: their own."""

    def get_context_data(self, parent_context: Any) -> dict:
        context = super().get_context_data(parent_context)
        context["states"] = [state for state in context["states"] if "approve" in {name for name, *_rest in state["actions"]}]
        return context


def put_work_first(request: HttpRequest, panels: list) -> None:
    """Hook `construct_homepage_panels`."""
    panels[:] = [ToApprovePanel() if isinstance(panel, WorkflowObjectsToModeratePanel) else panel for panel in panels]
    panels.append(OwnWorkPanel(request))


def _in_review() -> QuerySet:
    active = [WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES]
    return PracticePage.objects.filter(_specific_workflow_states__status__in=active).values("pk")
