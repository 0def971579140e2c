"""The languages of the site. Every sheet has its source in Dutch; the others show its translation, or the Dutch one, marked."""

from django.conf import settings
from django.utils import translation

SOURCE = settings.LANGUAGE_CODE
CODES = [code for code, _name in settings.LANGUAGES]
REGIONS = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB"}


def reader_language() -> str:
    """The language of who reads now."""
    language = (translation.get_language() or SOURCE)[:2]
    return language if language in CODES else SOURCE


def prefix(language: str) -> str:
    """What the addresses of a language begin with: `/` for Dutch, `/fr/` for French."""
    return "/" if language == SOURCE else f"/{language}/"


def without_prefix(path: str) -> str:
    """The address of the same page in Dutch: `/fr/praktijken/` is `/praktijken/`."""
    for code in CODES:
        if code != SOURCE and path.startswith(prefix(code)):
            return path[len(code) + 1 :]
    return path
