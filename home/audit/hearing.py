"""What the audit log hears of: logins, failures, and every deed that Wagtail's own logs have."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import ModelLogEntry, PageLogEntry

from home.audit.chain import AuditEntry, add_entry

Kind = AuditEntry.Kind
_KINDS = {"user": Kind.ACCOUNT, "group": Kind.ROLES, "site": Kind.SETTING}  # of the model of a deed


def connect() -> None:
    user_logged_in.connect(_logged_in, dispatch_uid="audit login")
    user_logged_out.connect(_logged_out, dispatch_uid="audit logout")
    user_login_failed.connect(_login_failed, dispatch_uid="audit failed login")
    post_save.connect(_deed, sender=ModelLogEntry, dispatch_uid="audit deed")
    post_save.connect(_deed, sender=PageLogEntry, dispatch_uid="audit deed on a page")


def _logged_in(*, user: Any, **kwargs: object) -> None:
    add_entry(Kind.LOGIN, who=user, said=getattr(user, "backend", "").rpartition(".")[2])


def _logged_out(*, user: Any, **kwargs: object) -> None:
    if user is not None:
        add_entry(Kind.LOGOUT, who=user)


def _login_failed(*, credentials: dict, **kwargs: object) -> None:
    """The name is kept only when there is such an account: it may be a password in the wrong field."""
    user = get_user_model().objects.filter(username=credentials.get("username") or "").first()
    add_entry(Kind.WRONG_PASSWORD, about=f"account {user.pk}" if user else "")


def _deed(*, instance: Any, created: bool, raw: bool = False, **kwargs: object) -> None:
    if not created or raw:
        return
    model = instance.content_type.model if instance.content_type else ""
    about = f"{model} {getattr(instance, 'page_id', None) or instance.object_id}"
    kind, user, action = _KINDS.get(model, Kind.DEED), instance.user, instance.action
    # Afterwards: a long transaction would keep everybody else from logging in, for whom the end of the chain is locked.
    transaction.on_commit(lambda: add_entry(kind, who=user, about=about, said=action))
