from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    """What people without an account send in, and the queue of the moderators."""

    name = "practices.submissions"
    verbose_name = _("Submissions")
