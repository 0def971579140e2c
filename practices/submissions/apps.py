from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    """What people without an account send in, and the queue of the moderators."""

    name = "practices.submissions"
    verbose_name = _("Submissions")

    def ready(self) -> None:
        from wagtail.signals import workflow_rejected  # noqa: PLC0415 - models load before signals

        from practices.signals import about_to_be_binned, about_to_publish, went_live  # noqa: PLC0415 - models load before signals
        from practices.submissions import checks  # noqa: PLC0415 - it needs the forms, which need the models

        register(checks.forms_ask_the_parts, Tags.models)
        about_to_publish.connect(decide_in_the_queue, dispatch_uid="submissions are decided in the queue")
        about_to_be_binned.connect(refuse_what_waits, dispatch_uid="submissions keep their sheet")
        went_live.connect(close_submissions, dispatch_uid="submissions follow publishing")
        workflow_rejected.connect(ask_senders, dispatch_uid="submissions follow what is sent back")


def decide_in_the_queue(*, page, revision, **kwargs: object) -> str:
    """Receiver of `about_to_publish`: whatever a moderator has to choose or read first stands in the queue."""
    from practices.submissions.moderation.deciding import where_it_is_decided  # noqa: PLC0415 - models load after apps

    return where_it_is_decided(page=page)


def refuse_what_waits(*, page, **kwargs: object) -> None:
    """Receiver of `about_to_be_binned`: whoever sent a practice in hears what was decided, in the queue."""
    from practices.submissions.moderation.deciding import refuse_undecided  # noqa: PLC0415 - models load after apps

    refuse_undecided(page)


def close_submissions(*, page, user, revision, **kwargs: object) -> None:
    """Receiver of `went_live`."""
    from practices.submissions.moderation.deciding import follow_publishing  # noqa: PLC0415 - models load after apps

    follow_publishing(page=page, revision=revision, moderator=user)


def ask_senders(*, instance, user, **kwargs: object) -> None:
    """Receiver of Wagtail's `workflow_rejected`: who has no account hears by our mail why their sheet was sent back."""
    from practices.submissions.moderation.asking import ask_about  # noqa: PLC0415 - models load after apps

    ask_about(page=instance.content_object, moderator=user, text=instance.current_task_state.comment)
