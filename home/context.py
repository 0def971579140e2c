"""What the base of every page needs; no query is made here."""

from django.conf import settings
from django.http import HttpRequest

from practices.share import share_link


def site(request: HttpRequest) -> dict[str, str]:
    """The address of the site and of the moderators, for every template."""
    return {
        "base_url": settings.BASE_URL,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "moderation_email": settings.MODERATION_EMAIL,
        "path": request.path,
        "canonical": settings.BASE_URL + request.path,
        "share_link": share_link(),
    }
