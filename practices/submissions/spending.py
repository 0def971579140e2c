"""Limits on how much one network, one submission or everybody together may use within a period."""

from django.db import IntegrityError, models, transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practices.limits import Rate


class TooManyError(Exception):
    """Somebody used up what they may use in a period."""


class Spending(models.Model):
    """How much of something with a limit was used in the period that `ends`, by whoever `who` is a fingerprint of."""

    what = models.CharField(max_length=30)
    who = models.CharField(max_length=64, blank=True)
    ends = models.DateTimeField(db_index=True)
    amount = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("use of a limit")
        verbose_name_plural = _("uses of limits")
        constraints = [models.UniqueConstraint(fields=["what", "who"], name="one_row_for_each_limit")]

    def __str__(self) -> str:
        return f"{self.what}: {self.amount}"


@transaction.atomic
def spend(what: str, who: str, rate: Rate, amount: int = 1) -> bool:
    """Use so much of a limit; False, and nothing is used, when that is more than there is left in this period.

    Of somebody who can't be told (`who` is empty) only what is counted for everybody is limited.
    """
    row = _row(what, who, rate)
    if row.ends <= timezone.now():
        row.amount, row.ends = 0, timezone.now() + rate.period
    if row.amount + amount > rate.most:
        return False
    row.amount += amount
    row.save()
    return True


@transaction.atomic
def give_back(what: str, who: str, amount: int = 1) -> None:
    """Take back so much of what was used; nothing when there is no such use."""
    row = Spending.objects.select_for_update().filter(what=what, who=who).first()
    if row:
        row.amount = max(row.amount - amount, 0)
        row.save()


def is_spent(what: str, who: str, rate: Rate) -> bool:
    """Whether there is nothing left of a limit."""
    row = Spending.objects.filter(what=what, who=who, ends__gt=timezone.now()).first()
    return row is not None and row.amount >= rate.most


def later_please(response: HttpResponse, rate: Rate) -> HttpResponse:
    """The answer to who used up a limit: 429, and when it makes sense to try again."""
    response.status_code, response["Retry-After"] = 429, str(int(rate.period.total_seconds()))
    return response


def forget_spending() -> None:
    """Delete what was used in periods that have ended."""
    Spending.objects.filter(ends__lte=timezone.now()).delete()


def _row(what: str, who: str, rate: Rate) -> Spending:
    """The row of a limit, for nobody else until the end of the transaction."""
    rows = Spending.objects.select_for_update()
    found = rows.filter(what=what, who=who).first()
    if found is None:
        try:
            with transaction.atomic():
                Spending.objects.create(what=what, who=who, ends=timezone.now() + rate.period)
        except IntegrityError:  # somebody else began it at the same instant
            pass
        found = rows.get(what=what, who=who)
    return found
