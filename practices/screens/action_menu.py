"""The buttons at the foot of the editor: the first one is the next step, and none bypasses the review."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from wagtail.admin.action_menu import CancelWorkflowMenuItem, PublishMenuItem, RestartWorkflowMenuItem

from practices.door import OneDoor
from practices.permissions import may_publish_own

# The next step is the first of these that somebody may take. Wagtail's is “save draft”, though the editor saves by itself.
_STEPS = ("approve", "action-submit")


class WithdrawMenuItem(CancelWorkflowMenuItem):
    """Wagtail's “cancel workflow”, in the words of who writes sheets."""

    label = gettext_lazy("Withdraw from review")


def lead_to_the_next_step(menu_items: list, request: HttpRequest, context: dict) -> None:
    """Hook `construct_page_action_menu`. A page goes live by approval; what was sent back is sent again, not started anew."""
    if not _goes_through_the_door(context):
        return
    if not may_publish_own(request.user):
        menu_items[:] = [item for item in menu_items if not isinstance(item, PublishMenuItem)]
    menu_items[:] = [
        WithdrawMenuItem(order=item.order) if isinstance(item, CancelWorkflowMenuItem) else item
        for item in menu_items
        if not isinstance(item, RestartWorkflowMenuItem)
    ]
    if context["view"] == "edit":
        menu_items.sort(key=_place)  # stable: the others stay in their order


def _place(item: Any) -> int:
    return _STEPS.index(item.name) if item.name in _STEPS else len(_STEPS)


def _goes_through_the_door(context: dict) -> bool:
    if context["view"] == "create":
        return any(issubclass(model, OneDoor) for model in context["parent_page"].specific_class.allowed_subpage_models())
    return issubclass(context["page"].specific_class, OneDoor)
