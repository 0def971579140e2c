"""What a sheet was imported from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SheetSource(models.Model):
    """The text file that a sheet was made from, so that importing it again changes only what changed in the file."""

    page = models.OneToOneField("practices.PracticePage", on_delete=models.CASCADE, related_name="source")
    file_name = models.CharField(max_length=255, db_index=True)
    content = models.JSONField()  # what was read, as practices.importing.content.SheetContent.as_json gives it

    class Meta:
        verbose_name = _("source of a sheet")
        verbose_name_plural = _("sources of sheets")

    def __str__(self) -> str:
        return self.file_name
