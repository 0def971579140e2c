from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MunicipalitiesConfig(AppConfig):
    """Places: municipalities, provinces, their other names and their shapes."""

    name = "municipalities"
    verbose_name = _("Municipalities")
