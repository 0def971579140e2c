"""What this room adds to Wagtail's screens."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from practices.permissions import AskedPolicy, WordsPolicy
from search.asked.asked_list import AskedViewSet, close_asked, name_asked
from search.asked.field_questions import ASKED, CLOSED, OPENED
from search.asked.field_screens import (
    ask_the_field,
    close_field_question,
    field_questions,
    open_field_question,
)
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
        path("zoekvragen/<int:pk>/vraag/", ask_the_field, name="ask_the_field"),
        path("zoekvragen/vragen/", field_questions, name="field_questions"),
        path("zoekvragen/vragen/<int:pk>/plaatsen/", open_field_question, name="open_field_question"),
        path("zoekvragen/vragen/<int:pk>/sluiten/", close_field_question, name="close_field_question"),
    ]


@hooks.register("register_log_actions")
def deeds(actions: Any) -> None:
    actions.register_action(ASKED, _("Ask the field"), _("A question to the field was written"))
    actions.register_action(OPENED, _("Put question on the site"), _("A question to the field was put on the site"))
    actions.register_action(CLOSED, _("Close question"), _("A question to the field was closed"))
    actions.register_action(MERGED, _("Merge concept"), _("Another concept was merged into it"))
