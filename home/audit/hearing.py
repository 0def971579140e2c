"""What the audit log hears of by itself: every deed that Wagtail's own logs have."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import ModelLogEntry, PageLogEntry

from home.audit.chain import AuditEntry, add_entry

Kind = AuditEntry.Kind
_KINDS_BY_DEED = {"practices.roles": Kind.ROLES}
_KINDS_BY_MODEL = {"user": Kind.ACCOUNT, "group": Kind.ROLES, "site": Kind.SETTING}


def connect() -> None:
    """Have each row of Wagtail's logs heard."""
    post_save.connect(_deed, sender=ModelLogEntry, dispatch_uid="audit deed")
    post_save.connect(_deed, sender=PageLogEntry, dispatch_uid="audit deed on a page")


def account(user: Any) -> str:
    """What a row calls an account that it is about."""
    return f"account {user.pk}"


def _deed(*, instance: Any, created: bool, raw: bool = False, **kwargs: object) -> None:
    if not created or raw:
        return
    model = instance.content_type.model if instance.content_type else ""
    about = f"{'account' if model == 'user' else model} {getattr(instance, 'page_id', None) or instance.object_id}"
    user, action = instance.user, instance.action
    kind = _KINDS_BY_DEED.get(action) or _KINDS_BY_MODEL.get(model, Kind.DEED)
    # Afterwards: a long transaction would keep everybody else from logging in, for whom the end of the chain is locked.
    transaction.on_commit(lambda: add_entry(kind, who=user, about=about, said=action), robust=True)
