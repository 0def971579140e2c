"""System checks: a language of the site can be searched in."""

from typing import Any

from django.core.checks import CheckMessage, Error

from practices.languages import CODES, REGIONS, SOURCE
from search.language.neighbours import STEMMERS
from search.language.resources import STOP_WORDS

_NEEDS = {
    "region, for dates and shared links": (REGIONS, "REGIONS in practices/languages.py"),
    "stemmer": ({SOURCE, *STEMMERS}, "STEMMERS in search/language/neighbours.py"),
    "list of stop words": (STOP_WORDS, "search/language/data/, a file stopwords_….txt"),
}


def languages_are_known(app_configs: Any = None, **kwargs: object) -> list[CheckMessage]:
    """What a language of LANGUAGES (config/settings.py) still needs."""
    return [
        Error(f"The language {code} has no {need}", hint=f"Add it to {where}.", id="search.E001")
        for code in CODES
        for need, (known, where) in _NEEDS.items()
        if code not in known
    ]
