"""What this room adds to Wagtail's screens."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from practices.permissions import WordsPolicy
from search.models import Concept
from search.thesaurus.word_list import MERGED, ConceptViewSet, merge_concept

register_permission_policy(Concept, WordsPolicy(Concept))


@hooks.register("register_admin_viewset")
def word_list() -> ConceptViewSet:
    return ConceptViewSet("woordenlijst", url_prefix="woordenlijst")


@hooks.register("register_admin_urls")
def word_urls() -> list:
    return [path("woordenlijst/<int:pk>/samenvoegen/", merge_concept, name="merge_concept")]


@hooks.register("register_log_actions")
def deeds(actions: Any) -> None:
    actions.register_action(MERGED, _("Merge concept"), _("Another concept was merged into it"))
