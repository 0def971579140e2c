"""What this room adds to Wagtail's screens."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from practices.permissions import AskedPolicy, WordsPolicy
from search.asked.asked_list import AskedViewSet, close_asked, name_asked
from search.models import AskedWords, Concept
from search.thesaurus.word_list import MERGED, ConceptViewSet, merge_concept

register_permission_policy(Concept, WordsPolicy(Concept))
register_permission_policy(AskedWords, AskedPolicy(AskedWords))


@hooks.register("register_admin_viewset")
def word_list() -> ConceptViewSet:
    return ConceptViewSet("woordenlijst", url_prefix="woordenlijst")


@hooks.register("register_admin_viewset")
def asked_words() -> AskedViewSet:
    return AskedViewSet("zoekvragen", url_prefix="zoekvragen")


@hooks.register("register_admin_urls")
def word_urls() -> list:
    return [
        path("woordenlijst/<int:pk>/samenvoegen/", merge_concept, name="merge_concept"),
        path("zoekvragen/<int:pk>/naam/", name_asked, name="name_asked"),
        path("zoekvragen/<int:pk>/klaar/", close_asked, name="close_asked"),
    ]


@hooks.register("register_log_actions")
def deeds(actions: Any) -> None:
    actions.register_action(MERGED, _("Merge concept"), _("Another concept was merged into it"))
