"""Forgetting an e-mail address: out of every text of every table, whoever wrote it there."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models.functions import Cast
from post_office.models import Email

from practices.models import Implementation, PracticePage
from practices.submissions.models import Access, Submission


@transaction.atomic
def forget(address: str) -> Counter[str]:
    """Remove an address everywhere but from accounts; how many texts of each kind had it.

    Who sent something under it is forgotten by name too, and the mails to it are deleted.
    """
    done: Counter[str] = Counter()
    senders = Submission.objects.filter(sender_email__iexact=address)
    done["mails"] += sum(_delete_mails(address, senders.values_list("reference", flat=True)))
    Access.objects.filter(submission__in=senders).delete()
    senders.update(sender_name="")
    sheets = set(Implementation.objects.filter(contacts__icontains=address).values_list("page_id", flat=True))
    for model, field in _texts():
        done[str(model._meta.verbose_name_plural)] += _clear(model, field, address)
    for page in PracticePage.objects.filter(pk__in=sheets):
        page.save()  # so that whoever follows the sheets hears of it
    return +done


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


def _clear(model: type[models.Model], field: models.Field, address: str) -> int:
    """Take the address out of one field of all rows; in how many it was."""
    found = model._default_manager.annotate(as_text=Cast(field.name, models.TextField())).filter(as_text__icontains=address)
    rows = list(found.values_list("pk", field.name))
    for key, value in rows:
        model._default_manager.filter(pk=key).update(**{field.name: without(value, address)})
    return len(rows)


def without(value: Any, address: str) -> Any:
    """A value without the address, in whatever it holds; a line that ends in nothing loses its comma too."""
    if isinstance(value, str):
        data = _as_json(value)
        if data is not None:  # a line break in it is two characters, of which the second is a letter
            return json.dumps(without(data, address))
        return re.sub(rf"[,;:\s]*(?<![\w.+-]){re.escape(address)}(?!\.?[\w-])", "", value, flags=re.IGNORECASE)
    if isinstance(value, list):
        return [without(each, address) for each in value]
    if isinstance(value, dict):
        return {without(name, address): without(each, address) for name, each in value.items()}
    return value


def _as_json(text: str) -> dict | list | None:
    """What a text holds that is JSON, as the sources of translations are."""
    if not text.startswith(("{", "[")):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None


def accounts_of(address: str) -> list[str]:
    """The names of the accounts with this address, which only an administrator may change."""
    return [user.get_username() for user in get_user_model().objects.filter(email__iexact=address)]
