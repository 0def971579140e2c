"""What makes a submission look like a machine's. It goes to quarantine, never to the bin, and mails nobody."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from practices.languages import SOURCE, reader_language
from practices.submissions.models import Submission
from practices.submissions.proposals import texts_in
from practices.submissions.spam.adverts import Sign, signs_of_the_words

_LIMIT = 2  # points; what is a clear sign has as many by itself
_FASTEST = 4  # seconds in which a person may fill in a form
_MOST_OF_ONE = 5  # in an hour, and SUBMISSIONS_PER_HOUR of all: else anybody could have us mail anybody
_LONG, _MOST_ALIKE, _COMPARED = 40, 3, 300  # characters of a text; how many others may have it, of the newest
_ALIKE, _FEWEST_WORDS = 0.7, 8  # of the words of two texts, that are at least so long
_VARIABLE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\d+")  # what differs from one advert to the next
_LOCAL = frozenset({SOURCE, "fr"})  # what officers write on any page


def suspicion(data: dict) -> str:
    """Why the cleaned data of a form look like a machine's, in Dutch; empty when all signs together weigh too little."""
    expected = _LOCAL | {reader_language()}
    with translation.override(SOURCE):  # the moderators read it, not who sends it
        signs = [*_signs_of_the_form(data), *_signs_of_the_texts(data, expected), *_signs_of_the_number(data)]
    if sum(sign.points for sign in signs) < _LIMIT:
        return ""
    return ", ".join(sign.words for sign in signs)


def suspicion_of_words(said: dict) -> str:
    """The same of what somebody changed later: not how it was sent, nor how much."""
    expected = _LOCAL | {reader_language()}
    with translation.override(SOURCE):
        signs = list(_signs_of_the_texts(said, expected))
    return ", ".join(sign.words for sign in signs) if sum(sign.points for sign in signs) >= _LIMIT else ""


def _signs_of_the_form(data: dict) -> Iterator[Sign]:
    if data["title"]:
        yield Sign(2, _("filled in a field that nobody sees"))
    if data["key"].seconds < _FASTEST:
        yield Sign(2, _("sent within %(seconds)s seconds") % {"seconds": _FASTEST})
    if not data["proof"]:  # also where JavaScript does not run
        yield Sign(1, _("without proof of work by the browser"))


def _signs_of_the_texts(data: dict, expected: frozenset[str]) -> Iterator[Sign]:
    texts = {name: text for name, text in texts_in(data).items() if name != "website" and text}
    yield from signs_of_the_words(texts, data.get("sender_name", ""), expected)
    if _said_by_others(data) >= _MOST_ALIKE:
        yield Sign(1, _("the same text from several senders"))


def _signs_of_the_number(data: dict) -> Iterator[Sign]:
    lately = _sent_since(hours=1)
    if lately.filter(sender_email__iexact=data["sender_email"]).count() >= _MOST_OF_ONE:
        yield Sign(2, _("many from this address"))
    if lately.count() >= settings.LIMITS.submissions_per_hour:  # a flood drowns nobody who writes as people do
        yield Sign(1, _("many at once"))
    if data["network"] and lately.filter(network=data["network"]).count() >= settings.LIMITS.submissions_per_hour_of_a_network:
        yield Sign(1, _("many from one network"))


def _said_by_others(data: dict) -> int:
    """How many of the last day, of other senders, say nearly the same. (Neighbours who do it together are a few.)"""
    own = _prose(data)
    others = _sent_since(hours=24).exclude(sender_email__iexact=data["sender_email"]).order_by("-sent_at")
    said = others.values_list("proposal", flat=True)[:_COMPARED] if own else ()
    return sum(1 for proposal in said if any(_is_alike(one, other) for one in own for other in _prose(proposal)))


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)


def _prose(proposal: dict, without: Iterable[str] = ("website", "partners", "contacts")) -> list[frozenset[str]]:
    """The words of the longer texts, without what a machine varies; many have the same partners."""
    texts = (text for name, text in texts_in(proposal).items() if name not in without and len(text) >= _LONG)
    words = (frozenset(_VARIABLE.sub(" ", text.casefold()).split()) for text in texts)
    return [each for each in words if len(each) >= _FEWEST_WORDS]


def _sent_since(*, hours: int) -> QuerySet:
    return Submission.objects.sent().filter(sent_at__gt=timezone.now() - timedelta(hours=hours))
