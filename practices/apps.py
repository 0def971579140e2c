from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    """The practice sheet: what a municipality does, and which other municipalities do it too."""

    name = "practices"
    verbose_name = _("Practices")

    def ready(self) -> None:
        from practices import checks, signal_handlers  # noqa: PLC0415 - they need the models, which load before
        from practices.days import use_near_days  # noqa: PLC0415 - Wagtail's forms need the models too
        from practices.editor import comparing  # noqa: PLC0415 - so does Wagtail's comparing
        from practices.photos.forms import clean_avatars  # noqa: PLC0415 - so does its screen of an account
        from practices.screens.quick_lists import leave_translating_to_the_page  # noqa: PLC0415 - the same
        from practices.single_line import use_line_inputs  # noqa: PLC0415 - Wagtail's forms need the models too
        from practices.site_state import count_changes  # noqa: PLC0415 - the database is set up after the apps

        checks.refuse_rows_without_a_field()
        register(checks.parts_are_told, Tags.models)
        signal_handlers.connect()
        post_migrate.connect(count_changes, sender=self, dispatch_uid="the database counts what changes the site")
        use_line_inputs()
        use_near_days()
        clean_avatars()
        leave_translating_to_the_page()
        comparing.compare_line_by_line()
