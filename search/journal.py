"""The journal that the indexes follow.

Whatever changes what a reader finds writes a row, in the same transaction as the change. Each index keeps the number of the
last row that it has applied, so it knows at any moment whether it is behind, and by which sheets. Rows get their numbers in
the order of their commits: on PostgreSQL a lock that ends with the transaction sees to that, on SQLite there is only one
writer.
"""

from collections.abc import Iterable

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

_LOCK = 7_285_001  # any number that nothing else in this database locks on
_ROWS_OF_A_SHEET = 10
_KEPT = 100_000  # rows; an index that is further behind is built anew


class JournalEntry(models.Model):
    """A change that the indexes have to follow: of one sheet, or (without one) of the names of the facets."""

    sheet = models.IntegerField(_("practice sheet"), null=True)  # a primary key; the sheet may be gone
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("entry in the journal")
        verbose_name_plural = _("journal")

    def __str__(self) -> str:
        return f"{self.pk}: {self.sheet or '-'}"


def record(sheets: Iterable[int | None]) -> None:
    """Note that these sheets (by primary key) may have changed; None for a change of the facets' names."""
    rows = [JournalEntry(sheet=sheet) for sheet in dict.fromkeys(sheets)]
    if not rows:
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        JournalEntry.objects.bulk_create(rows)


def latest() -> int:
    """The number of the last row; 0 for an empty journal. One query."""
    with connection.cursor() as cursor:  # asked by every request; Django takes longer to write this than it takes to run
        cursor.execute(f"SELECT MAX(id) FROM {JournalEntry._meta.db_table}")  # noqa: S608 - our own name
        return cursor.fetchone()[0] or 0


def changed_since(number: int, until: int) -> set[int] | None:
    """The sheets of the rows after `number` up to `until`; None when some of those rows may be gone.

    (PostgreSQL leaves gaps for what was rolled back: behind a gap at the start one can't tell, and says gone.)
    """
    oldest = JournalEntry.objects.aggregate(first=models.Min("pk"))["first"]
    if until > number and (oldest is None or oldest > number + 1):
        return None
    rows = JournalEntry.objects.filter(pk__gt=number, pk__lte=until)
    return {sheet for sheet in rows.values_list("sheet", flat=True) if sheet is not None}


def is_near(number: int, until: int, most: int) -> bool:
    """Whether the rows after `number` up to `until` are of at most so many sheets. (Publishing one writes a few rows.)"""
    rows = JournalEntry.objects.filter(pk__gt=number, pk__lte=until).values_list("sheet", flat=True)
    first = list(rows[: most * _ROWS_OF_A_SHEET + 1])
    return len(first) <= most * _ROWS_OF_A_SHEET and len(set(first)) <= most


def next_part(number: int, until: int, most: int) -> tuple[int, set[int]] | None:
    """The number after at most so many rows behind `number`, not beyond `until`, and the sheets of those rows.

    None when some of those rows may be gone, as with `changed_since`.
    """
    last = (
        JournalEntry.objects.filter(pk__gt=number, pk__lte=until).order_by("pk")[most - 1 : most].values_list("pk", flat=True)
    )
    end = next(iter(last), until)
    changed = changed_since(number, end)
    return None if changed is None else (end, changed)


def names_changed(number: int, until: int) -> bool:
    """Whether a row after `number` up to `until` tells of a change of the facets' names, or may have and is gone."""
    if changed_since(number, until) is None:
        return True
    return JournalEntry.objects.filter(pk__gt=number, pk__lte=until, sheet=None).exists()


def prune() -> int:
    """Forget all but the newest rows; returns how many went."""
    return JournalEntry.objects.filter(pk__lte=latest() - _KEPT).delete()[0]
