"""Completions while somebody types: sheets, municipalities, terms, keywords and partners."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from municipalities.names import Hit
from practices.vocabularies import TERMS
from search.finding import Finder, Question
from search.language.words import words

_EACH = 5  # of a kind
_SHORTEST = 2  # letters


def suggest(finder: Finder, text: str) -> list[dict]:
    """Groups of completions, those without any left out: `{"kind", "label", "items": [{"label", "url"}]}`."""
    typed = words(text[:100])
    if not typed or len("".join(typed)) < _SHORTEST:
        return []
    groups = [
        ("practice", _("Practices"), _sheets(finder, text)),
        ("municipality", _("Municipalities"), _places(finder, text)),
        *((each.name, str(each.label), _values(finder, each.name, typed)) for each in TERMS),
        ("partner", _("Partners"), _partners(finder, typed)),
    ]
    return [{"kind": kind, "label": label, "items": items} for kind, label, items in groups if items]


def _sheets(finder: Finder, text: str) -> list[dict]:
    cards = finder.find(Question(text=text, limit=_EACH), facets=()).found.cards
    return [{"label": card["title"], "url": card["url"]} for card in cards]


def _places(finder: Finder, text: str) -> list[dict]:
    hits = finder.names.gazetteer.hits(text, _EACH)
    return [{"label": _place(hit), "url": reverse("municipality", args=[hit.place.slug])} for hit in hits]


def _place(hit: Hit) -> str:
    return f"{hit.place.name} ({hit.other_name})" if hit.other_name else hit.place.name


def _values(finder: Finder, facet: str, typed: list[str]) -> list[dict]:
    labels = finder.names.labels[facet].items()
    found = [(slug, label) for slug, label in labels if _goes_on(words(label), typed)]
    return [{"label": label, "url": reverse("practices") + "?" + urlencode({facet: slug})} for slug, label in found[:_EACH]]


def _partners(finder: Finder, typed: list[str]) -> list[dict]:
    found = [partner for partner, folded in finder.vocabulary.partners if _goes_on(folded, typed)]
    return [
        {"label": partner, "url": reverse("practices") + "?" + urlencode({"q": f'"{partner}"'})} for partner in found[:_EACH]
    ]


def _goes_on(label: list[str], typed: list[str]) -> bool:
    """Whether the typed words stand in a label in their order, the last one perhaps unfinished."""
    for start in range(len(label) - len(typed) + 1):
        part = label[start : start + len(typed)]
        if part[:-1] == typed[:-1] and part[-1].startswith(typed[-1]):
            return True
    return False
