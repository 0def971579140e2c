"""What the base of every page needs; no query is made here."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from practices.languages import REGIONS, prefix, reader_language, without_prefix
from practices.own_municipality import own_municipality


def site(request: HttpRequest) -> dict[str, Any]:
    """The address of the site and of the moderators, for every template.

    `root` is what the addresses of the reader's language begin with; `path` is that of the page without it; `our` is the
    municipality of who reads, if the address says it. `languages` has for each language its code, its name, and the same page
    in it with the same parameters.
    """
    language, path = reader_language(), without_prefix(request.path)
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return {
        "base_url": settings.BASE_URL,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "moderation_email": settings.MODERATION_EMAIL,
        "language": language,
        "region": REGIONS[language],
        "root": prefix(language),
        "path": path,
        "our": own_municipality(request),
        "is_filtered": bool(query),
        "languages": [(code, name, f"{prefix(code)}{path[1:]}{query}") for code, name in settings.LANGUAGES],
        "canonical": settings.BASE_URL + request.path,
        "share_link": reverse("share"),
        "periods": settings.PERIODS,
        "limits": settings.LIMITS,
    }
