from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    """The practice sheet: what a municipality does, and which other municipalities do it too."""

    name = "practices"
    verbose_name = _("Practices")

    def ready(self) -> None:
        from practices import signal_handlers  # noqa: PLC0415 - it needs the models, which load before apps are ready
        from practices.single_line import use_line_inputs  # noqa: PLC0415 - Wagtail's forms need the models too

        signal_handlers.connect()
        use_line_inputs()
