"""What happened that somebody may have to account for, in rows of which none can be changed or taken away unseen.

Each row has a seal: a hash, with the key of the site, of what it says and of the seal before it. One row beside them, the head,
says how far the chain goes, and is sealed too. Who can write in the database, but has no key, can only break it: a head whose
seal is wrong gets no other one until an administrator has seen it (`audit_verify --accept`). They could put back the whole log
of an earlier day; so the worker writes the last seal of each day in the log of the process, which is elsewhere.
"""

import hmac
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

_SALT = "audit log"
_HEAD = 1  # the primary key of the one row


class AuditEntry(models.Model):
    """One thing that happened. No names of people outside, nothing that was typed: numbers and codes."""

    class Kind(models.TextChoices):
        PASSWORD = "password", gettext_lazy("right password")
        LOGIN = "login", gettext_lazy("logged in")
        WRONG_PASSWORD = "wrong password", gettext_lazy("wrong password")
        WRONG_CODE = "wrong code", gettext_lazy("wrong second factor")
        LOGOUT = "logout", gettext_lazy("logged out")
        ACCESS = "access", gettext_lazy("way of logging in changed")
        ROLES = "roles", gettext_lazy("roles changed")
        ACCOUNT = "account", gettext_lazy("account changed")
        REFUSED = "refused", gettext_lazy("refused")
        EXPORT = "export", gettext_lazy("data downloaded")
        SETTING = "setting", gettext_lazy("setting changed")
        DEED = "deed", gettext_lazy("deed of an editor")

    number = models.PositiveBigIntegerField(gettext_lazy("number"), primary_key=True)
    at = models.DateTimeField(gettext_lazy("at"), db_index=True)
    kind = models.CharField(gettext_lazy("what"), max_length=20, choices=Kind)
    who = models.CharField(
        gettext_lazy("who"), max_length=150, blank=True
    )  # the name of an account; kept when the account goes
    about = models.CharField(gettext_lazy("about"), max_length=200, blank=True)
    said = models.CharField(gettext_lazy("more"), max_length=200, blank=True)
    before = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64)

    class Meta:
        verbose_name = gettext_lazy("row of the audit log")
        verbose_name_plural = gettext_lazy("audit log")
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.kind}"


class AuditHead(models.Model):
    """Where the chain begins, ends, and with which seal."""

    begins = models.PositiveBigIntegerField(default=1)
    ends = models.PositiveBigIntegerField(default=0)
    last = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = gettext_lazy("end of the audit log")
        verbose_name_plural = gettext_lazy("ends of the audit log")

    def __str__(self) -> str:
        return f"{self.begins}–{self.ends}"


@transaction.atomic
def add_entry(kind: AuditEntry.Kind, *, who: Any = None, about: str = "", said: str = "") -> None:
    """Add a row. `who` is an account, or nobody; one row at a time is added, in the order of their transactions."""
    head = _head()
    name = who.get_username() if who is not None and who.is_authenticated else ""
    last = AuditEntry.objects.aggregate(last=models.Max("number"))["last"] or 0  # what others wrote there stops nobody
    entry = AuditEntry(
        number=max(head.ends, last) + 1,
        at=timezone.now(),
        kind=kind,
        who=name,
        about=about[:200],
        said=said[:200],
        before=head.last,
    )
    entry.seal = _sealed(_content(entry))
    entry.save(force_insert=True)
    _move(head, ends=entry.number, last=entry.seal)


@transaction.atomic
def forget_before(moment: datetime) -> None:
    """Let the oldest rows go; the chain begins at the next one then."""
    head = _head()
    kept = AuditEntry.objects.filter(at__gte=moment).order_by("number").values_list("number", flat=True).first()
    begins = kept or head.ends + 1
    if begins > head.begins:
        AuditEntry.objects.filter(number__lt=begins).delete()
        _move(head, begins=begins)


@transaction.atomic
def accept_break() -> None:
    """Begin a new chain after the rows that there are: somebody has seen that they are not what was written."""
    head = _head()
    last = AuditEntry.objects.aggregate(last=models.Max("number"))["last"] or 0
    head.begins, head.ends = max(head.ends, last) + 1, max(head.ends, last)
    head.seal = _sealed(_content_of_head(head))
    head.save()
    add_entry(AuditEntry.Kind.SETTING, said="break accepted")


def last_seal() -> str:
    """Where the log ends, in a line."""
    head = AuditHead.objects.get(pk=_HEAD)
    return f"{head.begins}–{head.ends} {head.last}"


def broken_rows() -> Iterator[str]:
    """A sentence for each place where the chain is not what was written."""
    head = AuditHead.objects.filter(pk=_HEAD).first()
    if head is None:
        yield _("The row that says where the log ends is gone.")
        return
    if not _is_whole(head):
        yield _("The row that says where the log ends was changed.")
    yield from _broken_between(head)


def _broken_between(head: AuditHead) -> Iterator[str]:
    """The same, from where the head says that it begins to where it ends: what is written meanwhile comes after that."""
    number, seal = head.begins, None
    for entry in AuditEntry.objects.filter(number__gte=head.begins, number__lte=head.ends).order_by("number").iterator():
        if entry.number != number:
            yield _gone(number, entry.number - 1)
        elif not _is_seal_of(entry.seal, _content(entry)) or seal not in {None, entry.before}:
            yield _changed(entry.number)
        number, seal = entry.number + 1, entry.seal
    if number <= head.ends:
        yield _gone(number, head.ends)
    elif seal not in {None, head.last}:
        yield _changed(head.ends)


def _gone(first: int, last: int) -> str:
    text = ngettext("Row %(first)d is gone.", "Rows %(first)d to %(last)d are gone.", last - first + 1)
    return text % {"first": first, "last": last}


def _changed(number: int) -> str:
    return _("Row %(number)d was changed.") % {"number": number}


def _head() -> AuditHead:
    """For nobody else until the end of the transaction. Where there is none, one without a seal: that it was gone is found."""
    rows = AuditHead.objects.select_for_update().filter(pk=_HEAD)
    if found := rows.first():
        return found
    try:
        with transaction.atomic():
            AuditHead.objects.create(pk=_HEAD)
    except IntegrityError:  # somebody else began it at the same instant
        pass
    return rows.get()


def _move(head: AuditHead, **fields: Any) -> None:
    """Say that the chain begins or ends elsewhere. A wrong seal stays wrong: whoever changed the head would get a right one."""
    was_whole = _is_whole(head)
    for name, value in fields.items():
        setattr(head, name, value)
    head.seal = _sealed(_content_of_head(head)) if was_whole else ""
    head.save()


def _is_whole(head: AuditHead) -> bool:
    return _is_seal_of(head.seal, _content_of_head(head))


def _content_of_head(head: AuditHead) -> list:
    return [head.begins, head.ends, head.last]


def _content(entry: AuditEntry) -> list:
    return [entry.number, entry.at.timestamp(), entry.kind, entry.who, entry.about, entry.said, entry.before]


def _sealed(content: list, key: str | None = None) -> str:
    return salted_hmac(_SALT, json.dumps(content), secret=key, algorithm="sha256").hexdigest()


def _is_seal_of(seal: str, content: list) -> bool:
    """With the key of the site, or one that it had before."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(hmac.compare_digest(seal, _sealed(content, key)) for key in keys)
