"""Where a practice that is missing can be told."""

from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _


def share_link() -> str:
    """A mail to the moderators."""
    subject = _("A new practice")
    return f"mailto:{settings.MODERATION_EMAIL}?subject={quote(subject)}"
