"""Sheets that are like another one, with the reason: what they share."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from practices.models import PracticePage
from practices.output.cards import MOST_PLATES, CardView, Picture, in_all, shortened
from practices.site_state import say_passing
from practices.vocabularies import TERMS
from search import indexes, journal
from search.criteria import AnyOf, AtLeast, Criterion, Token, Value
from search.engines import NoIndexError, Request
from search.index_cards import Card, NamedValue, category_of
from search.language.analysis import token
from search.language.resources import stop_words
from search.language.words import words

_TOTAL = 3
_LEAD = 20  # words
_MOST_WORDS = 25
_SHORTEST_WORD = 4
# What sharing a term is worth, beside words in common.
_SHARED = {"category": 2.5, "target_group": 1.5, "policy_domain": 0.5, "tag": 3.0}
_SHARED_TERM = 1.0


def related_to(page: PracticePage, language: str) -> list[CardView]:
    """The three sheets that have most in common with one that was loaded with `for_sheet`; one query."""
    request = Request(AtLeast(1, tuple(_in_common(page, language))), without=Value("key", str(page.original.pk)), limit=_TOTAL)
    return [card_view(card, _reason(page, card)) for card in _cards(request, language)]


def card_view(card: Card, reason: str = "") -> CardView:
    """The card of a sheet in the index."""
    category = category_of(card)
    return CardView(
        title=card["title"],
        url=card["url"],
        language=card["language"],
        category=category["label"] if category else "",
        category_language=card["category_language"],
        colour=card["colour"],
        sign=card["sign"],
        lead=shortened(card["introduction"], _LEAD),
        picture=Picture(card["picture"]) if card["picture"] else None,
        reason=reason,
    )


def large_card(card: Card, *, here: str = "", reason: str = "") -> CardView:
    """The same as it stands on a page of its own kind, with its municipalities; of one that is shown for `here`, that first."""
    places = sorted(card["values"]["municipalities"], key=lambda place: bool(here) and place["value"] != here)
    plain = card_view(card, reason)
    return replace(
        plain,
        url=plain.url + (f"#{here}" if here else ""),
        picture=Picture(*card["photo"]) if card["photo"] else plain.picture,
        places=[place["label"] for place in places[:MOST_PLATES]],
        places_in_all=in_all(len(places)) if len(places) > MOST_PLATES else "",
    )


def _cards(request: Request, language: str) -> list[Card]:
    engine = indexes.embedded(language)
    try:
        indexes.serve(engine, language, journal.latest())
        return engine.search(request).cards
    except NoIndexError:  # another process is making it
        say_passing()
        return []


def _tokens(text: str, language: str) -> list[str]:
    said = [word for word in words(text) if len(word) >= _SHORTEST_WORD]
    return list(dict.fromkeys(token(word, language) for word in said if word not in stop_words(language)))[:_MOST_WORDS]


def _in_common(page: PracticePage, language: str) -> list[Criterion]:
    shared: list[Criterion] = [
        AnyOf((Token("title_whole", each, 3.0), Token("main_whole", each), Token("body_whole", each, 0.3)))
        for each in _tokens(f"{page.title} {page.introduction}", language)
    ]
    shared += [
        Value(vocabulary.name, term.slug, _SHARED.get(vocabulary.name, _SHARED_TERM))
        for vocabulary in TERMS
        for term in vocabulary.values(page)
    ]
    return shared


def _reason(page: PracticePage, card: Card) -> str:
    """What two sheets share, the most telling first: category, target groups, domains, else words."""
    reasons = []
    category = _names(page.terms_of("category"), card["values"]["category"])
    if category:
        reasons.append(_("Also %(name)s") % {"name": category})
    groups = _names(page.terms_of("target_groups"), card["values"]["target_groups"])
    if groups:
        reasons.append(_("also for %(names)s") % {"names": groups})
    domains = _names(page.terms_of("policy_domains"), card["values"]["policy_domains"])
    if not reasons and domains:
        reasons.append(_("Same domain: %(names)s") % {"names": domains})
    text = ", ".join(reasons) or _("On the same subject")
    return text[0].upper() + text[1:]


def _names(terms: Iterable[Any], shared: list[NamedValue]) -> str:
    slugs = {value["value"] for value in shared}
    return ", ".join([term.name for term in terms if term.slug in slugs][:2])
