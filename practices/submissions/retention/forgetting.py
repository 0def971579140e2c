"""Forgetting an e-mail address: out of every text of every table, whoever wrote it there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models.functions import Cast
from post_office.models import Email
from wagtail.log_actions import log

from practices.history import FORGOTTEN
from practices.models import Photo, PracticePage
from practices.parts import ROWS
from practices.submissions.models import Access, Submission
from practices.submissions.retention.spellings import Spellings
from practices.tree import practice_index

_CHUNK = 200  # rows that are read at once
_ROWS = tuple(PracticePage._meta.get_field(relation).related_model for relation in ROWS)  # of a sheet


class Forgotten(NamedTuple):
    """How many texts of each kind had the address, and what is left beside where it stood, by the sheet that shows it."""

    totals: Counter[str]
    left: dict[str, list[str]]


def forget(address: str) -> Forgotten:
    """Remove an address everywhere but from accounts, however it is written (spellings.py); one text at a time.

    Who sent something under it is forgotten by name too, and the mails to it are deleted. Done again, it goes on where it
    stopped.
    """
    spellings = Spellings(address)
    done: Counter[str] = Counter()
    with transaction.atomic():
        senders = Submission.objects.filter(sender_email__iexact=address)
        done["mails"] += sum(_delete_mails(address, senders.values_list("reference", flat=True)))
        Access.objects.filter(submission__in=senders).delete()
        senders.update(sender_name="")
    left: dict[int, list[str]] = {}
    for model, field in _texts():
        for key, before, after in _cleared(model, field, spellings):
            done[str(model._meta.verbose_name_plural)] += 1
            if model is Photo:
                for sheet in PracticePage.objects.with_photo(key):
                    left.setdefault(sheet.pk, [])
            if model in {PracticePage, *_ROWS} and isinstance(before, str):
                page = key if model is PracticePage else model._default_manager.values_list("page_id", flat=True).get(pk=key)
                left.setdefault(page, []).extend(spellings.lines_left(before, after))
    if +done:  # whose, is not said again
        log(instance=practice_index(), action=FORGOTTEN, data={"total": done.total()})
    return Forgotten(+done, _by_title(left))


def _by_title(left: dict[int, list[str]]) -> dict[str, list[str]]:
    by_title: dict[str, list[str]] = {}
    for page in PracticePage.objects.filter(pk__in=left):
        page.save()  # so that whoever follows the sheets hears of it
        by_title.setdefault(page.title, []).extend(dict.fromkeys(left[page.pk]))
    return {title: lines for title, lines in by_title.items() if lines}


def _delete_mails(address: str, references: Iterable[str]) -> Iterator[int]:
    """Delete the mails to this address, and those to the moderators about what it sent, which have its name."""
    for mail in Email.objects.filter(to__icontains=address):
        if address.casefold() in (each.casefold() for each in mail.to):
            mail.delete()
            yield 1
    for reference in references:
        yield Email.objects.filter(message__contains=reference).delete()[1].get(Email._meta.label, 0)


def _texts() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every field that can hold an address, but those of accounts."""
    for model in apps.get_models():
        if model is get_user_model() or model._meta.proxy or not model._meta.managed:
            continue
        for field in model._meta.local_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices:
                yield model, field


def _cleared(model: type[models.Model], field: models.Field, spellings: Spellings) -> Iterator[tuple[Any, Any, Any]]:
    """Take the address out of one field of all rows: the key of each row that had it, with the value before and after."""
    rows = model._default_manager.annotate(as_text=Cast(field.name, models.TextField())).filter(
        spellings.may_stand_in("as_text")
    )
    for key, before in rows.values_list("pk", field.name).iterator(chunk_size=_CHUNK):
        after = spellings.taken_out_of(before)
        if after != before:
            model._default_manager.filter(pk=key).update(**{field.name: after})
            yield key, before, after


def accounts_of(address: str) -> list[str]:
    """The names of the accounts with this address, which only an administrator may change."""
    return [user.get_username() for user in get_user_model().objects.filter(email__iexact=address)]
