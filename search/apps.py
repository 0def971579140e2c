from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding practices."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search import signal_handlers  # noqa: PLC0415 - it needs the models, which load before apps are ready

        signal_handlers.connect()
