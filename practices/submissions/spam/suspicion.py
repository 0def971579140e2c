"""What makes a submission look like a machine's. It goes to quarantine, never to the bin, and mails nobody."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from practices.languages import SOURCE
from practices.submissions.models import Submission
from practices.submissions.proposals import texts_in

_LIMIT = 2  # points; what is a clear sign has as many by itself
_FASTEST = 4  # seconds in which a person may fill in a form
_MOST_LINKS = 3
_MOST_OF_ONE = 5  # in an hour, and SUBMISSIONS_PER_HOUR of all: else anybody could have us mail anybody
_LONG, _MOST_ALIKE, _COMPARED = 40, 3, 300  # characters of a text; how many others may have it, of the newest
_MARKUP = re.compile(r"\[(?:url|link)\b|<a\s", re.IGNORECASE)  # nobody writes that by hand
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


@dataclass(frozen=True)
class Sign:
    """Something that machines do more than people: how much it weighs, and how a moderator reads it."""

    points: int
    words: str


def suspicion(data: dict) -> str:
    """Why the cleaned data of a form look like a machine's, in Dutch; empty when all signs together weigh too little."""
    with translation.override(SOURCE):  # the moderators read it, not who sends it
        signs = [*_signs_of_the_form(data), *_signs_of_the_texts(data), *_signs_of_the_number(data)]
    if sum(sign.points for sign in signs) < _LIMIT:
        return ""
    return ", ".join(sign.words for sign in signs)


def _signs_of_the_form(data: dict) -> Iterator[Sign]:
    if data["title"]:
        yield Sign(2, _("filled in a field that nobody sees"))
    if data["key"].seconds < _FASTEST:
        yield Sign(2, _("sent within %(seconds)s seconds") % {"seconds": _FASTEST})
    if not data["proof"]:  # also where JavaScript does not run
        yield Sign(1, _("without proof of work by the browser"))


def _signs_of_the_texts(data: dict) -> Iterator[Sign]:
    everything = " ".join(_texts(data))
    if _MARKUP.search(everything):
        yield Sign(2, _("links in code"))
    if len(_LINK.findall(everything)) > _MOST_LINKS:
        yield Sign(1, _("many links"))
    if _said_by_others(data) >= _MOST_ALIKE:
        yield Sign(1, _("the same text from several senders"))


def _signs_of_the_number(data: dict) -> Iterator[Sign]:
    lately = _sent_since(hours=1)
    if lately.filter(sender_email__iexact=data["sender_email"]).count() >= _MOST_OF_ONE:
        yield Sign(2, _("many from this address"))
    if lately.count() >= settings.LIMITS.submissions_per_hour:
        yield Sign(2, _("many at once"))
    if data["network"] and lately.filter(network=data["network"]).count() >= settings.LIMITS.submissions_per_hour_of_a_network:
        yield Sign(1, _("many from one network"))


def _texts(proposal: dict, without: Iterable[str] = ("website",)) -> list[str]:
    """What somebody wrote."""
    return [text for name, text in texts_in(proposal).items() if name not in without]


def _said_by_others(data: dict) -> int:
    """How many of the last day, of other senders, have one of the longer texts. (Neighbours who do it together are a few.)"""
    own = _prose(data)
    others = _sent_since(hours=24).exclude(sender_email__iexact=data["sender_email"]).order_by("-sent_at")
    return sum(1 for said in others.values_list("proposal", flat=True)[:_COMPARED] if own & _prose(said)) if own else 0


def _prose(proposal: dict) -> set[str]:
    """The longer texts; many have the same partners."""
    texts = (text.strip().casefold() for text in _texts(proposal, without=("website", "partners", "contacts")))
    return {text for text in texts if len(text) >= _LONG}


def _sent_since(*, hours: int) -> QuerySet:
    return Submission.objects.sent().filter(sent_at__gt=timezone.now() - timedelta(hours=hours))
