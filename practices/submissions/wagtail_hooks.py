"""The queue in Wagtail's menu."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from practices.permissions import QueuePolicy, ReasonsPolicy, may_moderate
from practices.submissions.deeds import register_deeds
from practices.submissions.links import item_url, listing
from practices.submissions.models import ReasonTemplate, Submission
from practices.submissions.moderation.bulk import AcceptAll, DeclineAll, TrustAll
from practices.submissions.moderation.mail_list import MailsMenuItem, MailsView, resend
from practices.submissions.moderation.panel import QueuePanel
from practices.submissions.moderation.queue import (
    QueueMenuItem,
    QueueViewSet,
    ReasonViewSet,
)
from practices.submissions.moderation.views import submission_item

register_permission_policy(Submission, QueuePolicy(Submission))
register_permission_policy(ReasonTemplate, ReasonsPolicy(ReasonTemplate))


hooks.register("register_log_actions", register_deeds)

for action in (AcceptAll, TrustAll, DeclineAll):
    hooks.register("register_bulk_action", action)


@hooks.register("register_admin_viewset")
def queue() -> QueueViewSet:
    return QueueViewSet()


@hooks.register("register_admin_viewset")
def reasons() -> ReasonViewSet:
    return ReasonViewSet()


@hooks.register("register_admin_urls")
def submission_urls() -> list:
    return [
        path("wachtrij/<int:pk>/", submission_item, name="submission"),
        path("mails/", MailsView.as_view(), name="mails"),
        path("mails/lijst/", MailsView.as_view(results_only=True), name="mails_results"),
        path("mails/opnieuw/", resend, name="mails_resend"),
        path("mails/<int:pk>/opnieuw/", resend, name="mail_resend"),
    ]


@hooks.register("register_reports_menu_item")
def mails_menu_item() -> MailsMenuItem:
    return MailsMenuItem(_("E-mails"), lazy(reverse, str)("mails"), icon_name="mail", order=810)


@hooks.register("before_edit_page")
def lead_to_the_queue(request: HttpRequest, page: Page) -> None:
    """Say in the editor of a practice that somebody shared who sent it, and where it is decided."""
    submission = Submission.objects.open_practice(page.pk) if request.method == "GET" and may_moderate(request.user) else None
    if submission:
        text = _("%(name)s sent this in. Photos, questions and the decision are in the queue.")
        button = messages.button(item_url(submission), _("Open it in the queue"))
        messages.info(request, text % {"name": submission.sender_name or submission.reference}, buttons=[button])


@hooks.register("after_edit_page")
def back_to_the_queue(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Who approved goes on with what waits; Wagtail would lead to its tree of pages."""
    if request.POST.get("workflow-action-name") != "approve" or not may_moderate(request.user):
        return None
    page.refresh_from_db()
    return None if page.workflow_in_progress else redirect(listing())


@hooks.register("construct_homepage_panels")
def queue_panel(request: HttpRequest, panels: list) -> None:
    panels.append(QueuePanel(request))


@hooks.register("register_admin_menu_item")
def queue_menu_item() -> QueueMenuItem:
    return QueueMenuItem(_("Queue"), lazy(listing, str)(), name="queue", icon_name="mail", order=90)
