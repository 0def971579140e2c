from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import register
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from home.sound_settings import check_settings


class HomeConfig(AppConfig):
    """The home page, the pages about the site, and the base of every page."""

    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from home import signal_handlers  # noqa: PLC0415 - it needs the models, which load before apps are ready
        from home.audit import hearing  # noqa: PLC0415 - as above
        from home.started_widgets import start_choosers_by_file  # noqa: PLC0415 - as above

        signal_handlers.connect()
        hearing.connect()
        start_choosers_by_file()
        register(check_settings)
        post_migrate.connect(follow_base_url, sender=self, dispatch_uid="home follows BASE_URL")


def follow_base_url(**kwargs: object) -> None:
    """Give Wagtail's site the address in BASE_URL, from which it makes the addresses in the sitemap and its own mails."""
    from wagtail.models import Site  # noqa: PLC0415 - models load before apps are ready

    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.filter(is_default_site=True).update(hostname=address.hostname, port=port)
    Site.clear_site_root_paths_cache()
