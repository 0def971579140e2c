"""How often the same words were looked for, what they found, and whether somebody went on to a result."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_ASKED = 80  # characters; whoever types more tells a story, and perhaps whose


class AskedWordsQuerySet(models.QuerySet):
    """Searches."""

    def told(self) -> "AskedWordsQuerySet":
        """Those whose words are kept, that no editor has dealt with."""
        return self.exclude(text="").filter(is_done=False)

    def in_vain(self) -> "AskedWordsQuerySet":
        """Those that find nothing."""
        return self.told().filter(found=0)

    def hardly(self) -> "AskedWordsQuerySet":
        """Those that find one sheet or two."""
        return self.told().filter(found__range=(1, 2))

    def passed_over(self) -> "AskedWordsQuerySet":
        """Those that find something, and nobody ever went on to it."""
        return self.told().filter(found__gte=1, clicked=0)


class AskedWords(models.Model):
    """A search. Nothing is kept of who asked: no address, no cookie, no hour.

    The words themselves are kept once they were asked on three days; until then only a fingerprint, that tells nothing.
    """

    fingerprint = models.CharField(_("fingerprint"), max_length=64, unique=True, editable=False)
    text = models.CharField(_("words"), max_length=LONGEST_ASKED, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    times = models.PositiveIntegerField(_("times"), default=0)
    days = models.PositiveIntegerField(_("days"), default=0)
    last_on = models.DateField(_("last"))
    found = models.PositiveIntegerField(_("found"), default=0)  # sheets, the last time
    clicked = models.PositiveIntegerField(_("clicked"), default=0)  # how often somebody went on to a result
    is_done = models.BooleanField(_("done"), default=False)  # an editor has dealt with it

    objects = AskedWordsQuerySet.as_manager()

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        ordering = ["-times", "text"]
        indexes = [models.Index(fields=["last_on"])]

    def __str__(self) -> str:
        return self.text
