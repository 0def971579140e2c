"""Sheets that are like another one, with the reason: what they share."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from practices.languages import reader_language
from practices.models import PracticePage
from search import indexes, journal
from search.criteria import AnyOf, AtLeast, Criterion, Token, Value
from search.engines import NoIndexError, Request
from search.language.analysis import stop_words, token
from search.language.words import words

_TOTAL = 3
_MOST_WORDS = 25
_SHORTEST_WORD = 4
_CATEGORY, _GROUP, _DOMAIN, _TAG = 2.5, 1.5, 0.5, 3.0  # what sharing one is worth, beside words in common


@dataclass(frozen=True)
class Related:
    """The card of a sheet, and in what it is like the other one."""

    card: dict
    reason: str


def related_to(page: PracticePage) -> list[Related]:
    """The three sheets that have most in common with one that was loaded with `for_sheet`; one query."""
    request = Request(AtLeast(1, tuple(_in_common(page))), without=page.original.pk, limit=_TOTAL)
    return [Related(card, _reason(page, card)) for card in _cards(request)]


def similar_to(title: str) -> list[dict]:
    """The cards of at most three sheets whose title shares at least half of the words of this one."""
    tokens = _tokens(title)
    if not tokens:
        return []
    shared = tuple(AnyOf((Token("title_whole", each, 3.0), Token("title_parts", each))) for each in tokens)
    return _cards(Request(AtLeast((len(shared) + 1) // 2, shared), limit=_TOTAL))


def _cards(request: Request) -> list[dict]:
    language = reader_language()
    engine = indexes.embedded(language)
    indexes.ready(engine, language, journal.latest())
    try:
        return engine.search(request).cards
    except NoIndexError:  # another process is making it
        return []


def _tokens(text: str) -> list[str]:
    said = [word for word in words(text) if len(word) >= _SHORTEST_WORD]
    return list(dict.fromkeys(token(word) for word in said if word not in stop_words()))[:_MOST_WORDS]


def _in_common(page: PracticePage) -> list[Criterion]:
    shared: list[Criterion] = [
        AnyOf((Token("title_whole", each, 3.0), Token("main_whole", each), Token("body_whole", each, 0.3)))
        for each in _tokens(f"{page.title} {page.introduction}")
    ]
    shared += [Value("category", page.category.slug, _CATEGORY)] if page.category else []
    shared += [Value("target_group", term.slug, _GROUP) for term in page.group_list]
    shared += [Value("policy_domain", term.slug, _DOMAIN) for term in page.domain_list]
    return shared + [Value("tag", tag.slug, _TAG) for tag in page.tag_list]


def _reason(page: PracticePage, card: dict) -> str:
    """What two sheets share, the most telling first: category, target groups, domains, else words."""
    reasons = []
    if page.category and card["category"] and card["category"]["value"] == page.category.slug:
        reasons.append(_("Also %(name)s") % {"name": page.category.name})
    groups = _names(page.group_list, card["target_groups"])
    if groups:
        reasons.append(_("also for %(names)s") % {"names": groups})
    domains = _names(page.domain_list, card["policy_domains"])
    if not reasons and domains:
        reasons.append(_("Same domain: %(names)s") % {"names": domains})
    text = ", ".join(reasons) or _("About the same words")
    return text[0].upper() + text[1:]


def _names(terms, shared: list[dict]) -> str:
    slugs = {value["value"] for value in shared}
    return ", ".join([term.name for term in terms if term.slug in slugs][:2])
