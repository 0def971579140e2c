"""Which sheets are in the bin (bin/ puts them there)."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class BinnedSheet(models.Model):
    """A sheet, or the translation of one, that somebody deleted. What went with it has the same `binned_at`.

    `live_revision` is what readers saw until then; none when they saw nothing.
    """

    page = models.OneToOneField("practices.PracticePage", on_delete=models.CASCADE, related_name="binned")
    binned_at = models.DateTimeField(_("deleted on"), default=timezone.now, db_index=True)
    binned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("deleted by")
    )
    live_revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("sheet in the bin")
        verbose_name_plural = _("sheets in the bin")

    def __str__(self) -> str:
        return str(self.page)

    @property
    def was(self) -> str:
        """Where it was until then."""
        return gettext("on the site") if self.live_revision_id else gettext("draft")

    @property
    def goes_at(self) -> datetime:
        """When the worker deletes it for good."""
        return self.binned_at + settings.PERIODS.bin
