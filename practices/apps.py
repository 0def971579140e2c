from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    """The practice sheet: what a municipality does, and which other municipalities do it too."""

    name = "practices"
    verbose_name = _("Practices")

    def ready(self) -> None:
        from municipalities.signals import municipality_merged  # noqa: PLC0415 - models load before signals
        from practices.mergers import follow_merger  # noqa: PLC0415

        municipality_merged.connect(follow_merger, dispatch_uid="practices follow mergers")
