"""Reasons for declining that moderators choose from, and write themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReasonTemplate(models.Model):
    """A reason for declining that comes back, with the text that the sender gets."""

    name = models.CharField(_("name"), max_length=100, unique=True, help_text=_("As moderators see it when they choose."))
    text = models.TextField(_("text"), help_text=_("The sender receives this text by e-mail."))

    class Meta:
        verbose_name = _("reason for declining")
        verbose_name_plural = _("reasons for declining")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
