"""Approving several terms at once: those that an import made, and that wait for somebody to look at them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from practices.taxonomy import Term
from practices.term_changes import change_of, save_changed
from practices.vocabularies import TERMS


class ApproveTerms(SnippetBulkAction):
    """As ticking *approved* on each: what somebody made themselves waits for somebody else."""

    display_name = _("Approve")
    action_type = "approve_terms"
    aria_label = _("Approve the selected terms")
    template_name = "practices/admin/approve_terms.html"
    action_priority = 10

    @classproperty
    def models(cls) -> list[type[Term]]:  # noqa: N805 - as Wagtail reads it, of the class
        return [each.model for each in TERMS if issubclass(each.model, Term)]

    def check_perm(self, term: Term) -> bool:
        may_change = self.permission_policy.user_has_permission_for_instance(self.request.user, "change", term)
        return may_change and not term.approved and change_of(term) is None

    @classmethod
    def execute_action(cls, objects: Iterable[Term], *, user: AbstractUser, **kwargs: Any) -> tuple[int, int]:
        total = 0
        for term in objects:
            term.approved = True
            total += save_changed(term, user) is None
            log(instance=term, action="wagtail.edit", user=user)
        return total, 0

    def get_execution_context(self) -> dict:
        return {**super().get_execution_context(), "user": self.request.user}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        text = ngettext("%(total)d term is approved.", "%(total)d terms are approved.", num_parent_objects)
        return text % {"total": num_parent_objects}
