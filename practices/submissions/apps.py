from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    """What people without an account send in, and the queue of the moderators."""

    name = "practices.submissions"
    verbose_name = _("Submissions")

    def ready(self) -> None:
        from wagtail.signals import page_published, workflow_rejected  # noqa: PLC0415 - models load before signals

        from practices.submissions import checks  # noqa: PLC0415 - it needs the forms, which need the models

        register(checks.forms_ask_the_parts, Tags.models)
        page_published.connect(close_submissions, dispatch_uid="submissions follow publishing")
        workflow_rejected.connect(ask_senders, dispatch_uid="submissions follow what is sent back")


def close_submissions(*, instance, revision=None, **kwargs: object) -> None:
    """Receiver of Wagtail's `page_published`."""
    from practices.models import PracticePage  # noqa: PLC0415 - models load after apps
    from practices.submissions.moderation.deciding import follow_publishing  # noqa: PLC0415 - models load after apps

    if isinstance(instance, PracticePage):
        follow_publishing(page=instance, moderator=getattr(revision, "user", None))


def ask_senders(*, instance, user, **kwargs: object) -> None:
    """Receiver of Wagtail's `workflow_rejected`: who has no account hears by our mail why their sheet was sent back."""
    from practices.submissions.moderation.asking import ask_about  # noqa: PLC0415 - models load after apps

    ask_about(page=instance.content_object, moderator=user, text=instance.current_task_state.comment)
