"""Completions while somebody types: sheets by their titles, terms, municipalities, partners and concepts."""

from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from municipalities.names import Hit
from municipalities.text import normal_form
from practices.vocabularies import TERMS
from search.finding import Finder, Question
from search.language.alike import are_alike, telling
from search.language.words import words

_EACH = 5  # of a kind
_TRIED = 20  # sheets that have the words, of which the titles are looked at
_SHORTEST = 2  # letters


def suggest(finder: Finder, text: str) -> list[dict]:
    """Groups of completions, those without any left out: `{"kind", "label", "items": [{"label", "url"}]}`."""
    typed = words(text[:100])
    if not typed or len("".join(typed)) < _SHORTEST:
        return []
    groups = [
        ("practice", _("Practices"), _sheets(finder, text, typed)),
        *((each.name, str(each.label), _values(finder, each.name, typed)) for each in TERMS),
        ("municipality", _("Municipalities"), _places(finder, text)),
        ("partner", _("Partners"), _partners(finder, typed)),
    ]
    others = [item for _kind, _label, items in groups for item in items]
    groups.append(("concept", _("Subjects"), _concepts(finder, typed, others)))
    return [{"kind": kind, "label": label, "items": items} for kind, label, items in groups if items]


def _sheets(finder: Finder, text: str, typed: list[str]) -> list[dict]:
    """The sheets whose title is meant, the best first; those that only mention it are for the page of results."""
    cards = finder.find(Question(text=text, limit=_TRIED, literal=True), facets=()).found.cards
    meant = [card for card in cards if _is_meant(typed, words(card["title"]), finder.language)]
    return [{"label": card["title"], "url": card["url"]} for card in meant[:_EACH]]


def _is_meant(typed: list[str], title: list[str], language: str) -> bool:
    asked = telling(typed, language) or typed
    return all(any(are_alike(word, other, language) for other in title) for word in asked)


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
    """Each partner once, however sheets write it."""
    found: dict[str, str] = {}
    for partner, folded in finder.vocabulary.partners:
        if _goes_on(folded, typed):
            name = partner.partition(" (")[0]
            found.setdefault(normal_form(name), name)
    return [_asking(name, f'"{name}"') for name in list(found.values())[:_EACH]]


def _concepts(finder: Finder, typed: list[str], others: list[dict]) -> list[dict]:
    """The concepts that sheets name, and that are nothing of the others."""
    known = {normal_form(other["label"]) for other in others}
    thesaurus = finder.names.thesaurus
    found = (
        title
        for title, folded in thesaurus.title_words.items()
        if _goes_on(folded, typed) and normal_form(title) not in known and finder.names_thing(folded)
    )
    return [_asking(title, title) for title in islice(found, _EACH)]


def _asking(label: str, query: str) -> dict:
    return {"label": label, "url": f"{reverse('practices')}?{urlencode({'q': query})}"}


def _goes_on(label: list[str], typed: list[str]) -> bool:
    """Whether the typed words stand in a label in their order, the last one perhaps unfinished."""
    for start in range(len(label) - len(typed) + 1):
        part = label[start : start + len(typed)]
        if part[:-1] == typed[:-1] and part[-1].startswith(typed[-1]):
            return True
    return False
