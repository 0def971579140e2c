"""Counting what is looked for, without knowing by whom.

The page tells it after it was read (home/static/js/finder.js), so no reader waits for it. What looks like an address or a
number of somebody is not counted, nor what has two words that neither a word list nor a sheet knows: a name, mostly.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Case, F, Q, When
from django.utils import timezone
from django.utils.crypto import salted_hmac

from search.asked.models import LONGEST_ASKED, AskedWords
from search.finding import Finder, Question
from search.language.words import fold_signs, words

_DAYS = 3  # on which words were asked, before they are kept
_MOST_ROWS, _MOST_NEW_A_DAY = 50_000, 2_000  # beyond which new words are not counted: a stranger must not fill the disk
_MOST_UNKNOWN = 1  # words
_SHORTEST_NAME = 3  # letters
_PATIENCE = 200  # milliseconds
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PERSONAL = re.compile(
    r"@|\bat\b.*\.\s?[a-z]{2,}\b|\d(?:[\W_]*\d){5}|\w(?:straat|laan|weg|steenweg|plein|dreef|lei|baan|kaai|hof)\s+\d"
)


def note_asked(text: str, finder: Finder, *, asked: bool, clicked: bool) -> None:
    """Count a search that was asked, and that somebody went on from it to a result."""
    said = " ".join(words(text[: LONGEST_ASKED + 1]))
    if len(text) > LONGEST_ASKED or not said or _is_personal(text, finder):
        return
    found = finder.find(Question(said, limit=1), facets=()).found.total
    fingerprint = salted_hmac("asked words", f"{finder.language} {said}", algorithm="sha256").hexdigest()
    today = timezone.localdate()
    with _without_waiting(), transaction.atomic():
        if not _has_room(fingerprint):
            return
        fresh = {"language": finder.language, "last_on": today, "days": 1}
        row = AskedWords.objects.get_or_create(fingerprint=fingerprint, defaults=fresh)[0]
        AskedWords.objects.filter(pk=row.pk).update(  # in one statement, so that two at once count two
            times=F("times") + int(asked),
            clicked=F("clicked") + int(clicked),
            days=F("days") + Case(When(last_on__lt=today, then=1), default=0),
            last_on=today,
            found=found,
        )
        spelled = " ".join(text.split())
        AskedWords.objects.filter(pk=row.pk, days__gte=_DAYS, text="", is_done=False).update(text=spelled)


@contextmanager
def _without_waiting() -> Iterator[None]:
    """A database that is busy writing is not waited for: one search less is no loss, and a worker that waits serves nobody."""
    if connection.vendor != "sqlite":
        yield
        return
    usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")


def _is_personal(text: str, finder: Finder) -> bool:
    plain = _YEAR.sub(" ", fold_signs(text).casefold())
    unknown = [word for word in words(text) if len(word) >= _SHORTEST_NAME and not finder.is_word(word)]
    return bool(_PERSONAL.search(plain)) or len(unknown) > _MOST_UNKNOWN


def _has_room(fingerprint: str) -> bool:
    """Whether words that are known already, or may still be added today, are counted."""
    if AskedWords.objects.filter(fingerprint=fingerprint).exists():
        return True
    new_today = AskedWords.objects.filter(days=1, last_on=timezone.localdate()).count()
    return new_today < _MOST_NEW_A_DAY and AskedWords.objects.count() < _MOST_ROWS


def forget_unasked() -> int:
    """Drop what was not asked for long: fingerprints of rare words soon, words after a year. Returns how many went."""
    today = timezone.localdate()
    rare = Q(text="", last_on__lt=today - settings.PERIODS.rare_words)
    return AskedWords.objects.filter(rare | Q(last_on__lt=today - settings.PERIODS.asked_words)).delete()[0]
