"""Counting what is looked for, without knowing by whom.

The page tells it after it was read (home/static/js/finder.js), so no reader waits for it and no robot is counted. What looks
like an address or a number of somebody is not counted at all.
"""

import re

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Q, When
from django.utils import timezone
from django.utils.crypto import salted_hmac

from search.asked.models import LONGEST_ASKED, AskedWords
from search.finding import Finder, Question
from search.language.words import words

_DAYS = 3  # on which words were asked, before they are kept
_MOST_ROWS = 50_000  # beyond which new words are not counted: a stranger must not fill the disk
_PERSONAL = re.compile(r"@|\d[\d\s./-]{5,}")


def note_asked(text: str, finder: Finder, *, asked: bool, clicked: bool) -> None:
    """Count a search that was asked, and that somebody went on from it to a result."""
    said = " ".join(text.casefold().split())
    if not words(said) or len(said) > LONGEST_ASKED or _PERSONAL.search(said):
        return
    fingerprint = salted_hmac("asked words", f"{finder.language} {' '.join(words(said))}", algorithm="sha256").hexdigest()
    found = finder.count(Question(said))
    with transaction.atomic():
        if not AskedWords.objects.filter(fingerprint=fingerprint).exists() and AskedWords.objects.count() >= _MOST_ROWS:
            return
        today = timezone.localdate()
        fresh = {"language": finder.language, "last_on": today, "days": 1}
        row = AskedWords.objects.get_or_create(fingerprint=fingerprint, defaults=fresh)[0]
        AskedWords.objects.filter(pk=row.pk).update(  # in one statement, so that two at once count two
            times=F("times") + int(asked),
            clicked=F("clicked") + int(clicked),
            days=F("days") + Case(When(last_on__lt=today, then=1), default=0),
            last_on=today,
            found=found,
        )
        AskedWords.objects.filter(pk=row.pk, days__gte=_DAYS, text="").update(text=said)


def forget_rare() -> int:
    """Drop what was not asked for long: fingerprints of rare words soon, words after a year. Returns how many went."""
    today = timezone.localdate()
    rare = Q(text="", last_on__lt=today - settings.PERIODS.rare_words)
    return AskedWords.objects.filter(rare | Q(last_on__lt=today - settings.PERIODS.asked_words)).delete()[0]
