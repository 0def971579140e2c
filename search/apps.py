from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding practices."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search import checks, signal_handlers  # noqa: PLC0415 - they need the models, which load before apps are ready

        register(checks.languages_are_known)
        signal_handlers.connect()
