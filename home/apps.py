from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The home page, the pages about the site, and the base of every page."""

    name = "home"
    verbose_name = _("Home")
